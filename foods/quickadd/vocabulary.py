"""The small words of a written line: what joins foods, what is said around them, how food is made.

Dutch and English stand together, since people mix the two in one line. Words are normalised.
"""

from dataclasses import dataclass

from foods.quickadd import forms

# Between two foods; inside a name they stay: "mac and cheese".
JOINS = forms.listed(
    "en met and with plus op on onto over door in bij daarna including inclusief incl naast "
    "alongside topped"
)
# What stands before the word after one of these lies on it.
ON = frozenset(("op", "on", "onto", "over"))
# Said around foods, and nothing that is eaten.
FILLERS = forms.listed("""
    de het the some wat beetje little bit van of from uit mijn my me ik i had have ate eaten drank
    drink gegeten gedronken at dronk nam neem genomen took take also ook nog voor for ontbijt lunch
    diner avondeten middageten tussendoor breakfast dinner supper brunch today vandaag vanochtend
    vanmiddag vanavond lekker lekkere tasty homemade zelfgemaakt zelfgemaakte just alleen er erop
    erdoor erdoorheen erbij daarop was were is een a an n s x zelf gemaakt made overnight organic
    biologisch biologische gewoon gewone normale regular ongeveer circa ca about approximately
    roughly around to te ter then served filled gevuld gevulde bestrooid besmeerd belegd belegde
    sprinkled spread side als as only each per le la les
    """)
# What stands between a number or a measure and what is measured.
LINKS = forms.listed("of van the de het my mijn a an n aan worth met") - {"met"}

# Said inside a name of several words: "porridge made with water".
MADE = frozenset(("made", "gemaakt"))
# What follows these is not in the food. Some of it is a state: no sugar is unsweetened.
WITHOUT = forms.listed("zonder without no geen")
ABSENT = {
    "suiker": "unsweetened",
    "sugar": "unsweetened",
    "zout": "unsalted",
    "salt": "unsalted",
}
# Several words for one state; the words in the middle of a line that are no food of their own.
STATE_PHRASES = {
    ("uit", "de", "oven"): "baked",
    ("uit", "oven"): "baked",
    ("in", "de", "oven"): "baked",
    ("from", "the", "oven"): "baked",
    ("in", "the", "oven"): "baked",
    ("van", "de", "grill"): "grilled",
    ("van", "de", "bbq"): "grilled",
    ("uit", "de", "airfryer"): "baked",
    ("uit", "blik"): "canned",
    ("uit", "een", "blik"): "canned",
    ("uit", "een", "blikje"): "canned",
    ("in", "blik"): "canned",
    ("from", "a", "can"): "canned",
    ("from", "a", "tin"): "canned",
    ("from", "can"): "canned",
    ("in", "a", "can"): "canned",
    ("uit", "pot"): "canned",
    ("uit", "een", "pot"): "canned",
    ("uit", "een", "potje"): "canned",
    ("from", "a", "jar"): "canned",
    ("uit", "de", "diepvries"): "frozen",
    ("uit", "de", "vriezer"): "frozen",
    ("from", "frozen"): "frozen",
    ("from", "the", "freezer"): "frozen",
    ("whole", "wheat"): "wholemeal",
    ("whole", "grain"): "wholemeal",
    ("whole", "meal"): "wholemeal",
    ("stir", "fried"): "stirfried",
    ("deep", "fried"): "fried",
    ("pan", "fried"): "fried",
    ("hard", "boiled"): "boiled",
    ("soft", "boiled"): "boiled",
    ("hard", "gekookt"): "gekookt",
    ("zacht", "gekookt"): "gekookt",
    ("low", "fat"): "lowfat",
    ("full", "fat"): "fullfat",
    ("fat", "free"): "fatfree",
    ("semi", "skimmed"): "semiskimmed",
    ("sugar", "free"): "unsweetened",
    ("a", "la", "creme"): "cooked",
    ("with", "skin"): "skin",
    ("with", "the", "skin"): "skin",
    ("in", "skin"): "skin",
    ("skin", "on"): "skin",
    ("met", "schil"): "schil",
    ("in", "de", "schil"): "schil",
    ("met", "vel"): "vel",
}
# The same, said of bread only: yoghurt with seeds is two foods.
BREAD_PHRASES = {
    ("met", "zaden"): "zadenbrood",
    ("met", "pitten"): "zadenbrood",
    ("with", "seeds"): "zadenbrood",
}

