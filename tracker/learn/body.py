"""What magnesium does in the body, and the complaints that bring people here."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.learn.pages import Page, Section
from tracker.rules.citations import ARTICLE

WRITTEN_ON = dt.date(2026, 11, 25)

PAGES = (
    Page(
        slug="what-magnesium-does",
        title=_("What magnesium does"),
        lead=_(
            "Your body uses magnesium in hundreds of reactions. Here is what is known about it,"
            " and what is not."
        ),
        sections=(
            Section(
                title=_("Energy"),
                paragraphs=(
                    _(
                        "Your cells store energy in a substance called ATP. ATP only works "
                        "together with magnesium. Many enzymes need magnesium too."
                    ),
                    _(
                        "With very little magnesium people can feel tired. But tiredness has "
                        "many other causes, and most of them have nothing to do with magnesium."
                    ),
                ),
            ),
            Section(
                title=_("Nerves"),
                paragraphs=(
                    _(
                        "Magnesium slows some signals between nerve cells. So it may play a "
                        "role in twitches, restless legs and trouble falling asleep."
                    ),
                    _(
                        "How this works in cells is known well. What it means for your own "
                        "complaints is much less clear."
                    ),
                ),
            ),
            Section(
                title=_("Muscles"),
                paragraphs=(
                    _(
                        "A muscle tightens with calcium and relaxes with the help of magnesium."
                        " Magnesium also helps to keep potassium inside the cell."
                    ),
                    _(
                        "Do extra tablets help against cramps? A review of trials found no "
                        "clear difference with a dummy pill in older people with cramps at "
                        "night. In two small studies 2 in 3 people with a dummy pill also had "
                        "fewer cramps."
                    ),
                ),
            ),
            Section(
                title=_("Heart and blood vessels"),
                paragraphs=(
                    _(
                        "Magnesium takes part in the rhythm of the heart and in the tension of "
                        "blood vessels."
                    ),
                    _(
                        "Complaints of the heart are work for a doctor, never for a diary or a "
                        "tablet. Do you have a heart condition? Then talk to your doctor before"
                        " you take magnesium."
                    ),
                ),
            ),
            Section(
                title=_("Bones"),
                paragraphs=(
                    _(
                        "More than half of the magnesium in your body is in your bones. It also"
                        " takes part in how the body uses vitamin D and calcium."
                    ),
                    _(
                        "You cannot feel how your bones are. Only a measurement by a doctor can"
                        " tell."
                    ),
                ),
            ),
            Section(
                title=_("Blood sugar"),
                paragraphs=(
                    _(
                        "Magnesium takes part in how cells react to insulin. People with "
                        "diabetes have little magnesium in the blood more often. It is not "
                        "known which comes first."
                    ),
                    _("Do you use medicines for diabetes? Change nothing without your doctor."),
                ),
            ),
        ),
        sources=("S80", "S84", "S25", "S70"),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="complaints",
        title=_("Cramps, tiredness and bad sleep"),
        lead=_("These complaints are common, and often nobody finds a clear cause."),
        sections=(
            Section(
                title=_("One complaint, many causes"),
                paragraphs=(
                    _(
                        "Little magnesium can give vague complaints that last. So can stress, "
                        "little sleep, hard training, medicines, little iron, the thyroid, and "
                        "much more."
                    ),
                    _(
                        "That is why Mg24 never says what you have. It shows what you logged, "
                        "so that you and your dietitian or doctor can look at it together."
                    ),
                ),
            ),
            Section(
                title=_("Who has more chance of little magnesium"),
                paragraphs=(
                    _(
                        "People who eat few nuts, seeds, pulses and wholegrain. People with a "
                        "bowel disease or loose stools for weeks. Older people. People who "
                        "drink much alcohol. People who use some medicines, such as acid "
                        "reducers for more than a year or water tablets."
                    ),
                    _(
                        "These are separate points. Nobody has shown how to add them up to one "
                        "score, so Mg24 does not."
                    ),
                ),
            ),
        ),
        sources=("S80", "S81", "S42", "S28", ARTICLE),
        written_on=WRITTEN_ON,
    ),
)
