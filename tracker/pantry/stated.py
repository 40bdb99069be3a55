"""An item that its logger values: a phone, a written line."""

import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foods import groups, nutrients
from tracker import texts
from tracker.models.intake import Basis, Kind
from tracker.pantry import spread as spreads
from tracker.pantry.items import OWN_DATASET, Item, PortionChoice
from tracker.pantry.own import check_label
from tracker.pantry.spread import Densities


def given(
    *,
    kind: str,
    name: str,
    content: Mapping[str, float],
    group: str,
    code: str = "",
    portions: tuple[PortionChoice, ...] = (),
    densities: Densities | None = None,
) -> Item:
    """An item that its logger values: `content` per 100 g, or per unit for a supplement."""
    if kind not in Kind.values:
        raise ValidationError({"kind": _("Choose food, water, supplement or medicine.")})
    if group and group not in groups.GROUPS:
        raise ValidationError({"food_group": _("Choose one of the food groups.")})
    nutrients.check_content(content)
    swallowed = kind in (Kind.SUPPLEMENT, Kind.MEDICINE)
    if not swallowed:
        check_label(content)
    known = content.get("magnesium_mg")
    spread = spreads.of_group(group, kind=kind, known=known, densities=densities or Densities())
    return Item(
        id=uuid.UUID(int=0),
        own=False,
        slug="",
        kind=kind,
        name=texts.check_name(name),
        group=group,
        content=content,
        magnesium_mg=known,
        fill_mg=spread.fill_mg,
        low_mg=spread.low_mg,
        high_mg=spread.high_mg,
        limit_mg=known if swallowed else 0.0,
        basis=Basis.UNKNOWN if known is None else Basis.LABEL,
        portions=portions,
        dataset=OWN_DATASET,
        release="",
        code=code,
    )
