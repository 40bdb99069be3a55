"""A push: what each change becomes, and that nothing is lost, doubled or overwritten unseen."""

import datetime as dt
import gzip
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.api import phones, syncing
from tests.api.phones import Phone
from tests.api.syncing import CHANGES, change, eaten, note, on_top, pull, push, statuses, stored
from tests.tracker import records
from tracker import changes, diary, incoming
from tracker.models import IntakeEntry, Observation, SyncState, Tombstone, User

Queries = Callable[[], CaptureQueriesContext]


def test_a_new_record_is_applied_and_comes_back_with_the_pull(phone: Phone) -> None:
    sent = note()
    (result,) = push(phone, sent)
    assert (result["status"], result["seq"]) == ("applied", 1)
    (found,) = pull(phone)["changes"]
    assert phone.device
    assert found["device_id"] == str(phone.device.id)
    assert found["data"]["text"] == "Slept badly"
    assert (found["id"], found["version"]) == (sent["id"], sent["version"])


def test_a_push_that_is_sent_again_changes_nothing(phone: Phone) -> None:
    sent = [note(), change()]
    push(phone, *sent)
    before = pull(phone)
    assert statuses(push(phone, *sent)) == ["duplicate", "duplicate"]
    assert pull(phone)["changes"] == before["changes"]
    assert pull(phone)["cursor"] == before["cursor"]


def test_an_edit_on_another_version_than_is_stored_is_a_conflict(phone: Phone) -> None:
    first = note()
    push(phone, first)
    mine, theirs = on_top(first, data={"text": "Mine"}), on_top(first, data={"text": "Theirs"})
    assert statuses(push(phone, theirs)) == ["applied"]
    (result,) = push(phone, mine)
    assert result["status"] == "conflict"
    assert result["current"]["version"] == theirs["version"]
    assert result["current"]["data"]["text"] == "Theirs"
    assert stored(phone, first["id"])["data"]["text"] == "Theirs"


def test_members_that_are_left_out_stay_and_null_empties(phone: Phone) -> None:
    first = change(data=eaten(zone="Europe/Amsterdam", at=f"{phones.today()}T08:00:00Z"))
    push(phone, first)
    second = on_top(first, data={"meal": "snack"})
    push(phone, second)
    assert stored(phone, first["id"])["data"]["at"] == f"{phones.today()}T08:00:00Z"
    push(phone, on_top(second, data={"at": None}))
    data = stored(phone, first["id"])["data"]
    assert (data["at"], data["meal"], data["precision"]) == (None, "snack", "meal")


def test_a_version_that_was_superseded_is_a_duplicate_with_what_is_there_now(
    phone: Phone,
) -> None:
    first = note()
    second = on_top(first, data={"text": "Better"})
    push(phone, first)
    push(phone, second)
    (result,) = push(phone, first)
    assert result["status"] == "duplicate"
    assert result["current"]["version"] == second["version"]


def test_a_version_used_for_another_edit_is_refused_not_dropped(phone: Phone) -> None:
    first = note()
    push(phone, first)
    (result,) = push(phone, first | {"data": first["data"] | {"text": "Something else"}})
    assert result["status"] == "rejected"
    assert result["problem"]["type"].endswith("/problems/version-reused/")
    assert stored(phone, first["id"])["data"]["text"] == "Slept badly"


def test_the_same_moment_and_number_in_other_words_is_the_same_edit(phone: Phone) -> None:
    first = change(data=eaten(at=f"{phones.today()}T08:00:00Z", amount=40))
    push(phone, first)
    again = first["data"] | {"at": f"{phones.today()}T09:00:00+01:00", "amount": 40.0}
    assert statuses(push(phone, first | {"data": again})) == ["duplicate"]


def test_a_removed_record_leaves_a_tombstone_without_content(phone: Phone) -> None:
    first = note("Private")
    push(phone, first)
    (result,) = push(phone, on_top(first, deleted=True))
    assert (result["status"], result["seq"]) == ("applied", 2)
    found = stored(phone, first["id"])
    assert (found["deleted"], found["data"]) == (True, None)
    assert not Observation.objects.exists()
    assert "Private" not in str(Tombstone.objects.values())


def test_a_star_removes_whatever_is_there_and_again_is_fine(phone: Phone) -> None:
    first = note()
    push(phone, first)
    push(phone, on_top(first, data={"text": "Newer"}))
    remove = on_top(first, deleted=True, base_version="*")
    assert statuses(push(phone, remove)) == ["applied"]
    assert statuses(push(phone, remove)) == ["duplicate"]
    assert statuses(push(phone, remove | {"version": syncing.mint()})) == ["duplicate"]


