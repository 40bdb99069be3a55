"""The words of supplement labels in Dutch, English and German, as parts of regular expressions.

The text they are matched with is in small letters, without accents and trade marks.
"""

from dataclasses import dataclass

LANGUAGES = ("nl", "en", "de")

AS = {
    "nl": ("als", "in de vorm van", "uit", "afkomstig van", "van"),
    "en": ("as an?", "as", "in the form of", "from", "ex"),
    "de": ("als", "in form von", "aus"),
}

# What comes before the elemental amount, once the compound was named.
OF_WHICH = {
    "nl": (
        "waarvan",
        "overeenkomend met",
        "komt overeen met",
        "equivalent aan",
        "levert",
        "goed voor",
        "wat neerkomt op",
    ),
    "en": (
        "of which",
        "equivalent to",
        "equal to",
        "providing",
        "provides",
        "yielding",
        "delivering",
        "supplying",
        "corresponding to",
    ),
    "de": (
        "davon",
        "entsprechend",
        "entspricht",
        "entspr",
        "das sind",
        "liefert",
        "umgerechnet",
        "mit einem anteil von",
    ),
}

ELEMENTAL = {
    "nl": (r"elementaire?", r"zuivere?", "puur"),
    "en": ("elemental", "pure", "actual"),
    "de": (r"elementare[sn]?", r"reine[sn]?"),
}

# Magnesium itself, in words that end in something else.
MAGNESIUM = (
    r"magnesium[- ]?gehalte?",
    "magnesium content",
    r"magnesium[- ]?ion(?:en|s)?",
    "magnesium",
)

DAY = {
    "nl": (
        r"per (?:aanbevolen )?(?:dagdosering|dagdosis|dagportie|dag)",
        r"(?:aanbevolen )?dagdosering",
        r"(?:aanbevolen )?dagelijkse (?:dosering|dosis|portie)",
        "dagelijks",
    ),
    "en": (
        r"per (?:recommended )?(?:daily (?:dose|dosage|serving|intake|portion)|day)",
        r"(?:recommended )?daily (?:dose|dosage|serving|intake|portion)",
        "a day",
        "daily",
    ),
    "de": (
        r"(?:pro|je) (?:tagesdosis|tagesportion|tagesration|tagesverzehrmenge|verzehrmenge|tag)",
        r"(?:empfohlene )?(?:tagesdosis|tagesportion|tagesration|tagesverzehrmenge)",
        "taglich",
    ),
}

PER = {
    "nl": ("per", "elke", "iedere", "in een", "een"),
    "en": ("per", "each", "in each", "every", "serving size", "from", "one"),
    "de": ("pro", "je", "jede", "eine"),
}

# These may have words before the unit: "each pale yellow caplet".
EACH = {"nl": ("elke", "iedere"), "en": ("each", "every"), "de": ("jede", "eine")}

SERVING = {
    "nl": ("per portie", "portiegrootte"),
    "en": ("amount per serving", "per serving", "serving size"),
    "de": ("pro portion", "je portion", "portionsgrosse"),
}

CONTAINS = {
    "nl": ("bevatten", "bevat", "leveren", "levert"),
    "en": ("contains?", "provides?", "delivers?", "supply", "supplies"),
    "de": ("enthalten", "enthalt", "liefern", "liefert"),
}

# Words that may stand between a number and the unit it counts.
BESIDE_UNIT = ("vegan", "vegane", "vegetarische", "veg", "vegetarian", "v", "st", "x", "kleine")

UNITS: dict[str, str] = {
    "chewable_tablet": r"kauwtablet(?:ten|je|jes)?|chewable tablets?|kautabletten?",
    "effervescent_tablet": (
        r"bruistablet(?:ten|je|jes)?|effervescent tablets?|brausetabletten?|brausetabl"
    ),
    "tablet": r"filmtabletten?|tablet(?:ten|te|je|jes|s)?|tabs?|caplets?|comprim(?:e|es)|dragees?",
    "capsule": r"(?:v|vega|veg)?-?(?:capsules?|caps|kapseln?)|softgels?|hartkapseln?",
    "sachet": r"sachets?|zakjes?|beutel|sticks?|stick ?packs?|portionsbeutel",
    "scoop": r"scoops?|(?:maat)?schep(?:je|jes|pen)?|messloffel|dosierloffel",
    "tablespoon": r"tablespoons?|eetlepels?|essloffel",
    "teaspoon": r"teaspoons?|theelepels?|teeloffel",
    "ml": r"ml|milliliter",
    "ampoule": r"ampul(?:len)?|ampoules?|trinkampullen?|(?:drink)?flesjes?",
    "drop": r"druppels?|drops?|tropfen",
    "gummy": r"gumm(?:y|ies)|gummies",
}

