"""What a day was like, as far as it is not in the food diary; and the person's own words."""

from django.utils.translation import gettext_lazy as _

from tracker.rules.kinds_rows import LAST_DAY, YES, aside, choice, flag, rating, ten, whole
from tracker.rules.scales import Category, Daily, Kind

ROWS = (
    rating(
        "stress",
        _("Stress"),
        _("How much stress did you have today?"),
        ten(_("no stress"), _("as much as can be")),
        category=Category.CONTEXT,
    ),
    Kind(
        key="training",
        label=_("Training"),
        question=_("How many minutes did you train?"),
        category=Category.CONTEXT,
        daily=Daily.SUM,
        unit=_("minutes"),
        scale=whole(1, 1440),
        parts=(
            choice(
                "effort",
                _("effort"),
                ("light", _("light")),
                ("moderate", _("moderate")),
                ("hard", _("hard")),
            ),
        ),
    ),
    Kind(
        key="heat",
        label=_("Heat or sauna"),
        question=_("How many minutes were you in great heat or a sauna?"),
        category=Category.CONTEXT,
        daily=Daily.SUM,
        unit=_("minutes"),
        scale=whole(1, 1440),
    ),
    Kind(
        key="fluid",
        label=_("Drinking"),
        question=_("How much did you drink, apart from what is in your diary?"),
        category=Category.CONTEXT,
        daily=Daily.SUM,
        unit="ml",
        scale=whole(1, 20_000),
        parts=(flag("is_everything", _("with the diary this is all I drank")),),
    ),
    Kind(
        key="illness",
        label=_("Illness"),
        question=_("Were you ill?"),
        category=Category.CONTEXT,
        daily=Daily.HIGHEST,
        scale=YES,
        parts=(LAST_DAY,),
    ),
    aside("travel", _("Travel"), LAST_DAY, category=Category.CONTEXT),
    aside("menstruation", _("Menstruation"), LAST_DAY, category=Category.CONTEXT),
    Kind(
        key="note",
        label=_("Note"),
        category=Category.NOTES,
        daily=Daily.LAST,
        needs_value=False,
    ),
)
