"""Signing up with consent, by whom; logging in; and what a stranger cannot find out."""

import datetime as dt
import hashlib
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from tests import entrance
from tracker import accounts, profiles
from tracker.models import Consent, Invitation, User

# --- signing up ---


def test_signing_up_keeps_a_dated_consent_in_its_wording_and_language(db: None) -> None:
    answer = entrance.sign_up(Client(headers={"accept-language": "nl"}))

    assert answer.status_code == 302
    user = User.objects.get()
    consent = Consent.objects.get(user=user)
    assert (consent.purpose, consent.wording_version) == ("diary", accounts.CONSENT_VERSION)
    assert consent.language == "nl"
    assert timezone.now() - consent.given_at < dt.timedelta(minutes=1)
    assert consent.withdrawn_at is None


def test_the_language_of_the_page_becomes_the_language_of_the_diary(db: None) -> None:
    entrance.sign_up(Client(headers={"accept-language": "nl"}))

    assert profiles.of(User.objects.get()).language == "nl"


@pytest.mark.parametrize("missing", ["adult", "consent"])
def test_without_both_boxes_nothing_is_written(db: None, missing: str) -> None:
    answer = entrance.sign_up(Client(), **{missing: ""})

    assert answer.status_code == 200
    assert answer.context["form"].errors[missing]
    assert not User.objects.exists()
    assert not Consent.objects.exists()
    assert not EmailAddress.objects.exists()


def test_no_box_is_ticked_beforehand_and_the_disclaimer_is_shown(client: Client, db: None) -> None:
    page = client.get(entrance.SIGN_UP).content.decode()

    assert page.count('type="checkbox"') == 2
    assert "checked" not in page
    form = page[page.index("<form") : page.index("</form>")]
    assert "does not make a diagnosis" in form


def test_the_wording_has_its_own_version() -> None:
    """A changed sentence needs a new CONSENT_VERSION, and then a new digest here."""
    with translation.override("en"):
        text = "\n".join(str(sentence) for sentence in accounts.CONSENT_WORDING)

    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert (accounts.CONSENT_VERSION, digest) == ("2026-11-25", "86c96b1c31235fc8")


def test_an_address_is_one_account_in_whatever_case(client: Client, db: None) -> None:
    entrance.sign_up(client, "Ada@Example.org")
    answer = entrance.sign_up(Client(), "ada@example.org")

    assert User.objects.get().email == "ada@example.org"
    assert answer.context["form"].errors["email"]
    assert entrance.log_in(Client(), "ADA@example.org").status_code == 302


@pytest.mark.parametrize("password", ["short", "password123", "ada@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(db: None, password: str) -> None:
    entrance.sign_up(Client(), password1=password, password2=password)

    assert not User.objects.exists()


def test_the_same_form_sent_twice_at_once_makes_one_account(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance.with_password()
    # The second form was checked before the first was saved.
    monkeypatch.setattr(accounts.SignUpForm, "validate_unique_email", lambda _form, email: email)

    answer = entrance.sign_up(client)

    assert (answer.status_code, answer["Location"]) == (302, entrance.LOGIN)
    assert User.objects.count() == 1


# --- by whom ---


def test_closed_means_nobody(client: Client, db: None, settings: Settings) -> None:
    settings.SIGN_UP = "closed"

    assert "Signing up is not open here" in client.get(entrance.SIGN_UP).content.decode()
    entrance.sign_up(client)
    assert not User.objects.exists()


def test_by_invitation_means_only_with_one(client: Client, db: None, settings: Settings) -> None:
    settings.SIGN_UP = "invited"

    assert "Ask the person who runs this server" in client.get(entrance.SIGN_UP).content.decode()
    entrance.sign_up(client)
    assert not User.objects.exists()


def invited(email: str = "ada@example.org", *, at: dt.datetime | None = None) -> Client:
    """A browser in which the invitation's link was opened."""
    token = accounts.invite(email, at=at or timezone.now())
    browser = Client()
    browser.get(reverse("invitation", args=[token]))
    return browser


def test_an_invitation_lets_its_own_address_sign_up_once(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "invited"
    browser = invited("Ada@example.org")
    token_used = browser.session[accounts.INVITATION_KEY]

    assert 'value="ada@example.org"' in browser.get(entrance.SIGN_UP).content.decode()
    assert entrance.sign_up(browser).status_code == 302

    assert User.objects.get().email == "ada@example.org"
    assert Invitation.objects.get().used_at is not None
    assert Client().get(reverse("invitation", args=[token_used])).status_code == 410


def test_an_invitation_is_not_for_another_address(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "invited"

    answer = entrance.sign_up(invited("ada@example.org"), "eve@example.org")

    assert "ada@example.org" in answer.context["form"].errors["email"][0]
    assert not User.objects.exists()


def test_an_invitation_ends_after_two_weeks(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "invited"
    entrance.sign_up(invited(at=timezone.now() - dt.timedelta(days=14)))

    assert not User.objects.exists()


def test_a_second_invitation_ends_the_first(db: None) -> None:
    now = timezone.now()
    first = accounts.invite("ada@example.org", at=now)
    second = accounts.invite("ada@example.org", at=now)

    assert accounts.invitation(first, at=now) is None
    assert accounts.invitation(second, at=now)


def test_the_link_itself_is_not_kept(db: None) -> None:
    token = accounts.invite("ada@example.org", at=timezone.now())

    assert token not in str(list(Invitation.objects.values()))


@pytest.mark.parametrize("email", ["", "ada", "ada@", "Ada@example.org"])
def test_only_an_address_without_an_account_is_invited(db: None, email: str) -> None:
    entrance.with_password("ada@example.org")

    with pytest.raises(ValidationError):
        accounts.invite(email, at=timezone.now())


def test_the_command_prints_a_link_that_works(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "invited"
    printed = StringIO()

    call_command("invite", "ada@example.org", stdout=printed)

    link = printed.getvalue().strip()
    assert link.startswith(settings.PUBLIC.url + "/invitation/")
    browser = Client()
    browser.get(link.removeprefix(settings.PUBLIC.url))
    assert entrance.sign_up(browser).status_code == 302


def test_the_command_says_why_it_cannot(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    with pytest.raises(CommandError, match="set SIGN_UP to invited"):
        call_command("invite", "ada@example.org")
    settings.SIGN_UP = "open"
    with pytest.raises(CommandError, match="valid email"):
        call_command("invite", "ada")
