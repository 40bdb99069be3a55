"""The vectors are those of the knowledge page, 2.4."""

import csv
import datetime as dt
import itertools
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import proposals, schedules, spacing
from tracker.rules.citations import MEMORY
from tracker.rules.proposals import Standing
from tracker.rules.schedules import Rhythm, Schedule
from tracker.rules.spacing import Hours, MagnesiumDose, MedicineDose, Origin, Window
from tracker.rules.spacing_table import KINDS, Row

DAY = dt.date(2026, 6, 10)
ZONE = ZoneInfo("Europe/Amsterdam")
MIDNIGHT = dt.datetime.combine(DAY, dt.time(), tzinfo=dt.UTC)


def row(key: str) -> Row:
    return next(row for row in proposals.ROWS if row.id == key)


def hours(key: str = "", *, after_h: float = 4, before_h: float = 4) -> Hours:
    proposal = row(key) if key else None
    return Hours(
        after_h=proposal.after_h if proposal else after_h,
        before_h=proposal.before_h if proposal else before_h,
        food_after_h=proposal.food_after_h if proposal else None,
        origin=Origin.LEAFLET,
        confirmed_on=DAY,
    )


def dose(key: str, hour: float, *, day: int = 0) -> MedicineDose:
    return MedicineDose(
        medicine=key,
        at=MIDNIGHT + dt.timedelta(days=day, hours=hour),
        hours=hours(key),
        counts=row(key).counts,
    )


def daily(*doses: tuple[str, float]) -> list[MedicineDose]:
    return [dose(key, hour, day=day) for key, hour in doses for day in (-1, 0, 1)]


def windows(medicines: list[MedicineDose]) -> list[tuple[float, float]]:
    free = spacing.free_windows(
        medicines, start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1), kind="supplement"
    )
    return [(_hours(window.first), _hours(window.last)) for window in free]


def _hours(moment: dt.datetime) -> float:
    return (moment - MIDNIGHT) / dt.timedelta(hours=1)


EVERY_8_HOURS = [("ciprofloxacin", 0.0), ("ciprofloxacin", 8.0), ("ciprofloxacin", 16.0)]


@pytest.mark.parametrize(
    ("medicines", "free"),
    [
        (daily(("tetracycline", 8), ("tetracycline", 20)), [(0, 5), (11, 17), (23, 24)]),
        (daily(("tetracycline", 8)), [(0, 5), (11, 24)]),
        (daily(("ciprofloxacin", 8), ("ciprofloxacin", 20)), [(0, 2), (10, 14), (22, 24)]),
        (daily(("levofloxacin", 9)), [(0, 7), (11, 24)]),
        (daily(("moxifloxacin", 8)), [(0, 2), (14, 24)]),
        (daily(("levothyroxine", 7)), [(0, 3), (11, 24)]),
        ([dose("alendronate", 7)], [(0, 3), (11, 24)]),
        (
            daily(("gabapentin", 8), ("gabapentin", 14), ("gabapentin", 22)),
            [(0, 6), (10, 12), (16, 20)],
        ),
        (daily(("dolutegravir", 8)), [(0, 2), (10, 24)]),
        (
            daily(("levothyroxine", 7), ("iron", 12), ("tetracycline", 8), ("tetracycline", 20)),
            [(0, 3), (14, 17), (23, 24)],
        ),
        (daily(("raltegravir", 8), ("raltegravir", 20)), [(2, 2), (14, 14)]),
        (daily(*EVERY_8_HOURS), [(2, 2), (10, 10), (18, 18)]),
    ],
    ids=lambda value: value[0].medicine if isinstance(value[0], MedicineDose) else None,
)
def test_the_free_windows_of_a_repeating_day(
    medicines: list[MedicineDose], free: list[tuple[float, float]]
) -> None:
    # Free for the single moment of 24:00 is the first moment of the next day.
    assert [window for window in windows(medicines) if window != (24, 24)] == free


@pytest.mark.parametrize(
    "medicines",
    [daily(("raltegravir", 8), ("raltegravir", 20)), daily(*EVERY_8_HOURS)],
    ids=["raltegravir twice a day", "ciprofloxacin every 8 hours"],
)
def test_single_moments_are_free_but_not_comfortable(medicines: list[MedicineDose]) -> None:
    free = spacing.free_windows(medicines, start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1))

    assert free
    assert spacing.comfortable(free) == ()
    assert spacing.suggest(free, preferred=MIDNIGHT) is None


