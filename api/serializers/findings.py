"""What a diary allows to say, in numbers and in the sentences of the page.

The analysis is not imported here: a worker that serves the diary and the sync never loads it.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api import fields
from tracker.analysis.verdicts import OUTCOMES, Reason, Verdict

LONGEST_DAYS = 731
DEFAULT_DAYS = 56


class PeriodSerializer(fields.Strict):
    """From which day to which; without either the last 8 weeks."""

    to = serializers.DateField(required=False, help_text="The last day; yesterday.")

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of the language, so it cannot be an attribute.
        first = serializers.DateField(required=False, help_text="The first day; 56 days.")
        return {**super().get_fields(), "from": first}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        last = attrs.get("to") or self.context["last"]
        first = attrs.get("from") or last - dt.timedelta(days=DEFAULT_DAYS - 1)
        if not 0 <= (last - first).days < LONGEST_DAYS:
            raise serializers.ValidationError(
                {"from": [_("Choose a period of 1 to %(days)s days.") % {"days": LONGEST_DAYS}]}
            )
        return {"first": first, "last": last}


class UsualSerializer(serializers.Serializer[Any]):
    """The mean of the complete days, and the 95 % interval of what is usual, in mg a day."""

    known_mg = fields.Amount()
    filled_mg = fields.Amount(allow_null=True)
    low_mg = fields.Amount()
    high_mg = fields.Amount(allow_null=True, help_text="null: there is no upper end.")
    coverage = fields.Amount(allow_null=True, help_text="The share of the food that is known.")
    sd_mg = fields.Amount(source="spread.sd_mg", help_text="The spread from day to day.")
    sd_from = serializers.CharField(source="spread.origin")
    sd_verified = serializers.BooleanField(source="spread.verified")


class ComparisonSerializer(serializers.Serializer[Any]):
    """`cannot_be_judged` is not a shortage: an adequate intake cannot show one."""

    place = serializers.ChoiceField(["above", "below", "cannot_be_judged"])
    confidence = fields.Amount(allow_null=True, help_text="0 to 1.")


class LevelSerializer(serializers.Serializer[Any]):
    """Supplements against the limit for supplements; never food or water."""

    level_mg = fields.Amount()
    days_above = serializers.IntegerField()
    logged_days = serializers.IntegerField(source="logged")
    largest_mg = fields.Amount()
    unknown_days = serializers.IntegerField(help_text="Days with a dose that is not known.")


class AdequacySerializer(serializers.Serializer[Any]):
    first = serializers.DateField()
    last = serializers.DateField()
    usable_days = serializers.IntegerField(source="usable")
    usual = UsualSerializer(allow_null=True, help_text="null: too few complete days.")
    intake = ComparisonSerializer(
        allow_null=True, help_text="Against the guideline, where that is an adequate intake."
    )
    level = LevelSerializer(allow_null=True)
    sentences = serializers.SerializerMethodField()

    def get_sentences(self, found: Any) -> list[str]:
        sentences: list[str] = self.context["say"](found)
        return sentences


class RefusalSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField([str(reason) for reason in Reason])
    have = fields.Amount()
    need = fields.Amount()


class EstimateSerializer(serializers.Serializer[Any]):
    """The difference that went together with the range eaten, with its 95 % interval."""

    change = fields.Amount()
    low = serializers.SerializerMethodField()
    high = serializers.SerializerMethodField()
    range_mg = fields.Amount(help_text="Between the 10th and 90th percentile of the weeks.")
    change_that_matters = fields.Amount()
    detectable = fields.Amount(help_text="The smallest change found four times in five.")
    effective_days = fields.Amount(help_text="Independent days that tell as much.")

    def get_low(self, estimate: Any) -> float:
        return round(float(estimate.change_interval[0]), 3)

    def get_high(self, estimate: Any) -> float:
        return round(float(estimate.change_interval[1]), 3)


class AnswerSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(
        [outcome.key for outcome in OUTCOMES], source="association.outcome.key"
    )
    verdict = serializers.ChoiceField(
        [str(verdict) for verdict in Verdict], source="association.verdict"
    )
    first = serializers.DateField(source="association.first", allow_null=True)
    last = serializers.DateField(source="association.last", allow_null=True)
    days = serializers.IntegerField(source="association.pairs")
    p = fields.Amount(
        source="association.p_holm", allow_null=True, help_text="Beside the other outcomes (Holm)."
    )
    estimate = EstimateSerializer(source="association.estimate", allow_null=True)
    refusals = RefusalSerializer(source="association.refusals", many=True)
    possible_from = serializers.DateField(allow_null=True)
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, answer: Any) -> str:
        return str(self.context["say"](answer))


class FindingsSerializer(serializers.Serializer[Any]):
    look = serializers.IntegerField(help_text="0 before the first one, on day 56.")
    on = serializers.DateField(allow_null=True, help_text="What is known at the end of this day.")
    next_look = serializers.DateField(allow_null=True)
    rule_version = serializers.CharField()
    answers = AnswerSerializer(many=True)