def test_nothing_is_raised_from_its_tombstone_by_accident(phone: Phone) -> None:
    first = note()
    push(phone, first)
    gone = on_top(first, deleted=True)
    push(phone, gone)
    late = on_top(first, data={"text": "Late"})
    assert statuses(push(phone, late)) == ["conflict"]
    assert statuses(push(phone, first | {"version": syncing.mint()})) == ["conflict"]
    raised = note(id=first["id"], base_version=gone["version"])
    assert statuses(push(phone, raised)) == ["applied"]
    assert stored(phone, first["id"])["deleted"] is False
    assert not Tombstone.objects.exists()


def test_what_the_server_lost_is_made_again_whatever_it_was_based_on(phone: Phone) -> None:
    lost = note(base_version=syncing.mint())
    assert statuses(push(phone, lost)) == ["applied"]
    (partial,) = push(phone, change("observations", data={"text": "Half"}))
    assert partial["status"] == "rejected"
    assert {e["pointer"] for e in partial["problem"]["errors"]} == {"/data/kind", "/data/date"}


def test_a_removal_of_what_the_server_lost_is_kept(phone: Phone) -> None:
    gone = note(deleted=True, base_version=syncing.mint())
    assert statuses(push(phone, gone)) == ["applied"]
    assert stored(phone, gone["id"])["deleted"] is True


def test_several_changes_to_one_record_are_judged_in_order(phone: Phone) -> None:
    first = note()
    second = on_top(first, data={"text": "Second"})
    third = on_top(second, deleted=True)
    stale = on_top(first, data={"text": "Stale"})
    results = push(phone, first, second, third, stale)
    assert statuses(results) == ["applied", "applied", "applied", "conflict"]
    assert [r.get("seq") for r in results] == [1, 2, 3, None]
    assert statuses(push(phone, second, first)) == ["duplicate", "duplicate"]
    raised = note(id=first["id"], base_version=third["version"])
    again = on_top(raised, deleted=True)
    assert statuses(push(phone, raised, again)) == ["applied", "applied"]
    assert Tombstone.objects.get(id=first["id"]).history[0] == raised["version"]


def test_a_refused_record_does_not_hold_up_the_others(phone: Phone) -> None:
    bad = change(data=eaten(amount=-1))
    results = push(phone, note(), bad, note())
    assert statuses(results) == ["applied", "rejected", "applied"]
    assert results[1]["problem"]["errors"][0]["pointer"] == "/data/amount"
    assert results[1]["problem"]["status"] == 422
    mended = bad | {"version": syncing.mint(), "data": eaten()}
    assert statuses(push(phone, mended)) == ["applied"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"amount": "40"}, "/data/amount"),
    ({"amount": True}, "/data/amount"),
    ({"amount": 0.0001}, "/data/amount"),
    ({"amount": 1e400}, "/data/amount"),
    ({"amount": None}, "/data/amount"),
    ({"date": "25-11-2026"}, "/data/date"),
    ({"date": "1999-01-01"}, "/data/date"),
    ({"at": "2026-11-25T08:00:00"}, "/data/at"),
    ({"at": "2001-01-01T08:00:00Z"}, "/data/at"),
    ({"zone": "Mars/Olympus"}, "/data/zone"),
    ({"meal": "brunch"}, "/data/meal"),
    ({"unit": "bucket"}, "/data/unit"),
    ({"unit": "g\x00"}, "/data/unit"),
    ({"item_id": syncing.other_uuid()}, "/data/item_id"),
    ({"item_id": 7}, "/data/item_id"),
    ({"colour": "red"}, "/data/colour"),
    ({"name": "x" * 201}, "/data/name"),
    ({"content": {"magnesium_mg": None}, "name": "x"}, "/data/content"),
    ({"content": {"magnesium_mg": -1}, "name": "x"}, "/data/content"),
    ({"content": "270", "name": "x"}, "/data/content"),
    ({"content": {}}, "/data/name"),
    ({"content": {}, "name": "x", "valued_by": "device", "precision": "exact"}, "/data/precision"),
]


@pytest.mark.parametrize(("members", "pointer"), WRONG)
def test_what_the_ledger_cannot_hold_is_refused_by_member(
    phone: Phone, members: dict[str, Any], pointer: str
) -> None:
    body = json.dumps({"changes": [change(data=eaten(**members))]}).replace("Infinity", "1e400")
    answer = phone.client.post(CHANGES, body, content_type="application/json")
    (result,) = answer.json()["results"]
    assert result["status"] == "rejected", result
    assert pointer in {error["pointer"] for error in result["problem"]["errors"]}
    assert not IntakeEntry.objects.exists()


