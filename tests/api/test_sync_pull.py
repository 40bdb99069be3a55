"""A pull: everything that changed, in order, once, and nothing else."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import builders
from tests.api import phones
from tests.api.phones import Phone
from tests.api.syncing import CHANGES, change, eaten, note, on_top, pull, push, stored
from tests.tracker import records
from tracker import devices, incoming
from tracker.models import Device, SyncState, User

Queries = Callable[[], CaptureQueriesContext]
EPOCH = 1 << 32


def test_an_empty_diary_has_a_cursor_above_zero(phone: Phone) -> None:
    page = pull(phone)
    assert (page["changes"], page["has_more"], page["cursor"]) == ([], False, EPOCH)
    assert page["server_time"].endswith("Z")
    assert pull(phone, page["cursor"])["cursor"] == page["cursor"]
    assert not SyncState.objects.exists()


def test_pages_are_full_ascending_and_hold_each_record_once(phone: Phone) -> None:
    made = [note(), change(), note(), change(), note()]
    push(phone, *made)
    push(phone, on_top(made[0], data={"text": "Later"}), on_top(made[1], deleted=True))
    seen: list[dict[str, Any]] = []
    cursor, more = 0, True
    while more:
        page = pull(phone, cursor, limit=2)
        assert page["cursor"] > cursor
        assert len(page["changes"]) == 2 or not page["has_more"]
        cursor, more = page["cursor"], page["has_more"]
        seen += page["changes"]
    assert [c["seq"] for c in seen] == [3, 4, 5, 6, 7]
    assert len({c["id"] for c in seen}) == 5
    assert cursor == EPOCH + 7


def test_a_page_that_ends_with_the_feed_has_no_more(phone: Phone) -> None:
    push(phone, note(), note())
    assert pull(phone, limit=2)["has_more"] is False


def test_every_member_is_always_there(phone: Phone, ada: User) -> None:
    for name in incoming.COLLECTIONS:
        records.one_of(ada, name)
    for found in pull(phone)["changes"]:
        members = incoming.COLLECTIONS[found["collection"]].model.members
        assert found["data"].keys() == set(members)
    assert {c["collection"] for c in pull(phone)["changes"]} == set(incoming.COLLECTIONS)


def test_only_the_collections_asked_for_come(phone: Phone) -> None:
    gone, kept = note(), change()
    push(phone, gone, kept)
    push(phone, on_top(gone, deleted=True))
    page = pull(phone, collections="intake_entries")
    assert [c["id"] for c in page["changes"]] == [kept["id"]]
    assert page["cursor"] == EPOCH + 3
    page = pull(phone, collections="observations,days")
    assert [(c["id"], c["deleted"]) for c in page["changes"]] == [(gone["id"], True)]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=ten",
        "limit=1.0",
        "cursor=-1",
        "cursor=9007199254740992",
        "cursor=x",
        "cursor=",
        "collections=",
        "collections=star_signs",
        "collections=days,",
        "colour=red",
    ],
)
def test_what_cannot_be_asked_is_refused_never_clamped(phone: Phone, query: str) -> None:
    document = phones.problem(phone.get(f"{CHANGES}?{query}"), 400, "invalid-parameter")
    assert document["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    ("resets", "epoch", "reason"),
    [
        ([[2, "restored"]], 2, "restored"),
        ([[2, "erased"]], 2, "erased"),
        ([[2, "expired"]], 2, "expired"),
        # Who missed the erasure must not bring back what was erased.
        ([[2, "erased"], [3, "restored"]], 3, "erased"),
    ],
)
def test_a_cursor_of_an_earlier_life_is_told_why(
    phone: Phone, resets: Any, epoch: int, reason: str
) -> None:
    push(phone, note())
    cursor = pull(phone)["cursor"]
    SyncState.objects.update(epoch=epoch, resets=resets)
    document = phones.problem(phone.get(f"{CHANGES}?cursor={cursor}"), 410, "cursor-reset")
    assert document["reset_reason"] == reason
    sent = {"cursor": cursor, "changes": [note()]}
    phones.problem(phone.post(CHANGES, sent), 410, "cursor-reset")
    assert len(pull(phone)["changes"]) == 1
    assert pull(phone)["cursor"] > cursor


def test_who_missed_the_erasure_only_is_told_what_came_after(phone: Phone) -> None:
    push(phone, note())
    SyncState.objects.update(epoch=3, resets=[[2, "erased"], [3, "restored"]])
    document = phones.problem(phone.get(f"{CHANGES}?cursor={2 * EPOCH + 1}"), 410, "cursor-reset")
    assert document["reset_reason"] == "restored"


def test_a_cursor_ahead_of_the_diary_means_that_an_old_copy_came_back(phone: Phone) -> None:
    push(phone, note())
    document = phones.problem(phone.get(f"{CHANGES}?cursor={EPOCH + 2}"), 410, "cursor-reset")
    assert document["reset_reason"] == "restored"


def test_a_pull_that_brings_nothing_costs_two_queries(phone: Phone, queries: Queries) -> None:
    push(phone, note())
    cursor = pull(phone)["cursor"]
    del phone.client.defaults["HTTP_ACCEPT_LANGUAGE"]
    with queries() as counted:
        pull(phone, cursor)
    tables = [query["sql"].split('FROM "')[1].split('"')[0] for query in counted]
    assert tables == ["tracker_device", "tracker_syncstate"]


def test_a_pull_costs_the_same_for_few_records_and_for_many(phone: Phone, queries: Queries) -> None:
    push(phone, note(), change())
    with queries() as few:
        pull(phone)
    push(phone, *(note() for _ in range(100)), *(change() for _ in range(100)))
    with queries() as many:
        pull(phone)
    assert len(many) == len(few) <= 3 + len(incoming.COLLECTIONS)


def test_the_last_use_is_the_only_write_and_at_most_every_ten_minutes(
    phone: Phone, queries: Queries
) -> None:
    assert phone.device
    Device.objects.update(last_seen_at=timezone.now() - dt.timedelta(minutes=11))
    with queries() as first:
        pull(phone)
    with queries() as second:
        pull(phone)
    assert [q["sql"][:6] for q in first].count("UPDATE") == 1
    assert {q["sql"][:6] for q in second} == {"SELECT"}


def test_a_device_asks_at_most_120_times_a_minute(phone: Phone) -> None:
    for _ in range(120):
        pull(phone)
    answer = phone.get(CHANGES)
    phones.problem(answer, 429, "too-many-requests")
    assert 1 <= int(answer["Retry-After"]) <= 60


def test_answers_come_compressed_where_that_is_asked(phone: Phone) -> None:
    push(phone, *(note() for _ in range(20)))
    answer = phone.get(CHANGES, accept_encoding="gzip")
    assert answer["Content-Encoding"] == "gzip"


def test_the_server_says_what_it_speaks(phone: Phone, ada: User) -> None:
    found = phone.get("/api/v1/sync/").json()
    assert found["protocol"] == 1
    assert found["account_id"] == str(ada.account_id)
    assert found["collections"]["days"] == ["date", "confirmed"]
    assert found["limits"] == {
        "max_changes_per_push": 1000,
        "max_push_bytes": 2097152,
        "max_record_bytes": 16384,
        "max_pull_limit": 1000,
        "default_pull_limit": 500,
    }
    assert 0 < found["schema_version"] < 2**32


def test_eve_pulls_nothing_of_ada(phone: Phone, eves_phone: Phone) -> None:
    push(phone, note("Ada's"))
    assert pull(eves_phone)["changes"] == []


@pytest.mark.parametrize("path", ["/api/v1/sync/", CHANGES])
def test_a_revoked_device_is_told_so(phone: Phone, ada: User, path: str, now: dt.datetime) -> None:
    assert phone.device
    devices.revoke(ada, phone.device.id, at=now)
    phones.problem(phone.get(path), 401, "device-revoked")
    phones.problem(phone.post(CHANGES, {"changes": []}), 401, "device-revoked")


def test_a_sync_loads_nothing_that_only_analysis_needs() -> None:
    """In a process of its own, as a worker starts."""
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tracker.settings';"
        "import django; django.setup();"
        "import tracker.wsgi, tracker.urls, api.urls;"
        "print(sorted({'pandas', 'numpy', 'scipy', 'plotly'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_whole_day_that_a_phone_logged_is_on_the_page(phone: Phone, ada: User) -> None:
    push(phone, change(data=eaten(amount=100)))
    page = builders.client(ada).get("/").content.decode()
    assert "270" in page


def test_what_was_read_is_stored_as_it_was_answered(phone: Phone) -> None:
    sent = note()
    push(phone, sent)
    assert stored(phone, sent["id"])["data"] == sent["data"] | {
        "at": None,
        "value": None,
        "parts": {},
        "zone": "Europe/Amsterdam",
    }
