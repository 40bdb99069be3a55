"""Which member a ValidationError is about, said where the member is known."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError


@contextmanager
def about(member: str) -> Iterator[None]:
    """Names the member that a ValidationError is about, unless it names its own."""
    try:
        yield
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            raise
        raise ValidationError({member: error.error_list}) from error
