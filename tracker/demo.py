"""A believable diary to look at on a local installation, made by a seeded generator."""

import datetime as dt
import random
import secrets
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from foods.models import curated_id
from tracker import demo_noticed, diary, observations, profiles, supplements
from tracker.models import Undo, User
from tracker.models.intake import Meal

EMAIL = "demo@example.org"
DAYS = 120
SEED = 24
# The tablets start here, so that the chart has a before and an after.
SUPPLEMENT_FROM_DAY = 76
BIRTH_AGE = 46


class Bite(NamedTuple):
    """A food of the demo, its usual weight in grams, and how often it comes along (0..1)."""

    slug: str
    grams: int
    chance: float = 1.0


PORRIDGE = (
    Bite("oats-rolled", 45),
    Bite("milk-semi-skimmed", 200),
    Bite("banana", 118, 0.8),
    Bite("chia-seeds", 10, 0.3),
)
BREAD = (
    Bite("bread-wholemeal", 70),
    Bite("cheese-gouda", 30, 0.7),
    Bite("chocolate-sprinkles-dark", 15, 0.4),
    Bite("apple-syrup", 15, 0.25),
)
WEEKEND = (Bite("bread-wholemeal", 70), Bite("egg-boiled", 50), Bite("orange-juice", 200))
LUNCHES = (
    (Bite("bread-wholemeal", 105), Bite("cheese-gouda", 40), Bite("tomato-raw", 80, 0.5)),
    (Bite("bread-wholemeal", 70), Bite("peanut-butter", 30), Bite("apple", 150)),
    (Bite("bread-white", 70), Bite("filet-americain", 30), Bite("cucumber", 50)),
    (Bite("soup-lentil", 300), Bite("bread-wholemeal", 35)),
    (Bite("yogurt-lowfat", 250), Bite("walnuts", 20, 0.6), Bite("bread-wholemeal", 35)),
)
DINNERS = (
    (Bite("potatoes-boiled", 200), Bite("broccoli-cooked", 150), Bite("chicken-breast", 100)),
    (Bite("pasta-cooked", 250), Bite("soup-tomato", 150), Bite("cheese-gouda", 20)),
    (Bite("white-rice-cooked", 200), Bite("lentil-curry", 250)),
    (Bite("brown-rice-cooked", 180), Bite("spinach-cooked", 150), Bite("salmon-cooked", 120)),
    (Bite("kale-mash", 400), Bite("chicken-deli", 60, 0.5)),
    (Bite("pizza-average", 350),),
    (
        Bite("whole-wheat-pasta-cooked", 250),
        Bite("chickpeas-cooked", 100),
        Bite("broccoli-cooked", 100),
    ),
    (Bite("potatoes-fried", 200), Bite("frikandel", 85), Bite("beer", 300, 0.4)),
)
SNACKS = (
    Bite("coffee", 300, 0.9),
    Bite("tea-black", 250, 0.6),
    Bite("apple", 150, 0.5),
    Bite("almonds", 25, 0.35),
    Bite("dark-chocolate-70", 15, 0.35),
    Bite("stroopwafel", 32, 0.2),
    Bite("liquorice", 20, 0.15),
    Bite("yogurt-lowfat", 150, 0.3),
)
NOTES = (
    "Slecht geslapen, kramp in de kuit rond vier uur.",
    "Long walk in the dunes.",
    "Verjaardag, niet alles opgeschreven.",
)


def password(folder: Path) -> str:
    """The demo's password on this installation; empty when there is no demo."""
    path = folder / "demo_password"
    return path.read_text().strip() if path.exists() else ""


def ensure(*, at: dt.datetime, folder: Path) -> None:
    """Make the demo account and its diary, once; what is there is left alone."""
    if User.objects.filter(email=EMAIL).exists():
        return
    path = folder / "demo_password"
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(9))
    user = User.objects.create_user(EMAIL, password(folder))
    fill(user, at=at)


def retire(*, folder: Path) -> None:
    """Lock the demo account: its password is meant for loopback alone."""
    demo = User.objects.filter(email=EMAIL).first()
    if demo and demo.has_usable_password():
        demo.set_unusable_password()
        demo.save(update_fields=["password"])
    (folder / "demo_password").unlink(missing_ok=True)


