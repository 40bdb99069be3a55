"""What stands under "something else": told when it is there, never asked every day."""

from django.utils.translation import gettext_lazy as _

from tracker.rules.kinds_rows import ONSET, SIDE, aside, exact, flag, ten
from tracker.rules.scales import Category, Daily, Kind

ROWS = (
    aside(
        "chest_pain",
        _("Pain in the chest"),
        flag("pressing", _("it pressed or squeezed")),
        flag("at_rest", _("while at rest")),
        flag("with_other", _("with sweating, feeling sick or too little breath")),
        flag("over_5_min", _("longer than 5 minutes")),
    ),
    aside("breathlessness", _("Too little breath"), ONSET),
    aside("fainting", _("Fainting")),
    aside(
        "hard_to_wake",
        _("Hard to wake up"),
        flag("slow_breathing", _("with slow breathing")),
    ),
    Kind(
        key="weakness",
        label=_("Weak muscles"),
        question=_("How weak were your muscles?"),
        category=Category.SYMPTOMS,
        daily=Daily.HIGHEST,
        scale=ten(_("not weak"), _("cannot move them")),
        parts=(
            ONSET,
            flag("cannot_stand_or_lift", _("you cannot stand up or lift your arms")),
            SIDE,
        ),
        aside=True,
    ),
    aside("limp", _("An arm or leg that hangs limp"), ONSET, SIDE),
    aside("face_or_speech", _("A face that hangs, or speech that fails"), ONSET),
    aside("numbness", _("Numb, or trouble with sight or balance"), ONSET, SIDE),
    aside(
        "dizzy_standing",
        _("Dizzy when standing up"),
        flag("near_faint", _("you almost fainted")),
    ),
    aside(
        "swollen_calf",
        _("A calf that is swollen, red or warm"),
        flag("hurts", _("it hurts")),
        SIDE,
    ),
    Kind(
        key="fever",
        label=_("Fever"),
        question=_("What was your temperature?"),
        category=Category.SYMPTOMS,
        daily=Daily.HIGHEST,
        unit="°C",
        scale=exact("34", "43", step="0.1"),
        aside=True,
    ),
    aside("blood_in_stool", _("Blood in the stool, or black stool")),
    aside("constipation", _("Constipation")),
    aside("tingling", _("Tingling"), SIDE),
    aside("hand_spasm", _("A hand that cramps shut"), SIDE),
    aside("thirst", _("Great thirst")),
    aside("pale_skin", _("Pale skin")),
)
