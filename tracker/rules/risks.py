"""What can go with less magnesium: each factor on its own, told by the person or seen in the log.

There is no total score: nobody has shown how to add these up. `TIPS` are hints about the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from tracker.rules import conditions
from tracker.rules.citations import ARTICLE, MEMORY, OWN, Confidence
from tracker.rules.conditions import (
    Condition,
    Facts,
    above,
    any_yes,
    at_least,
    below,
    every,
    one_of,
    yes,
)
from tracker.rules.messages import Level, Rule, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEW_MOMENTS = 5
ENOUGH_LOGGED_DAYS = 5
SOFT_WATER_MG_PER_L = 5
ALCOHOL_A_WEEK = 7
CAFFEINE_A_DAY_MG, CAFFEINE_PREGNANT_MG, CAFFEINE_AT_ONCE_MG = 400, 200, 200
CAFFEINE_BEFORE_BED_H = 6
LARGEST_SHARE = 0.60
SPREAD_DAYS = 4
START_LOW_MG = 125

FACTS: Final[Mapping[str, str]] = {
    # from the log of the last days
    "rich_moments_7": "number",  # times that nuts, seeds, pulses or wholegrain were eaten
    "logged_days_14": "number",
    "tap_mg_per_l": "number",
    "alcohol_glasses_7": "number",
    "caffeine_mg_today": "number",
    "caffeine_mg_at_once": "number",
    "caffeine_hours_before_bed": "number",
    "loose_days_28": "number",
    "uneven_days_7": "number",  # days on which one moment held over 60 % of the magnesium
    "first_day_units": "number",
    "first_day_mg": "number",
    # told by the person, or from the list of medicines (medicines.py)
    "age": "number",
    "pregnant": "yes",
    "breastfeeding": "yes",
    "coeliac_disease": "yes",
    "bowel_disease": "yes",
    "long_acid_reducer": "yes",
    "magnesium_loss_medicine": "yes",
    "long_stress": "yes",
    "much_heat": "yes",
    "hard_training": "yes",
    "recovering": "yes",
}


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A factor: its rule says why. `is_derived` says that it comes from the log or the list of
    medicines and not from a tick."""

    label: "StrOrPromise"
    rule: Rule
    is_derived: bool = False


def _risk(
    id: str,
    label: "StrOrPromise",
    why: "StrOrPromise",
    *,
    when: Condition,
    sources: tuple[str, ...],
    confidence: Confidence,
    derived: bool = False,
) -> Risk:
    rule = Rule(
        id=id,
        version=1,
        level=Level.INFO,
        when=when,
        says=say(why),
        sources=sources,
        confidence=confidence,
    )
    return Risk(label=label, rule=rule, is_derived=derived)