@pytest.mark.parametrize(
    ("key", "apart_h", "is_clash"),
    [
        ("ciprofloxacin", 1.99, True),
        ("ciprofloxacin", 2, False),
        ("ciprofloxacin", -5.99, True),
        ("ciprofloxacin", -6, False),
        ("ciprofloxacin", -4, True),
        ("levofloxacin", 2, False),
        ("levothyroxine", 3.5, True),
        ("levothyroxine", 4, False),
        ("tetracycline", -2.5, True),
        ("rosuvastatin", -0.5, False),
        ("rosuvastatin", 1, True),
        ("moxifloxacin", 5, True),
        ("levothyroxine", 0, True),
    ],
)
def test_the_boundaries_of_a_row(key: str, apart_h: float, *, is_clash: bool) -> None:
    taken = MagnesiumDose(at=MIDNIGHT + dt.timedelta(hours=12 + apart_h), kind="antacid")

    found = spacing.clashes([dose(key, 12)], [taken])

    assert bool(found) is is_clash
    if found:
        assert found[0].apart_h == pytest.approx(apart_h)


def test_hours_are_real_hours_when_the_clock_goes_forward() -> None:
    # On the wall clock it looks like 6 hours, on 30 March 2025 it is 5.
    medicine = MedicineDose(
        medicine="moxifloxacin",
        at=dt.datetime(2025, 3, 29, 23, 0, tzinfo=ZONE),
        hours=hours("moxifloxacin"),
    )
    taken = MagnesiumDose(at=dt.datetime(2025, 3, 30, 5, 0, tzinfo=ZONE))
    assert taken.at - medicine.at == dt.timedelta(hours=6)

    (clash,) = spacing.clashes([medicine], [taken])

    assert clash.apart_h == 5
    assert clash.needed_h == 6
    assert clash.allowed_from.astimezone(ZONE).hour == 6


def test_hours_are_real_hours_when_the_clock_goes_back() -> None:
    medicine = MedicineDose(
        medicine="moxifloxacin",
        at=dt.datetime(2025, 10, 25, 23, 0, tzinfo=ZONE),
        hours=hours("moxifloxacin"),
    )

    assert not spacing.clashes(
        [medicine], [MagnesiumDose(at=dt.datetime(2025, 10, 26, 4, 0, tzinfo=ZONE))]
    )


def test_a_dose_before_midnight_clashes_after_it() -> None:
    assert spacing.clashes(
        [dose("levothyroxine", 23, day=-1)], [MagnesiumDose(at=MIDNIGHT + dt.timedelta(hours=1))]
    )


def test_hours_that_nobody_confirmed_never_clash() -> None:
    unconfirmed = MedicineDose(medicine="levothyroxine", at=MIDNIGHT, hours=None, counts=KINDS)

    assert spacing.clashes([unconfirmed], [MagnesiumDose(at=MIDNIGHT)]) == ()
    assert windows([unconfirmed]) == [(0, 24)]
    assert proposals.standing(row("levothyroxine"), None) is Standing.ASK
    assert proposals.standing(row("levothyroxine"), hours()) is Standing.CONFIRMED
    assert proposals.standing(None, None) is Standing.NO_RULE


def test_food_clashes_only_with_medicines_that_count_food_and_for_their_own_hours() -> None:
    breakfast = MagnesiumDose(at=MIDNIGHT + dt.timedelta(hours=7.75), kind="food")
    water = MagnesiumDose(at=MIDNIGHT + dt.timedelta(hours=7, minutes=10), kind="mineral_water")
    tablet = MagnesiumDose(at=MIDNIGHT + dt.timedelta(hours=7, minutes=20))

    assert not spacing.clashes([dose("levothyroxine", 7)], [breakfast, water])
    assert not spacing.clashes([dose("alendronate", 7)], [breakfast])
    # Vectors of statement A68.
    assert spacing.clashes([dose("alendronate", 7)], [water])
    assert spacing.clashes([dose("alendronate", 7)], [tablet])


def test_an_antacid_counts_where_a_supplement_does_not() -> None:
    at = MIDNIGHT + dt.timedelta(hours=8)

    assert not spacing.clashes([dose("phenytoin", 8)], [MagnesiumDose(at=at)])
    assert spacing.clashes([dose("phenytoin", 8)], [MagnesiumDose(at=at, kind="antacid")])


def test_a_suggestion_moves_the_preferred_moment_as_little_as_spacing_allows() -> None:
    free = spacing.free_windows(
        daily(("ciprofloxacin", 20)), start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1)
    )

    evening = spacing.suggest(free, preferred=MIDNIGHT + dt.timedelta(hours=21))

    assert evening is not None
    assert _hours(evening) == 22