def fill(user: User, *, at: dt.datetime, seed: int = SEED) -> None:
    """Write 120 days that end yesterday: the same ones for the same seed and day."""
    last = at.date() - dt.timedelta(days=1)
    profiles.update(user, sex="F", birth_year=at.year - BIRTH_AGE, zone=settings.HOME_ZONE, at=at)
    rng = random.Random(seed)  # noqa: S311 - a diary to look at, no secret
    days = [last - dt.timedelta(days=n) for n in reversed(range(DAYS))]
    tablet = _product(user, since=days[SUPPLEMENT_FROM_DAY], at=at)
    plans = [plan(rng, day, index=index, tablet=tablet) for index, day in enumerate(days)]
    drafts = [draft for day in plans for draft in day.drafts]
    for start in range(0, len(drafts), diary.MAX_AT_ONCE):
        part = drafts[start : start + diary.MAX_AT_ONCE]
        diary.log_intake(user, part, at=at, lang="en")
    observations.log(user, list(demo_noticed.plan(days, seed=seed)), at=at)
    for day in plans:
        if day.is_complete:
            diary.confirm_day(user, day.date, "complete", at=at)
        if day.note:
            observations.write_note(user, day.date, day.note, at=at)
    Undo.objects.filter(user=user).delete()


class DayPlan(NamedTuple):
    date: dt.date
    drafts: list[diary.Draft]
    is_complete: bool
    note: str


def plan(rng: random.Random, date: dt.date, *, index: int, tablet: uuid.UUID) -> DayPlan:
    """One day: now and then nothing at all, or only a breakfast that nobody confirmed."""
    kind = rng.choices(("full", "part", "gap"), weights=(86, 8, 6))[0]
    recent = index >= DAYS - 3
    if kind == "gap" and not recent:
        return DayPlan(date, [], is_complete=False, note="")
    meals = list(_meals(rng, date))
    if kind == "part" and not recent:
        meals = meals[:1]
    drafts = [
        _draft(date, bite, meal, rng)
        for meal, bites in meals
        for bite in bites
        if rng.random() < bite.chance
    ]
    drafts += _waters(rng, date)
    if index >= SUPPLEMENT_FROM_DAY and rng.random() < 0.88:  # noqa: PLR2004 - a tablet is forgotten now and then
        drafts.append(_tablet(date, tablet))
    complete = kind == "full" and not recent and rng.random() < 0.93  # noqa: PLR2004 - and so is the tick
    note = rng.choice(NOTES) if rng.random() < 0.06 else ""  # noqa: PLR2004
    return DayPlan(date, drafts, is_complete=complete, note=note)


def _meals(rng: random.Random, date: dt.date) -> Iterator[tuple[str, tuple[Bite, ...]]]:
    weekend = date.weekday() >= 5  # noqa: PLR2004 - Saturday
    breakfast = rng.choices((PORRIDGE, BREAD, WEEKEND), weights=(1, 2, 4) if weekend else (7, 3, 0))
    yield Meal.BREAKFAST, breakfast[0]
    yield Meal.LUNCH, rng.choice(LUNCHES)
    yield Meal.DINNER, rng.choice(DINNERS)
    yield Meal.SNACK, SNACKS


def _draft(date: dt.date, bite: Bite, meal: str, rng: random.Random) -> diary.Draft:
    grams = Decimal(max(5, round(bite.grams * rng.uniform(0.8, 1.25) / 5) * 5))
    return diary.Draft(
        date=date,
        item_id=curated_id(bite.slug),
        amount=grams,
        meal=meal,
        zone_name=settings.HOME_ZONE,
    )


def _waters(rng: random.Random, date: dt.date) -> Iterator[diary.Draft]:
    waters = {
        "water-spa-reine": rng.choice((0, 1, 2)),
        "water-hepar": int(rng.random() < 0.12),  # noqa: PLR2004 - a bottle now and then
        "water-tap": int(rng.random() < 0.15),  # noqa: PLR2004 - mostly not worth a line
    }
    for slug, glasses in waters.items():
        if glasses:
            yield diary.Draft(
                date=date,
                item_id=curated_id(slug),
                amount=Decimal(200 * glasses),
                unit="ml",
                zone_name=settings.HOME_ZONE,
            )


def _product(user: User, *, since: dt.date, at: dt.datetime) -> uuid.UUID:
    """The tablets, planned at dinner from a day on."""
    product = supplements.make(
        user,
        name="Magnesium citrate",
        compound="citrate",
        compound_mg=Decimal(625),
        content={"magnesium_mg": 100.0},
        label_text="Magnesium citrate 625 mg, of which 100 mg magnesium, per tablet",
        at=at,
    ).product
    slots = (supplements.Slot(Meal.DINNER.value, Decimal(1)),)
    supplements.plan(user, product_id=product.id, slots=slots, starts_on=since, at=at)
    return product.id


def _tablet(date: dt.date, product_id: uuid.UUID) -> diary.Draft:
    return diary.Draft(
        date=date,
        item_id=product_id,
        amount=Decimal(1),
        unit="tablet",
        meal=Meal.DINNER,
        zone_name=settings.HOME_ZONE,
    )
