"""A row's cells to a FoodRecord, the same way for every source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from foods.groups import GROUPS
from foods.importers import amounts, checks
from foods.importers.amounts import Cell, PercentError
from foods.importers.records import NAME, FoodRecord, NameRecord, PortionRecord, Refusal
from foods.notes import PERCENT_FOR_AMOUNT
from foods.nutrients import NUTRIENTS, energy_from_macros
from foods.sources import Source

LONGEST_NAME = 300
LONGEST_DESCRIPTION = 400
LONGEST_CODE = 80
LONGEST_LABEL = 80
LARGEST_PORTION = 100_000
MAGNESIUM, ENERGY = "magnesium_mg", "energy_kcal"


def record(
    source: Source,
    *,
    release: str,
    code: str,
    names: Iterable[NameRecord],
    group: str | None,
    cells: Mapping[str, Cell],
    portions: Sequence[PortionRecord] = (),
    group_name: str = "",
) -> FoodRecord | Refusal:
    """The food of a row, or why it is refused. `cells` are per 100 g, by nutrient key.

    `group` is None for a group of the source, `group_name`, that is not mapped to one of ours.
    """
    named = _names(names)
    shown = named[0].name if named else ""
    fault = _fault(code, named=named, group=group, group_name=group_name)
    if fault:
        return Refusal(code[:LONGEST_CODE], shown, fault)
    try:
        content, below, doubts = _content(cells)
    except ValueError as error:
        return Refusal(code, shown, str(error))
    doubts = (*doubts, *checks.doubts(content))
    energy_basis = _add_energy(content, source=source)
    return FoodRecord(
        dataset=source.key,
        release=release,
        code=code,
        kind="water" if group == "waters" else "food",
        group=str(group),
        names=named,
        source_description=shown[:LONGEST_DESCRIPTION],
        content=content,
        magnesium_basis=_basis(content, below=below, group=str(group), source=source),
        energy_basis=energy_basis,
        below_limit=below,
        notes=doubts,
        doubts=doubts,
        portions=tuple(portions),
    )


def _names(names: Iterable[NameRecord]) -> tuple[NameRecord, ...]:
    """The names with single spaces, without empty and repeated ones, proper names first."""
    once: dict[tuple[str, str], NameRecord] = {}
    for name in sorted(names, key=lambda name: name.kind != NAME):
        text = " ".join(name.name.replace("\0", " ").split())[:LONGEST_NAME]
        if text:
            once.setdefault((name.lang, text), NameRecord(name.lang, text, name.kind))
    return tuple(once.values())


def _fault(
    code: str, *, named: Sequence[NameRecord], group: str | None, group_name: str
) -> str | None:
    if not code or "\0" in code:
        return "the row has no code"
    if len(code) > LONGEST_CODE:
        return f"the code is longer than {LONGEST_CODE} characters"
    if not any(name.kind == NAME for name in named):
        return "the row has no name"
    if group not in GROUPS:
        return f"its food group “{group_name}” is not mapped to one of ours"
    return None


def _content(
    cells: Mapping[str, Cell],
) -> tuple[dict[str, float], tuple[str, ...], tuple[str, ...]]:
    """The known amounts, those below a limit, and doubts. ValueError names the nutrient."""
    content: dict[str, float] = {}
    below: list[str] = []
    doubts: tuple[str, ...] = ()
    for key in NUTRIENTS:
        try:
            amount = amounts.read(cells.get(key))
        except PercentError:
            doubts = (PERCENT_FOR_AMOUNT,)
            continue
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
        if amount is not None:
            content[key] = amount.value
            below += [key] if amount.below else []
    return content, tuple(below), doubts


def _add_energy(content: dict[str, float], *, source: Source) -> str:
    """Compute energy where the row has none; returns the basis."""
    if ENERGY in content:
        return "table"
    energy = energy_from_macros(
        content, fibre_in_carbohydrate=bool(source.carbohydrate_includes_fibre)
    )
    if energy is None:
        return "unknown"
    content[ENERGY] = energy
    return "computed"


def _basis(
    content: Mapping[str, float], *, below: Sequence[str], group: str, source: Source
) -> str:
    if MAGNESIUM not in content:
        return "unknown"
    if MAGNESIUM in below:
        return "below_limit"
    if content[MAGNESIUM] == 0 and GROUPS[group].zero_by_nature:
        return "logical_zero"
    if source.from_labels:
        return "label"
    return "estimate" if source.calculated else "measured"


def portion(
    amount: str, measure: str, grams: str, *, source: str, code: str
) -> PortionRecord | None:
    """A household measure, named with its amount unless that is one; None without a weight."""
    try:
        weight = amounts.read(grams)
        count = amounts.read(amount)
    except ValueError:
        return None
    if weight is None or not 0 < weight.value < LARGEST_PORTION or not measure.strip():
        return None
    number = "" if count is None or count.value == 1 else f"{count.value:g} "
    label = f"{number}{' '.join(measure.split())}"[:LONGEST_LABEL]
    return PortionRecord({"en": label}, f"{weight.value:.3f}", source, code)


def distinct(portions: Iterable[PortionRecord]) -> tuple[PortionRecord, ...]:
    """The portions, the first as the default; a label that is taken gets its weight behind it."""
    once: dict[str, PortionRecord] = {}
    for one in portions:
        label = one.labels["en"]
        if label in once:
            label = f"{label[:LONGEST_LABEL]} ({float(one.grams):g} g)"
        once.setdefault(label, replace(one, labels={"en": label}))
    return tuple(replace(one, is_default=at == 0) for at, one in enumerate(once.values()))
