"""What may be said when a product does not agree with somebody: only downwards, never up.

Advice about amounts is left out while a hard gate is open (see gates.py) and for what a doctor
prescribed.
"""

from django.utils.translation import gettext_lazy as _

from tracker.rules.citations import OWN, Confidence
from tracker.rules.conditions import among, at_least, every, one_of, unless, yes
from tracker.rules.conditions import below as less_than
from tracker.rules.facts import LOOSE
from tracker.rules.messages import PRESCRIBED, RX, Channel, Level, Part, Rule, say

# After this many days a loose stool is no longer taken for a sign of a new product or dose.
RECENT_DAYS = 7
# Three loose days in seven can begin on the last of those days.
RECENT_FOR_THREE_DAYS = 14
WATERY_FORMS = ("oxide", "hydroxide", "citrate", "sulfate", "chloride")

_PRESCRIBED = yes(PRESCRIBED)
_HARD_GATE = yes("hard_gate")
_ADVICE_ALLOWED = unless(one_of(_HARD_GATE, _PRESCRIBED))
_ASK_INSTEAD = one_of(_HARD_GATE, _PRESCRIBED)
_THREE_DAYS = every(
    at_least("stool", LOOSE),
    at_least("loose_days_7", 3),
    yes("product_active"),
    less_than("days_since_start", RECENT_FOR_THREE_DAYS),
)
_ASK = _("Ask your doctor or pharmacist what to do with the dose.")

RULES: tuple[Rule, ...] = (
    Rule(
        id="T2",
        version=1,
        level=Level.SOON,
        channel=Channel.PHARMACIST,
        when=_THREE_DAYS,
        says=(
            *say(_("You have had three days with loose stools since the start or change.")),
            Part(_("Stop with the product, or take half of it."), _ADVICE_ALLOWED),
            Part(_("Stop with the product."), every(_HARD_GATE, unless(_PRESCRIBED))),
            Part(RX, _PRESCRIBED),
            *say(
                _("Does it last? Ask your pharmacist for another form."),
                _("Something else can be the cause too."),
            ),
        ),
        sources=("S40", "S42", OWN),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="T1",
        version=1,
        level=Level.INFO,
        when=every(
            at_least("stool", LOOSE),
            less_than("loose_days_7", 3),
            yes("product_active"),
            less_than("days_since_start", RECENT_DAYS),
        ),
        says=(
            *say(_("Your stools are looser. That is common with a new product or a higher dose.")),
            Part(_("Split the dose over the day, or take less."), _ADVICE_ALLOWED),
            Part(_ASK, _ASK_INSTEAD),
            *say(_("Something else can be the cause too.")),
        ),
        sources=("S42", OWN),
        confidence=Confidence.HIGH,
    ),
    Rule(
        id="T3",
        version=1,
        level=Level.INFO,
        when=every(_THREE_DAYS, among("product_form", *WATERY_FORMS)),
        says=say(
            _("This form draws water into the bowel. Another form may suit you better."),
        ),
        sources=("S41", "S64", OWN),
        confidence=Confidence.MEDIUM,
    ),
    Rule(
        id="T4",
        version=1,
        level=Level.INFO,
        when=every(at_least("nausea_days_7", 3), yes("product_active")),
        says=(
            *say(_("Do you feel sick? Take the product with food.")),
            Part(_("Or take less of it."), _ADVICE_ALLOWED),
            Part(_ASK, _ASK_INSTEAD),
        ),
        sources=("S90", OWN),
        confidence=Confidence.JUDGEMENT,
    ),
    Rule(
        id="T5",
        version=1,
        level=Level.INFO,
        when=every(
            at_least("stool", LOOSE), yes("product_active"), among("product_form", *WATERY_FORMS)
        ),
        says=say(_("Your product is magnesium in a form that can make stools looser.")),
        sources=("S41",),
        confidence=Confidence.MEDIUM,
    ),
)