# How several foods are served as one: "smoothie of banana and spinach" is its parts.
FORMATS = forms.listed("smoothie shake bowl mix salade salad")
SALADS = frozenset(("salade", "salad"))
OF = frozenset(("van", "of", "from"))
WITH = frozenset(("met", "with"))

# Bread that other food lies on. The figure is how many times what lies on one slice goes on it:
# a sandwich has two slices, a roll two halves.
BREADS = {
    "boterham": 1.0, "brood": 1.0, "volkorenbrood": 1.0, "witbrood": 1.0, "bruinbrood": 1.0,
    "roggebrood": 1.0, "toast": 1.0, "tosti": 1.0, "sneetje": 1.0, "snee": 1.0, "bread": 1.0,
    "slice": 1.0, "sandwich": 2.0, "broodje": 2.0, "roll": 2.0, "bun": 2.0, "bolletje": 2.0,
    "bagel": 2.0, "pistolet": 2.0, "wrap": 1.0, "tortilla": 1.0, "pita": 1.0, "baguette": 1.0,
    "stokbrood": 1.0, "beschuit": 1.0, "cracker": 0.7, "toastje": 0.4, "knackebrod": 1.0,
    "knackebrood": 1.0, "rijstwafel": 1.0, "maiswafel": 1.0, "crispbread": 1.0, "cake": 1.0,
    "croissant": 1.0, "ontbijtkoek": 1.0, "rusk": 1.0,
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """A way in which foods of one name differ: `axis` is in what, `value` is how."""

    axis: str
    value: str


def _states(table: dict[str, dict[str, str]]) -> dict[str, State]:
    return {
        word: State(axis, value)
        for axis, values in table.items()
        for value, words in values.items()
        for word in words.split()
    }


# As stems: "gekookte" is found by "gekookt" (forms.stems).
STATES = _states(
    {
        "heat": {
            "cooked": "gekookt cooked boiled steamed gestoomd gaar bereid prepared poached "
            "gepocheerd geblancheerd blanched wilted braised gestoofd stewed",
            "fried": "gebakken fried geroerbakt stirfried sauteed gefrituurd rul opgebakken",
            "baked": "baked oven geroosterd roasted toasted gegrild grilled gepoft gebraden roast "
            "gebrand barbecued",
            "raw": "rauw raw uncooked ongekookt sticks reepjes",
        },
        "diet": {"vegetarian": "vegetarisch vegetarian veggie vegan veganistisch plantaardig"},
        "skin": {"on": "skin schil vel"},
        "texture": {"smooth": "smooth creamy romig", "rough": "crunchy chunky knapperig grof"},
        "served": {"warm": "warm hot heet", "cold": "koud cold iced"},
        "keep": {
            "fresh": "vers fresh",
            "canned": "blik canned tinned pot",
            "frozen": "diepvries frozen bevroren",
            "dried": "gedroogd dried droog droge dry",
            "pickled": "ingelegd pickled",
            "smoked": "gerookt smoked",
        },
        "salt": {"salted": "gezouten salted zoute", "unsalted": "ongezouten unsalted"},
        "sugar": {
            "sweetened": "gezoet sweetened",
            "unsweetened": "ongezoet unsweetened suikervrij naturel natural plain",
        },
        "fat": {
            "whole": "vol full whole volvet fullfat",
            "semi": "halfvol semi lowfat semiskimmed",
            "skimmed": "mager skimmed skim fatfree nonfat lean",
        },
        "grain": {
            "wholemeal": "volkoren wholemeal wheat meergranen multigrain tarwe",
            "white": "wit white",
            "brown": "bruin brown",
        },
        "colour": {
            "red": "rood red",
            "green": "groen green",
            "yellow": "geel yellow",
            "black": "zwart black",
            "blue": "blauw",
            "dark": "puur pure dark bitter donker",
            "light": "licht light",
        },
        "cut": {
            "cut": "gesneden sliced chopped gesnipperd diced blokjes grated geraspt mashed geprakt "
            "ground gemalen gepeld peeled geschild shredded gebroken crushed schijfjes plakjes "
            "stukjes cubes slices strips pieces jong jonge oud oude belegen mature baby rijp rijpe "
            "ripe pitted ontpit rings ringen filet fillet florets roosjes partjes wedges chunks "
            "brokjes heel hele mixed gemengd gemengde mushy "
            "drained uitgelekt",
        },
    }
)

# A diminutive in the plural: "krieltjes", which no table has as one.
SMALL_ONES = "jes"
# A size goes with the amount; the factor on the usual size is a convention.
SIZES = {
    "klein": 0.75, "kleine": 0.75, "kleintje": 0.75, "small": 0.75, "mini": 0.5, "dun": 0.75,
    "dunne": 0.75, "thin": 0.75, "middelgroot": 1.0, "middelgrote": 1.0, "medium": 1.0,
    "groot": 1.3, "grote": 1.3, "large": 1.3, "big": 1.3, "flink": 1.3, "flinke": 1.3, "dik": 1.3,
    "dikke": 1.3, "thick": 1.3, "royale": 1.3, "generous": 1.3, "heaped": 1.3, "heaping": 1.3,
    "level": 1.0, "afgestreken": 1.0,
}  # fmt: skip

# What people write for another name: short names, and words for many foods with the one of them
# that is eaten most; the others stay among the alternatives. " | " parts names in two languages.
ALIASES = {
    "avo": "avocado",
    "pb": "peanut butter",
    "jelly": "jam",
    "evoo": "olive oil",
    "oj": "orange juice",
    "veg": "mixed vegetables cooked",
    "veggies": "mixed vegetables cooked",
    "vegetables": "mixed vegetables cooked",
    "groente": "gemengde groenten gekookt",
    "roerbakgroente": "gemengde groenten gekookt",
    "brood": "volkorenbrood",
    "boterham": "volkorenbrood",
    "sneetje": "volkorenbrood",
    "snee": "volkorenbrood",
    "volkoren": "volkorenbrood",
    "bread": "wholemeal bread",
    "brown toast": "wholemeal toast",
    "sandwich": "wholemeal bread",
    "slice": "wholemeal bread",
    "toast": "wholemeal toast | volkoren toast",
    "red pepper": "red bell pepper",
    "green pepper": "green bell pepper",
    "yellow pepper": "yellow bell pepper",
    "hot dog": "frankfurter",
    "hotdog": "frankfurter",
    "broodje": "broodje wit",
    "pistolet": "broodje wit",
    "bolletje": "broodje wit",
    "roll": "white bread roll",
    "bread roll": "white bread roll",
    "bun": "burger bun",
    "bruin broodje": "volkoren broodje bol",
    "wholemeal roll": "wholemeal bread roll",
    "knackebrood": "knackebrod rogge",
    "rijst": "witte rijst gekookt",
    "rice": "white rice cooked",
    "pasta": "pasta white cooked",
    "spaghetti": "pasta white cooked",
    "fusilli": "pasta white cooked",
    "tagliatelle": "pasta white cooked",
    "oats": "oats rolled dry",
    "ei": "ei gekookt",
    "egg": "egg boiled",
    "yoghurt": "yoghurt vol",
    "yogurt": "yogurt plain whole milk",
    "natural yogurt": "yogurt plain whole milk",
    "kaas": "goudse kaas",
    "oude kaas": "goudse kaas",
    "geraspte kaas": "goudse kaas",
    "cheese": "gouda cheese",
    "chicken": "chicken breast cooked",
    "beef": "beef braised",
    "rundvlees": "rundvlees gestoofd",
    "fish": "cod baked",
    "vis": "kabeljauw",
    "worst": "braadworst",
    "sausage": "pork sausage",
    "tuna": "tinned tuna",
    "sardines": "tinned sardines",
    "beef burger": "hamburger in bun",
    "muntthee": "kruidenthee",
    "gemberthee": "kruidenthee",
    "mint tea": "herbal tea",
    "ginger tea": "herbal tea",
    "sardientjes": "sardines in blik",
    "beans": "baked beans",
    "bonen": "bruine bonen",
    "nuts": "mixed nuts",
    "noten": "notenmix",
    "nootjes": "notenmix",
    "cashewnoten": "cashewnoten geroosterd ongezouten",
    "cashews": "cashew nuts roasted unsalted",
    "pindas": "pindas geroosterd ongezouten",
    "peanuts": "peanuts dry roasted unsalted",
    "seeds": "sunflower seeds",
    "berries": "blueberries",
    "bessen": "blauwe bessen",
    "salad": "mixed green salad",
    "salade": "gemengde salade",
    "rauwkost": "gemengde salade",
    "potato": "boiled potatoes",
    "soup": "vegetable soup",
    "soep": "groentesoep",
    "stamppot": "stamppot boerenkool",
    "chocolade": "melkchocolade",
    "chocolate": "milk chocolate",
    "koekje": "biscuit maria",
    "koek": "biscuit maria",
    "biscuit": "biscuit plain",
    "taart": "appeltaart",
    "wijn": "rode wijn",
    "wine": "red wine",
    "sap": "sinaasappelsap",
    "juice": "orange juice",
    "vruchtensap": "multivitaminesap",
    "fruit juice": "mixed fruit juice",
    "frisdrank": "sinas",
    "soda": "cola",
    "bakkie": "koffie",
    "olie": "zonnebloemolie",
    "oil": "sunflower oil",
    "azijn": "balsamicoazijn",
    "vinegar": "balsamic vinegar",
    "pepper": "black pepper",
    "stroop": "appelstroop",
    "kaassaus": "bechamelsaus",
    "cheese sauce": "bechamel sauce",
    "dried fruit": "raisins",
    "gedroogd fruit": "rozijnen",
    "gedroogde vruchten": "rozijnen",
    "proteine shake": "eiwitpoeder",
    "eiwitshake": "eiwitpoeder",
    "protein shake": "whey protein powder",
    "ontbijtgranen": "cornflakes",
    "cereal": "cornflakes",
    "paprika": "rode paprika",
    "bell pepper": "red bell pepper",
    "olijven": "groene olijven",
    "olives": "green olives",
    "meloen": "suikermeloen",
    "melon": "cantaloupe",
    "spa rood": "spa reine",
    "bronwater": "mineraalwater",
    "bubbelwater": "mineraalwater",
    "spuitwater": "mineraalwater",
    "mineral water": "mineral water average",
    "sparkling water": "mineral water average",
    "milk": "milk semi skimmed",
    "melk": "halfvolle melk",
    "boter": "roomboter ongezouten",
    "butter": "butter unsalted",
    "buttered": "butter unsalted",
    "beboterd": "roomboter ongezouten",
    "dates": "dates medjool",
}

# Words that only say what kind of food their neighbour is: "edamame beans", "glas Spa water".
KINDS = {
    "beans": "legumes soy vegetables", "bonen": "legumes soy vegetables", "nuts": "nuts",
    "noten": "nuts", "nootjes": "nuts", "seeds": "seeds", "zaad": "seeds", "zaden": "seeds",
    "pitten": "seeds", "cheese": "cheese", "kaas": "cheese", "fish": "fish_seafood",
    "vis": "fish_seafood", "bread": "bread", "brood": "bread", "broodje": "bread",
    "tea": "coffee_tea", "thee": "coffee_tea", "coffee": "coffee_tea", "koffie": "coffee_tea",
    "water": "waters", "mineraalwater": "waters", "bronwater": "waters", "soup": "soups",
    "soep": "soups", "oil": "oils_fats", "olie": "oils_fats", "beer": "alcohol",
    "bier": "alcohol", "wine": "alcohol", "wijn": "alcohol", "lettuce": "leafy_greens",
    "sla": "leafy_greens", "rijst": "grains_refined wholegrains",
    "rice": "grains_refined wholegrains", "pasta": "grains_refined wholegrains",
    "fruit": "fruit dried_fruit", "groente": "vegetables leafy_greens",
    "vegetables": "vegetables leafy_greens", "yogurt": "dairy", "yoghurt": "dairy",
    "milk": "dairy plant_drinks soy", "melk": "dairy plant_drinks soy",
    "juice": "juices_soft_drinks", "sap": "juices_soft_drinks", "sauce": "condiments_sauces",
    "saus": "condiments_sauces", "chocolade": "cocoa_chocolate", "chocolate": "cocoa_chocolate",
    "toast": "bread", "worst": "meat_products", "sausage": "meat_products",
    "koekje": "bakery_cookies", "koek": "bakery_cookies", "biscuit": "bakery_cookies",
    "crackers": "bread",
}  # fmt: skip

# Dishes of whatever stands before them: "prawn curry" is more prawns than any other curry.
DISHES = frozenset(("curry",))
# The last part of a Dutch compound that is a food of its own beside the first: "zalmwrap".
CARRIERS = forms.listed(
    "curry wrap broodje boterham sandwich omelet pasta taco burrito tosti toast toastje cracker "
    "bagel pita pannenkoek"
)
# Drinks that have their milk in them: "oat milk latte" is one thing.
MILKY = forms.listed("latte cappuccino macchiato flat")

# "Omelet van 3 eieren": the number of eggs is the amount of the dish.
EGG_DISHES = forms.listed("roerei omelet omelette scrambled")

# Words for so many foods that any one of them would be a guess; beside other words they count.
VAGUE = forms.listed("fruit vlees meat maaltijd meal eten food snack hapje drankje drink")

# Set expressions in which a word means another food than alone, or adds nothing ("").
EXPRESSIONS: dict[tuple[str, ...], dict[int, str]] = {
    ("fish", "and", "chips"): {0: "battered fish", 2: "french fries deep fried"},
    ("fish", "chips"): {0: "battered fish", 1: "french fries deep fried"},
    ("boerenkool", "met", "worst"): {0: "stamppot boerenkool", 2: "rookworst"},
    ("boerenkool", "met", "rookworst"): {0: "stamppot boerenkool"},
    ("zuurkool", "met", "worst"): {0: "stamppot zuurkool", 2: "rookworst"},
    ("zuurkool", "met", "rookworst"): {0: "stamppot zuurkool"},
    ("beans", "on", "toast"): {0: "baked beans"},
    ("burger", "and", "chips"): {2: "french fries deep fried"},
    ("glas", "jus"): {1: "jus d orange"},
    ("glaasje", "jus"): {1: "jus d orange"},
    ("broodje", "zalm"): {1: "gerookte zalm"},
    ("mug", "of", "cocoa"): {2: "hot chocolate with milk"},
    ("cup", "of", "cocoa"): {2: "hot chocolate with milk"},
    ("mok", "cacao"): {1: "warme chocolademelk"},
    ("beker", "cacao"): {1: "warme chocolademelk"},
    ("sweet", "potato", "fries"): {0: "baked sweet", 2: ""},
    ("zoete", "aardappel", "friet"): {0: "gepofte zoete", 2: ""},
    ("zoete", "aardappel", "frietjes"): {0: "gepofte zoete", 2: ""},
    ("verse", "jus"): {1: "jus d orange"},
    ("steak", "and", "chips"): {2: "french fries deep fried"},
}