# What a percentage is of: the reference intake of the EU (375 mg) or the Daily Value of the USA.
EU_PERCENT = (
    r"r\.?i\.?|nrv|nrw|adh|vrw|rda|referentie-?inname|nahrstoffbezugswert\w*|tagesbedarf\w*"
)
US_PERCENT = r"dv|d\.v\.|daily value"

NOT_SWALLOWED = {
    "nl": ("badzout", r"voetenbad\w*", r"badvlokken", "bad", r"magnesiumolie", r"spray"),
    "en": ("bath", "foot soak", "bath salts?", "flakes", "magnesium oil", "spray", "lotion"),
    "de": ("badesalz", r"fu(?:ss|s)bad", "bad", "badezusatz", "magnesiumol", "spray"),
}

_METALS = (
    r"kalium|potassium|calcium|kalzium|natrium|sodium|zink|zinc|ijzer|iron|eisen|selen\w*|koper"
    r"|copper|kupfer|jodium|iodine|jod|mangaan|manganese|mangan|chroom|chromium|chrom|fosfor"
    r"|phosphorus|phosphor"
)
_OTHER_THINGS = (
    r"l-?carnitine|taurine|l-?theanine?|glycine?|melatonine?|foliumzuur|folic acid|folat\w*"
    r"|folsaure|inositol|gaba|ashwagandha|valeriaan|valerian|baldrian|citroenzuur|citric acid"
    r"|citronensaure"
)
OTHERS = (
    r"vit(?:amine?|amin)?s? ?[a-ek]\d{0,2}\b",
    rf"(?:{_METALS})(?:[ -]?[a-z-]*(?:aat|ate?|ide?|oxid|oxide))?",
    _OTHER_THINGS,
)


@dataclass(frozen=True)
class Salt:
    """How a salt is written after the word magnesium, and which family it is."""

    family: str
    pattern: str


SALTS = (
    Salt("acetyl-taurate", r"(?:n-?)?acetyl-?taur(?:aat|ate?|inat)"),
    Salt("bisglycinate", r"(?:bis|di)?-?glyc(?:i|y)na(?:at|te?)(?:-chelat(?:e|at)?)?"),
    Salt("bisglycinate", r"amino acid chelate|aminozuurchelaat|aminosaurechelat"),
    Salt("glycerophosphate", r"glycero-?(?:fosfaat|phosphate?)"),
    Salt("hydroxide", r"hydroxide?"),
    Salt("oxide", r"ox[iy]de?"),
    Salt("carbonate", r"(?:hydroxide? ?)?[ck]arbon(?:aat|ate?)"),
    Salt("citrate", r"(?:waterstof|hydrogen)?-? ?(?:di|tri)?-?[cz]itr(?:aat|ate?)"),
    Salt("malate", r"mal(?:aat|ate?)"),
    Salt("taurate", r"(?:di)?taur(?:aat|ate?|inat)"),
    Salt("l-threonate", r"(?:l-?)?threon(?:aat|ate?)"),
    Salt("chloride", r"chloride?"),
    Salt("sulfate", r"sul(?:f|ph)(?:aat|ate?)"),
    Salt("lactate", r"(?:l-?|di-?)?lact(?:aat|ate?)|laktat"),
    Salt("gluconate", r"(?:di-?)?gl[uy][ck]on(?:aat|ate?)"),
    Salt(
        "aspartate",
        r"(?:bis)?\(?(?:(?:waterstof|hydrogen)-?)?(?:d?l-)?aspart(?:aat|ate?)\)?"
        r"(?:-?\s?hydrochlorid?e?)?",
    ),
    Salt("orotate", r"orot(?:aat|ate?)"),
    Salt("phosphate", r"(?:fosfaat|phosphate?)"),
    Salt("pidolate", r"pidol(?:aat|ate?)"),
    Salt("acetate", r"acet(?:aat|ate?)"),
    Salt("ascorbate", r"ascorb(?:aat|ate?)"),
    Salt("succinate", r"succin(?:aat|ate?)"),
    Salt("stearate", r"stear(?:aat|ate?)"),
)

# Names of a compound without the word magnesium.
OWN_NAMES = (
    Salt("sulfate", r"bitterzout|bittersalz|epsom(?:zout| salts?|-salz)?"),
    Salt("chloride", r"nigari"),
)

HYDRATES: dict[str, str] = {
    "anhydrous": r"anhydrous|watervrij|wasserfrei|anhydraat|anhydrat",
    "monohydrate": r"mono-?hydra(?:at|te?)",
    "dihydrate": r"di-?hydra(?:at|te?)",
    "trihydrate": r"tri-?hydra(?:at|te?)",
    "tetrahydrate": r"tetra-?hydra(?:at|te?)",
    "hexahydrate": r"hexa-?hydra(?:at|te?)",
    "heptahydrate": r"hepta-?hydra(?:at|te?)",
    "nonahydrate": r"nona-?hydra(?:at|te?)",
}
