"""Findings in sentences: what was logged before what it may mean, and never that it works.

Association verbs only, numbers before words, and "not clear" as an ordinary answer.
"""

from collections.abc import Callable

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker import wording
from tracker.analysis.adequacy import MIN_COVERAGE, Place
from tracker.analysis.association import Association, Estimate
from tracker.analysis.verdicts import Reason, Refusal, Verdict
from tracker.findings.reading import Adequacy, Answer, Findings
from tracker.rules.trend import MIN_DAYS

DAYS_OF_WEEK = 7


def adequacy_in_words(found: Adequacy) -> list[str]:
    """What is usual, how it lies to the guideline, what is unknown, and the limit."""
    return [*_usual(found), *_intake(found), *_coverage(found), *_level(found)]


def answers_in_words(found: Findings) -> list[tuple[str, str]]:
    """What was asked, and what can be said of it; what was hardly ever noted is left out."""
    return [
        (outcome_label(answer.association.outcome.key), answer_in_words(answer))
        for answer in found.answers
        if answer.association.pairs
    ]


def answer_in_words(answer: Answer) -> str:
    found = answer.association
    if found.estimate is None:
        return _refused(answer)
    match found.verdict:
        case Verdict.PATTERN:
            return _pattern(found, found.estimate)
        case Verdict.NO_LARGE:
            return _(
                "A large link is unlikely in your diary: over the range you ate, the difference "
                "is less than %(size)s. A small one cannot be ruled out."
            ) % {"size": _size(found, found.estimate.change_that_matters)}
        case _:
            return _uncertain(found, found.estimate)


def outcome_label(key: str) -> str:
    return {
        "cramps": _("Cramps"),
        "sleep_h": _("Hours of sleep"),
        "sleep_quality": _("How well you slept"),
        "fatigue": _("Tiredness"),
    }[key]


def _usual(found: Adequacy) -> list[str]:
    if found.usual is None:
        return [_too_few(found.usable)]
    usual = found.usual
    words = {
        "days": usual.usable,
        "mean": wording.number(usual.known_mg),
        "low": wording.number(usual.low_mg),
    }
    if usual.high_mg is None:
        return [
            _(
                "On %(days)s complete days you logged on average at least %(mean)s mg a day. Your "
                "usual amount is probably %(low)s mg or more."
            )
            % words
        ]
    return [
        _(
            "On %(days)s complete days you logged on average at least %(mean)s mg a day. Your "
            "usual amount is probably between %(low)s and %(high)s mg."
        )
        % {**words, "high": wording.number(usual.high_mg)}
    ]


def _too_few(usable: int) -> str:
    logged = ngettext(
        "You logged %(days)s complete day.", "You logged %(days)s complete days.", usable
    ) % {"days": usable}
    missing = MIN_DAYS - usable
    if missing <= 0:
        more = _("A Saturday or Sunday among them makes a first estimate possible.")
    else:
        more = ngettext(
            "Too few to say what you usually get; %(days)s more day, with a weekend day among "
            "them, makes a first estimate possible.",
            "Too few to say what you usually get; %(days)s more days, with a weekend day among "
            "them, make a first estimate possible.",
            missing,
        ) % {"days": missing}
    return f"{logged} {more}"


def _intake(found: Adequacy) -> list[str]:
    if found.intake is None or found.target.high_mg is None:
        return []
    words = {"guideline": wording.number(found.target.high_mg)}
    if found.intake.place is Place.ABOVE:
        return [
            _(
                "That is around or above the guideline (%(guideline)s mg). For most people that "
                "is enough."
            )
            % words
        ]
    return [
        _(
            "That is below the guideline (%(guideline)s mg). It does not show that you get too "
            "little: many people need less. Discuss it with your dietitian."
        )
        % words
    ]


def _coverage(found: Adequacy) -> list[str]:
    coverage = found.usual.coverage if found.usual else None
    if coverage is None or coverage >= MIN_COVERAGE:
        return []
    return [
        _(
            "For %(share)s %% of what you ate we do not know the magnesium. The real amount is "
            "higher than shown."
        )
        % {"share": round(100 * (1 - coverage))}
    ]


