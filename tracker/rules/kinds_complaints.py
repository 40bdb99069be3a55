"""Cramps, sleep, tiredness and other complaints that can be asked every day.

The numbers 1-7 of stool form are those of Lewis and Heaton, Scand J Gastroenterol 1997; 6 and 7
are loose.
"""

from django.utils.translation import gettext_lazy as _

from tracker.rules.kinds_rows import (
    SIDE,
    YES,
    choice,
    flag,
    number,
    rating,
    ten,
    time,
    whole,
    words,
)
from tracker.rules.scales import Category, Daily, Kind

BED, UP, TO_SLEEP_MIN = "bed", "up", "to_sleep_min"

ROWS = (
    Kind(
        key="cramp",
        label=_("Cramps"),
        question=_("Did you have cramps, last night or today?"),
        category=Category.SYMPTOMS,
        daily=Daily.SUM,
        unit=_("times"),
        scale=whole(0, 20),
        parts=(
            number(
                "worst",
                _("pain of the worst, 0 to 10"),
                ten(_("no pain"), _("the worst you can imagine")),
            ),
            choice(
                "place",
                _("place"),
                ("calf", _("calf")),
                ("foot", _("foot")),
                ("thigh", _("thigh")),
                ("hand", _("hand")),
                ("other", _("somewhere else")),
            ),
            SIDE,
        ),
        of_night=True,
        offered=True,
    ),
    Kind(
        key="sleep",
        label=_("Sleep"),
        question=_("How was last night?"),
        category=Category.SLEEP,
        daily=Daily.ONE,
        unit=_("minutes"),
        scale=whole(0, 1440),
        parts=(
            time(BED, _("to bed at")),
            time(UP, _("up at")),
            number(TO_SLEEP_MIN, _("minutes before you slept"), whole(0, 720), unit=_("minutes")),
            number("awakenings", _("times awake"), whole(0, 50)),
            number(
                "quality",
                _("how well you slept, 0 to 10"),
                ten(_("very badly"), _("very well")),
            ),
        ),
        of_night=True,
        offered=True,
        derived=True,
        needs_value=False,
    ),
    rating(
        "fatigue",
        _("Tiredness"),
        _("How tired were you today?"),
        ten(_("not tired"), _("as tired as can be")),
        offered=True,
    ),
    rating(
        "irritability",
        _("Irritability"),
        _("How irritable were you today?"),
        ten(_("not at all"), _("as bad as can be")),
        offered=True,
    ),
    rating(
        "restless_legs",
        _("Restless legs"),
        _("Did you keep having to move your legs last evening, mostly at rest?"),
        ten(_("not at all"), _("as bad as can be")),
    ),
    rating(
        "twitches",
        _("Twitches"),
        _("Did your eyelid or another muscle twitch today?"),
        words(0, _("no"), _("a few times"), _("often")),
        choice("place", _("place"), ("eyelid", _("eyelid")), ("other", _("somewhere else"))),
    ),
    Kind(
        key="stool",
        label=_("Stool"),
        question=_("How was your stool?"),
        category=Category.SYMPTOMS,
        daily=Daily.HIGHEST,
        scale=words(
            1,
            _("hard separate bits"),
            _("hard bits stuck together"),
            _("firm with cracks"),
            _("smooth and soft"),
            _("loose soft bits"),
            _("mushy"),
            _("watery"),
        ),
        parts=(
            flag("blood", _("with blood")),
            flag("slime", _("with slime")),
            flag("vomiting", _("and you vomited")),
            flag("confused", _("and you were confused")),
            flag("no_urine_12h", _("no urine for 12 hours")),
            flag("cannot_keep_fluids", _("what you drink comes up again")),
        ),
    ),
    rating(
        "nausea",
        _("Nausea"),
        _("How sick did you feel today?"),
        ten(_("not sick"), _("as sick as can be")),
    ),
    rating(
        "drowsiness",
        _("Drowsiness"),
        _("How drowsy were you today?"),
        ten(_("wide awake"), _("as drowsy as can be")),
        flag("stayed_awake", _("could you stay awake?"), asks_no=True),
    ),
    Kind(
        key="palpitations",
        label=_("Palpitations"),
        question=_("Did your heart beat differently?"),
        category=Category.SYMPTOMS,
        daily=Daily.HIGHEST,
        scale=YES,
        parts=(
            flag("new_or_worse", _("new, or worse than before")),
            flag("chest_pain", _("with pain in the chest")),
            flag("breathless", _("with too little breath")),
            flag("fainted", _("and you fainted")),
        ),
    ),
)
