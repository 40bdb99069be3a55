"""The comparison page: how complaints can belong to different causes. It marks, it never ranks.

Cells are a reading of the sources and no chances; a doctor has not reviewed them yet. There is no
order by fit, no score and no colour scale.
"""

import enum
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tracker.rules import conditions
from tracker.rules.citations import ARTICLE, MEMORY, OWN, cite
from tracker.rules.conditions import Condition, Facts, any_yes, below, every, yes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VERSION = 1
MARKED_DAYS = 30
LITTLE_FLUID_ML = 1000


class Cause(enum.StrEnum):
    MAGNESIUM = "magnesium"
    POTASSIUM = "potassium"
    CALCIUM = "calcium"
    DEHYDRATION = "dehydration"
    IRON = "iron"


class Cell(enum.IntEnum):
    """How a source names the complaint for a cause."""

    NOT_NAMED = 0
    POSSIBLE = 1
    TYPICAL = 2


CAUSE_LABELS: dict[Cause, "StrOrPromise"] = {
    Cause.MAGNESIUM: _("Little magnesium"),
    Cause.POTASSIUM: _("Little potassium"),
    Cause.CALCIUM: _("Little calcium"),
    Cause.DEHYDRATION: _("Too little water in the body"),
    Cause.IRON: _("Little iron"),
}
CELL_LABELS: dict[Cell, "StrOrPromise"] = {
    Cell.NOT_NAMED: _("not named"),
    Cell.POSSIBLE: _("can be"),
    Cell.TYPICAL: _("often named"),
}

