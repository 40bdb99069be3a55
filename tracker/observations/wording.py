"""What was noticed, in words."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.models import Observation
from tracker.observations.derived import beside_range
from tracker.observations.drafts import local_time
from tracker.rules import kinds, laboratory
from tracker.rules.kinds_body import PRINTED, RANGE_HIGH, RANGE_LOW, UNIT
from tracker.rules.scales import Category, Kind, Part, Type
from tracker.wording import exact


def duration(minutes: float | Decimal) -> str:
    hours, rest = divmod(round(minutes), 60)
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def number_in_words(kind: Kind, value: Decimal) -> str:
    """A number of a kind as it is read: "7 h 30 min", "6 of 10", "none", "mushy", "72,5 kg"."""
    if kind.key == kinds.SLEEP:
        return duration(value)
    if kind.is_count:
        count = ngettext("%(count)s time", "%(count)s times", int(value))
        return count % {"count": exact(value)} if value else _("none")
    scale = kind.scale
    if scale and scale.names_each:
        return str(scale.word(value))
    if scale and scale.buttons:
        return _("%(number)s of %(most)s") % {"number": exact(value), "most": exact(scale.high)}
    return f"{exact(value)} {kind.unit}".strip()


def details_in_words(kind: Kind, row: Observation) -> str:
    """The time, the parts and the own words of one row: "03:40 · place: calf"; empty without."""
    time = local_time(row)
    if kind.category is Category.LABORATORY:
        parts = [_printed(kind, row.parts)]
    else:
        known = [part for part in kind.parts if part.key in row.parts]
        parts = [_part(part, row.parts[part.key]) for part in known]
    told = [time.strftime("%H:%M") if time else "", *parts, row.text[:80]]
    return " · ".join(text for text in told if text)


def _printed(kind: Kind, parts: Mapping[str, Any]) -> str:
    """A laboratory value as its report has it: "1,8 mg/dL on the report, range 1,7 to 2,5"."""
    unit = parts.get(UNIT, kind.unit)
    low, high = (_exact(parts[key]) if key in parts else "…" for key in (RANGE_LOW, RANGE_HIGH))
    texts = []
    if PRINTED in parts:
        texts.append(
            _("%(number)s %(unit)s on the report")
            % {"number": _exact(parts[PRINTED]), "unit": unit}
        )
    if RANGE_LOW in parts or RANGE_HIGH in parts:
        texts.append(_("range %(low)s to %(high)s") % {"low": low, "high": high})
    return ", ".join(texts)


def _exact(value: float) -> str:
    return exact(Decimal(repr(value)))


def _part(part: Part, value: Any) -> str:
    """A detail: "place: calf", "with blood"."""
    if part.type is Type.FLAG and value and not part.asks_no:
        return str(part.label)
    return f"{part.label}: {_part_value(part, value)}"


def _part_value(part: Part, value: Any) -> str:
    if part.type is Type.FLAG:
        return _("yes") if value else _("no")
    if part.type is Type.CHOICE:
        return str(dict(part.choices).get(value, value))
    if part.type is Type.DATE:
        return str(formats.date_format(dt.date.fromisoformat(value)))
    return _exact(value) if isinstance(value, int | float) else str(value)


def range_in_words(kind: Kind, row: Observation) -> str:
    """A laboratory value beside the range on its report; empty for anything else."""
    if kind.category is not Category.LABORATORY:
        return ""
    return str(laboratory.PLACE_TEXTS[beside_range(row)])