def schedule(**more: object) -> Schedule:
    values: dict[str, object] = {
        "medicine": "alendronate",
        "times": (dt.time(7),),
        "zone": "Europe/Amsterdam",
        "starts_on": DAY,
        "hours": hours("alendronate"),
    }
    return Schedule(**(values | more))  # type: ignore[arg-type]


def test_a_weekly_medicine_applies_on_its_own_day_only() -> None:
    weekly = schedule(rhythm=Rhythm.WEEKLY, weekdays=frozenset({DAY.weekday()}))

    doses = schedules.planned(weekly, first=DAY - dt.timedelta(days=7), last=DAY + dt.timedelta(14))

    assert [d.at.astimezone(ZONE).date() - DAY for d in doses] == [
        dt.timedelta(days=n) for n in (0, 7, 14)
    ]
    assert all(d.assumed for d in doses)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"rhythm": Rhythm.WEEKLY, "weekdays": frozenset({2}), "every_weeks": 2}, [0, 14, 28]),
        (
            {"rhythm": Rhythm.WEEKLY, "weekdays": frozenset({2, 4})},
            [0, 2, 7, 9, 14, 16, 21, 23, 28],
        ),
        # Every other week counts from the week of the start, also for a day before it.
        ({"rhythm": Rhythm.WEEKLY, "weekdays": frozenset({0}), "every_weeks": 2}, [12, 26]),
        ({"rhythm": Rhythm.AS_NEEDED}, []),
    ],
)
def test_a_rhythm_of_weeks_counts_from_its_start(
    more: dict[str, object], expected: list[int]
) -> None:
    doses = schedules.planned(
        schedule(**more), first=DAY - dt.timedelta(days=7), last=DAY + dt.timedelta(days=28)
    )

    assert [(d.at.astimezone(ZONE).date() - DAY).days for d in doses] == expected


def test_a_monthly_medicine_comes_on_the_last_day_of_a_month_that_is_too_short() -> None:
    monthly = schedule(rhythm=Rhythm.MONTHLY, starts_on=dt.date(2026, 1, 31))

    doses = schedules.planned(monthly, first=dt.date(2026, 1, 1), last=dt.date(2026, 4, 30))

    assert [d.at.astimezone(ZONE).date().isoformat() for d in doses] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]


def test_a_course_ends_with_its_last_day() -> None:
    course = schedule(times=(dt.time(8), dt.time(20)), ends_on=DAY + dt.timedelta(days=2))

    doses = schedules.planned(course, first=DAY, last=DAY + dt.timedelta(days=9))

    assert len(doses) == 6
    assert max(d.at for d in doses).astimezone(ZONE).date() == DAY + dt.timedelta(days=2)


def test_a_planned_time_keeps_its_wall_clock_over_a_clock_change() -> None:
    night = dt.date(2025, 3, 29)
    doses = schedules.planned(
        schedule(starts_on=night, times=(dt.time(2, 30), dt.time(7))),
        first=night,
        last=night + dt.timedelta(days=1),
    )

    clocks = [d.at.astimezone(ZONE).strftime("%H:%M") for d in doses]
    # 02:30 does not exist on 30 March 2025; half past two "old time" is 03:30.
    assert clocks == ["02:30", "07:00", "03:30", "07:00"]