def test_the_server_values_what_comes_without_content(phone: Phone) -> None:
    (result,) = push(phone, change(data=eaten(amount=100)))
    data = result["current"]["data"]
    # USDA SR28, NDB 12061: 270 mg in 100 g of almonds.
    assert (data["magnesium_mg"], data["limit_mg"]) == (270, 0)
    assert (data["valued_by"], data["dataset"]) == ("server", "usda_sr28")
    assert data["zone"] == "Europe/Amsterdam"


def test_a_whole_record_is_kept_as_it_was_sent_with_its_source(phone: Phone) -> None:
    (result,) = push(phone, change(data=eaten(amount=100)))
    whole = result["current"]["data"]
    lost = change(data=whole, base_version=syncing.mint())
    (back,) = push(phone, lost)
    assert back["status"] == "applied"
    assert "current" not in back
    assert stored(phone, lost["id"])["data"] == whole


def test_a_phone_can_value_a_line_itself(phone: Phone) -> None:
    data = {
        "date": phones.today(),
        "name": "Muesli",
        "amount": 1,
        "unit": "bowl",
        "grams": 50,
        "content": {"magnesium_mg": 110},
    }
    (result,) = push(phone, change(data=data))
    assert result["current"]["data"]["magnesium_mg"] == 55
    assert result["current"]["data"]["valued_by"] == "device"


def test_what_is_unknown_stays_unknown(phone: Phone) -> None:
    data = {"date": phones.today(), "name": "Stew", "amount": 300, "content": {}}
    (result,) = push(phone, change(data=data))
    assert result["current"]["data"]["magnesium_mg"] is None
    claimed = result["current"]["data"] | {"magnesium_mg": 0}
    (refused,) = push(phone, change(data=claimed))
    assert refused["problem"]["errors"][0]["pointer"] == "/data/magnesium_mg"


def test_another_amount_scales_what_was_logged(phone: Phone) -> None:
    first = change(data=eaten(amount=100))
    (made,) = push(phone, first)
    whole = made["current"]["data"] | {"amount": 50}
    edit = on_top(first, data=whole)
    (result,) = push(phone, edit)
    data = result["current"]["data"]
    assert (data["amount"], data["grams"], data["magnesium_mg"]) == (50, 50, 135)
    assert data["valued_by"] == "server"
    (again,) = push(phone, edit)
    assert again["status"] == "duplicate"
    assert again["current"]["data"] == data


def test_a_phone_that_scaled_itself_is_taken_at_its_word(phone: Phone) -> None:
    first = change(data=eaten(amount=100))
    (made,) = push(phone, first)
    old = made["current"]["data"]
    half = {
        name: value / 2
        for name, value in old.items()
        if name in {"amount", "grams", "magnesium_mg", "fill_mg", "low_mg", "high_mg"}
    }
    (result,) = push(phone, on_top(first, data=old | half))
    assert result["status"] == "applied"
    assert "current" not in result
    wrong = old | half | {"magnesium_mg": 250}
    (refused,) = push(phone, on_top({**first, "version": result["version"]}, data=wrong))
    assert refused["problem"]["errors"][0]["pointer"] == "/data/magnesium_mg"


def test_food_never_counts_to_the_limit_and_a_supplement_counts_in_full(phone: Phone) -> None:
    (made,) = push(phone, change(data=eaten(amount=100)))
    food = made["current"]["data"] | {"limit_mg": 270}
    tablet = {
        "date": phones.today(),
        "kind": "supplement",
        "name": "Magnesium",
        "amount": 1,
        "unit": "tablet",
        "content": {"magnesium_mg": 100},
    }
    (taken,) = push(phone, change(data=tablet))
    assert taken["current"]["data"]["limit_mg"] == 100
    hidden = taken["current"]["data"] | {"limit_mg": 0}
    results = push(phone, change(data=food), change(data=hidden))
    assert statuses(results) == ["rejected", "rejected"]
    assert {r["problem"]["errors"][0]["pointer"] for r in results} == {"/data/limit_mg"}


def test_the_past_does_not_change_when_only_the_meal_does(phone: Phone) -> None:
    first = change(data=eaten(amount=100))
    push(phone, first)
    IntakeEntry.objects.update(magnesium_mg=123, content={"magnesium_mg": 123})
    push(phone, on_top(first, data={"meal": "lunch", "item_id": eaten()["item_id"]}))
    assert stored(phone, first["id"])["data"]["magnesium_mg"] == 123


