"""Magnesium and medicines in a diary: the vectors of the knowledge page, 2.4, and what is said."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foods.models import curated_id
from tests import builders
from tests.tracker.medicines import DAY, ZONE, add, confirmed, dose, moment, tablet
from tests.tracker.test_languages import catalogue, texts
from tests.tracker.test_languages import messages as catalogue_messages
from tracker import diary, medicines, profiles, supplements
from tracker.models import IntakeEntry, MedicineDose, User
from tracker.models.intake import Kind
from tracker.rules import gates, safety, tolerance
from tracker.rules.spacing import Clash

YESTERDAY, TOMORROW = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def windows(user: User, *, day: dt.date = DAY) -> list[tuple[str, str]] | None:
    found = medicines.on_day(user, day, zone_name=builders.ZONE).windows
    return None if found is None else [(_clock(w.first, day), _clock(w.last, day)) for w in found]


def _clock(at: dt.datetime, day: dt.date) -> str:
    local = at.astimezone(ZONE)
    return "24:00" if local.date() > day else local.strftime("%H:%M")


def clashes(user: User, *, day: dt.date = DAY) -> tuple[Clash, ...]:
    return medicines.clashes_of(user, first=day, last=day, zone_name=builders.ZONE)


def said(user: User, *written: IntakeEntry | MedicineDose) -> str:
    found = medicines.clash_messages(user, written, at=moment("12:00"))
    return " ".join(message.text() for message in found)


# --- the twelve windows ---


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        (
            [("doxycycline", "08:00", "20:00")],
            [("00:00", "05:00"), ("11:00", "17:00"), ("23:00", "24:00")],
        ),
        ([("doxycycline", "08:00")], [("00:00", "05:00"), ("11:00", "24:00")]),
        (
            [("ciprofloxacin", "08:00", "20:00")],
            [("00:00", "02:00"), ("10:00", "14:00"), ("22:00", "24:00")],
        ),
        ([("levofloxacin", "09:00")], [("00:00", "07:00"), ("11:00", "24:00")]),
        ([("moxifloxacin", "08:00")], [("00:00", "02:00"), ("14:00", "24:00")]),
        ([("levothyroxine", "07:00")], [("00:00", "03:00"), ("11:00", "24:00")]),
        (
            [("gabapentin", "08:00", "14:00", "22:00")],
            [("00:00", "06:00"), ("10:00", "12:00"), ("16:00", "20:00")],
        ),
        ([("dolutegravir", "08:00")], [("00:00", "02:00"), ("10:00", "24:00")]),
        (
            [
                ("levothyroxine", "07:00"),
                ("ferrous fumarate", "12:00"),
                ("doxycycline", "08:00", "20:00"),
            ],
            [("00:00", "03:00"), ("14:00", "17:00"), ("23:00", "24:00")],
        ),
        ([("raltegravir", "08:00", "20:00")], []),
        ([("ciprofloxacin", "00:00", "08:00", "16:00")], []),
        ([], None),
    ],
    ids=lambda value: "+".join(row[0] for row in value) if value else "none",
)
def test_the_free_windows_of_a_day(
    ada: User, taken: list[tuple[str, ...]], free: list[tuple[str, str]] | None
) -> None:
    for name, *times in taken:
        confirmed(ada, name, *times)

    assert windows(ada) == free


def test_a_weekly_medicine_closes_its_own_day_alone(ada: User) -> None:
    confirmed(ada, "alendronic acid", "07:00", rhythm="weekly", weekdays=[DAY.weekday()])

    assert windows(ada) == [("00:00", "03:00"), ("11:00", "24:00")]
    assert windows(ada, day=TOMORROW) is None
    assert windows(ada, day=DAY + dt.timedelta(days=7)) is not None


def test_an_evening_dose_reaches_into_the_next_day(ada: User) -> None:
    confirmed(ada, "moxifloxacin", "22:00", ends_on=DAY)

    assert windows(ada, day=TOMORROW) == [("04:00", "24:00")]
    assert windows(ada, day=DAY + dt.timedelta(days=2)) is None


def test_an_ended_course_closes_nothing_after_its_last_day(ada: User) -> None:
    confirmed(ada, "doxycycline", "08:00", "20:00", ends_on=YESTERDAY)

    assert windows(ada) is None
    assert medicines.on_day(ada, DAY, zone_name=builders.ZONE).is_empty


def test_hours_that_nobody_confirmed_close_nothing_and_never_clash(ada: User) -> None:
    medicine = add(ada, "levothyroxine", "07:00")
    tablet(ada, "07:30")
    times = medicines.on_day(ada, DAY, zone_name=builders.ZONE)

    assert times.windows is None
    assert clashes(ada) == ()
    assert times.to_ask == (medicine,)


def test_a_dose_logged_late_moves_the_next_free_moment(ada: User) -> None:
    medicine = confirmed(ada, "levothyroxine", "07:00")
    medicines.log_planned(
        ada,
        medicine,
        moment("07:00"),
        taken_at=moment("09:30"),
        zone_name=builders.ZONE,
        at=timezone.now(),
    )

    assert windows(ada) == [("00:00", "05:30"), ("13:30", "24:00")]


def test_a_dose_that_was_not_taken_closes_nothing(ada: User) -> None:
    medicine = confirmed(ada, "levothyroxine", "07:00", ends_on=DAY)
    medicines.log_planned(
        ada, medicine, moment("07:00"), taken_at=None, zone_name=builders.ZONE, at=timezone.now()
    )

    assert windows(ada) is None


# --- boundaries ---


@pytest.mark.parametrize(
    ("name", "medicine_at", "tablet_at", "is_clash"),
    [
        ("ciprofloxacin", "12:00", "13:59", True),
        ("ciprofloxacin", "12:00", "14:00", False),
        ("ciprofloxacin", "12:00", "06:01", True),
        ("ciprofloxacin", "12:00", "06:00", False),
        ("ciprofloxacin", "12:00", "08:00", True),
        ("levofloxacin", "12:00", "14:00", False),
        ("levothyroxine", "07:00", "10:30", True),  # A67
        ("levothyroxine", "07:00", "11:00", False),
        ("doxycycline", "12:00", "09:30", True),
        ("moxifloxacin", "12:00", "17:00", True),
        ("alendronic acid", "07:00", "07:20", True),  # A68
    ],
)
def test_the_boundaries(
    ada: User, name: str, medicine_at: str, tablet_at: str, *, is_clash: bool
) -> None:
    confirmed(ada, name, medicine_at)
    tablet(ada, tablet_at)

    assert bool(clashes(ada)) is is_clash


@pytest.mark.parametrize(("tablet_at", "is_clash"), [("11:30", False), ("13:00", True)])
def test_rosuvastatin_keeps_from_a_stomach_remedy_that_comes_after_it(
    ada: User, tablet_at: str, *, is_clash: bool
) -> None:
    confirmed(ada, "rosuvastatin", "12:00")
    tablet(ada, tablet_at, kind=Kind.MEDICINE)
    tablet(ada, "12:30")

    assert bool(clashes(ada)) is is_clash


def test_hours_are_real_hours_when_the_clock_goes_forward(ada: User) -> None:
    """From 23:00 to 05:00 over 29 and 30 March 2025 are five hours."""
    evening, morning = dt.date(2025, 3, 29), dt.date(2025, 3, 30)
    confirmed(ada, "moxifloxacin", "23:00", starts_on=evening, ends_on=evening)
    entry = tablet(ada, "05:00", day=morning)

    text = said(ada, entry)

    assert "is 5 hours after moxifloxacin (planned for Sat 29 Mar 23:00, not logged)" in text
    assert "or from 06:00." in text


def test_hours_are_real_hours_when_the_clock_goes_back(ada: User) -> None:
    evening, morning = dt.date(2025, 10, 25), dt.date(2025, 10, 26)
    confirmed(ada, "moxifloxacin", "23:00", starts_on=evening, ends_on=evening)
    tablet(ada, "04:00", day=morning)

    assert clashes(ada, day=morning) == ()


def test_strong_mineral_water_and_food_count_for_a_bisphosphonate_alone(ada: User) -> None:
    """Statement A68; Rosbacher holds 90 mg in a litre, Spa Reine 1.6."""
    confirmed(ada, "alendronic acid", "07:00")
    confirmed(ada, "levothyroxine", "07:00")
    drunk = [
        builders.draft(slug, date=DAY, time=dt.time(7, 10), unit="ml", amount="250", meal="")
        for slug in ("water-rosbacher", "water-spa-reine")
    ]
    strong, soft = builders.log(ada, *drunk)
    (breakfast,) = builders.log(ada, builders.draft(date=DAY, time=dt.time(7, 45)))
    (early,) = builders.log(ada, builders.draft(date=DAY, time=dt.time(7, 15)))

    keys = {(c.medicine.medicine, c.magnesium.key) for c in clashes(ada)}

    assert keys == {("alendronic acid", str(strong.id)), ("alendronic acid", str(early.id))}
    assert str(soft.id) not in str(keys)
    assert str(breakfast.id) not in str(keys)


def test_a_supplement_without_magnesium_never_clashes_and_an_unknown_one_does(ada: User) -> None:
    confirmed(ada, "levothyroxine", "07:00")
    for content in ({"magnesium_mg": 0.0, "vitamin_k_ug": 75.0}, {"vitamin_d_ug": 20.0}):
        draft = builders.draft(
            date=DAY,
            time=dt.time(7, 30),
            kind=Kind.SUPPLEMENT,
            name="Vitamin",
            content=content,
            unit="tablet",
            amount="1",
            item_id=curated_id("no-food"),
        )
        builders.log(ada, draft)

    assert len(clashes(ada)) == 1


def test_a_stomach_remedy_of_ones_own_counts_where_a_supplement_does_not(ada: User) -> None:
    confirmed(ada, "phenytoin", "08:00")
    for kind in ("supplement", "antacid"):
        product = supplements.make(
            ada, name=kind, kind=kind, content={"magnesium_mg": 100.0}, at=timezone.now()
        ).product
        draft = builders.draft(
            date=DAY,
            time=dt.time(8, 30),
            item_id=product.id,
            unit="tablet",
            amount="1",
        )
        builders.log(ada, draft)

    assert [c.magnesium.name for c in clashes(ada)] == ["antacid"]


@pytest.mark.parametrize("name", ["magnesium hydroxide", "algeldraat/magnesiumhydroxide"])
def test_a_stomach_remedy_logged_as_a_medicine_keeps_from_others_too(ada: User, name: str) -> None:
    confirmed(ada, "levothyroxine", "07:00")
    remedy = dose(ada, add(ada, name, rhythm="as_needed"), "08:00")

    assert "is 1 hour after levothyroxine" in said(ada, remedy)
    assert medicines.on_day(ada, DAY, zone_name=builders.ZONE).clashes


def test_seconds_never_make_a_moment_too_early(ada: User) -> None:
    medicine = confirmed(ada, "levothyroxine", rhythm="as_needed")
    dose(ada, medicine, None, at=moment("07:00") + dt.timedelta(seconds=30))

    assert windows(ada) == [("00:00", "03:00"), ("11:01", "24:00")]
    assert medicines.suggest(ada, moment("09:00"), zone_name=builders.ZONE) == moment("11:01")
    assert "until 03:00, or from 11:01" in said(ada, tablet(ada, "08:00"))


# --- the moment to prefer ---


def test_an_evening_slot_moves_to_where_it_is_far_enough(ada: User) -> None:
    """Statement A62: ciprofloxacin at 20:00 moves 21:00 to 22:00."""
    confirmed(ada, "ciprofloxacin", "20:00")

    found = medicines.suggest(ada, moment("21:00"), zone_name=builders.ZONE)

    assert found == moment("22:00")


def test_no_comfortable_moment_is_no_suggestion(ada: User) -> None:
    confirmed(ada, "raltegravir", "08:00", "20:00")

    assert medicines.suggest(ada, moment("14:00"), zone_name=builders.ZONE) is None


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ciprofloxacin", "levothyroxine", "doxycycline", "ferrous fumarate"]),
            st.integers(0, 23),
        ),
        min_size=1,
        max_size=3,
        unique=True,
    ),
    st.integers(0, 23),
    st.sampled_from([DAY, dt.date(2025, 3, 30), dt.date(2025, 10, 26)]),
)
def test_no_suggested_moment_ever_clashes_in_a_diary(
    ada: User, taken: list[tuple[str, int]], hour: int, day: dt.date
) -> None:
    Everything.clear(ada)
    for name, at in taken:
        confirmed(ada, name, f"{at:02}:00")
    preferred = moment(f"{hour:02}:30", day=day)
    found = medicines.suggest(ada, preferred, zone_name=builders.ZONE)
    if found is None:
        assert medicines.on_day(ada, day, zone_name=builders.ZONE).windows == ()
        return

    draft = builders.draft(
        date=found.astimezone(ZONE).date(),
        instant=found,
        kind=Kind.SUPPLEMENT,
        name="Tablet",
        content={"magnesium_mg": 150.0},
        unit="tablet",
        amount="1",
    )
    builders.log(ada, draft)

    assert medicines.clashes_of(ada, first=day, last=day, zone_name=builders.ZONE) == ()


class Everything:
    @staticmethod
    def clear(user: User) -> None:
        """Examples share the account."""
        medicines.remove(user, [m.id for m in medicines.of(user)], at=timezone.now())
        rows = IntakeEntry.objects.visible_to(user).values_list("id", flat=True)
        diary.remove_intake(user, list(rows), at=timezone.now())


# --- what is said after a write ---


def test_a_tablet_too_early_is_told_with_both_moments_and_when_it_is_far_enough(ada: User) -> None:
    medicine = confirmed(ada, "levothyroxine", "07:00")
    dose(ada, medicine, "07:00", planned_at=moment("07:00"))
    (message,) = medicines.clash_messages(ada, [tablet(ada, "10:30")], at=moment("12:00"))

    assert message.text() == (
        "Magnesium tablet at 10:30 is 3 h 30 min after levothyroxine (07:00). "
        "You noted at least 4 hours (from your leaflet, Jan. 1, 2026). "
        "For this medicine it is far enough until 03:00, or from 11:00. "
        "Questions? Ask your pharmacist."
    )
    assert (message.rule, message.level, message.channel) == ("SPACING", "info", "pharmacist")


def test_the_same_is_told_in_dutch(ada: User) -> None:
    confirmed(ada, "levothyroxine", "07:00")
    with translation.override("nl"):
        text = said(ada, tablet(ada, "10:30"))

    assert "3 uur en 30 min na levothyroxine (gepland om 07:00, niet genoteerd)" in text
    assert "apotheker" in text


def test_a_medicine_logged_after_the_tablet_tells_it_too(ada: User) -> None:
    medicine = confirmed(ada, "ciprofloxacin", rhythm="as_needed")
    tablet(ada, "10:30")
    early = dose(ada, medicine, "12:30")

    assert "is 2 hours before ciprofloxacin (12:30)" in said(ada, early)
    assert said(ada, dose(ada, medicine, "20:00")) == ""


def test_a_dose_that_is_planned_for_later_is_said_to_be(ada: User) -> None:
    confirmed(ada, "ciprofloxacin", "20:00")

    assert "(planned for 20:00)" in said(ada, tablet(ada, "18:00"))


def test_a_planned_time_that_stands_in_is_said_to(ada: User) -> None:
    confirmed(ada, "levothyroxine", "07:00")

    assert "(planned for 07:00, not logged)" in said(ada, tablet(ada, "08:00"))


def test_a_tablet_without_a_time_is_asked_for_one(ada: User) -> None:
    entry = tablet(ada, None)
    assert said(ada, entry) == ""
    confirmed(ada, "levothyroxine", "07:00")

    assert "No time was given for Magnesium tablet" in said(ada, entry)


def test_a_per_cent_sign_in_a_name_stays_one(ada: User) -> None:
    medicine = confirmed(ada, "Ada's 5% pills", "07:00")
    dose(ada, medicine, "07:00", planned_at=moment("07:00"))

    assert "Ada's 5% pills" in said(ada, tablet(ada, "08:00"))


def test_only_what_was_written_is_told(ada: User, eve: User) -> None:
    confirmed(ada, "levothyroxine", "07:00")
    tablet(ada, "08:00")

    assert said(ada, tablet(ada, "12:00")) == ""
    assert said(eve, tablet(eve, "08:00")) == ""
    assert medicines.clash_messages(ada, [], at=moment("12:00")) == ()


def test_a_row_without_a_zone_is_held_against_the_wall_clock_of_the_settings(ada: User) -> None:
    profiles.update(ada, zone="America/New_York", at=timezone.now())
    confirmed(ada, "levothyroxine", "07:00")
    entry = tablet(ada, "12:30")
    entry.zone = ""

    # 12:30 in Amsterdam is 06:30 in New York.
    assert "at 06:30 is 30 minutes before levothyroxine" in said(ada, entry)


def test_a_write_without_medicines_costs_one_query(ada: User, queries) -> None:  # type: ignore[no-untyped-def]
    entry = tablet(ada, "08:00")
    with queries() as taken:
        medicines.clash_messages(ada, [entry], at=moment("12:00"))

    assert len(taken) == 1


@pytest.mark.parametrize(
    ("hours", "text"),
    [(4, "4 hours"), (1, "1 hour"), (0.5, "30 minutes"), (3.5, "3 h 30 min"), (1 / 60, "1 minute")],
)
def test_a_length_reads_as_people_say_it(hours: float, text: str) -> None:
    assert medicines.length(hours) == text


# --- never "stop your medicine" ---

FEW_WORDS = r"\W+(?:\w+\W+){0,4}?"
STOP = re.compile(
    rf"\b(?:stop|stopping|quit|skip|drop|halve|reduce|lower){FEW_WORDS}(?:medicine|medication)"
    r"|\b(?:stop|stoppen|staak|sla|halveer|verlaag|(?:neem|slik) minder)"
    rf"{FEW_WORDS}(?:medicijn|geneesmiddel)",
    re.IGNORECASE,
)
# The opposite of it.
NEVER = re.compile(r"^(?:never stop|stop nooit)\b", re.IGNORECASE)


def advice_to_stop(texts: Iterable[str]) -> list[str]:
    parts = [part.strip() for text in texts for part in re.split(r"(?<=[.?!])\s", text)]
    return [part for part in parts if STOP.search(part) and not NEVER.search(part)]


def sentences() -> Iterable[str]:
    for message in catalogue_messages(catalogue()):
        yield from itertools.chain(texts(message.id), texts(message.string))


def test_no_text_says_to_stop_a_medicine_in_either_language() -> None:
    """Statement A73."""
    assert advice_to_stop(sentences()) == []


def test_no_rule_says_to_stop_what_a_doctor_prescribed() -> None:
    rules = [*safety.RULES, *tolerance.RULES, *gates.RULES]

    assert advice_to_stop(str(part.text) for rule in rules for part in rule.says) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ask. Stop your medicine.",
        "Skip a dose of this medicine",
        "Stop met je medicijnen.",
        "Sla je medicijn over",
    ],
)
def test_the_scan_sees_such_words(text: str) -> None:
    assert advice_to_stop([text])
