"""Hours between magnesium and other medicines: clock arithmetic with hours the person confirmed.

`after_h` is how long after the medicine magnesium may come, `before_h` how long before it. They
clash when -before < magnesium - medicine < after; exactly on the hour is allowed. All of it is
counted in real hours: two aware datetimes of one zone subtract as wall clocks, and an hour is
lost or gained when the clock changes, so everything becomes UTC first.
"""

import datetime as dt
import enum
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A window has to be this long to be offered: shorter ones are missed by an ordinary delay.
SHORTEST_WINDOW = dt.timedelta(minutes=60)
LONGEST_H = 24.0


class Origin(enum.StrEnum):
    """Where confirmed hours come from."""

    LEAFLET = "leaflet"
    PHARMACIST = "pharmacist"


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Hours that a person confirmed for a medicine, with where they come from and when.

    `food_after_h` is for food and mineral water, where the medicine keeps apart from those; None
    is the same as `after_h`. Raises ValueError outside 0 to 24 hours.
    """

    after_h: float
    before_h: float
    origin: Origin
    confirmed_on: dt.date
    food_after_h: float | None = None

    def __post_init__(self) -> None:
        given = [h for h in (self.after_h, self.before_h, self.food_after_h) if h is not None]
        if any(not 0 <= hours <= LONGEST_H for hours in given):
            raise ValueError("The hours between two doses lie between 0 and 24.")

    def after(self, *, is_food: bool) -> dt.timedelta:
        own = self.after_h if self.food_after_h is None else self.food_after_h
        return dt.timedelta(hours=own if is_food else self.after_h)

    @property
    def before(self) -> dt.timedelta:
        return dt.timedelta(hours=self.before_h)


FOOD_LIKE = frozenset({"food", "mineral_water"})


@dataclass(frozen=True, kw_only=True)
class MedicineDose:
    """A dose of a medicine, taken or planned, that may have to keep away from magnesium.

    `hours` is None while nobody confirmed them: then it never clashes, and the person is told to
    ask the pharmacist. `assumed` says that the actual time is not known and the planned one
    stands in. `key` names the row it was read from. Raises ValueError for a time without a zone.
    """

    medicine: str
    at: dt.datetime
    hours: Hours | None
    counts: frozenset[str] = frozenset({"supplement"})
    assumed: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        _check_aware(self.at)


@dataclass(frozen=True, kw_only=True)
class MagnesiumDose:
    """`kind` is one of the kinds that a rule counts for: supplement, antacid, laxative, multi,
    mineral_water, food. What goes on the skin never counts and is none of them. `key` names the
    row it was read from."""

    at: dt.datetime
    kind: str = "supplement"
    name: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        _check_aware(self.at)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Magnesium too close to a medicine. `apart_h` is how far they are apart in real hours,
    positive when the magnesium came after; `needed_h` is how far they should be."""

    medicine: MedicineDose
    magnesium: MagnesiumDose
    apart_h: float
    needed_h: float

    @property
    def allowed_from(self) -> dt.datetime:
        """The first moment (UTC) after the medicine at which this kind of magnesium is free."""
        hours = self.medicine.hours
        assert hours is not None  # noqa: S101 - a dose without hours never clashes
        is_food = self.magnesium.kind in FOOD_LIKE
        return self.medicine.at.astimezone(dt.UTC) + hours.after(is_food=is_food)

    @property
    def allowed_until(self) -> dt.datetime:
        """The last moment (UTC) before the medicine at which magnesium is free."""
        hours = self.medicine.hours
        assert hours is not None  # noqa: S101 - a dose without hours never clashes
        return self.medicine.at.astimezone(dt.UTC) - hours.before


@dataclass(frozen=True, kw_only=True)
class Window:
    """A free stretch in UTC; both ends are free too."""

    first: dt.datetime
    last: dt.datetime

    @property
    def length(self) -> dt.timedelta:
        return self.last - self.first