def _level(found: Adequacy) -> list[str]:
    if found.level is None or not found.level.days_above:
        return []
    return [
        _(
            "On %(above)s of the %(days)s days you took more than %(limit)s mg from supplements. "
            "Above that, loose stools are more common. This limit is not about food."
        )
        % {
            "above": found.level.days_above,
            "days": found.level.logged,
            "limit": wording.number(found.level.level_mg),
        }
    ]


def _refused(answer: Answer) -> str:
    reasons = "; ".join(_reason(refusal) for refusal in answer.association.refusals)
    said = _("Nothing to say yet: %(reasons)s.") % {"reasons": reasons}
    if answer.possible_from is None:
        return said
    likely = _("Likely possible from %(date)s.") % {
        "date": formats.date_format(answer.possible_from, "j F Y")
    }
    return f"{said} {likely}"


def _reason(refusal: Refusal) -> str:
    return REASONS[refusal.reason](refusal)


def _pattern(found: Association, estimate: Estimate) -> str:
    low, high = sorted(estimate.change_interval, key=abs)
    sentence = (
        _(
            "In your diary, weeks with more magnesium went together with about %(size)s less "
            "(between %(low)s and %(high)s)."
        )
        if estimate.change < 0
        else _(
            "In your diary, weeks with more magnesium went together with about %(size)s more "
            "(between %(low)s and %(high)s)."
        )
    )
    said = sentence % {
        "size": _size(found, abs(estimate.change)),
        "low": _number(found, abs(low)),
        "high": _number(found, abs(high)),
    }
    doubt = _(
        "First estimates are often too large, and something else may explain it. Only a planned "
        "comparison, made together with your dietitian, could tell."
    )
    return f"{said} {doubt}"


def _uncertain(found: Association, estimate: Estimate) -> str:
    low, high = (_difference(found, change) for change in estimate.change_interval)
    weeks = found.possible_pairs // DAYS_OF_WEEK + 1
    return _(
        "In these %(weeks)s weeks there is no clear answer. Weeks with more magnesium could go "
        "together with anything from %(low)s to %(high)s. That is common with diaries."
    ) % {"weeks": weeks, "low": low, "high": high}


def _difference(found: Association, change: float) -> str:
    size = {"size": _size(found, abs(change))}
    return _("%(size)s less") % size if change < 0 else _("%(size)s more") % size


def _size(found: Association, change: float) -> str:
    number = {"number": _number(found, change)}
    return {
        "cramps": _("%(number)s cramps a week"),
        "sleep_h": _("%(number)s hours of sleep"),
        "sleep_quality": _("%(number)s points for how well you slept"),
        "fatigue": _("%(number)s points of tiredness"),
    }[found.outcome.key] % number


def _number(found: Association, change: float) -> str:
    """Cramps are counted by the week: a tenth of a cramp a day says little."""
    return wording.number(change * DAYS_OF_WEEK if found.outcome.is_count else change)


def _days(refusal: Refusal) -> dict[str, int]:
    return {"have": int(refusal.have), "need": int(refusal.need)}


REASONS: dict[Reason, Callable[[Refusal], str]] = {
    Reason.SPAN: lambda r: _("the diary holds %(have)s of %(need)s days") % _days(r),
    Reason.PAIRS: lambda r: (
        _("%(have)s of %(need)s days have both an answer and a week of complete days before it")
        % _days(r)
    ),
    Reason.SHARE: lambda r: (
        _("%(have)s %% of the days have both, and %(need)s %% are needed")
        % {"have": int(100 * r.have), "need": round(100 * r.need)}
    ),
    Reason.GAP: lambda r: (
        _("after a gap of %(days)s days the count starts again") % {"days": int(r.have)}
    ),
    Reason.SIDES: lambda r: _("one side of the start has %(have)s of %(need)s days") % _days(r),
    Reason.RANGE: lambda _r: _("your weeks differ too little in magnesium to compare them"),
    Reason.EVENTS: lambda _r: _("there are too few days with, or too few days without"),
    Reason.VALUES: lambda _r: _("your answers hardly differ"),
    Reason.ENTANGLED: lambda _r: _("your magnesium only rose or fell with time"),
}
