"""Messages at the moment of entry: the same for everybody, never hidden by a setting."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from tracker import changes, medicines
from tracker.guidance import caffeine
from tracker.guidance.advice import Advice, worded
from tracker.guidance.gates import answers_of, first_time
from tracker.guidance.situation import SWALLOWED, facts_on
from tracker.models import Acknowledgement, Device, IntakeEntry, MedicineDose, Observation, User
from tracker.rules import facts, gates, messages, safety, tolerance
from tracker.rules.messages import Message


def after_observations(
    user: User, rows: Sequence[Observation], *, at: dt.datetime, device: Device | None = None
) -> tuple[Advice, ...]:
    """What noticing these calls forth, the most urgent first; each red flag is kept on record."""
    touched = {fact for row in rows for fact in facts.touched_by(row.kind)}
    if not touched:
        return ()
    on = max(row.date for row in rows)
    known = facts_on(user, on=on, at=_moment(rows, at=at))
    found = (
        *safety.at_entry(known, touched=touched),
        *messages.evaluate(messages.about(tolerance.RULES, touched), known),
    )
    return _said(user, found, on=on, at=at, device=device)


def after_intake(
    user: User, entries: Sequence[IntakeEntry], *, at: dt.datetime, device: Device | None = None
) -> tuple[Advice, ...]:
    """What logging these calls forth: of a dose red flags, gates and spacing; of food and water
    spacing, for the medicines that keep away from those too, and caffeine."""
    doses = [entry for entry in entries if entry.kind in SWALLOWED]
    on = max((entry.date for entry in doses or entries), default=at.date())
    found = (
        *_of_doses(user, doses, on=on, at=at),
        *medicines.clash_messages(user, entries, at=at),
        *caffeine.tips(user, entries),
    )
    return _said(user, found, on=on, at=at, device=device)


def _of_doses(
    user: User, doses: Sequence[IntakeEntry], *, on: dt.date, at: dt.datetime
) -> tuple[Message, ...]:
    if not doses:
        return ()
    known = facts_on(user, on=on, at=_moment(doses, at=at))
    return (
        *safety.at_entry(known, touched=facts.DOSE),
        *first_time(user, gates.to_show(known, answers=answers_of(user), on=on), on=on, at=at),
    )


def after_medicine_doses(
    user: User, doses: Sequence[MedicineDose], *, at: dt.datetime
) -> tuple[Advice, ...]:
    """Which magnesium these came close to."""
    return worded(medicines.clash_messages(user, doses, at=at))


def after_list(
    user: User, *, on: dt.date, at: dt.datetime, device: Device | None = None
) -> tuple[Advice, ...]:
    """What a change in the list of products or medicines calls forth."""
    known = facts_on(user, on=on, at=at)
    found = (
        *safety.at_entry(known, touched=facts.PRODUCT | facts.MEDICINES),
        *gates.to_show(known, answers=answers_of(user), on=on),
    )
    return _said(user, found, on=on, at=at, device=device)


def _moment(rows: Sequence[Observation | IntakeEntry], *, at: dt.datetime) -> dt.datetime:
    """The latest moment that was logged; without one it is told now."""
    return max((row.at for row in rows if row.at is not None), default=at)


def _said(
    user: User,
    found: Collection[Message],
    *,
    on: dt.date,
    at: dt.datetime,
    device: Device | None,
) -> tuple[Advice, ...]:
    advice = worded(messages.by_urgency(found))
    raised = [one for one in advice if one.is_red_flag]
    if raised:
        rows = [_record(user, one, on=on, at=at) for one in raised]
        with changes.writing(user, at=at, device=device) as book:
            book.put(rows)
    return advice


def _record(user: User, advice: Advice, *, on: dt.date, at: dt.datetime) -> Acknowledgement:
    """That a red flag was shown: time, rule and version; once per rule and day."""
    return Acknowledgement(
        user=user,
        id=uuid.uuid5(user.account_id, f"{advice.rule}:{on.isoformat()}"),
        rule=advice.rule,
        rule_version=advice.version,
        date=on,
        at=at,
        answer={"shown": True, "said": advice.text},
    )
