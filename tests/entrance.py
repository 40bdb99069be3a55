"""What a person does at the door: sign up, log in, open the link in a mail."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from pytest_django import Settings

from tracker.models import User

PASSWORD = "a long enough one 7"
LOGIN = "/accounts/login/"
SIGN_UP = "/accounts/signup/"
RESET = "/accounts/password/reset/"


def sign_up(browser: Client, email: str = "ada@example.org", **changed: str) -> Any:
    form = {
        "email": email,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "adult": "on",
        "consent": "on",
    } | changed
    return browser.post(SIGN_UP, {name: value for name, value in form.items() if value})


def log_in(browser: Client, email: str, password: str = PASSWORD) -> Any:
    return browser.post(LOGIN, {"login": email, "password": password})


def with_password(email: str = "ada@example.org") -> User:
    return User.objects.create_user(email, PASSWORD)


def send_mail(settings: Settings) -> None:
    """A server that can send mail."""
    settings.MAIL_WORKS = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"http://testserver(\S+)", str(message.body))
    assert found, message.body
    return found[1]
