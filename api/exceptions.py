"""Every refusal as a problem document (RFC 9457), in the language of the request."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import OperationalError
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from api.authentication import DeviceRevokedError
from api.serializers.intake import EntrySerializer
from api.serializers.medicines import MedicineDoseSerializer, MedicineSerializer
from api.serializers.observations import ObservationSerializer
from api.serializers.recipes import RecipeSerializer
from api.serializers.supplements import PlanSerializer, ProductSerializer
from tracker import sync
from tracker.models import (
    IntakeEntry,
    Medicine,
    MedicineDose,
    Observation,
    Plan,
    Recipe,
    SupplementProduct,
    Synced,
    Tombstone,
)
from tracker.versions import GoneError, VersionError

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 50
LONGEST_POINTER = 100
# How `current` of a version-mismatch shows a record of each collection.
SHOWN_BY: dict[type[Synced], type[serializers.Serializer[Any]]] = {
    IntakeEntry: EntrySerializer,
    Medicine: MedicineSerializer,
    MedicineDose: MedicineDoseSerializer,
    Observation: ObservationSerializer,
    Plan: PlanSerializer,
    Recipe: RecipeSerializer,
    SupplementProduct: ProductSerializer,
}
# How long to stay away when the diary is being written.
BUSY_S = 5


@dataclass(frozen=True)
class Problem:
    """One kind of refusal; `description` is what its address tells, and the usual detail."""

    code: str
    status: int
    title: str | Promise
    description: str | Promise

    @property
    def type(self) -> str:
        return settings.PUBLIC.url + reverse("api-problem", args=[self.code])


PROBLEMS: dict[str, Problem] = {
    problem.code: problem
    for problem in (
        Problem(
            "invalid-json",
            400,
            gettext_lazy("This is not JSON"),
            gettext_lazy("The body cannot be read as JSON in UTF-8."),
        ),
        Problem(
            "invalid-parameter",
            400,
            gettext_lazy("A part of the address is not right"),
            gettext_lazy("A value behind the question mark cannot be used. See errors."),
        ),
        Problem(
            "invalid-header",
            400,
            gettext_lazy("A header is not right"),
            gettext_lazy(
                "If-Match is a version in double quotes or a star, If-None-Match is a star."
            ),
        ),
        Problem(
            "invalid-request",
            400,
            gettext_lazy("This is not a push"),
            gettext_lazy("The changes are not in the form of a push. Nothing was written."),
        ),
        Problem(
            "not-authenticated",
            401,
            gettext_lazy("Who are you?"),
            gettext_lazy("Send the token of a device: Authorization: Token ..."),
        ),
        Problem(
            "device-revoked",
            401,
            gettext_lazy("This device no longer has access"),
            gettext_lazy(
                "The person took this device off the list. Forget what it holds of the diary."
            ),
        ),
        Problem(
            "forbidden",
            403,
            gettext_lazy("This is not allowed"),
            gettext_lazy("This device may not do that."),
        ),
        Problem(
            "not-found",
            404,
            gettext_lazy("There is nothing here"),
            gettext_lazy(
                "There is nothing at this address for you. Every address ends with a slash."
            ),
        ),
        Problem(
            "method-not-allowed",
            405,
            gettext_lazy("This cannot be done here"),
            gettext_lazy("The header Allow says what can be done at this address."),
        ),
        Problem(
            "not-acceptable",
            406,
            gettext_lazy("There is no such format"),
            gettext_lazy("Answers are application/json, refusals application/problem+json."),
        ),
        Problem(
            "cursor-reset",
            410,
            gettext_lazy("Start again from the beginning"),
            gettext_lazy(
                "The cursor is of an earlier life of this diary. reset_reason says what to do: "
                "restored, erased or expired."
            ),
        ),
        Problem(
            "version-mismatch",
            412,
            gettext_lazy("The record is not as you think"),
            gettext_lazy(
                "It was changed or removed meanwhile, or its id is taken. "
                "The member current holds what is stored now: merge with it and send that."
            ),
        ),
        Problem(
            "body-too-large",
            413,
            gettext_lazy("This is too much at once"),
            gettext_lazy("A body of at most 1 MB is read, of a push 2 MB."),
        ),
        Problem(
            "too-many-changes",
            413,
            gettext_lazy("These are too many changes at once"),
            gettext_lazy("Send at most 1000 changes in a push."),
        ),
        Problem(
            "unsupported-media-type",
            415,
            gettext_lazy("Send JSON"),
            gettext_lazy("Send the body as application/json."),
        ),
        Problem(
            "validation",
            422,
            gettext_lazy("This cannot be stored"),
            gettext_lazy("A member of the body cannot be used. Nothing was written. See errors."),
        ),
        Problem(
            "unknown-collection",
            422,
            gettext_lazy("This collection is not known here"),
            gettext_lazy("The app is newer than this server. Keep the record and send it later."),
        ),
        Problem(
            "version-reused",
            422,
            gettext_lazy("This version was used for something else"),
            gettext_lazy("Every edit needs a version of its own. Make a new one and send again."),
        ),
        Problem(
            "record-too-large",
            422,
            gettext_lazy("This record is too large"),
            gettext_lazy("The data of one record is at most 16 kB."),
        ),
        Problem(
            "not-deletable",
            422,
            gettext_lazy("This record cannot be removed"),
            gettext_lazy("The profile stays as long as the account. Empty its members instead."),
        ),
        Problem(
            "precondition-required",
            428,
            gettext_lazy("Say which version you change"),
            gettext_lazy(
                "Send If-Match with the version that you saw, or If-None-Match: * for a new record."
            ),
        ),
        Problem(
            "too-many-requests",
            429,
            gettext_lazy("Too many requests"),
            gettext_lazy("Wait as long as the header Retry-After says."),
        ),
        Problem(
            "busy",
            503,
            gettext_lazy("The diary is being written"),
            gettext_lazy("Something else holds it too long. Send this again in a moment."),
        ),
    )
}


class InvalidParameterError(exceptions.ValidationError):
    """A value in the query string cannot be used."""


class InvalidHeaderError(exceptions.APIException):
    """A precondition that cannot be read."""

    status_code = 400


class PreconditionRequiredError(exceptions.APIException):
    """A record is to be replaced, without a word about which version of it."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED


