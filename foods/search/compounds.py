"""Dutch compounds: "volkorenbrood" is a bread, and is found by "brood".

Only the last part of a compound names what it is, and only parts that do so reliably are listed.
Splitting by any word of the vocabulary would find potatoes by "appel".
"""

HEADS = frozenset(
    """
    aardappelen beschuit bessen bier biefstuk biscuit bloem bollen bonen boter bouillon brood
    broodje burger cake champignons chips chocolade cracker crackers croissant curry drank drink
    erwten friet frisdrank gehakt gerst gistvlokken gort granen groente groenten gratin
    hagelslag haring kaas karbonade kastanjes kerrie ketchup kiemen koek koeken koekje koekjes
    koffie kool kwark lasagne lever leverworst limonade linzen meel melk meloen mie mix muesli
    naanbrood noedels noten nuggets olie ontbijtkoek pannenkoek pannenkoeken pap pasta patat
    peper pindas pitten pizza poeder pompoen puree quiche reep repen rijst room rozijnen salade
    salami salsa sap saus schnitzel schotel selderij siroop sla soep spek spinazie stamppot
    suiker taart thee tomaat tomaten vis vla vlees vlokken vulling wafel wafels water wijn worst
    yoghurt zaad zaden zemelen zout zuivel
    """.split()  # noqa: SIM905 - a hundred quoted words are harder to read
)
# Words that end like one and are none: peanut butter is no cheese.
NOT_COMPOUNDS = frozenset({"pindakaas", "hoofdkaas", "kokosvlees"})
SHORTEST_FIRST_PART = 3


def heads_of(name_norm: str) -> str:
    """The heads of the compounds in a normalised Dutch name, apart by a space."""
    heads = dict.fromkeys(head for word in name_norm.split() if (head := _head(word)))
    return " ".join(heads)


def _head(word: str) -> str | None:
    """The longest listed head that ends the word after at least three letters."""
    if word in NOT_COMPOUNDS:
        return None
    for start in range(SHORTEST_FIRST_PART, len(word) - 2):
        if word[start:] in HEADS:
            return word[start:]
    return None
