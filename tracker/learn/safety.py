"""Blood tests, and how to look at a change."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.learn.pages import Page, Section
from tracker.rules.citations import OWN

WRITTEN_ON = dt.date(2026, 11, 25)

PAGES = (
    Page(
        slug="blood-tests",
        title=_("Blood tests"),
        lead=_("A test can help, and it needs somebody who knows the rest of the story."),
        sections=(
            Section(
                title=_("What a value says"),
                paragraphs=(
                    _(
                        "Less than 1 per cent of your magnesium is in the blood. So the value "
                        "can be as usual while there is little in the rest of the body. A low "
                        "value does say something."
                    ),
                    _(
                        "Every laboratory has its own range. Mg24 compares with the range "
                        "printed on your report, never with one of its own."
                    ),
                ),
            ),
            Section(
                title=_("Other tests"),
                paragraphs=(
                    _(
                        "Doctors sometimes look at magnesium in red blood cells or in urine, "
                        "and at potassium, calcium, the kidneys and iron. You can log all of "
                        "these. What they mean together is for your doctor to say."
                    ),
                ),
            ),
            Section(
                title=_("Two units"),
                paragraphs=(
                    _(
                        "1 mmol/L of magnesium is 2.43 mg/dL. Mg24 changes one into the other "
                        "and keeps what you typed."
                    ),
                ),
            ),
        ),
        sources=("S80", "S89"),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="what-changed",
        title=_("Did it change anything?"),
        lead=_("Complaints come and go by themselves. That makes it hard to see what helped."),
        sections=(
            Section(
                title=_("Before and after"),
                paragraphs=(
                    _(
                        "Keep a diary for one or two weeks before you change something. After "
                        "14, 28 and 42 days Mg24 puts the two means side by side, with the "
                        "number of days behind each."
                    ),
                    _(
                        "Fewer complaints can also come by itself. People often start on a bad "
                        "day, and after a bad day a better one follows anyway."
                    ),
                ),
            ),
            Section(
                title=_("How long to wait"),
                paragraphs=(
                    _(
                        "Are your complaints still there after four to six weeks, or do they "
                        "get worse? Then make an appointment with your GP and bring your "
                        "overview."
                    ),
                    _(
                        "You cannot feel what happens in bones or blood sugar. Nothing in this "
                        "diary says anything about that."
                    ),
                ),
            ),
        ),
        sources=("S70", "S71", OWN),
        written_on=WRITTEN_ON,
    ),
)