@pytest.mark.parametrize("wrong", [{"after_h": -1}, {"before_h": 25}, {"food_after_h": 99}])
def test_impossible_hours_are_refused(wrong: dict[str, float]) -> None:
    given = {"after_h": 4.0, "before_h": 4.0, "food_after_h": None, **wrong}
    with pytest.raises(ValueError, match="between 0 and 24"):
        Hours(origin=Origin.PHARMACIST, confirmed_on=DAY, **given)  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        MagnesiumDose(at=dt.datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        MedicineDose(medicine="x", at=dt.datetime(2026, 1, 1), hours=None)  # noqa: DTZ001


a_dose = st.builds(
    dose,
    st.sampled_from([row.id for row in proposals.ROWS]),
    st.integers(0, 24 * 60).map(lambda minute: minute / 60),
    day=st.integers(-1, 1),
)


@given(
    st.lists(a_dose, max_size=8),
    st.integers(0, 24 * 60),
    st.sampled_from(sorted(KINDS)),
)
def test_no_suggested_moment_ever_clashes(
    medicines: list[MedicineDose], preferred_minute: int, kind: str
) -> None:
    end = MIDNIGHT + dt.timedelta(days=1)
    free = spacing.free_windows(medicines, start=MIDNIGHT, end=end, kind=kind)

    moment = spacing.suggest(free, preferred=MIDNIGHT + dt.timedelta(minutes=preferred_minute))

    for at in (moment, *(m for w in free for m in (w.first, w.last, w.first + w.length / 2))):
        if at is not None:
            assert MIDNIGHT <= at <= end
            assert not spacing.clashes(medicines, [MagnesiumDose(at=at, kind=kind)])


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_window_in_minutes_never_offers_more_than_is_free(first: int, length: int) -> None:
    start = MIDNIGHT + dt.timedelta(milliseconds=first)
    window = Window(first=start, last=start + dt.timedelta(milliseconds=length))

    for shown in spacing.in_minutes([window]):
        assert window.first <= shown.first <= shown.last <= window.last
        assert (shown.first.second, shown.last.microsecond) == (0, 0)


@given(st.lists(a_dose, max_size=8), st.integers(0, 24 * 60))
def test_outside_the_windows_it_always_clashes(medicines: list[MedicineDose], minute: int) -> None:
    at = MIDNIGHT + dt.timedelta(minutes=minute)
    free = spacing.free_windows(medicines, start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1))

    inside = any(window.first <= at <= window.last for window in free)

    assert inside is not bool(spacing.clashes(medicines, [MagnesiumDose(at=at)]))


@given(st.lists(a_dose, max_size=8))
def test_windows_are_in_order_and_apart(medicines: list[MedicineDose]) -> None:
    free = spacing.free_windows(medicines, start=MIDNIGHT, end=MIDNIGHT + dt.timedelta(days=1))

    def before(one: Window, other: Window) -> bool:
        return one.first <= one.last < other.first

    assert all(before(one, other) for one, other in itertools.pairwise(free))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"atc": "J01MA02"}, "ciprofloxacin"),
        ({"atc": "j01 ma02"}, "ciprofloxacin"),
        ({"atc": "J01MA06"}, "norfloxacin"),
        ({"atc": "J01MA99"}, "other_quinolone"),
        ({"atc": "J01AA12"}, None),
        ({"atc": "M05BA08"}, None),
        ({"atc": "N02BF01"}, "gabapentin"),
        ({"atc": "N03AX12"}, "gabapentin"),
        ({"name": "Levothyroxine "}, "levothyroxine"),
        ({"name": "alendroninezuur"}, "alendronate"),
        ({"name": "nitrofurantoïne"}, "nitrofurantoin"),
        ({"atc": "A02BC01"}, None),
        ({"name": "paracetamol"}, None),
        ({"name": ""}, None),
    ],
)
def test_a_row_is_proposed_for_the_substance_before_the_class(
    found: dict[str, str], expected: str | None
) -> None:
    proposal = proposals.propose(**found)

    assert (proposal.id if proposal else None) == expected


def test_shorter_hours_than_the_table_are_noticed() -> None:
    assert proposals.is_shorter(hours(after_h=2, before_h=6), row("levothyroxine"))
    assert not proposals.is_shorter(hours(after_h=4, before_h=6), row("levothyroxine"))


def test_the_table_is_the_transcribed_one() -> None:
    transcribed = _transcription()

    assert {row.id for row in proposals.ROWS} == set(transcribed)
    for proposal in proposals.ROWS:
        after_h, before_h, counts, codes = transcribed[proposal.id]
        assert (proposal.after_h, proposal.before_h) == (after_h, before_h), proposal.id
        assert proposal.counts == counts, proposal.id
        assert {code for m in proposal.medicines for code in m.atc} == codes, proposal.id


def test_every_spacing_row_has_a_source_and_a_name() -> None:
    for proposal in proposals.ROWS:
        assert proposal.sources, proposal.id
        assert proposal.note
        assert str(proposal.label)
        assert proposal.version >= 1
        if MEMORY in proposal.sources and len(proposal.sources) == 1:
            assert proposal.confidence != "high", proposal.id


def test_the_rows_leave_as_plain_json() -> None:
    sent = json.loads(json.dumps(proposals.as_json()))

    assert len(sent) == 35
    assert {"id", "version", "after_h", "before_h", "counts", "sources"} <= set(sent[0])
    assert sent == proposals.as_json()


def _transcription() -> dict[str, tuple[float, float, set[str], set[str]]]:
    path = Path(__file__).parents[2] / "data" / "spacing_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: (
                float(row["after_h"]),
                float(row["before_h"]),
                set(row["counts"].split()),
                set(row["atc"].split()),
            )
            for row in csv.DictReader(file)
        }
