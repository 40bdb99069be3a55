"""One written line: what it is understood as, and logging what the person made of that."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from foods import lexicon
from foods.quickadd import results
from foods.search import text as search_text
from tracker import amounts, diary, habits, pantry, phrases
from tracker.models import SupplementProduct, User

LONGEST = 1000
# What is eaten often weighs half of what was taught: a habit is no answer to a clear word.
HABIT, OFTEN = 0.5, 10
# Below this the page asks to look again.
SURE, UNSURE = 0.6, 0.5


@dataclass(frozen=True)
class Option:
    """An item that a part may be, with the written amount of it; grams are None for a supplement,
    which is counted.
    """

    item_id: uuid.UUID
    name: str
    amount: Decimal
    unit: str
    grams: Decimal | None
    slug: str = ""
    is_own: bool = False
    # What the unit is called on a page.
    label: str = ""

    @property
    def figure(self) -> Decimal:
        """The number a person can change: grams, or how many."""
        return self.amount if self.grams is None else self.grams


@dataclass(frozen=True)
class Part:
    """One thing of a line: the person's words, and the items they may mean, the likeliest first."""

    kind: str
    text: str
    spans: tuple[results.Span, ...]
    words: str
    measure: str
    count: float
    confidence: float
    options: tuple[Option, ...]
    # Of a supplement: a family of foods.compounds, and the milligrams that were written.
    compound: str = ""
    dose_mg: float | None = None

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


@dataclass(frozen=True)
class Rest:
    """Words that nothing is known by, or a `supplement` that is not among the person's."""

    text: str
    spans: tuple[results.Span, ...]
    words: str
    supplement: results.Item | None = None


@dataclass(frozen=True)
class Reading:
    """A line as parts to confirm; every word of it is in a part or in the rest."""

    text: str
    parts: tuple[Part, ...] = ()
    rest: tuple[Rest, ...] = ()

    @property
    def is_line(self) -> bool:
        """Whether it says more than the name of one food, which a search answers better."""
        said = len(self.parts) + len(self.rest)
        return said > 1 or any(part.measure != results.SERVING for part in self.parts)


@dataclass(frozen=True)
class Pick:
    """What the person made of one part: one of its options or nothing, and another `figure`.

    What they leave open (`is_open`) stays to be searched for.
    """

    item_id: uuid.UUID | None
    figure: Decimal | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Saved:
    """What was logged, and the words that still wait for a food."""

    written: diary.Written
    rest: tuple[str, ...]


def read(user: User, text: str, *, lang: str, until: dt.date) -> Reading:
    """What a line says, by this person's own foods, words and habits up to a day.

    Nothing is written. The number of queries does not depend on the line.
    """
    line = lexicon.read(
        text[:LONGEST],
        lang=lang,
        own=phrases.finder(user, lang=lang),
        favour=_favour(user, until=until),
    )
    ids = {choice.id for item in line.items for choice in _choices(item)}
    sizes = phrases.servings(user, ids) if ids else {}
    has_supplement = any(item.kind == results.Kind.SUPPLEMENT for item in line.items)
    products = pantry.products.loggable(user) if has_supplement else []
    parts = [_part(item, sizes=sizes, products=products) for item in line.items]
    return Reading(
        text,
        tuple(part for part in parts if part.options),
        tuple(_rest_of(line, parts)),
    )


def _rest_of(line: results.Line, parts: Sequence[Part]) -> list[Rest]:
    """What of a line is nothing that can be logged, in its order."""
    rest = [
        *(
            Rest(item.text, item.spans, item.text, supplement=item)
            for item, part in zip(line.items, parts, strict=True)
            if not part.options
        ),
        *(Rest(one.text, one.spans, one.words or one.text) for one in line.unknown),
    ]
    return sorted(rest, key=lambda one: one.spans)


def _favour(user: User, *, until: dt.date) -> dict[uuid.UUID, float]:
    times = habits.favour(user, until=until)
    return {id: HABIT * min(count / OFTEN, 1.0) for id, count in times.items()}


def _choices(item: results.Item) -> tuple[results.Choice, ...]:
    return (item.food, *item.alternatives) if item.food else ()


def _part(
    item: results.Item,
    *,
    sizes: Mapping[tuple[uuid.UUID, str], Decimal],
    products: Sequence[SupplementProduct],
) -> Part:
    options = [_option(item, choice, sizes) for choice in _choices(item)]
    confidence = item.confidence
    if not item.food:
        options = _counted(item, products)
        # Milligrams may be of the compound or of the magnesium: how many units is a guess.
        confidence = UNSURE if item.dose_mg else item.confidence
    return Part(
        kind=item.kind,
        text=item.text,
        spans=item.spans,
        words=item.words,
        measure=item.measure,
        count=item.count,
        confidence=confidence,
        options=tuple(options),
        compound=item.compound,
        dose_mg=item.dose_mg,
    )


def _counted(item: results.Item, products: Sequence[SupplementProduct]) -> list[Option]:
    found = pantry.products.meant(products, words=item.text, compound=item.compound)
    amount = _rounded(item.amount)
    return [
        Option(
            row.id,
            row.name,
            amount=amount,
            unit=row.unit,
            grams=None,
            is_own=True,
            label=row.get_unit_display(),
        )
        for row in found
    ]


