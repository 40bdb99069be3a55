"""Red flags: evaluated at the moment of entry, the same for everybody, never hidden by a setting.

The thresholds (7 and 8 of 10, 1000 mg, 12 hours, half of the days, 3 kg) are ours and wait for a
clinician's signature. No text names an illness as a fact or gives a chance.
"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from tracker.rules import messages
from tracker.rules.citations import ARTICLE, MEMORY, OWN, Confidence
from tracker.rules.conditions import (
    Facts,
    above,
    any_yes,
    at_least,
    below,
    every,
    one_of,
    starts,
    times,
    unless,
    yes,
)
from tracker.rules.facts import LOOSE
from tracker.rules.messages import RX_NOW, Channel, Level, Message, Part, Rule, say, stop

VERY_HIGH_MG = 1000

DISCLAIMER = _(
    "Mg24 is a diary. It cannot tell what you have, and it does not replace a doctor or "
    "pharmacist. In an emergency, call %(emergency)s."
)

_CHEST_FEATURES = any_yes("chest_pressing", "chest_at_rest", "chest_with_other", "chest_over_5_min")
_LOOSE_NOW = at_least("stool", LOOSE)
_MUCH_IN_24H = at_least("supplement_mg_24h", VERY_HIGH_MG)
_OVER_TWICE_THE_LIMIT = above("supplement_mg_today", times(2, "limit_mg"))
_SIGNS_OF_TOO_MUCH = every(
    yes("dose_last_24h"),
    one_of(
        at_least("drowsiness", 7),
        below("systolic", 90),
        any_yes("near_faint_standing", "could_not_stay_awake"),
    ),
)
_CALF = every(yes("calf_pain"), yes("calf_swollen"))

RULES: tuple[Rule, ...] = (
    Rule(
        id="RF01",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=every(yes("chest_pain"), one_of(_CHEST_FEATURES, yes("heart_disease"))),
        says=say(
            _("Pain that presses on your chest can come from your heart."),
            _("Call %(emergency)s now. Do not wait."),
        ),
        sources=(ARTICLE, "S92", "S93"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF01b",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=every(yes("chest_pain"), unless(one_of(_CHEST_FEATURES, yes("heart_disease")))),
        says=say(
            _("You have pain in your chest. Call your GP today."),
            _("Does it start to press, or does it get worse? Call %(emergency)s."),
        ),
        sources=(ARTICLE, OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF02a",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=every(yes("palpitations_new"), any_yes("fainting", "chest_pain", "breathless")),
        says=say(
            _("Your heart beats differently and you have other complaints with it."),
            _("Call %(emergency)s now."),
        ),
        sources=(ARTICLE, "S92"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF02b",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=every(
            yes("palpitations_new"), unless(any_yes("fainting", "chest_pain", "breathless"))
        ),
        says=say(
            _("Your heart beats differently from what you are used to. Call your GP today."),
            _("Is it evening or weekend? Call the out-of-hours GP service."),
        ),
        sources=(ARTICLE, "S92"),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="RF03a",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=every(
            yes("weakness_sudden"), one_of(at_least("weakness", 8), yes("cannot_stand_or_lift"))
        ),
        says=say(_("Your muscles became very weak all of a sudden. Call %(emergency)s now.")),
        sources=(ARTICLE, "S82", "S90", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF03b",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=every(at_least("weakness", 8), unless(yes("weakness_sudden"))),
        says=say(
            _("Your muscles are very weak. Call your GP or the out-of-hours GP service now."),
            _("Did it begin suddenly? Call %(emergency)s."),
        ),
        sources=(ARTICLE, "S82", "S90", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF04",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=any_yes("limp", "face_or_speech"),
        says=say(
            _("An arm that hangs limp, a crooked mouth or confused speech can be a stroke."),
            _("Call %(emergency)s now."),
        ),
        sources=(ARTICLE, "S92"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF05a",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=every(yes("numbness"), yes("numbness_sudden")),
        says=say(
            _("Suddenly you cannot feel, see or move well."),
            _("Call %(emergency)s now."),
        ),
        sources=(ARTICLE, "S92"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF05b",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_THIS_WEEK,
        when=every(yes("numbness"), unless(yes("numbness_sudden"))),
        says=say(
            _("You cannot feel, see or move well. See your GP this week."),
            # An onset that was not filled in must not hide a stroke.
            _("Did it begin suddenly? Call %(emergency)s."),
        ),
        sources=(ARTICLE, "S92", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF06",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=any_yes("fainting", "hard_to_wake", "slow_breathing"),
        says=(
            *say(_("Fainted, or hard to wake? Call %(emergency)s now.")),
            Part(_("Tell them that magnesium was taken."), yes("dose_last_48h")),
        ),
        sources=("S90", "S91"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF07b",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=every(_SIGNS_OF_TOO_MUCH, one_of(yes("kidney"), _MUCH_IN_24H)),
        says=(
            *stop(_("Take no more magnesium."), instead=RX_NOW),
            *say(
                _("Call your GP or the out-of-hours GP service now."),
                _("Do you get more drowsy, or do you breathe slowly? Call %(emergency)s."),
            ),
        ),
        sources=(ARTICLE, "S90", "S91"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF07a",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=every(_SIGNS_OF_TOO_MUCH, unless(one_of(yes("kidney"), _MUCH_IN_24H))),
        says=(
            *stop(_("Take no more magnesium today.")),
            *say(_("You are drowsy or your blood pressure is low. Call your GP today.")),
        ),
        sources=(ARTICLE, "S90", "S91"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF08b",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=every(_LOOSE_NOW, any_yes("confused", "no_urine_12h", "cannot_keep_fluids")),
        says=say(
            _("Your body may be short of water."),
            _("Call your GP or the out-of-hours GP service now."),
        ),
        sources=("S86", "S94"),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF08a",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=every(_LOOSE_NOW, any_yes("blood_in_stool", "slime_in_stool", "fever", "vomiting")),
        says=say(
            _("Your stools are loose and you have other complaints with it. Call your GP today."),
            _("Drink extra."),
        ),
        sources=(ARTICLE, "S94"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF09",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_APPOINTMENT,
        when=every(_LOOSE_NOW, at_least("loose_since_days", 14), at_least("loose_days_15", 8)),
        says=say(
            _(
                "You have had loose stools for more than two weeks. "
                "Make an appointment with your GP."
            )
        ),
        sources=(ARTICLE, "S94", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF10",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_APPOINTMENT,
        when=every(
            one_of(at_least("weight_change_6m_pct", 5), at_least("weight_change_1m_kg", 3)),
            unless(yes("weight_wanted")),
        ),
        says=say(
            _("Your weight changed a lot and you did not say that you wanted it."),
            _("Talk about it with your GP."),
        ),
        sources=(ARTICLE, MEMORY, OWN),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="RF11b",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=one_of(
            at_least("supplement_mg_today", VERY_HIGH_MG),
            every(_OVER_TWICE_THE_LIMIT, yes("kidney")),
        ),
        says=(
            *say(_("That is very much magnesium in one day.")),
            *stop(_("Take no more."), instead=RX_NOW),
            *say(_("Call your GP or the out-of-hours GP service now.")),
        ),
        sources=("S53", "S90", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF11a",
        version=1,
        level=Level.SOON,
        channel=Channel.PHARMACIST,
        when=every(
            _OVER_TWICE_THE_LIMIT,
            unless(at_least("supplement_mg_today", VERY_HIGH_MG)),
            unless(yes("kidney")),
        ),
        says=(
            *say(_("Today you took more than twice the limit for magnesium from supplements.")),
            *stop(_("Take no more today.")),
            *say(_("Ask your pharmacist for advice.")),
        ),
        sources=("S40", "S53", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF12b",
        version=1,
        level=Level.URGENT,
        channel=Channel.EMERGENCY,
        when=every(_CALF, any_yes("breathless", "chest_pain")),
        says=say(
            _("A swollen leg, and too little breath or pain in your chest?"),
            _("Call %(emergency)s now."),
        ),
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="RF12a",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=every(_CALF, unless(any_yes("breathless", "chest_pain"))),
        says=say(
            _("A calf that hurts and is swollen, red or warm is more than a cramp."),
            _("Call your GP today."),
        ),
        sources=(MEMORY,),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="RF13",
        version=1,
        level=Level.URGENT,
        channel=Channel.GP_NOW,
        when=one_of(below("lab_magnesium_lowest", 0.50), above("lab_magnesium_highest", 2.00)),
        says=say(
            _("Check the number and the unit first."),
            _(
                "Are they right? Then this result is far from usual: call your GP now, or the "
                "place that took your blood."
            ),
            _("Do you feel ill? Call %(emergency)s."),
        ),
        sources=("S89",),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF14",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=every(yes("kidney"), yes("self_chosen_dose_today")),
        says=say(
            _("You took magnesium while your kidneys work less well."),
            _("Take no more, and talk to your doctor today."),
        ),
        sources=(ARTICLE, "S34", "S90"),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="RF15",
        version=1,
        level=Level.SOON,
        channel=Channel.GP_TODAY,
        when=yes("hand_spasm"),
        says=say(_("A hand or face that cramps shut needs a doctor. Call your GP today.")),
        sources=("S80", "S83", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="RF16",
        version=1,
        level=Level.SOON,
        channel=Channel.PHARMACIST,
        # B01AA: acenocoumarol, phenprocoumon, warfarin.
        when=every(starts("atc_codes", "B01AA"), yes("vitamin_k_product")),
        says=say(
            _("Vitamin K goes against your blood thinner."),
            _("Ask the anticoagulation clinic before you take this product."),
        ),
        sources=(MEMORY, OWN),
        confidence=Confidence.MEDIUM,
    ),
)


def at_entry(facts: Facts, *, touched: Collection[str]) -> tuple[Message, ...]:
    """The red flags that this entry raises, the most urgent first: rules that ask about a fact
    the entry touches. Show `messages.highest` of them and keep the others in the list."""
    return messages.evaluate(messages.about(RULES, touched), facts)