def test_content_that_is_null_asks_for_the_table_of_today(phone: Phone) -> None:
    first = change(data=eaten(amount=100))
    push(phone, first)
    IntakeEntry.objects.update(magnesium_mg=123, content={"magnesium_mg": 123})
    (result,) = push(phone, on_top(first, data={"content": None}))
    assert result["current"]["data"]["magnesium_mg"] == 270


def test_a_record_of_a_collection_that_is_not_known_waits(phone: Phone) -> None:
    newer = change("star_signs", data={"sign": "leo"})
    first, second = push(phone, newer, note())
    assert first["problem"]["type"].endswith("/problems/unknown-collection/")
    assert second["status"] == "applied"


def test_a_record_that_is_too_large_is_refused_alone(phone: Phone) -> None:
    large = note("x" * 17_000)
    first, second = push(phone, large, note())
    assert first["problem"]["type"].endswith("/problems/record-too-large/")
    assert second["status"] == "applied"


def test_the_profile_has_its_own_id_and_stays(phone: Phone) -> None:
    id = str(uuid.uuid5(_account(phone), "profile"))
    mine = change("profile", id=id, data={"birth_year": 1980})
    strange = change("profile", data={"birth_year": 1980})
    assert statuses(push(phone, mine, strange)) == ["applied", "rejected"]
    (kept,) = push(phone, on_top(mine, deleted=True))
    assert kept["problem"]["type"].endswith("/problems/not-deletable/")


def _account(phone: Phone) -> Any:
    return uuid.UUID(phone.get("/api/v1/sync/").json()["account_id"])


def test_two_phones_meet_in_one_record_of_a_day(phone: Phone) -> None:
    id = str(uuid.uuid5(_account(phone), f"day:{phones.today()}"))
    data = {"date": phones.today(), "confirmed": "complete"}
    assert statuses(push(phone, change("days", id=id, data=data))) == ["applied"]
    assert statuses(push(phone, change("days", id=id, data=data))) == ["conflict"]
    assert statuses(push(phone, change("days", data=data))) == ["rejected"]


@pytest.mark.parametrize("name", sorted(incoming.COLLECTIONS))
def test_every_collection_takes_back_what_it_gave(phone: Phone, ada: User, name: str) -> None:
    """What a restored backup lost is healed with the records as they were pulled."""
    made = records.one_of(ada, name)
    (given,) = [c for c in pull(phone)["changes"] if c["collection"] == name]
    with changes.writing(ada, at=made.updated_at) as book:
        book.remove([made])
    Tombstone.objects.all().delete()
    back = {key: given[key] for key in ("collection", "id", "version", "data")}
    (result,) = push(phone, back | {"base_version": None})
    assert result["status"] == "applied", result
    assert stored(phone, given["id"])["data"] == given["data"]


def test_the_registry_holds_what_can_be_written() -> None:
    models = {name: kind.model for name, kind in incoming.COLLECTIONS.items()}
    assert models == changes.COLLECTIONS


def test_a_web_edit_is_on_the_same_chain(phone: Phone, ada: User, now: dt.datetime) -> None:
    first = change()
    push(phone, first)
    diary.change_intake(
        ada, IntakeEntry.objects.get().id, changed={"meal": "lunch"}, seen={}, at=now, lang="en"
    )
    (result,) = push(phone, on_top(first, data={"meal": "snack"}))
    assert result["status"] == "conflict"
    assert result["current"]["data"]["meal"] == "lunch"
    assert result["current"]["device_id"] is None


def test_eve_may_hold_the_same_id_and_sees_nothing_of_ada(
    phone: Phone, eves_phone: Phone, ada: User
) -> None:
    mine = note("Ada's")
    push(phone, mine)
    assert pull(eves_phone)["changes"] == []
    assert statuses(push(eves_phone, on_top(mine, deleted=True))) == ["applied"]
    hers = note("Eve's", id=mine["id"], base_version=stored(eves_phone, mine["id"])["version"])
    assert statuses(push(eves_phone, hers)) == ["applied"]
    assert stored(phone, mine["id"])["data"]["text"] == "Ada's"
    assert stored(eves_phone, mine["id"])["data"]["text"] == "Eve's"


def test_an_own_food_of_ada_values_nothing_for_eve(
    phone: Phone, eves_phone: Phone, ada: User
) -> None:
    own = builders.own_food(ada, content={"magnesium_mg": 90})
    sent = change(data=eaten(item_id=str(own.id)))
    assert statuses(push(eves_phone, sent)) == ["rejected"]
    assert statuses(push(phone, sent)) == ["applied"]