CAUTION = (
    _("This table shows how complaints can belong to different causes."),
    _("The complaints overlap a lot. Mg24 cannot see what is behind yours."),
    _("Only a doctor can find that out."),
)
OFTEN_TOGETHER = _(
    "Little magnesium, potassium and calcium often come together, and without magnesium the body "
    "holds potassium badly. Only a doctor can sort that out."
)
BLOOD_TEST = _("A usual magnesium value in the blood does not rule out that there is little of it.")
NOTE_SOURCES = ("S80", "S84", "S89")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One complaint with a cell per cause, and the kinds of observation that mark it."""

    id: str
    label: "StrOrPromise"
    cells: tuple[int, int, int, int, int]
    kinds: tuple[str, ...]
    sources: tuple[str, ...]

    def cell(self, cause: Cause) -> Cell:
        return Cell(self.cells[list(Cause).index(cause)])


ROWS: tuple[Row, ...] = (
    Row(
        id="cramps",
        label=_("muscle cramps"),
        cells=(2, 1, 2, 2, 0),
        kinds=("cramp",),
        sources=(ARTICLE, "S81", "S82", "S83", "S86"),
    ),
    Row(
        id="twitches",
        label=_("twitches of a muscle"),
        cells=(2, 1, 1, 0, 0),
        kinds=("twitches",),
        sources=(ARTICLE, "S82", "S83"),
    ),
    Row(
        id="eyelid",
        label=_("a twitching eyelid"),
        cells=(1, 0, 1, 0, 0),
        kinds=("twitches",),
        sources=(ARTICLE, MEMORY),
    ),
    Row(
        id="weakness",
        label=_("weak muscles"),
        cells=(1, 2, 1, 1, 1),
        kinds=("weakness",),
        sources=(ARTICLE, "S80", "S82"),
    ),
    Row(
        id="paralysis",
        label=_("an arm or leg that hangs limp (call at once)"),
        cells=(0, 1, 0, 0, 0),
        kinds=("limp",),
        sources=("S82",),
    ),
    Row(
        id="palpitations",
        label=_("a heart that beats differently"),
        cells=(1, 2, 1, 1, 1),
        kinds=("palpitations",),
        sources=(ARTICLE, "S81", "S82"),
    ),
    Row(
        id="tingling",
        label=_("tingling hands, feet or lips"),
        cells=(1, 0, 2, 0, 0),
        kinds=("tingling",),
        sources=(ARTICLE, "S83"),
    ),
    Row(
        id="spasm",
        label=_("a hand or face that cramps shut"),
        cells=(1, 0, 2, 0, 0),
        kinds=("hand_spasm",),
        sources=(ARTICLE, "S81", "S83"),
    ),
    Row(
        id="sleep",
        label=_("bad or restless sleep"),
        cells=(2, 0, 0, 0, 1),
        kinds=("sleep",),
        sources=(ARTICLE, OWN),
    ),
    Row(
        id="restless_legs",
        label=_("restless legs"),
        cells=(1, 0, 0, 0, 2),
        kinds=("restless_legs",),
        sources=(ARTICLE, MEMORY),
    ),
    Row(
        id="irritable",
        label=_("irritable, not able to relax"),
        cells=(2, 0, 1, 0, 1),
        kinds=("irritability",),
        sources=(ARTICLE, "S83"),
    ),
    Row(
        id="tired",
        label=_("tiredness"),
        cells=(1, 1, 1, 1, 2),
        kinds=("fatigue",),
        sources=(ARTICLE, "S82"),
    ),
    Row(
        id="thirst",
        label=_("thirst"),
        cells=(0, 1, 0, 2, 0),
        kinds=("thirst",),
        sources=(ARTICLE, "S86"),
    ),
    Row(
        id="dark_urine",
        label=_("dark urine"),
        cells=(0, 0, 0, 2, 0),
        kinds=("urine",),
        sources=(ARTICLE, "S86", "S94"),
    ),
    Row(
        id="dizzy",
        label=_("dizzy when standing up"),
        cells=(0, 0, 0, 2, 1),
        kinds=("dizzy_standing",),
        sources=(ARTICLE, OWN),
    ),
    Row(
        id="pale",
        label=_("pale skin"),
        cells=(0, 0, 0, 0, 2),
        kinds=("pale_skin",),
        sources=(ARTICLE, OWN),
    ),
    Row(
        id="breathless",
        label=_("out of breath with effort"),
        cells=(0, 0, 0, 0, 2),
        kinds=("breathlessness",),
        sources=(ARTICLE, OWN),
    ),
    Row(
        id="constipation",
        label=_("constipation"),
        cells=(0, 2, 0, 1, 0),
        kinds=("constipation",),
        sources=("S82",),
    ),
    Row(
        id="diarrhoea",
        label=_("loose stools (can be the cause)"),
        cells=(1, 1, 1, 2, 0),
        kinds=("stool",),
        sources=("S81", "S82"),
    ),
)

# From what value on a logged row is a complaint; other kinds count as soon as they were there.
# The thresholds are ours.
COMPLAINT_FROM = {
    "cramp": 1,
    "twitches": 1,
    "weakness": 1,
    "restless_legs": 1,
    "irritability": 4,
    "fatigue": 4,
    "stool": 6,
    "urine": 3,
}
# Of sleep the quality counts, and there low is a complaint.
BAD_SLEEP_UP_TO = 4

# Statement A38: on one day little was drunk, with dark urine or dizziness when standing up.
LITTLE_FLUID: Condition = every(
    below("fluid_ml", LITTLE_FLUID_ML), any_yes("dark_urine", "dizzy_standing")
)
FLUID_FACTS = frozenset({"fluid_ml", "dark_urine", "dizzy_standing", "fluid_is_complete"})


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One observation of the last 30 days; `quality` only of a night."""

    kind: str
    value: float | None = None
    quality: float | None = None


def is_complaint(logged: Logged) -> bool:
    """Whether an observation says that the complaint was there: "no cramps" does not."""
    if logged.kind == "sleep":
        return logged.quality is not None and logged.quality <= BAD_SLEEP_UP_TO
    lowest = COMPLAINT_FROM.get(logged.kind)
    return lowest is None or (logged.value is not None and logged.value >= lowest)


def marked(logged: Collection[Logged]) -> frozenset[str]:
    """The rows to mark, in no order."""
    kinds = {one.kind for one in logged if is_complaint(one)}
    return frozenset(row.id for row in ROWS if kinds & set(row.kinds))


def marks_dehydration(facts: Facts) -> bool:
    """Whether the column of too little water is marked for a day: only when the person said that
    all drinks of that day were logged, because what is missing was not therefore not drunk."""
    return conditions.holds(every(yes("fluid_is_complete"), LITTLE_FLUID), facts)


def as_json() -> dict[str, Any]:
    return {
        "version": VERSION,
        "causes": {cause.value: str(label) for cause, label in CAUSE_LABELS.items()},
        "cells": {str(int(cell)): str(label) for cell, label in CELL_LABELS.items()},
        "caution": [str(text) for text in CAUTION],
        "rows": [
            {
                "id": row.id,
                "label": str(row.label),
                "cells": {cause.value: int(row.cell(cause)) for cause in Cause},
                "kinds": list(row.kinds),
                "sources": [cite(source) for source in row.sources],
            }
            for row in ROWS
        ],
    }
