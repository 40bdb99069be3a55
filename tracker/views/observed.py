"""The card "How was it?" of the day page: what is asked, and what was said already."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker import observations, profiles
from tracker.forms.observations import ObservationForm
from tracker.http import PersonRequest
from tracker.models import Observation
from tracker.rules import kinds
from tracker.rules.kinds_complaints import BED, UP
from tracker.rules.scales import CATEGORY_LABELS, Category, Kind, Scale


@dataclass(frozen=True)
class Control:
    """One kind on the card. `shape` is "count", "night", "scale" or "form"."""

    kind: Kind
    shape: str
    told: str
    is_told: bool
    buttons: str = ""
    rows: tuple[tuple[Observation, str], ...] = ()
    bed: str = ""
    up: str = ""
    is_prefilled: bool = False


def card(request: PersonRequest, observed: observations.DayObservations) -> dict[str, Any]:
    """The controls of the kinds this person tracks, what was told besides, and what is asked."""
    tracked = profiles.tracked(request.profile)
    asked = kinds.KINDS.get(request.GET.get("log", ""))
    return {
        "controls": [_control(request, kinds.KINDS[key], observed) for key in tracked],
        "also": [_also(row) for row in observed.noticed if _is_also(row, tracked)],
        "asked": asked,
        "asked_form": _form(asked, observed) if asked else None,
        "other_kinds": _others(get_language(), tracked, asked.key if asked else ""),
        "notes": observed.notes,
    }


def _is_also(row: Observation, tracked: tuple[str, ...]) -> bool:
    return row.kind in kinds.KINDS and row.kind not in tracked


def _also(row: Observation) -> tuple[Observation, str, str]:
    """A row of a kind that this page does not ask for, with its label and its words."""
    kind = kinds.KINDS[row.kind]
    return row, str(kind.label), _words(kind, row, with_number=not kind.is_plain_yes)


@lru_cache(maxsize=256)
def _others(_lang: str | None, tracked: tuple[str, ...], asked: str) -> SafeString:
    """The options for all that is not asked on this card: many, and the same on every day."""
    rest = [kind for kind in kinds.ROWS if kind.key not in tracked and kind.key != kinds.NOTE]
    rest.sort(key=lambda kind: list(Category).index(kind.category))
    by_category = groupby(rest, key=lambda kind: kind.category)
    groups = [(CATEGORY_LABELS[category], list(group)) for category, group in by_category]
    return render_to_string("tracker/_others.html", {"groups": groups, "asked": asked})


def _form(kind: Kind, observed: observations.DayObservations) -> ObservationForm:
    rows = observed.of(kind.key)
    is_changed = kind.once_a_day and rows
    initial = ObservationForm.of(rows[0]) if is_changed else ObservationForm.first_of(kind)
    return ObservationForm(kind=kind, initial=initial)


def _control(request: PersonRequest, kind: Kind, observed: observations.DayObservations) -> Control:
    rows, number = observed.of(kind.key), observed.number(kind.key)
    if kind.is_count and number:
        # What was counted later overrules that there was none.
        rows = tuple(row for row in rows if row.value)
    told = "" if number is None else observations.number_in_words(kind, number)
    lines = tuple((row, _line(kind, row)) for row in rows)
    if kind.key == kinds.SLEEP:
        return _night(request, kind, observed, told=told, lines=lines)
    return Control(
        kind,
        _shape(kind),
        told,
        is_told=bool(rows),
        buttons=_buttons(kind, rows),
        rows=lines,
    )


def _shape(kind: Kind) -> str:
    if kind.is_count:
        return "count"
    has_buttons = kind.scale is not None and kind.scale.buttons and not kind.is_plain_yes
    return "scale" if has_buttons else "form"


def _buttons(kind: Kind, rows: tuple[Observation, ...]) -> str:
    if _shape(kind) != "scale" or kind.scale is None:
        return ""
    pressed = rows[-1].value if rows and kind.once_a_day else None
    return _drawn(get_language(), kind.scale, None if pressed is None else int(pressed))


@lru_cache(maxsize=512)
def _drawn(_lang: str | None, scale: Scale, pressed: int | None) -> SafeString:
    """The buttons of a scale, drawn once: they are most of the card."""
    words = [(number, scale.word(number)) for number in scale.buttons]
    context = {
        "names_each": scale.names_each,
        "words": words,
        "pressed": pressed,
        "low_word": words[0][1],
        "high_word": words[-1][1],
    }
    return render_to_string("tracker/_scale.html", context)


def _night(
    request: PersonRequest,
    kind: Kind,
    observed: observations.DayObservations,
    *,
    told: str,
    lines: tuple[tuple[Observation, str], ...],
) -> Control:
    """The times of this night, else those of the last one to start from."""
    known = lines[0][0] if lines else None
    night = known or observations.night_before(request.user, observed.date)
    times = night.parts if night else {}
    return Control(
        kind,
        "night",
        told,
        is_told=known is not None,
        rows=lines,
        bed=times.get(BED, ""),
        up=times.get(UP, ""),
        is_prefilled=known is None and night is not None,
    )


def _line(kind: Kind, row: Observation) -> str:
    # The number of what is once a day stands above its row already.
    return _words(kind, row, with_number=not kind.once_a_day) or _("Details")


def _words(kind: Kind, row: Observation, *, with_number: bool) -> str:
    number = row.value if with_number else None
    told = [
        "" if number is None else observations.number_in_words(kind, number),
        observations.details_in_words(kind, row),
    ]
    return " · ".join(text for text in told if text)