MISTAKES: list[tuple[Any, str]] = [
    ([], ""),
    ({}, "/changes"),
    ({"changes": {}}, "/changes"),
    ({"changes": [], "cursor": -1}, "/cursor"),
    ({"changes": [], "cursor": "7"}, "/cursor"),
    ({"changes": [], "more": 1}, "/more"),
    ({"changes": [7]}, "/changes/0"),
    ({"changes": [note(), note() | {"id": "7"}]}, "/changes/1/id"),
    ({"changes": [note(id="01938F3A-1C00-7000-8000-000000000001")]}, "/changes/0/id"),
    ({"changes": [note(version=None)]}, "/changes/0/version"),
    ({"changes": [note(base_version="*")]}, "/changes/0/base_version"),
    ({"changes": [note() | {"data": None}]}, "/changes/0/data"),
    ({"changes": [note(deleted=True) | {"data": {}}]}, "/changes/0/data"),
    ({"changes": [note(deleted="yes") | {"data": {}}]}, "/changes/0/deleted"),
    ({"changes": [note() | {"collection": ""}]}, "/changes/0/collection"),
    ({"changes": [note(extra=1)]}, "/changes/0/extra"),
]


@pytest.mark.parametrize(("body", "pointer"), MISTAKES)
def test_a_mistake_of_the_app_is_named_and_nothing_is_written(
    phone: Phone, body: Any, pointer: str
) -> None:
    document = phones.problem(phone.post(CHANGES, body), 400, "invalid-request")
    assert pointer in phones.pointers(document)
    assert not SyncState.objects.exists()


def test_a_base_version_must_be_said(phone: Phone) -> None:
    sent = note()
    del sent["base_version"]
    document = phones.problem(phone.post(CHANGES, {"changes": [sent]}), 400, "invalid-request")
    assert phones.pointers(document) == {"/changes/0/base_version"}


def test_more_than_a_thousand_changes_or_two_megabytes_are_too_much(phone: Phone) -> None:
    many = {"changes": [note(deleted=True)] * 1001}
    phones.problem(phone.post(CHANGES, many), 413, "too-many-changes")
    long = {"changes": [note("x" * 2_100_000)]}
    phones.problem(phone.post(CHANGES, long), 413, "body-too-large")


def test_a_push_may_come_compressed(phone: Phone) -> None:
    body = gzip.compress(json.dumps({"changes": [note()]}).encode())
    answer = _zipped(phone, body)
    assert answer.json()["results"][0]["status"] == "applied"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"no gzip", 400, "invalid-json"),
        (gzip.compress(b" " * 50_000_000), 413, "body-too-large"),
    ],
)
def test_what_unpacks_to_too_much_or_to_nothing_is_refused(
    phone: Phone, body: bytes, status: int, code: str
) -> None:
    phones.problem(_zipped(phone, body), status, code)


def _zipped(phone: Phone, body: bytes) -> Any:
    return phone.client.post(
        CHANGES, body, content_type="application/json", headers={"content-encoding": "gzip"}
    )


def test_a_push_costs_the_same_for_one_change_and_for_many(phone: Phone, queries: Queries) -> None:
    def sent(count: int) -> list[dict[str, Any]]:
        foods = [change(data=eaten(slug)) for slug in ("almonds", "banana", "stroopwafel")]
        return [*foods, *(note() for _ in range(count)), *(change() for _ in range(count))]

    push(phone, *sent(1))
    with queries() as few:
        push(phone, *sent(1))
    with queries() as many:
        push(phone, *sent(300))
    assert len(many) == len(few)


def test_edits_and_removals_cost_the_same_for_one_and_for_many(
    phone: Phone, queries: Queries
) -> None:
    made = [note() for _ in range(62)]
    push(phone, *made)

    def sent(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        half = len(rows) // 2
        edits = [on_top(row, data={"text": "Edited"}) for row in rows[:half]]
        return edits + [on_top(row, deleted=True) for row in rows[half:]]

    with queries() as few:
        push(phone, *sent(made[:2]))
    with queries() as many:
        push(phone, *sent(made[2:]))
    assert len(many) == len(few)


def test_notes_alone_cost_five_queries_and_two_for_their_collection(
    phone: Phone, queries: Queries
) -> None:
    push(phone, note())
    with queries() as counted:
        push(phone, note())
    asked = [q["sql"] for q in counted if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 5 + 2, asked


def test_the_words_of_a_refusal_are_in_the_language_asked_for(ada: User) -> None:
    dutch = phones.of(ada, lang="nl")
    (result,) = push(dutch, change(data=eaten(amount="x")))
    assert result["problem"]["title"] != "This cannot be stored"
