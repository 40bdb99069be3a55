"""A day as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api import fields
from api.serializers.intake import EntrySerializer
from api.serializers.observations import ObservationSerializer
from tracker import diary, observations, profiles, supplements, wording
from tracker.models import Day, IntakeEntry, Observation
from tracker.models.intake import Meal
from tracker.rules import day as day_rule
from tracker.rules import targets
from tracker.rules.limits import Zone
from tracker.rules.reference_values import Kind

CONFIRMED = [choice for choice in Day.Confirmed.choices if choice[0]]


class SumSerializer(serializers.Serializer[day_rule.Sum]):
    """Magnesium in mg. What is unknown never makes `known_mg` less: read it as "at least"."""

    known_mg = fields.Amount()
    low_mg = fields.Amount()
    filled_mg = fields.Amount(
        allow_null=True, help_text="The best estimate; null when something has none."
    )
    high_mg = fields.Amount(allow_null=True, help_text="null: there is no upper end.")
    unknown = serializers.IntegerField(help_text="Entries that are not known in full.")


class SourcesSerializer(serializers.Serializer[day_rule.DayTotal]):
    food = SumSerializer()
    water = SumSerializer()
    supplement = SumSerializer()


class LimitSerializer(serializers.Serializer[supplements.Meter]):
    """What counts to the upper limit, which is for supplements only, never for food.

    `known_mg` is "at least" while something is unknown.
    """

    known_mg = fields.Amount(source="counted_mg")
    has_unknown = serializers.BooleanField()
    water_mg = fields.Amount(
        help_text="Mineral water, on top of `known_mg`; 0 unless the person lets it count."
    )
    limit_mg = fields.Amount(
        source="limit.mg", allow_null=True, help_text="null: turned off, or none for the age."
    )
    profile = serializers.CharField(source="limit.profile.key", help_text="Whose limit it is.")
    is_doctors = serializers.SerializerMethodField(help_text="Agreed with a doctor.")
    zone = serializers.ChoiceField([(zone.value, zone.value) for zone in Zone])
    text = serializers.SerializerMethodField(help_text="The zone in words; empty without a limit.")

    def get_is_doctors(self, meter: supplements.Meter) -> bool:
        return meter.limit.doctor is not None

    def get_text(self, meter: supplements.Meter) -> str:
        return wording.limit_zone(meter.zone, meter.limit.mg)


class TargetSerializer(serializers.Serializer[profiles.DayTarget]):
    """What the day is compared with. One number, a range, or nulls where there is none."""

    low_mg = fields.Amount(allow_null=True)
    high_mg = fields.Amount(allow_null=True)
    kind = serializers.ChoiceField([(k.value, k.value) for k in Kind], source="shown.kind")
    authority = serializers.CharField(source="shown.authority")
    label = serializers.CharField(source="shown.label")  # type: ignore[assignment]
    year = serializers.CharField(source="shown.year", allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]
        source="shown.source", allow_blank=True
    )
    verified = serializers.BooleanField(
        source="shown.verified",
        help_text="False while the number waits for a check against its printed source.",
    )
    reasons = serializers.ListField(
        child=serializers.CharField(),
        source="shown.reasons",
        help_text="Why it is a range, or missing: no_sex, no_birth_year and the like.",
    )
    personal = serializers.SerializerMethodField(
        help_text="Agreed with somebody, instead of a guideline."
    )
    agreed_with = serializers.CharField(source="shown.agreed_with", allow_blank=True)
    until = serializers.DateField(source="shown.until", allow_null=True)

    def get_personal(self, target: profiles.DayTarget) -> bool:
        return target.personal is not None


class StandingSerializer(serializers.Serializer[targets.Standing]):
    """Where the day stands. None of these is a shortage; unknown when it cannot be said."""

    place = serializers.ChoiceField([(place.value, place.value) for place in targets.Place])
    share_low = fields.Amount(allow_null=True, help_text="1 is the whole target.")
    share_high = fields.Amount(allow_null=True)


class DayNoteSerializer(serializers.Serializer[Any]):
    id = fields.Uuid()
    version = fields.Uuid()
    text = serializers.CharField()


class MealSerializer(serializers.Serializer[Any]):
    meal = serializers.ChoiceField(Meal.choices, allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]
    total = SumSerializer()
    entries = EntrySerializer(many=True)


class DaySerializer(serializers.Serializer["DayShown"]):
    """Everything of one day: what was logged, what it holds, and how sure that is."""

    date = serializers.DateField()
    confirmed = serializers.ChoiceField(
        CONFIRMED, allow_blank=True, help_text="What the person said of the whole day."
    )
    status = serializers.ChoiceField([(status.value, status.value) for status in day_rule.Status])
    usable = serializers.BooleanField(help_text="Whether averages count this day.")
    total = SumSerializer()
    by_source = SourcesSerializer(source="total")
    coverage = fields.Amount(
        source="total.coverage",
        allow_null=True,
        help_text="0 to 1: the share of the food whose magnesium is known; null without food.",
    )
    coverage_basis = serializers.ChoiceField(
        ["energy", "weight", "items"],
        source="total.coverage_basis",
        allow_null=True,
        help_text="What the share was weighed by.",
    )
    unknown_foods = serializers.ListField(
        child=serializers.CharField(), source="total.unknown_names"
    )
    supplement_limit = LimitSerializer(source="meter")
    target = TargetSerializer()
    standing = StandingSerializer()
    hide_totals = serializers.BooleanField(
        help_text="The person does not want to see numbers: an app should not show them."
    )
    meals = MealSerializer(many=True)
    observations = ObservationSerializer(many=True)
    notes = DayNoteSerializer(many=True)


@dataclass(frozen=True)
class MealShown:
    """The entries of one meal and what they hold."""

    meal: str
    label: str
    total: day_rule.Sum
    entries: Sequence[IntakeEntry]


@dataclass(frozen=True)
class DayShown:
    """A day as it was logged beside what it is compared with; DaySerializer shows it."""

    record: diary.DayRecord
    observed: observations.DayObservations
    target: profiles.DayTarget
    meter: supplements.Meter
    hide_totals: bool

    @property
    def date(self) -> Any:
        return self.record.date

    @property
    def confirmed(self) -> str:
        return self.record.confirmed

    @property
    def total(self) -> day_rule.DayTotal:
        return self.record.total

    @property
    def status(self) -> str:
        return self.total.status

    @property
    def usable(self) -> bool:
        return self.total.usable

    @property
    def standing(self) -> targets.Standing:
        return targets.compare(self.total, self.target.shown)

    @property
    def observations(self) -> Sequence[Observation]:
        return self.observed.noticed

    @property
    def notes(self) -> Sequence[Observation]:
        return self.observed.notes

    @property
    def meals(self) -> list[MealShown]:
        """The meals in the order of the day, those without an entry left out."""
        shown = []
        for meal, label in (*Meal.choices, ("", _("No meal"))):
            entries = [entry for entry in self.record.entries if entry.meal == meal]
            if entries:
                total = day_rule.total([diary.line_of(entry) for entry in entries])
                shown.append(MealShown(meal, str(label), total, entries))
        return shown


@extend_schema_serializer(
    examples=[OpenApiExample("This is everything", value={"confirmed": "complete"})]
)
class ConfirmedSerializer(fields.Strict):
    """What the person says of the whole day; null or "" takes it back."""

    confirmed = serializers.ChoiceField(CONFIRMED, allow_blank=True, allow_null=True)
