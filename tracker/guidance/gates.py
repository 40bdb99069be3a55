"""Gates as they stand for a person, and the tick under a soft one."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker import changes
from tracker.guidance.advice import Advice, worded
from tracker.guidance.situation import facts_on
from tracker.models import Acknowledgement, Device, User
from tracker.rules import gates
from tracker.rules.gates import Answer, Hold
from tracker.rules.messages import Message, evaluate

BY_ID = {gate.id: gate for gate in gates.GATES}


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A gate that is open for the person; `discussed_on` when they ticked it, None before."""

    advice: Advice
    is_hard: bool
    discussed_on: dt.date | None
    is_due: bool


def gates_of(user: User, *, on: dt.date, at: dt.datetime) -> tuple[Gate, ...]:
    """The open gates, those to answer first."""
    known = facts_on(user, on=on, at=at)
    answers = answers_of(user)
    due = {message.rule for message in gates.to_show(known, answers=answers, on=on)}
    found = [
        Gate(
            advice=worded(evaluate([gate.rule], known))[0],
            is_hard=gate.hold is Hold.HARD,
            discussed_on=answers[gate.id].discussed_on if gate.id in answers else None,
            is_due=gate.id in due,
        )
        for gate in gates.open_gates(known)
    ]
    return tuple(sorted(found, key=lambda gate: not gate.is_due))


def is_held(user: User, *, on: dt.date, at: dt.datetime) -> bool:
    """Whether a hard gate is open: then nothing is said about amounts, and nothing reminds."""
    return any(gate.hold is Hold.HARD for gate in gates.open_gates(facts_on(user, on=on, at=at)))


def answers_of(user: User) -> dict[str, Answer]:
    """The last answer under each gate."""
    rows = Acknowledgement.objects.visible_to(user).filter(rule__in=BY_ID).order_by("date", "row")
    return {
        row.rule: Answer(
            gate=row.rule,
            discussed_on=dt.date.fromisoformat(row.answer["discussed_on"]),
            medicines=frozenset(row.answer.get("medicines", ())),
        )
        for row in rows
        if "discussed_on" in row.answer
    }


def first_time(
    user: User, found: Sequence[Message], *, on: dt.date, at: dt.datetime
) -> tuple[Message, ...]:
    """Of these gates those not shown at an entry in the last year; they are noted as shown.

    The page of points of attention keeps showing what is open.
    """
    since = on - dt.timedelta(days=gates.ASK_AGAIN_DAYS)
    rows = Acknowledgement.objects.visible_to(user).filter(rule__in=BY_ID, date__gt=since)
    shown = {row.rule for row in rows if row.answer.get("shown")}
    new = tuple(message for message in found if message.rule not in shown)
    if new:
        with changes.writing(user, at=at) as book:
            book.put([_shown(user, message, on=on, at=at) for message in new])
    return new


def _shown(user: User, message: Message, *, on: dt.date, at: dt.datetime) -> Acknowledgement:
    return Acknowledgement(
        user=user,
        id=uuid.uuid5(user.account_id, f"shown:{message.rule}"),
        rule=message.rule,
        rule_version=message.version,
        date=on,
        at=at,
        answer={"shown": True},
    )


def acknowledge(
    user: User,
    rule: str,
    *,
    discussed_on: dt.date,
    on: dt.date,
    at: dt.datetime,
    device: Device | None = None,
) -> Acknowledgement:
    """Note under a soft gate when it was discussed; ValidationError for one that cannot be."""
    gate = BY_ID.get(rule)
    if gate is None or gate.hold is Hold.HARD:
        raise ValidationError({"rule": _("There is nothing to fill in here.")})
    if not on - dt.timedelta(days=gates.ASK_AGAIN_DAYS) < discussed_on <= on:
        raise ValidationError({"discussed_on": _("Give a day of the last year, up to today.")})
    medicines = gates.opened_by(gate, facts_on(user, on=on, at=at))
    row = Acknowledgement(
        user=user,
        id=uuid.uuid5(user.account_id, f"gate:{rule}"),
        rule=rule,
        rule_version=gate.rule.version,
        date=on,
        at=at,
        answer={"discussed_on": discussed_on.isoformat(), "medicines": sorted(medicines)},
    )
    with changes.writing(user, at=at, device=device) as book:
        book.put([row])
    return row
