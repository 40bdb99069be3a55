"""Amounts as people write them: "1,5", "1.5", "½"; pure."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_GRAMS = Decimal(10_000)
MAX_AMOUNT = Decimal(10_000)
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}
STEP = Decimal("0.001")


def parse(text: str) -> Decimal:
    """A number written with a comma or a point, or a fraction; ValidationError otherwise.

    Three decimals are kept. A comma and a point together could mean two things and are refused.
    """
    cleaned = text.strip().replace("\u00a0", "")
    for sign, value in FRACTIONS.items():
        if cleaned.endswith(sign):
            whole = cleaned[: -len(sign)].strip() or "0"
            return parse(whole) + Decimal(value) if whole != "0" else Decimal(value)
    if "/" in cleaned:
        return _fraction(cleaned)
    if "," in cleaned and "." in cleaned:
        raise ValidationError(
            _("“%(text)s” can mean two things. Write it without a thousands separator."),
            params={"text": cleaned[:20]},
        )
    return _number(cleaned.replace(",", "."), text=cleaned)


def _fraction(text: str) -> Decimal:
    above, _slash, below = text.partition("/")
    bottom = _number(below.strip(), text=text)
    if bottom == 0:
        raise _not_a_number(text)
    return (_number(above.strip(), text=text) / bottom).quantize(STEP)


def _number(digits: str, *, text: str) -> Decimal:
    # Decimal also reads "NaN", "1e9" and digits with underscores: none of them is an amount.
    if len(digits) > 12 or not digits.replace(".", "", 1).lstrip("-").isdecimal():  # noqa: PLR2004
        raise _not_a_number(text)
    try:
        return Decimal(digits).quantize(STEP)
    except InvalidOperation as error:
        raise _not_a_number(text) from error


def _not_a_number(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not a number. Write an amount like 2, 1.5 or 1,5."),
        params={"text": text[:20]},
    )


def check_amount(amount: Decimal) -> Decimal:
    """`amount`, when somebody can have eaten it: above 0 and at most 10,000 of any unit."""
    if not amount.is_finite() or amount <= 0:
        raise ValidationError(_("The amount must be more than 0."))
    if amount > MAX_AMOUNT:
        raise ValidationError(_("That is more than a person eats. Give at most 10,000."))
    return amount


def check_grams(grams: Decimal) -> Decimal:
    if grams > MAX_GRAMS:
        raise ValidationError(_("That is more than 10 kg. Check the amount and the unit."))
    if grams <= 0:
        raise ValidationError(_("The amount must be more than 0."))
    return grams
