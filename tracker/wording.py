"""What the product says, from codes and numbers; the rules that choose are in rules/."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foods.quickadd import results
from tracker.models.intake import Kind as LedgerKind
from tracker.models.intake import Meal
from tracker.models.supplement import DoseUnit
from tracker.rules.day import DayTotal, Prompt, Status, Sum
from tracker.rules.limits import ENDED_TEXT, LESS_STRICT_TEXT, ZONE_TEXT_GATED, ZONE_TEXTS, Zone
from tracker.rules.reference_values import Kind
from tracker.rules.targets import Target


def number(amount: float) -> str:
    """An amount as it is read: whole from 10 on, else one decimal; never more than is known."""
    step = Decimal(1) if abs(amount) >= 9.95 or amount == 0 else Decimal("0.1")  # noqa: PLR2004
    # Django's own formatting cuts decimals off instead of rounding.
    return str(formats.number_format(Decimal(repr(amount)).quantize(step, ROUND_HALF_UP)))


def exact(amount: Decimal) -> str:
    """A number with the decimals it has, in the language of the page: 1,5 and 40, not 40.000."""
    places = max(0, -int(amount.normalize().as_tuple().exponent))
    return str(formats.number_format(amount, places))


def known(total: Sum) -> str:
    """The known sum: "at least 268 mg" while something is unknown, else "268 mg"."""
    return at_least(total.known_mg, unknown=bool(total.is_interval or total.unknown))


def day(total: DayTotal) -> str:
    """What a day holds; a day on which nothing was logged is not a day of 0 mg."""
    return status(total) if total.status is Status.EMPTY else known(total)


def at_least(magnesium_mg: float, *, unknown: bool) -> str:
    """An amount of magnesium, "at least" while a part of it is not known."""
    words = {"known": number(magnesium_mg)}
    return _("at least %(known)s mg") % words if unknown else _("%(known)s mg") % words


def holds(known_mg: float | None, *, high_mg: float | None, known_share: float) -> str:
    """What an item holds: unknown, "at least" while a part of it is not known, or the amount."""
    if known_mg is None:
        return _("unknown")
    more = high_mg is None or high_mg > known_mg * (1 + 1e-9)
    return at_least(known_mg, unknown=more or known_share < 1)


def between(known_mg: float | None, *, low_mg: float, high_mg: float | None) -> str:
    """The interval of what is not known in full; empty where everything is."""
    if high_mg is None:
        return _("There is no upper end.")
    if known_mg is not None and high_mg <= known_mg * (1 + 1e-9):
        return ""
    words = {"low": number(low_mg), "high": number(high_mg)}
    return _("Between %(low)s and %(high)s mg is likely.") % words


def target(low_mg: float | None, high_mg: float | None) -> str:
    if low_mg is None or high_mg is None:
        return ""
    if low_mg == high_mg:
        return _("%(mg)s mg") % {"mg": number(low_mg)}
    return _("%(low)s to %(high)s mg") % {"low": number(low_mg), "high": number(high_mg)}


def estimate(total: Sum) -> str:
    """The interval with the unknown part filled in; empty when everything is known."""
    if not total.unknown:
        return ""
    low = number(total.low_mg)
    if total.high_mg is None:
        return _("With what is unknown it is %(low)s mg or more; there is no upper end.") % {
            "low": low
        }
    return _("With an estimate for what is unknown: %(low)s to %(high)s mg.") % {
        "low": low,
        "high": number(total.high_mg),
    }


def coverage(total: DayTotal) -> str:
    """For how much of the food nothing is known, and by what that was weighed."""
    if total.coverage is None or total.coverage >= 1:
        return ""
    share = {"share": number((1 - total.coverage) * 100)}
    sentences = {
        "energy": _("For %(share)s %% of what you ate (by energy) the magnesium is not known."),
        "weight": _("For %(share)s %% of what you ate (by dry weight) the magnesium is not known."),
        "items": _(
            "For %(share)s %% of what you ate (by number of foods) the magnesium is not known."
        ),
    }
    return sentences[total.coverage_basis or "items"] % share


def status(total: DayTotal) -> str:
    return {
        Status.EMPTY: _("Nothing logged yet"),
        Status.PARTIAL: _("Not confirmed yet"),
        Status.LOW_COVERAGE: _("Complete, but too much of it is unknown for an average"),
        Status.COMPLETE: _("Complete"),
        Status.CONFIRMED_NO_FOOD: _("Complete: nothing eaten"),
    }[total.status]


def prompt(code: Prompt) -> str:
    """A question about a day that was called complete; nothing is dropped for it."""
    return {
        Prompt.ENERGY_LOW: _("This is little food for a whole day. Was there more?"),
        Prompt.ENERGY_HIGH: _("This is a lot of food for one day. Are all amounts right?"),
        Prompt.FEW_MOMENTS: _("There are fewer than three moments of eating. Was there more?"),
        Prompt.NO_DRINK: _("There is no drink. Did you drink water, coffee or tea?"),
    }[code]


def target_source(found: Target) -> str:
    """Whose reference value this is, from when, and of which kind."""
    kinds = {
        Kind.AI: _("adequate intake"),
        Kind.RDA: _("recommended intake"),
        Kind.RNI: _("reference intake"),
    }
    kind = kinds.get(found.kind, str(found.kind))
    return f"{found.label} {found.year}, {kind}".replace(" ,", ",")


def taught_words(words: str, *, name: str) -> str:
    return _("“%(words)s” is %(name)s") % {"words": words, "name": name}


def taught_grams(measure: str, *, label: str, name: str, grams: Decimal) -> str:
    """What one of a measure weighs for this person; `label` is the word that stood for it."""
    sentences = {
        results.SERVING: _("%(name)s, when you do not say how much: %(grams)s g"),
        results.TOPPING: _("%(name)s on one slice of bread: %(grams)s g"),
        results.PIECE: _("One of %(name)s: %(grams)s g"),
    }
    other = _("%(name)s, 1 %(label)s: %(grams)s g")
    values = {"name": name, "label": label or measure, "grams": exact(grams)}
    return sentences.get(measure, other) % values


def logged(count: int) -> str:
    return ngettext("%(count)s entry added.", "%(count)s entries added.", count) % {"count": count}


def removed(count: int) -> str:
    return ngettext("%(count)s entry removed.", "%(count)s entries removed.", count) % {
        "count": count
    }


def undone(*, kept: int) -> str:
    if kept:
        return ngettext(
            "Undone, but %(kept)s entry changed since and was left as it is.",
            "Undone, but %(kept)s entries changed since and were left as they are.",
            kept,
        ) % {"kept": kept}
    return _("Undone.")


def dose(units: Decimal, unit: str) -> str:
    """So many of a product's unit: "2 tablets"."""
    # English and Dutch say the plural for everything but one.
    count = 1 if units <= 1 else 2
    words = {
        "tablet": ngettext("%(units)s tablet", "%(units)s tablets", count),
        "capsule": ngettext("%(units)s capsule", "%(units)s capsules", count),
        "chewable_tablet": ngettext(
            "%(units)s chewable tablet", "%(units)s chewable tablets", count
        ),
        "effervescent_tablet": ngettext(
            "%(units)s effervescent tablet", "%(units)s effervescent tablets", count
        ),
        "sachet": ngettext("%(units)s sachet", "%(units)s sachets", count),
        "scoop": ngettext("%(units)s scoop", "%(units)s scoops", count),
        "tablespoon": ngettext("%(units)s tablespoon", "%(units)s tablespoons", count),
        "teaspoon": ngettext("%(units)s teaspoon", "%(units)s teaspoons", count),
        "ampoule": ngettext("%(units)s ampoule", "%(units)s ampoules", count),
        "drop": ngettext("%(units)s drop", "%(units)s drops", count),
        "gummy": ngettext("%(units)s gummy", "%(units)s gummies", count),
    }
    return words.get(unit, f"%(units)s {unit}") % {"units": exact(units)}


