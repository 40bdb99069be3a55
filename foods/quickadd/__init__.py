"""One written line -> foods and grams: `reading.read`. Pure: no Django, no database, no clock.

    tokens    the line as words, numbers and signs
    grammar   words, amounts and small words as parts ("2 boterhammen", "pindakaas")
    dividing  which foods the words of a part name, with naming's cost of each name
    weighing  what the written amount weighs
    reading   all of it, and who owns which word

The foods come from a `finding.Finder`: the catalogue answers as foods.lexicon, a person's own foods
and corrections stand before it with `finding.Both`.
"""
