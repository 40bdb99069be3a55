"""What cannot be right in a row, by its own numbers: note codes for foods.notes.

A label source's row with a doubt waits for a person to look at it; a composition table's row is
used with the note, since its values were measured or worked out by people who looked.
"""

from collections.abc import Iterator, Mapping

from foods import notes

# Above it only dried seaweed, yeast and a few powders stand; a label that says so is most often a
# mistake of a thousand (grams taken for milligrams, or a percentage).
HIGHEST_MAGNESIUM_MG = 800
HIGHEST_KCAL = 902  # pure fat
# How far the energy may be from that of fat, carbohydrate, protein, fibre and alcohol: rounding,
# polyols and organic acids explain as much.
ENERGY_SHARE, ENERGY_KCAL = 0.25, 40
MACROS = ("fat_g", "carbohydrate_g", "protein_g")
MOST_GRAMS = 105
SOLIDS = ("protein_g", "fat_g", "carbohydrate_g", "water_g", "alcohol_g")


def doubts(content: Mapping[str, float]) -> tuple[str, ...]:
    """The codes of what is doubtful in the amounts per 100 g, in a fixed order."""
    return tuple(_doubts(content))


def _doubts(content: Mapping[str, float]) -> Iterator[str]:
    if content.get("magnesium_mg", 0) > HIGHEST_MAGNESIUM_MG:
        yield notes.MAGNESIUM_VERY_HIGH
    if not _energy_fits(content):
        yield notes.ENERGY_DISAGREES
    if sum(content.get(key, 0) for key in SOLIDS) > MOST_GRAMS:
        yield notes.MORE_THAN_ITSELF


def _energy_fits(content: Mapping[str, float]) -> bool:
    energy = content.get("energy_kcal")
    if energy is None:
        return True
    if energy > HIGHEST_KCAL:
        return False
    if any(key not in content for key in MACROS):
        return True
    fat, carbohydrate, protein = (content[key] for key in MACROS)
    alcohol, fibre = content.get("alcohol_g", 0), content.get("fibre_g", 0)
    # Whether fibre is within carbohydrate or beside it differs by table, so both may be meant.
    least = 9 * fat + 4 * max(carbohydrate - fibre, 0) + 4 * protein + 7 * alcohol
    most = 9 * fat + 4 * carbohydrate + 4 * protein + 7 * alcohol + 2 * fibre
    low = least * (1 - ENERGY_SHARE) - ENERGY_KCAL
    high = most * (1 + ENERGY_SHARE) + ENERGY_KCAL
    return low <= energy and (energy <= high or "alcohol_g" not in content)
