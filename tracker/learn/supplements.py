"""Labels, the limit, and medicines beside magnesium."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.learn.pages import Page, Section
from tracker.rules.citations import MEMORY

WRITTEN_ON = dt.date(2026, 11, 25)

PAGES = (
    Page(
        slug="labels",
        title=_("What a label says"),
        lead=_(
            "The big number on the front is often the weight of the compound. What counts is "
            "the magnesium in it."
        ),
        sections=(
            Section(
                title=_("Compound and elemental magnesium"),
                paragraphs=(
                    _(
                        "A tablet never holds bare magnesium. It is bound to something else: "
                        "citrate, oxide, glycine. 800 mg of magnesium citrate holds 128 mg of "
                        "magnesium. 500 mg of magnesium oxide holds about 300 mg."
                    ),
                    _(
                        "Look for “of which magnesium”. A per cent sign helps too: 100 per cent"
                        " on a European label is 375 mg."
                    ),
                ),
            ),
            Section(
                title=_("Per tablet or per day"),
                paragraphs=(
                    _(
                        "Many labels give the number for the daily amount, and that can be two "
                        "or three tablets. Check how many that is before you save a product."
                    ),
                ),
            ),
            Section(
                title=_("When a claim cannot be right"),
                paragraphs=(
                    _(
                        "Each compound has a most that it can hold: citrate 16 per cent, "
                        "bisglycinate 14 per cent, oxide 60 per cent. When a label says more, "
                        "another form is mixed in, often oxide. Mg24 asks you about it."
                    ),
                ),
            ),
        ),
        sources=("S60", "S67"),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="limit",
        title=_("The limit for supplements"),
        lead=_(
            "The limit is about magnesium from tablets, powders, stomach remedies and foods "
            "with magnesium added. Ordinary food never counts."
        ),
        sections=(
            Section(
                title=_("Bodies do not agree"),
                paragraphs=(
                    _(
                        "The European Union, the Netherlands and Germany use 250 mg a day. The "
                        "United States and Norway use 350 mg, and British guidance says 400 mg."
                        " You choose which one Mg24 compares with."
                    ),
                    _(
                        "Above the limit it is mostly loose stools that are more common, and "
                        "they stop again. With kidneys that work less well it can be dangerous:"
                        " then ask your doctor first."
                    ),
                ),
            ),
            Section(
                title=_("Less at once"),
                paragraphs=(
                    _(
                        "More than 200 mg at once is harder on the bowels than the same amount "
                        "in two parts. With a meal it is often easier too."
                    ),
                ),
            ),
            Section(
                title=_("Together with calcium or vitamin D"),
                paragraphs=(
                    _(
                        "That is fine for most people. A very large amount of calcium at the "
                        "same moment may lower how much magnesium you take up. Vitamin K does "
                        "not go together with some blood thinners: ask the anticoagulation "
                        "clinic."
                    ),
                ),
            ),
        ),
        sources=("S40", "S41", "S42", "S44", "S46", MEMORY),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="medicines",
        title=_("Magnesium and medicines"),
        lead=_(
            "Magnesium can bind some medicines in the gut, so that less of the medicine gets "
            "in. A few hours between them is often enough."
        ),
        sections=(
            Section(
                title=_("Which ones"),
                paragraphs=(
                    _(
                        "Known ones are thyroid hormone, some antibiotics and medicines for "
                        "brittle bones. The hours differ per medicine and per leaflet. Add your"
                        " medicine, read your own leaflet or ask your pharmacist, and fill in "
                        "the hours."
                    ),
                    _("Hours that you did not confirm are never used for a warning."),
                ),
            ),
            Section(
                title=_("Medicines that change magnesium"),
                paragraphs=(
                    _(
                        "Some medicines make you lose magnesium, others hold it back. Mg24 "
                        "shows that beside the medicine. Never stop with a medicine on your "
                        "own: talk to your doctor or pharmacist."
                    ),
                ),
            ),
        ),
        sources=("S01", "S09", "S12", "S25"),
        written_on=WRITTEN_ON,
    ),
)
