"""Logging in, a lost password, and what a person does with the account afterwards."""

import uuid
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import builders, entrance
from tracker.models import IntakeEntry, User

# --- logging in ---


def test_too_many_wrong_passwords_are_told_to_wait(client: Client, db: None) -> None:
    entrance.with_password()
    for _ in range(5):
        assert entrance.log_in(client, "ada@example.org", "wrong").status_code == 200

    answer = entrance.log_in(client, "ada@example.org", "wrong")

    assert answer.status_code == 429
    assert "Wait five minutes" in answer.content.decode()
    assert entrance.log_in(Client(), "ada@example.org").status_code == 429


def test_behind_a_proxy_tries_are_counted_per_client(
    client: Client, db: None, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tries(count: int, forwarded: str) -> list[int]:
        return [
            client.post(
                entrance.LOGIN,
                {"login": f"{uuid.uuid4()}@example.org", "password": "wrong"},
                headers={"x-forwarded-for": forwarded},
            ).status_code
            for _ in range(count)
        ]

    # allauth lets ten wrong passwords a minute through for one client.
    assert tries(11, "203.0.113.7") == [*[200] * 10, 429]
    # What a client writes itself stands to the left of what the proxy saw.
    assert tries(1, "198.51.100.99, 203.0.113.7") == [429]
    assert tries(1, "203.0.113.8") == [200]


def test_without_a_proxy_the_header_is_not_believed(client: Client, db: None) -> None:
    answers = [
        client.post(
            entrance.LOGIN,
            {"login": f"{n}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"203.0.113.{n}"},
        ).status_code
        for n in range(11)
    ]

    assert answers[-1] == 429


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, db: None) -> None:
    entrance.with_password()

    wrong = entrance.log_in(client, "ada@example.org", "wrong").context["form"].errors
    unknown = entrance.log_in(client, "eve@example.org", "wrong").context["form"].errors

    assert wrong == unknown


def test_an_account_that_is_switched_off_does_not_get_in(client: Client, db: None) -> None:
    User.objects.create_user("ada@example.org", entrance.PASSWORD, is_active=False)

    entrance.log_in(client, "ada@example.org")

    assert client.get(reverse("settings")).status_code == 302


# --- a lost password ---


def test_without_mail_the_reset_page_names_whom_to_ask(client: Client, db: None) -> None:
    entrance.with_password()

    page = client.get(entrance.RESET).content.decode()
    client.post(entrance.RESET, {"email": "ada@example.org"})

    assert "manage.py changepassword" in page
    assert "<form" not in page[page.index("<main") : page.index("</main>")]
    assert not mail.outbox


def test_the_command_on_that_page_sets_a_new_password(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance.with_password()
    monkeypatch.setattr("getpass.getpass", lambda prompt: "another long one 8")  # noqa: ARG005

    call_command("changepassword", "ada@example.org", stdout=StringIO())

    assert entrance.log_in(client, "ada@example.org", "another long one 8").status_code == 302


def test_a_mailed_link_sets_a_new_password(client: Client, db: None, settings: Settings) -> None:
    entrance.send_mail(settings)
    user = entrance.with_password()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    client.post(entrance.RESET, {"email": "Ada@example.org"})
    answer = client.get(entrance.link_in(mail.outbox[0]), follow=True)
    new = "another long one 8"
    client.post(answer.request["PATH_INFO"], {"password1": new, "password2": new})

    assert entrance.log_in(Client(), "ada@example.org", new).status_code == 302
    again = Client().get(entrance.link_in(mail.outbox[0]), follow=True).content.decode()
    assert "This link does not work" in again


def test_the_reset_page_does_not_tell_who_has_an_account(
    client: Client, db: None, settings: Settings
) -> None:
    entrance.send_mail(settings)
    entrance.with_password()

    known = client.post(entrance.RESET, {"email": "ada@example.org"}, follow=True)
    unknown = client.post(entrance.RESET, {"email": "eve@example.org"}, follow=True)

    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [["ada@example.org"], ["eve@example.org"]]


def test_signing_up_does_not_tell_who_has_an_account_where_mail_works(
    db: None, settings: Settings
) -> None:
    entrance.send_mail(settings)
    entrance.with_password()

    known = entrance.sign_up(Client(), "ada@example.org")
    unknown = entrance.sign_up(Client(), "eve@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "has an account already" in str(mail.outbox[0].body)
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_where_mail_works_the_address_is_confirmed_before_the_first_log_in(
    db: None, settings: Settings
) -> None:
    entrance.send_mail(settings)
    browser = Client()
    entrance.sign_up(browser)
    assert browser.get(reverse("settings")).status_code == 302

    link = entrance.link_in(mail.outbox[0])
    assert "Yes, confirm" in browser.get(link).content.decode()
    browser.post(link)

    assert EmailAddress.objects.get().verified
    entrance.log_in(browser, "ada@example.org")
    assert browser.get(reverse("settings")).status_code == 200


# --- the account afterwards ---


def test_the_address_changes_when_the_new_one_is_confirmed(db: None, settings: Settings) -> None:
    entrance.send_mail(settings)
    user = entrance.with_password()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    browser = builders.client(user)

    browser.post("/accounts/email/", {"email": "New@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "ada@example.org"
    browser.post(entrance.link_in(mail.outbox[0]))

    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_without_mail_the_address_page_leads_to_settings(as_ada: Client) -> None:
    assert as_ada.get("/accounts/email/")["Location"] == reverse("settings")


def test_changing_the_password_leads_back_to_settings(db: None) -> None:
    user = entrance.with_password()
    browser = builders.client(user)
    new = "another long one 8"

    answer = browser.post(
        reverse("account_change_password"),
        {"oldpassword": entrance.PASSWORD, "password1": new, "password2": new},
    )

    assert answer["Location"] == reverse("settings")
    assert entrance.log_in(Client(), "ada@example.org", new).status_code == 302


def test_withdrawing_the_consent_erases_everything_of_this_person(eve: User) -> None:
    ada = entrance.with_password()
    builders.log(ada)
    builders.log(eve)
    browser = builders.client(ada)

    answer = browser.post(reverse("settings_erase"), {"password": entrance.PASSWORD})

    assert answer.status_code == 302
    assert list(User.objects.all()) == [eve]
    assert [entry.user_id for entry in IntakeEntry.objects.all()] == [eve.pk]
    assert browser.get(reverse("settings")).status_code == 302


def test_erasing_asks_for_the_password(db: None) -> None:
    ada = entrance.with_password()

    answer = builders.client(ada).post(reverse("settings_erase"), {"password": "wrong"})

    assert answer.status_code == 422
    assert User.objects.count() == 1


# --- pages and words ---

ENTRANCE = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
INSIDE = ("account_logout", "account_reauthenticate", "account_change_password")


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("name", ENTRANCE)
def test_the_pages_before_log_in_are_ours(db: None, name: str, lang: str) -> None:
    page = Client(headers={"accept-language": lang}).get(reverse(name)).content.decode()

    assert f'<html lang="{lang}">' in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1


@pytest.mark.parametrize("name", INSIDE)
def test_the_pages_after_log_in_are_ours(db: None, name: str) -> None:
    page = builders.client(entrance.with_password()).get(reverse(name)).content.decode()

    assert page.count("<h1") == 1
    assert page.count("<main") == 1


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "429", "500"])
def test_the_pages_of_what_went_wrong_are_ours(client: Client, db: None, status: str) -> None:
    from django.template.loader import render_to_string

    page = render_to_string(f"{status}.html")

    assert page.count("<h1") == 1
    assert "Log in" in page


def test_a_page_that_is_not_there_says_so(client: Client, db: None) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_form_without_its_token_is_told_to_reload(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(entrance.LOGIN)

    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()
