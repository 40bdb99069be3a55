"""The Dutch of Django and allauth: it says je, as ours does."""

import gettext
import re
from pathlib import Path

import django
from allauth.account import forms
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from tracker import accounts

FORMAL = re.compile(r"(?<![\w.])(u|uw|uwe|uzelf)\b", re.IGNORECASE)
PACKAGES = ("django/conf", "django/contrib/auth", "allauth", "rest_framework")


def installed_dutch() -> dict[str, str]:
    site = Path(django.__file__).parent.parent
    found: dict[str, str] = {}
    for package in PACKAGES:
        with (site / package / "locale/nl/LC_MESSAGES/django.mo").open("rb") as catalogue:
            strings = gettext.GNUTranslations(catalogue)._catalog  # type: ignore[attr-defined]
        for id, string in strings.items():
            if id:
                found[id[0] if isinstance(id, tuple) else id] = string
    return found


def own_dutch() -> dict[str, str]:
    path = settings.BASE_DIR / "tracker/locale_thirdparty/nl/LC_MESSAGES/django.po"
    with path.open("rb") as catalogue:
        messages = [message for message in read_po(catalogue, locale="nl") if message.id]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: str(message.string)
        for message in messages
    }


def test_no_dutch_of_others_that_a_page_can_show_says_u() -> None:
    own = own_dutch()
    formal = {id for id, string in installed_dutch().items() if FORMAL.search(string)}

    assert formal, "the scan finds nothing: it no longer works"
    assert not formal - set(own), "give these a Dutch with je in tracker/locale_thirdparty"
    assert not [text for text in own.values() if FORMAL.search(text)]


def test_our_dutch_for_others_is_still_used() -> None:
    assert not set(own_dutch()) - set(installed_dutch())


def test_what_allauth_says_exists_in_dutch() -> None:
    with translation.override("nl"):
        labels = [
            field.label
            for form in (forms.LoginForm, forms.ChangePasswordForm, forms.ResetPasswordKeyForm)
            for field in form.base_fields.values()
        ]
        said = [*accounts.Adapter.error_messages.values(), *labels]
        dutch = [str(text) for text in said]
    with translation.override("en"):
        english = [str(text) for text in said]

    ours = {
        str(accounts.Adapter.error_messages[key])
        for key in ("email_password_mismatch", "email_taken")
    }
    same = [e for e, d in zip(english, dutch, strict=True) if e == d and e not in ours]
    assert not same
