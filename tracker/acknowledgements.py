"""What rules said to the person, and what they answered: what such a record may hold."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import moments, problems, texts
from tracker.models import Acknowledgement

LONGEST_TEXT = 2000
MOST_MEMBERS = 10
DISCUSSED_ON = "discussed_on"


def check(row: Acknowledgement, *, at: dt.datetime) -> None:
    """ValidationError, by member, for what cannot be. A rule that is not known here is kept: a
    phone may be ahead of this server."""
    with problems.about("rule"):
        row.rule = texts.check_name(row.rule)
    with problems.about("date"):
        moments.check_day(row.date, at=at)
    with problems.about("answer"):
        _check_answer(row.answer)


def _check_answer(answer: object) -> None:
    if not isinstance(answer, dict) or len(answer) > MOST_MEMBERS:
        raise ValidationError(_("Give a map of at most ten members."))
    for value in answer.values():
        if isinstance(value, str):
            texts.check_text(value, longest=LONGEST_TEXT)
        elif not isinstance(value, bool | list) or not _are_words(value):
            raise ValidationError(_("Give texts, lists of texts, true or false."))
    if DISCUSSED_ON in answer:
        _check_discussed(answer[DISCUSSED_ON])


def _are_words(value: bool | list[object]) -> bool:
    return isinstance(value, bool) or all(isinstance(part, str) for part in value)


def _check_discussed(day: object) -> None:
    try:
        dt.date.fromisoformat(str(day))
    except ValueError as error:
        raise ValidationError(_("Give a day like 2026-11-25.")) from error