class InvalidRequestError(exceptions.APIException):
    """The envelope of a push cannot be read; `faults` are pointers and sentences."""

    status_code = 400

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__()


class TooManyChangesError(exceptions.APIException):
    """More changes than one push can hold."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


CODES: tuple[tuple[type[Exception], str], ...] = (
    (sync.CursorResetError, "cursor-reset"),
    (InvalidRequestError, "invalid-request"),
    (TooManyChangesError, "too-many-changes"),
    (VersionError, "version-mismatch"),
    (GoneError, "not-found"),
    (ValidationError, "validation"),
    (InvalidParameterError, "invalid-parameter"),
    (InvalidHeaderError, "invalid-header"),
    (PreconditionRequiredError, "precondition-required"),
    (exceptions.ValidationError, "validation"),
    (exceptions.ParseError, "invalid-json"),
    (DeviceRevokedError, "device-revoked"),
    (exceptions.NotAuthenticated, "not-authenticated"),
    (exceptions.AuthenticationFailed, "not-authenticated"),
    (exceptions.PermissionDenied, "forbidden"),
    (PermissionDenied, "forbidden"),
    (exceptions.NotFound, "not-found"),
    (Http404, "not-found"),
    (exceptions.MethodNotAllowed, "method-not-allowed"),
    (exceptions.NotAcceptable, "not-acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported-media-type"),
    (exceptions.Throttled, "too-many-requests"),
    (RequestDataTooBig, "body-too-large"),
)
# Their own words say more than the description does.
TELLING = (ValidationError, exceptions.AuthenticationFailed)


def problem(exc: Exception, context: Mapping[str, Any]) -> Response | None:  # noqa: ARG001
    """The answer to a refusal; None for a mistake of ours, which goes to the log as it is."""
    code = next((code for kind, code in CODES if isinstance(exc, kind)), None)
    if code is None and _waited_too_long(exc):
        code = "busy"
    if code is None:
        return None
    found = PROBLEMS[code]
    document = describe(found) | _particulars(exc, found)
    return Response(document, status=found.status, headers=_headers(exc), content_type=MEDIA_TYPE)


def _waited_too_long(exc: Exception) -> bool:
    """Whether somebody else held what was to be written (SQLite and PostgreSQL say it so)."""
    if not isinstance(exc, OperationalError):
        return False
    return "database is locked" in str(exc) or "lock timeout" in str(exc)


def describe(found: Problem) -> dict[str, Any]:
    return {
        "type": found.type,
        "title": str(found.title),
        "status": found.status,
        "detail": str(found.description),
    }


def _particulars(exc: Exception, found: Problem) -> dict[str, Any]:
    """The members that only this refusal has."""
    if isinstance(exc, VersionError):
        return {"current": _current(exc.current)}
    if isinstance(exc, sync.CursorResetError):
        return {"reset_reason": exc.reason}
    if isinstance(exc, exceptions.AuthenticationFailed):
        return {"detail": str(exc.detail)}
    errors = _errors(exc)
    if errors is None:
        return {}
    key = "parameter" if found.code == "invalid-parameter" else "pointer"
    return {"errors": faults(errors, key=key)}


def _errors(exc: Exception) -> Sequence[tuple[str, str]] | None:
    """Place and sentence of each fault; None where a refusal is about no place."""
    if isinstance(exc, InvalidRequestError):
        return exc.faults
    if isinstance(exc, ValidationError) and not isinstance(exc, GoneError):
        return list(of_django(exc))
    if isinstance(exc, exceptions.ValidationError):
        return list(_of_drf(exc.detail, ""))
    return None


def faults(errors: Sequence[tuple[str, str]], *, key: str = "pointer") -> list[dict[str, str]]:
    return [{key: _place(place, key), "detail": text} for place, text in errors[:MOST_ERRORS]]


def _place(place: str, key: str) -> str:
    return place[:LONGEST_POINTER] if key == "pointer" else place.removeprefix("/")


def of_django(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Pointer and sentence of each fault; the pointer is empty where it is about no one member."""
    if hasattr(error, "error_dict"):
        for member, messages in error.message_dict.items():
            pointer = "" if member == "__all__" else _pointer("", member)
            yield from ((pointer, message) for message in messages)
    else:
        yield from (("", message) for message in error.messages)