def portion(amount: Decimal, unit: str, *, kind: str) -> str:
    """How much of something that was logged: "40 g", "2 tablets"."""
    is_dose = kind in (LedgerKind.SUPPLEMENT, LedgerKind.MEDICINE)
    return dose(amount, unit) if is_dose else f"{exact(amount)} {unit}"


def unit(name: str, *, kind: str) -> str:
    """The unit of something that was logged, for the reader where it is one of ours."""
    is_dose = kind in (LedgerKind.SUPPLEMENT, LedgerKind.MEDICINE) and name in DoseUnit.values
    return str(DoseUnit(name).label) if is_dose else name


def moment(text: str) -> str:
    """When a dose is due: "breakfast" or "08:00"."""
    return str(Meal(text).label) if text in Meal.values else text


def limit_zone(zone: Zone, limit_mg: float | None, *, is_held: bool = False) -> str:
    """Where a day stands against the limit, in calm words; empty when there is no limit.

    Behind a hard gate (`is_held`) what is above it sends to the doctor alone.
    """
    is_above = zone in (Zone.ABOVE, Zone.FAR_ABOVE, Zone.MORE_THAN_TWICE)
    text = str(ZONE_TEXT_GATED if is_held and is_above else ZONE_TEXTS[zone])
    return text % {"limit": number(limit_mg or 0)} if text else ""


def less_strict(label: str, limit_mg: float) -> str:
    return str(LESS_STRICT_TEXT) % {"other": label, "other_limit": number(limit_mg)}


def limit_ended(mg: float, on: dt.date) -> str:
    day = formats.date_format(on, "DATE_FORMAT")
    return str(ENDED_TEXT) % {"mg": number(mg), "date": day}


# The records of each collection that syncs, as a person calls them.
COLLECTIONS = {
    "profile": gettext_lazy("About you"),
    "targets": gettext_lazy("Guidelines, targets and limits"),
    "custom_foods": gettext_lazy("Your own foods"),
    "recipes": gettext_lazy("Recipes"),
    "supplement_products": gettext_lazy("Supplements"),
    "plans": gettext_lazy("Plans of supplements"),
    "intake_entries": gettext_lazy("What you ate, drank and swallowed"),
    "observations": gettext_lazy("What you noticed"),
    "days": gettext_lazy("Confirmed days"),
    "medicines": gettext_lazy("Medicines"),
    "medicine_doses": gettext_lazy("Doses of medicines"),
    "acknowledgements": gettext_lazy("What you were told and answered"),
}


def collection(name: str) -> str:
    return str(COLLECTIONS[name])
