"""What is said of magnesium and a medicine that came close together.

It is clock arithmetic with hours the person confirmed: both moments, the hours, and from when it
is far enough. No word on changing a medicine, and no alarm.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain

from django.utils import formats
from django.utils.translation import gettext as _

from tracker import moments
from tracker.medicines import hours, register, timing
from tracker.medicines.reading import length
from tracker.models import IntakeEntry, MedicineDose, Profile, User
from tracker.rules.messages import Channel, Level, Message
from tracker.rules.spacing import FOOD_LIKE, Clash, Origin, next_minute, this_minute
from tracker.rules.spacing_table import SWALLOWED

SPACING = "SPACING"
SPACING_NO_TIME = "SPACING_NO_TIME"


def clash_messages(
    user: User, written: Sequence[IntakeEntry | MedicineDose], *, at: dt.datetime
) -> tuple[Message, ...]:
    """What to say after these were written: their clashes, and the doses that have no time."""
    if not written:
        return ()
    dates = [row.date for row in written]
    zone_name = next((row.zone for row in written if row.zone), "") or _home(user)
    found = timing.clashes_of(user, first=min(dates), last=max(dates), zone_name=zone_name)
    keys = {str(row.id) for row in written}
    clashes = [c for c in found if keys & {c.medicine.key, c.magnesium.key}]
    said = (_message(SPACING, clash(c, zone_name=zone_name, at=at)) for c in clashes)
    return tuple(chain(said, _without_time(user, written)))


def _home(user: User) -> str:
    """The zone of the person's settings, for rows that name none: plans are on its wall clock."""
    profile = Profile.objects.visible_to(user).first()
    return (profile.zone if profile else "") or "UTC"


def clash(found: Clash, *, zone_name: str, at: dt.datetime) -> tuple[str, ...]:
    """The sentences of one clash, with moments on the wall clock of that zone."""
    return (
        _apart(found, zone_name=zone_name, at=at),
        _needed(found),
        _far_enough(found, zone_name=zone_name),
        _("Questions? Ask your pharmacist."),
    )


def _apart(found: Clash, *, zone_name: str, at: dt.datetime) -> str:
    clock = _clock(found.medicine.at, zone_name=zone_name, beside=found.magnesium.at)
    words = {
        "magnesium": found.magnesium.name or _("Magnesium"),
        "medicine": found.medicine.medicine,
        "at": _clock(found.magnesium.at, zone_name=zone_name),
        "medicine_at": _planned(clock, found, at=at) if found.medicine.assumed else clock,
        "apart": length(abs(found.apart_h)),
    }
    if found.apart_h > 0:
        text = _("%(magnesium)s at %(at)s is %(apart)s after %(medicine)s (%(medicine_at)s).")
    elif found.apart_h < 0:
        text = _("%(magnesium)s at %(at)s is %(apart)s before %(medicine)s (%(medicine_at)s).")
    else:
        text = _("%(magnesium)s at %(at)s is together with %(medicine)s (%(medicine_at)s).")
    return text % words


def _planned(clock: str, found: Clash, *, at: dt.datetime) -> str:
    """A moment that stands in for one that is not known is said to."""
    if found.medicine.at > at:
        return _("planned for %(time)s") % {"time": clock}
    return _("planned for %(time)s, not logged") % {"time": clock}


def _needed(found: Clash) -> str:
    confirmed = found.medicine.hours
    assert confirmed is not None  # noqa: S101 - a dose without hours never clashes
    words = {
        "needed": length(found.needed_h),
        "date": formats.date_format(confirmed.confirmed_on),
    }
    if confirmed.origin is Origin.PHARMACIST:
        return _("You noted at least %(needed)s (from your pharmacist, %(date)s).") % words
    return _("You noted at least %(needed)s (from your leaflet, %(date)s).") % words


def _far_enough(found: Clash, *, zone_name: str) -> str:
    beside = found.magnesium.at
    words = {
        "until": _clock(this_minute(found.allowed_until), zone_name=zone_name, beside=beside),
        "from": _clock(next_minute(found.allowed_from), zone_name=zone_name, beside=beside),
    }
    if found.magnesium.kind in FOOD_LIKE:
        text = _("For this medicine it is far enough from %(from)s.")
    else:
        text = _("For this medicine it is far enough until %(until)s, or from %(from)s.")
    return text % words


def _clock(at: dt.datetime, *, zone_name: str, beside: dt.datetime | None = None) -> str:
    """The time on the wall clock, with the day where that is another than `beside`."""
    zone = moments.zone(zone_name)
    local = at.astimezone(zone)
    clock = formats.time_format(local.time(), "H:i")
    if beside is None or local.date() == beside.astimezone(zone).date():
        return clock
    return f"{formats.date_format(local, 'D j M')} {clock}"


def _without_time(user: User, written: Sequence[IntakeEntry | MedicineDose]) -> Iterable[Message]:
    """A dose of magnesium without a time cannot be held against anything, and that is said."""
    timeless = [row for row in written if isinstance(row, IntakeEntry) and row.at is None]
    kinds = timing.product_kinds(user, timeless)
    swallowed = [row for row in timeless if timing.kind_of(row, kinds=kinds) in SWALLOWED]
    if not swallowed:
        return
    names = [m.name for m in register.of(user) if hours.confirmed(m) is not None]
    for row in swallowed if names else ():
        text = _(
            "No time was given for %(magnesium)s, so it cannot be held against %(medicines)s. "
            "Fill it in to see how far they are apart."
        )
        words = {"magnesium": row.name, "medicines": ", ".join(names)}
        yield _message(SPACING_NO_TIME, (text % words,))


def _message(rule: str, sentences: Iterable[str]) -> Message:
    # A message fills slots in at the end: a per cent sign in a name is no slot.
    return Message(
        rule=rule,
        version=1,
        level=Level.INFO,
        channel=Channel.PHARMACIST,
        sentences=tuple(sentence.replace("%", "%%") for sentence in sentences),
    )
