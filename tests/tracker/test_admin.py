"""The admin shows public foods and accounts, never a diary, and only to administrators."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tracker import accounts
from tracker.models import Consent, Device, Invitation, Synced, SyncState, Tombstone, Undo, User


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("keeper@example.org", "a long enough one 7")


@pytest.fixture
def as_keeper(keeper: User) -> Client:
    return builders.client(keeper)


def test_nothing_of_a_diary_is_in_the_admin() -> None:
    shown = set(admin.site._registry)
    of_a_diary = {model for model in apps.get_models() if issubclass(model, Synced)}

    assert of_a_diary
    assert not shown & (of_a_diary | {SyncState, Tombstone, Undo, Device})


def test_an_ordinary_account_gets_no_admin(as_ada: Client) -> None:
    answer = as_ada.get(reverse("admin:index"), follow=True)

    assert answer.status_code == 403
    assert "not for your account" in answer.content.decode()


@pytest.mark.parametrize("page", ["index", "login", "tracker_user_changelist"])
def test_a_stranger_logs_in_where_wrong_passwords_are_counted(
    client: Client, db: None, page: str
) -> None:
    answer = client.get(reverse(f"admin:{page}"), follow=True)

    assert answer.request["PATH_INFO"] == "/accounts/login/"


@pytest.mark.parametrize("model", [User, Consent, Invitation])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_accounts_consents_and_invitations_can_be_read(
    keeper: User, ada: User, model: type[User | Consent | Invitation], lang: str
) -> None:
    now = timezone.now()
    accounts.invite("dina@example.org", at=now)
    accounts.welcome(ada, language="en", at=now)
    browser = builders.client(keeper, lang=lang)
    row = model._default_manager.get(pk=ada.pk) if model is User else model._default_manager.get()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    assert browser.get(reverse(f"{name}_changelist")).status_code == 200
    answer = browser.get(reverse(f"{name}_change", args=[row.pk]))

    assert answer.status_code == 200
    digests = Invitation.objects.values_list("token_digest", flat=True)
    assert not any(digest in answer.content.decode() for digest in digests)


@pytest.mark.parametrize("model", [User, Consent, Invitation])
def test_none_is_added_or_deleted_there(
    as_keeper: Client, ada: User, model: type[User | Consent | Invitation]
) -> None:
    accounts.invite("dina@example.org", at=timezone.now())
    accounts.welcome(ada, language="en", at=timezone.now())
    row = model._default_manager.order_by("-pk").first()
    assert row is not None
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    assert as_keeper.get(reverse(f"{name}_add")).status_code == 403
    assert as_keeper.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403


def test_an_account_is_switched_off_but_keeps_its_address(as_keeper: Client, ada: User) -> None:
    as_keeper.post(
        reverse("admin:tracker_user_change", args=[ada.pk]),
        {"email": "eve@example.org"},
    )

    ada.refresh_from_db()
    assert not ada.is_active
    assert ada.email == "ada@example.org"