RISKS: tuple[Risk, ...] = (
    _risk(
        "FEW_RICH_FOODS",
        _("Few foods rich in magnesium"),
        _("In your diary nuts, seeds, pulses and wholegrain came back less than 5 times a week."),
        when=every(
            below("rich_moments_7", FEW_MOMENTS), at_least("logged_days_14", ENOUGH_LOGGED_DAYS)
        ),
        sources=("S42", OWN),
        confidence=Confidence.JUDGEMENT,
        derived=True,
    ),
    _risk(
        "SOFT_WATER",
        _("Soft tap water"),
        _("Your tap water holds little magnesium. Water is a small part of what you get."),
        when=below("tap_mg_per_l", SOFT_WATER_MG_PER_L),
        sources=("S42", OWN),
        confidence=Confidence.JUDGEMENT,
        derived=True,
    ),
    _risk(
        "ALCOHOL",
        _("Alcohol"),
        _("Alcohol makes the kidneys let more magnesium go."),
        when=above("alcohol_glasses_7", ALCOHOL_A_WEEK),
        sources=("S81", "S85", OWN),
        confidence=Confidence.MEDIUM,
        derived=True,
    ),
    _risk(
        "LONG_DIARRHOEA",
        _("Loose stools for weeks"),
        _("With loose stools the bowel takes up less magnesium."),
        when=at_least("loose_days_28", 14),
        sources=("S81", OWN),
        confidence=Confidence.MEDIUM,
        derived=True,
    ),
    _risk(
        "COELIAC",
        _("Coeliac disease"),
        _("With coeliac disease the bowel can take up less magnesium."),
        when=yes("coeliac_disease"),
        sources=("S81",),
        confidence=Confidence.HIGH,
    ),
    _risk(
        "BOWEL_DISEASE",
        _("Inflamed bowel (Crohn, colitis)"),
        _("An inflamed bowel can take up less magnesium."),
        when=yes("bowel_disease"),
        sources=("S81",),
        confidence=Confidence.HIGH,
    ),
    _risk(
        "ACID_REDUCER",
        _("Acid reducer (PPI) for a year or longer"),
        _(
            "After long use of this medicine magnesium in the blood can get low. Ask your doctor "
            "about a blood test. Never stop with a medicine on your own."
        ),
        when=yes("long_acid_reducer"),
        sources=("S25", "S28", "S29"),
        confidence=Confidence.HIGH,
        derived=True,
    ),
    _risk(
        "MEDICINE_LOSS",
        _("A medicine that makes you lose magnesium"),
        _("One of your medicines can make the body lose magnesium. Ask your doctor about it."),
        when=yes("magnesium_loss_medicine"),
        sources=("S25", "S26"),
        confidence=Confidence.HIGH,
        derived=True,
    ),
    _risk(
        "PREGNANCY",
        _("Pregnant or breastfeeding"),
        _(
            "In this time you and your child both use magnesium. Most guidelines are the same as "
            "before."
        ),
        when=any_yes("pregnant", "breastfeeding"),
        sources=("S42", "S49"),
        confidence=Confidence.MEDIUM,
    ),
    _risk(
        "GROWING",
        _("14 to 17 years old"),
        _("In these years the guideline for boys is as high as for a man."),
        when=every(at_least("age", 14), below("age", 18)),
        sources=("S49",),
        confidence=Confidence.MEDIUM,
        derived=True,
    ),
    _risk(
        "OLDER_AGE",
        _("65 or older"),
        _("With age people often eat less, and kidneys can work less well."),
        when=at_least("age", 65),
        sources=("S33", OWN),
        confidence=Confidence.MEDIUM,
        derived=True,
    ),
    _risk(
        "RECOVERING",
        _("Recovering from an illness"),
        _("After an illness you may have eaten less for a while."),
        when=yes("recovering"),
        sources=(ARTICLE, OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    _risk(
        "STRESS",
        _("A long time of stress"),
        _("People with long stress more often have little magnesium. What comes first is unclear."),
        when=yes("long_stress"),
        sources=(ARTICLE, MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    _risk(
        "HEAT",
        _("Much heat or sauna"),
        _("With sweat you lose a little magnesium."),
        when=yes("much_heat"),
        sources=(ARTICLE, MEMORY),
        confidence=Confidence.MEDIUM,
    ),
    _risk(
        "TRAINING",
        _("Hard training"),
        _("With hard training you use and sweat out a little more magnesium."),
        when=yes("hard_training"),
        sources=(ARTICLE, MEMORY),
        confidence=Confidence.MEDIUM,
    ),
)

TIPS: tuple[Rule, ...] = (
    Rule(
        id="SPREAD",
        version=1,
        level=Level.INFO,
        when=at_least("uneven_days_7", SPREAD_DAYS),
        says=say(
            _("On most days more than half of your magnesium came at one moment."),
            _("Spread over the day the body takes up a larger part of it."),
        ),
        sources=("S65", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="CAFFEINE",
        version=1,
        level=Level.INFO,
        when=one_of(
            above("caffeine_mg_today", CAFFEINE_A_DAY_MG),
            above("caffeine_mg_at_once", CAFFEINE_AT_ONCE_MG),
            every(
                any_yes("pregnant", "breastfeeding"),
                above("caffeine_mg_today", CAFFEINE_PREGNANT_MG),
            ),
        ),
        says=say(
            _("This is more caffeine than is advised: 400 mg a day and 200 mg at once."),
            _("For pregnancy and breastfeeding it is 200 mg a day."),
        ),
        sources=("S140",),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="CAFFEINE_LATE",
        version=1,
        level=Level.INFO,
        when=below("caffeine_hours_before_bed", CAFFEINE_BEFORE_BED_H),
        says=say(_("Caffeine less than 6 hours before bed can keep you awake.")),
        sources=(MEMORY, OWN),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="START_LOW",
        version=1,
        level=Level.INFO,
        when=one_of(above("first_day_units", 1), above("first_day_mg", START_LOW_MG)),
        says=say(
            _("New to this product? Many people start with a small amount and wait a week."),
            _("You decide."),
        ),
        sources=(ARTICLE, MEMORY),
        confidence=Confidence.MEDIUM,
    ),
)

RULES: tuple[Rule, ...] = (*(risk.rule for risk in RISKS), *TIPS)


def profile(facts: Facts) -> tuple[Risk, ...]:
    """The factors that hold for this person now, in the order of the table."""
    return tuple(risk for risk in RISKS if conditions.holds(risk.rule.when, facts))
