"""What the day page says of supplements: the doses of the day, and how it stands to the limit."""

from collections.abc import Callable
from dataclasses import dataclass

from foods.nutrients import Nutrient
from tracker import diary, profiles, supplements, wording
from tracker.models import IntakeEntry
from tracker.rules import limits
from tracker.views.supplements import nutrient_rows


@dataclass(frozen=True)
class Button:
    """A dose to log in one tap, or one that was: then `entry` is its line."""

    product_id: str
    name: str
    units: str
    dose: str
    when: str
    moment: str
    magnesium_mg: float | None
    entry: IntakeEntry | None = None
    is_with_food: bool = False
    taken: int = 0


@dataclass(frozen=True)
class Card:
    """Everything the card shows, under one name: the day page has other cards beside it."""

    doses: supplements.DayDoses
    due: list[Button]
    others: list[Button]
    meter: supplements.Meter
    texts: list[str]
    nutrients: list[tuple[Nutrient, float]]

    @property
    def is_empty(self) -> bool:
        return self.doses.is_empty and not self.meter.says_something


def card(
    record: diary.DayRecord,
    targets: profiles.Targets,
    doses: supplements.DayDoses,
    *,
    is_held: Callable[[], bool],
) -> Card:
    """`is_held` is asked only when there is something to say about amounts."""
    limit = targets.limit_on(record.date)
    meter = supplements.meter(
        record.entries,
        limit=limit,
        counts_water=targets.counts_water_on(record.date),
        age_months=targets.age_months(record.date),
    )
    return Card(
        doses=doses,
        due=[_due(dose) for dose in doses.due],
        others=[_other(other) for other in doses.others],
        meter=meter,
        texts=_texts(meter, is_held=(meter.is_above or bool(meter.single)) and is_held()),
        nutrients=nutrient_rows(supplements.nutrients_of(record.entries)),
    )


def _due(due: supplements.Due) -> Button:
    return Button(
        product_id=str(due.product.id),
        name=due.product.name,
        units=str(due.slot.units),
        dose=wording.dose(due.slot.units, due.product.unit),
        when=wording.moment(due.slot.moment),
        moment=due.slot.moment,
        magnesium_mg=due.magnesium_mg,
        entry=due.entry,
        is_with_food=due.is_with_food,
    )


def _other(other: supplements.Other) -> Button:
    units = other.entries[-1].amount if other.entries else supplements.ONE
    return Button(
        product_id=str(other.product.id),
        name=other.product.name,
        units=str(units),
        dose=wording.dose(units, other.product.unit),
        when="",
        moment="",
        magnesium_mg=other.product.magnesium_mg,
        taken=len(other.entries),
    )


def _texts(meter: supplements.Meter, *, is_held: bool) -> list[str]:
    """What there is to say about the limit: calm, and only downwards.

    Behind a hard gate no advice about amounts is given and no other limit named.
    """
    limit, texts = meter.limit, []
    if meter.is_above or meter.has_unknown:
        texts.append(wording.limit_zone(meter.zone, limit.mg, is_held=is_held))
    if not is_held and meter.other and meter.other_mg is not None:
        texts.append(wording.less_strict(str(meter.other.label), meter.other_mg))
    if not is_held and meter.single:
        texts.append(f"{meter.single_name}: {limits.DOSE_TEXTS[meter.single]}")
    if limit.ended:
        texts.append(wording.limit_ended(limit.ended.mg, limit.ended.valid_until))
    return [text for text in texts if text]