def _of_drf(detail: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(detail, dict):
        for member, inner in detail.items():
            about_all = member == "non_field_errors"
            yield from _of_drf(inner, pointer if about_all else _pointer(pointer, str(member)))
    elif isinstance(detail, list) and any(isinstance(inner, dict | list) for inner in detail):
        for place, inner in enumerate(detail):
            yield from _of_drf(inner, _pointer(pointer, str(place)))
    elif isinstance(detail, list):
        yield from ((pointer, str(message)) for message in detail)
    else:
        yield pointer, str(detail)


def _pointer(pointer: str, member: str) -> str:
    """A JSON pointer (RFC 6901) to a member."""
    return f"{pointer}/{member.replace('~', '~0').replace('/', '~1')}"


def _current(current: Synced | Tombstone) -> dict[str, Any]:
    if isinstance(current, Tombstone):
        return {"id": str(current.id), "version": str(current.version), "deleted": True}
    return SHOWN_BY[type(current)](current).data


def _headers(exc: Exception) -> dict[str, str]:
    headers = {}
    if auth := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = auth
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    if isinstance(exc, OperationalError):
        headers["Retry-After"] = str(BUSY_S)
    if isinstance(exc, VersionError):
        headers["ETag"] = f'"{exc.current.version}"'
    return headers
