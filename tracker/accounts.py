"""Signing up, by whom and with which consent, and erasing it all; log-in itself is allauth's."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm
from allauth.core import context as allauth_context
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tracker import profiles
from tracker.models import Consent, Invitation, User

# What a person agrees to. Another wording is another version: change both, a test holds them.
CONSENT_VERSION = "2026-11-25"
CONSENT_WORDING = (
    _("Mg24 keeps what you log: food, drinks, supplements and complaints. That is health data."),
    _("It is kept on this server only, to show it back to you. It is never shared or sold."),
    _("The person who runs this server looks after it and its backups."),
    _("You can withdraw this and have everything erased at any time, under Settings."),
)
INVITATION_LIFETIME = dt.timedelta(days=14)
INVITATION_KEY = "invitation"


def invite(email: str, *, at: dt.datetime) -> str:
    """A token that lets `email` sign up once; an earlier one for the same address ends.

    Raises ValidationError when it is no e-mail address or has an account.
    """
    address = email.strip().lower()
    validate_email(address)
    if User.objects.filter(email__iexact=address).exists():
        raise ValidationError(_("%(email)s has an account already."), params={"email": address})
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Invitation.objects.filter(email=address, used_at=None).delete()
        Invitation.objects.create(email=address, token_digest=_digest(token), made_at=at)
    return token


def invitation(token: str, *, at: dt.datetime) -> Invitation | None:
    """The invitation behind a token, while it can be used."""
    return Invitation.objects.filter(
        token_digest=_digest(token), used_at=None, made_at__gt=at - INVITATION_LIFETIME
    ).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def welcome(user: User, *, language: str, at: dt.datetime) -> None:
    """What a new account starts with: the dated consent, and the language it was given in."""
    Consent.objects.create(
        user=user,
        purpose=Consent.Purpose.DIARY,
        wording_version=CONSENT_VERSION,
        language=language,
        given_at=at,
    )
    profiles.update(user, at=at, language=language)
    Invitation.objects.filter(email=user.email, used_at=None).update(used_at=at)


def erase(user: User) -> None:
    """Delete the account and everything it holds; a backup keeps it until it is renewed."""
    with transaction.atomic():
        user.delete()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to allauth's questions."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address or this password is not right."),
        "email_taken": _("This address has an account already. Log in with it."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGN_UP == "invited":
            return _invited(request) is not None
        return bool(settings.SIGN_UP == "open")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer too many wrong passwords with the page and the status that say so."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(ratelimit.respond_429(request)) from error

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("settings")


def _invited(request: HttpRequest) -> Invitation | None:
    token = request.session.get(INVITATION_KEY)
    return invitation(token, at=request.at) if token else None  # type: ignore[attr-defined]


class SignUpForm(SignupForm):  # type: ignore[misc]
    """E-mail, password, age and consent; an account is never without its consent."""

    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        error_messages={"required": _("Mg24 is for people of 18 or older.")},
    )
    consent = forms.BooleanField(
        label=_("I agree that Mg24 keeps my diary like this"),
        error_messages={"required": _("Without your consent Mg24 may not keep a diary.")},
    )
    field_order = ("email", "password1", "password2", "adult", "consent")

    wording = CONSENT_WORDING
    version = dt.date.fromisoformat(CONSENT_VERSION)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.invitation = _invited(allauth_context.request)
        if self.invitation:
            self.fields["email"].initial = self.invitation.email

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        invited = self.invitation.email if self.invitation else ""
        if settings.SIGN_UP == "invited" and email != invited:
            raise ValidationError(
                _("Your invitation is for %(email)s. Sign up with that address."),
                params={"email": invited},
            )
        return str(super().clean_email())

    def save(self, request: HttpRequest) -> User:
        with transaction.atomic():
            user: User = super().save(request)
            language = translation.get_language() or settings.LANGUAGE_CODE
            welcome(user, language=language, at=request.at)  # type: ignore[attr-defined]
        request.session.pop(INVITATION_KEY, None)
        return user

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        try:
            return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            # The same form sent twice at once: the other one made the account.
            return None, redirect("account_login")
