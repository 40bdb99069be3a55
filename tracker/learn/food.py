"""Food, water and habits."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.learn.pages import Page, Section
from tracker.rules.citations import MEMORY

WRITTEN_ON = dt.date(2026, 11, 25)

PAGES = (
    Page(
        slug="food-first",
        title=_("Food first"),
        lead=_(
            "Most people get nearly all their magnesium from ordinary food. It is also the "
            "safest way: there is no upper limit for magnesium in food."
        ),
        sections=(
            Section(
                title=_("Foods rich in magnesium"),
                paragraphs=(
                    _(
                        "Nuts and seeds hold the most by weight. Pulses, wholegrain bread, oats"
                        " and leafy greens hold less per 100 g, but you eat more of them. Dark "
                        "chocolate holds much too, with much sugar and fat."
                    ),
                    _(
                        "White bread, white rice and sugar hold little: most of the magnesium "
                        "is in the outer part of the grain."
                    ),
                ),
            ),
            Section(
                title=_("Water"),
                paragraphs=(
                    _(
                        "Mineral water can hold from almost nothing to more than 100 mg a "
                        "litre: the label says it. What is in tap water differs from place to "
                        "place. Your water company knows."
                    ),
                ),
            ),
            Section(
                title=_("Spread over the day"),
                paragraphs=(
                    _(
                        "From a small amount the body takes up a larger part. In one study the "
                        "part fell from 65 to 11 per cent as the amount grew."
                    ),
                ),
            ),
            Section(
                title=_("Raw, cooked, dry"),
                paragraphs=(
                    _(
                        "Dry lentils and cooked lentils are not the same: cooked ones hold "
                        "water. Mg24 uses the row of what you ate and never changes one into "
                        "the other without telling you."
                    ),
                ),
            ),
        ),
        sources=("S42", "S48", "S64", "S65"),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="gut",
        title=_("When your bowels complain"),
        lead=_(
            "Loose stools for weeks can lower how much magnesium you take up. A magnesium "
            "tablet can also be what causes them."
        ),
        sections=(
            Section(
                title=_("What you can look at"),
                paragraphs=(
                    _(
                        "Fibre comes from wholegrain, pulses, vegetables and fruit: often the "
                        "same foods that hold magnesium. Dutch advice is 30 to 40 g of fibre a "
                        "day (from memory, not yet checked in its source)."
                    ),
                    _(
                        "Do complaints of the bowels last, or is there blood? Then ask your GP "
                        "to look for the cause. A test from a shop does not replace that."
                    ),
                ),
            ),
        ),
        sources=("S81", "S94", MEMORY),
        written_on=WRITTEN_ON,
    ),
    Page(
        slug="habits",
        title=_("Coffee, alcohol, stress and sport"),
        lead=_(
            "These go together with cramps and sleep in many diaries. That does not make them "
            "the cause."
        ),
        sections=(
            Section(
                title=_("Caffeine"),
                paragraphs=(
                    _(
                        "Up to 400 mg of caffeine a day is seen as safe for most adults, 200 mg"
                        " when you are pregnant or breastfeed. A mug of coffee holds about 60 "
                        "to 100 mg. Caffeine in the evening can keep you awake."
                    ),
                    _(
                        "Caffeine makes you lose a little magnesium in the urine. Whether that "
                        "matters is not shown well."
                    ),
                ),
            ),
            Section(
                title=_("Alcohol"),
                paragraphs=(
                    _(
                        "Alcohol makes the kidneys let more magnesium go. Dutch advice: none, "
                        "or at most one glass a day."
                    ),
                ),
            ),
            Section(
                title=_("Stress, heat and training"),
                paragraphs=(
                    _(
                        "With sweat you lose some magnesium, usually little. Long stress goes "
                        "together with little magnesium in some studies. Nobody knows which way"
                        " that works."
                    ),
                ),
            ),
        ),
        sources=("S140", "S81", "S85", MEMORY),
        written_on=WRITTEN_ON,
    ),
)
