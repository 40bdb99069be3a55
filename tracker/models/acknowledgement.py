from typing import ClassVar

from django.db import models

from tracker.models.synced import OwnedQuerySet, Synced


class Acknowledgement(Synced):
    """That a rule spoke to the person, and what they answered; nobody else is told.

    `answer` is a map: `{"shown": true, "said": text}` for a red flag, `{"discussed_on": date,
    "medicines": [ATC]}` under a gate, `{"dismissed": true, "check_in": key}` for a card that need
    not come back.
    """

    collection = "acknowledgements"
    members = ("rule", "rule_version", "date", "at", "answer")

    # An id of rules/; a rule that is gone keeps what was said.
    rule = models.CharField(max_length=40)
    rule_version = models.PositiveIntegerField()
    # The day that it was about.
    date = models.DateField()
    at = models.DateTimeField()
    answer = models.JSONField(default=dict, blank=True)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Synced.Meta):
        abstract = False
        indexes = [models.Index(fields=["user", "date"], name="acknowledgement_by_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.rule}"