def _option(
    item: results.Item,
    choice: results.Choice,
    sizes: Mapping[tuple[uuid.UUID, str], Decimal],
) -> Option:
    grams = _rounded(choice.grams)
    is_plain = choice.unit in ("g", "ml")
    option = Option(
        item_id=choice.id,
        name=choice.name,
        amount=grams if is_plain else _rounded(choice.amount),
        unit=choice.unit,
        label=choice.unit,
        grams=grams,
        slug=choice.slug,
        is_own=choice.is_own,
    )
    size = sizes.get((choice.id, item.measure))
    if size is None:
        return option
    taught = _rounded(float(size) * item.count)
    return replace(option, amount=taught, unit="g", label="g", grams=taught)


def _rounded(number: float) -> Decimal:
    """As many decimals as a kitchen scale has use for."""
    digits = 0 if number >= 100 else 1 if number >= 1 else 2  # noqa: PLR2004
    return Decimal(repr(round(number, digits))).normalize() + 0


def save(
    user: User,
    text: str,
    picks: Sequence[Pick],
    *,
    date: dt.date,
    meal: str,
    zone_name: str,
    at: dt.datetime,
    lang: str,
) -> Saved:
    """Log what the person made of a line, all of it with one undo, and learn what they corrected.

    `picks` are theirs for each part of the line, in its order. Raises ValidationError when the line
    is read in another way than it was shown, and for what cannot be logged.
    """
    reading = read(user, text, lang=lang, until=date)
    chosen = _chosen(reading, picks)
    if not chosen:
        raise ValidationError(_("Choose at least one food of the line."))
    items = pantry.find_many(user, {one.option.item_id for one in chosen}, lang=lang)
    if any(one.option.item_id not in items for one in chosen):
        raise _read_anew()
    drafts = [
        _draft(one, items[one.option.item_id], date=date, meal=meal, zone_name=zone_name)
        for one in chosen
    ]
    with transaction.atomic():
        written = diary.log_intake(user, drafts, at=at, lang=lang)
        phrases.teach(user, [lesson for one in chosen for lesson in _lessons(one)], at=at)
    return Saved(written, _rest(reading, picks))


def _rest(reading: Reading, picks: Sequence[Pick]) -> tuple[str, ...]:
    """The words that still wait for a food: left open by the person, or understood by nobody."""
    left = [part.words for part, pick in zip(reading.parts, picks, strict=True) if pick.is_open]
    return (*left, *(one.words for one in reading.rest))


@dataclass(frozen=True)
class _Chosen:
    """A part, the option that was chosen for it, and the figure if it was another."""

    part: Part
    option: Option
    figure: Decimal | None


def _chosen(reading: Reading, picks: Sequence[Pick]) -> list[_Chosen]:
    if len(picks) != len(reading.parts):
        raise _read_anew()
    chosen = []
    for part, pick in zip(reading.parts, picks, strict=True):
        if pick.item_id is None:
            continue
        option = next((one for one in part.options if one.item_id == pick.item_id), None)
        if option is None:
            raise _read_anew()
        figure = None if pick.figure == option.figure else pick.figure
        chosen.append(_Chosen(part, option, figure))
    return chosen


def _read_anew() -> ValidationError:
    return ValidationError(_("The line is read in another way now. Look at it again, then save."))


def _draft(
    one: _Chosen, item: pantry.Item, *, date: dt.date, meal: str, zone_name: str
) -> diary.Draft:
    amount, unit = one.option.amount, one.option.unit
    if one.option.grams is None:
        amount = amount if one.figure is None else one.figure
    elif one.figure is not None or not _weighs(item, one.option, grams=one.option.grams):
        amount, unit = one.option.grams if one.figure is None else one.figure, "g"
    return diary.Draft(
        date=date, item_id=item.id, amount=amount, unit=unit, meal=meal, zone_name=zone_name
    )


def _weighs(item: pantry.Item, option: Option, *, grams: Decimal) -> bool:
    """Whether the item has the unit and it weighs what was shown."""
    if option.unit not in item.units:
        return False
    return abs(option.amount * item.grams_per(option.unit) - grams) < 1


def _lessons(one: _Chosen) -> Iterator[phrases.Lesson]:
    """What a correction teaches; a weight that was written out is of this time only."""
    part, item_id = one.part, one.option.item_id
    if item_id != part.options[0].item_id and part.words:
        yield phrases.Lesson(item_id, words=part.words)
    is_taught = one.option.grams is not None and part.measure != results.WEIGHED
    if one.figure is not None and is_taught and part.count:
        each = (one.figure / Decimal(repr(part.count))).quantize(amounts.STEP)
        yield phrases.Lesson(
            item_id, measure=part.measure, label=one.option.unit, grams=amounts.check_grams(each)
        )


def log_found(
    user: User, draft: diary.Draft, *, said: str, at: dt.datetime, lang: str
) -> diary.Written:
    """Log what was searched for; the words of a line that waited for it mean it from now on."""
    with transaction.atomic():
        written = diary.log_intake(user, [draft], at=at, lang=lang)
        words = " ".join(search_text.words_of(said))
        if words and draft.item_id:
            phrases.teach(user, [phrases.Lesson(draft.item_id, words=words)], at=at)
    return written