def clashes(
    medicines: Iterable[MedicineDose], magnesium: Iterable[MagnesiumDose]
) -> tuple[Clash, ...]:
    """Every pair that is too close together, the earliest magnesium first."""
    doses = sorted(medicines, key=_moment)
    moments = [_moment(dose) for dose in doses]
    found = [
        clash
        for taken in sorted(magnesium, key=_moment)
        for dose in doses[_near(moments, taken)]
        if (clash := _clash(dose, taken))
    ]
    return tuple(found)


def _moment(dose: MedicineDose | MagnesiumDose) -> dt.datetime:
    return dose.at.astimezone(dt.UTC)


def _near(moments: Sequence[dt.datetime], taken: MagnesiumDose) -> slice:
    """Which of the sorted moments lie within reach: a diary of years has many that do not."""
    reach = dt.timedelta(hours=LONGEST_H)
    at = _moment(taken)
    return slice(bisect_left(moments, at - reach), bisect_right(moments, at + reach))


def free_windows(
    medicines: Iterable[MedicineDose],
    *,
    start: dt.datetime,
    end: dt.datetime,
    kind: str = "supplement",
) -> tuple[Window, ...]:
    """The stretches between `start` and `end` in which that kind of magnesium never clashes.

    Give the doses from a day before to a day after, planned ones included. A window can be one
    moment long; see `comfortable` for those that may be offered.
    """
    first, last = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    windows = []
    for begins, ends in _blocked(medicines, kind=kind):
        if begins >= first:
            windows.append(Window(first=first, last=min(begins, last)))
        first = max(first, ends)
        if first > last:
            break
    if first <= last:
        windows.append(Window(first=first, last=last))
    return tuple(dict.fromkeys(w for w in windows if w.first <= w.last))


def comfortable(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The windows that are long enough to be offered. None at all: no comfortable moment, the
    person asks the pharmacist."""
    return tuple(window for window in windows if window.length >= SHORTEST_WINDOW)


def in_minutes(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The windows as a clock without seconds can show them: never a moment more than is free."""
    whole = (Window(first=next_minute(w.first), last=this_minute(w.last)) for w in windows)
    return tuple(window for window in whole if window.first <= window.last)


def this_minute(at: dt.datetime) -> dt.datetime:
    return at.replace(second=0, microsecond=0)


def next_minute(at: dt.datetime) -> dt.datetime:
    """The first whole minute that is not before `at`."""
    whole = this_minute(at)
    return whole if whole == at else whole + dt.timedelta(minutes=1)


def suggest(windows: Iterable[Window], *, preferred: dt.datetime) -> dt.datetime | None:
    """The free moment (UTC) nearest to the one somebody likes best: spacing wins over habit.

    None when there is no comfortable moment.
    """
    wanted = preferred.astimezone(dt.UTC)
    nearest = (min(max(wanted, w.first), w.last) for w in comfortable(windows))
    return min(nearest, key=lambda moment: abs(moment - wanted), default=None)


def _clash(dose: MedicineDose, taken: MagnesiumDose) -> Clash | None:
    if dose.hours is None or taken.kind not in dose.counts:
        return None
    apart = taken.at.astimezone(dt.UTC) - dose.at.astimezone(dt.UTC)
    after = dose.hours.after(is_food=taken.kind in FOOD_LIKE)
    if not -dose.hours.before < apart < after:
        return None
    needed = after if apart >= dt.timedelta(0) else dose.hours.before
    hour = dt.timedelta(hours=1)
    return Clash(medicine=dose, magnesium=taken, apart_h=apart / hour, needed_h=needed / hour)


def _blocked(
    medicines: Iterable[MedicineDose], *, kind: str
) -> Sequence[tuple[dt.datetime, dt.datetime]]:
    """Open stretches without that kind of magnesium: their two ends are free."""
    stretches = []
    for dose in medicines:
        if dose.hours is not None and kind in dose.counts:
            at = dose.at.astimezone(dt.UTC)
            after = dose.hours.after(is_food=kind in FOOD_LIKE)
            stretches.append((at - dose.hours.before, at + after))
    return sorted(stretches)


def _check_aware(at: dt.datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("A dose needs a moment with its zone.")
