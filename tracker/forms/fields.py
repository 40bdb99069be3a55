"""Form fields that read what people write."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker import amounts, wording


class AmountField(forms.CharField):
    """An amount with a comma or a point; Decimal, or None where it may be left empty."""

    def __init__(self, **options: Any) -> None:
        # Not max_length: its validator would measure the Decimal. amounts.parse refuses long text.
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6, "maxlength": 20}
        )
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return value
        text = super().to_python(value)
        return amounts.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return wording.exact(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class DateInput(forms.DateInput):
    """The browser's own calendar, which wants ISO dates in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class IdsField(forms.Field):
    """Ids of several records, from the ticked boxes of one name."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": _("Tick at least one thing."),
        "invalid": _("The page is too old. Open it again."),
    }

    def to_python(self, value: Any) -> list[uuid.UUID]:
        try:
            return [uuid.UUID(text) for text in value or []]
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
