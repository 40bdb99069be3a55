"""Logging, changing and removing entries from a phone."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from foods.models import Food, curated_id
from tests import builders
from tests.api import phones
from tests.api.phones import ENTRIES, Phone
from tracker.models import IntakeEntry, Tombstone, User


def test_an_entry_of_a_food_is_valued_by_the_server(phone: Phone) -> None:
    made = phone.log(amount=40)
    # USDA SR28, NDB 12061: 270 mg per 100 g.
    assert (made["magnesium_mg"], made["grams"], made["known_share"]) == (108, 40, 1)
    assert made["updated_at"].endswith("Z")
    assert (made["low_mg"], made["high_mg"], made["limit_mg"]) == (108, 108, 0)
    assert (made["dataset"], made["release"], made["code"]) == ("usda_sr28", "28", "12061")
    assert (made["basis"], made["valued_by"]) == ("measured", "server")
    assert made["source_title"]


def test_the_unknown_is_null_never_zero(phone: Phone) -> None:
    made = phone.log(item_id=str(curated_id("stroopwafel")))
    assert made["magnesium_mg"] is None
    assert made["known_share"] == 0
    assert "magnesium_mg" not in made["content"]
    assert 0 < made["low_mg"] < made["fill_mg"] < made["high_mg"]


def test_an_amount_nobody_knows_has_no_upper_end(phone: Phone) -> None:
    made = phone.log(amount=None, unit="plate")
    assert (made["grams"], made["magnesium_mg"], made["high_mg"]) == (None, None, None)


def test_a_portion_may_be_named_in_either_language(phone: Phone) -> None:
    food = phone.get("/api/v1/foods/almonds/?lang=en").json()
    portion = food["portions"][0]
    assert portion["labels"]["nl"] != portion["labels"]["en"]
    for label in portion["labels"].values():
        made = phone.log(amount=2, unit=label)
        assert (made["unit"], made["grams"]) == (label, 2 * portion["grams"])


def test_content_that_was_sent_is_kept_and_counts_as_the_devices(phone: Phone) -> None:
    content = {"magnesium_mg": 110, "energy_kcal": 370.5}
    answer = phone.post(ENTRIES, phones.own_values(content=content, amount=2, grams=100))
    made = answer.json()
    assert made["content"] == content
    assert (made["valued_by"], made["basis"]) == ("device", "label")
    assert (made["magnesium_mg"], made["energy_kcal"], made["grams"]) == (110, 370.5, 100)


def test_a_supplement_counts_to_the_limit_by_its_elemental_magnesium(phone: Phone) -> None:
    tablet = phones.own_values(
        kind="supplement", name="Magnesium", content={"magnesium_mg": 150}, unit="tablet", amount=2
    )
    made = phone.post(ENTRIES, tablet | {"grams": None, "food_group": None}).json()
    assert (made["magnesium_mg"], made["limit_mg"], made["grams"]) == (300, 300, None)


def test_the_local_time_becomes_an_instant_and_is_shown_again(phone: Phone) -> None:
    made = phone.log(date="2026-01-15", time="08:30", zone="Europe/Amsterdam")
    assert (made["at"], made["time"]) == ("2026-01-15T07:30:00Z", "08:30:00")
    assert (made["precision"], made["time_exists_twice"]) == ("exact", False)


def test_an_instant_is_kept_and_its_day_is_the_persons(phone: Phone) -> None:
    made = phone.log(date="2026-01-15", at="2026-01-16T00:30:00+01:00", zone="Europe/Amsterdam")
    assert (made["date"], made["at"], made["time"]) == (
        "2026-01-15",
        "2026-01-15T23:30:00Z",
        "00:30:00",
    )


def test_a_local_time_that_exists_twice_is_the_first_and_said_to_be(phone: Phone) -> None:
    made = phone.log(date="2025-10-26", time="02:30", zone="Europe/Amsterdam")
    assert (made["at"], made["time_exists_twice"]) == ("2025-10-26T00:30:00Z", True)


def test_the_zone_is_the_persons_when_none_is_sent(phone: Phone) -> None:
    assert phone.log()["zone"] == "Europe/Amsterdam"


@pytest.mark.parametrize("sent", [phones.entry(), phones.own_values(time="08:30")])
def test_sending_an_entry_again_stores_it_once(phone: Phone, sent: dict[str, Any]) -> None:
    first = phone.post(ENTRIES, sent)
    again = phone.post(ENTRIES, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"] == f'"{first.json()["version"]}"'
    assert IntakeEntry.objects.count() == 1


def test_sending_an_entry_again_is_fine_after_the_food_table_changed(phone: Phone) -> None:
    sent = phones.entry()
    first = phone.post(ENTRIES, sent).json()
    Food.objects.filter(slug="almonds").update(magnesium_mg=1, content={"magnesium_mg": 1})
    again = phone.post(ENTRIES, sent)
    assert (again.status_code, again.json()) == (200, first)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 41},
        {"unit": "handful"},
        {"meal": "lunch"},
        {"meal": None},
        {"date": phones.yesterday()},
        {"time": "08:30"},
        {"item_id": str(curated_id("walnuts"))},
        {"amount": None},
        {"zone": "Europe/London"},
    ],
)
def test_other_content_under_the_same_id_is_refused_with_what_is_stored(
    phone: Phone, other: dict[str, Any]
) -> None:
    sent = phones.entry()
    first = phone.post(ENTRIES, sent)
    answer = phone.post(ENTRIES, sent | other)
    document = phones.problem(answer, 412, "version-mismatch")
    assert document["current"] == first.json()
    assert answer["ETag"] == first["ETag"]
    assert phone.get(phones.path_of(sent)).json() == first.json()


def test_a_late_copy_of_a_create_does_not_undo_what_came_after(phone: Phone) -> None:
    sent = phones.entry(version=str(uuid.uuid4()))
    phone.post(ENTRIES, sent)
    changed = phone.send("patch", phones.path_of(sent), {"amount": 10}).json()
    late = phone.post(ENTRIES, sent)
    assert (late.status_code, late.json()) == (200, changed)


def test_a_removed_entry_is_not_raised_by_sending_it_again(phone: Phone) -> None:
    sent = phones.entry()
    phone.post(ENTRIES, sent)
    phone.send("delete", phones.path_of(sent))
    document = phones.problem(phone.post(ENTRIES, sent), 412, "version-mismatch")
    assert document["current"]["deleted"] is True
    assert not IntakeEntry.objects.exists()


def test_the_version_that_the_phone_made_is_the_etag(phone: Phone) -> None:
    version = str(uuid.uuid4())
    answer = phone.post(ENTRIES, phones.entry(version=version))
    assert answer.json()["version"] == version
    assert answer["ETag"] == f'"{version}"'


def test_put_makes_an_entry_at_its_address_once(phone: Phone) -> None:
    sent = phones.entry()
    path = phones.path_of(sent)
    del sent["id"]
    first = phone.send("put", path, sent, if_none_match="*")
    again = phone.send("put", path, sent, if_none_match="*")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = phone.send("put", path, sent | {"amount": 1}, if_none_match="*")
    phones.problem(other, 412, "version-mismatch")


def test_put_makes_no_entry_under_another_id_than_that_of_its_address(phone: Phone) -> None:
    path = phones.path_of(phones.entry())
    answer = phone.send("put", path, phones.entry(), if_none_match="*")
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {"/id"}
    assert not IntakeEntry.objects.exists()


def test_put_with_another_wish_than_a_new_record_is_refused(phone: Phone) -> None:
    made = phone.log()
    answer = phone.send("put", phones.path_of(made), {"amount": 1}, if_none_match='"x"')
    phones.problem(answer, 400, "invalid-header")


def test_put_without_a_word_about_the_version_is_refused(phone: Phone) -> None:
    made = phone.log()
    answer = phone.send("put", phones.path_of(made), phones.entry(id=made["id"], amount=1))
    phones.problem(answer, 428, "precondition-required")
    assert phone.get(phones.path_of(made)).json() == made


@pytest.mark.parametrize("method", ["put", "patch"])
def test_the_version_that_was_seen_can_be_changed(phone: Phone, method: str) -> None:
    made = phone.log(amount=40)
    answer = phone.send(
        method, phones.path_of(made), {"amount": 20}, if_match=f'"{made["version"]}"'
    )
    changed = answer.json()
    assert (answer.status_code, changed["amount"], changed["magnesium_mg"]) == (200, 20, 54)
    assert changed["version"] != made["version"]
    assert answer["ETag"] == f'"{changed["version"]}"'


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_another_version_is_refused_with_what_is_stored(phone: Phone, method: str) -> None:
    made = phone.log()
    now = phone.send("patch", phones.path_of(made), {"meal": "lunch"}).json()
    body = None if method == "delete" else {"amount": 1}
    answer = phone.send(method, phones.path_of(made), body, if_match=f'"{made["version"]}"')
    assert phones.problem(answer, 412, "version-mismatch")["current"] == now
    assert phone.get(phones.path_of(made)).json() == now


def test_the_weak_tag_of_a_compressed_answer_names_the_version_too(phone: Phone) -> None:
    made = phone.log()
    tag = phone.get(phones.path_of(made), accept_encoding="gzip")["ETag"]
    assert tag.startswith("W/")
    answer = phone.send("patch", phones.path_of(made), {"amount": 1}, if_match=tag)
    assert answer.status_code == 200


def test_any_version_can_be_changed_with_a_star_or_a_patch_without_a_tag(phone: Phone) -> None:
    path = phones.path_of(phone.log())
    assert phone.send("put", path, {"amount": 1}, if_match="*").json()["amount"] == 1
    assert phone.send("patch", path, {"amount": 2}).json()["amount"] == 2


@pytest.mark.parametrize("tag", ["", "x", '"x"', '"' + "-" * 36 + '"', "é"])
def test_a_tag_that_names_no_version_is_refused(phone: Phone, tag: str) -> None:
    made = phone.log()
    answer = phone.send("patch", phones.path_of(made), {"amount": 1}, if_match=tag)
    phones.problem(answer, 400, "invalid-header")


def test_a_change_whose_answer_was_lost_can_be_sent_again(phone: Phone) -> None:
    made = phone.log()
    change = {"amount": 20, "version": str(uuid.uuid4())}
    headers = {"if_match": f'"{made["version"]}"'}
    first = phone.send("patch", phones.path_of(made), change, **headers)
    again = phone.send("patch", phones.path_of(made), change, **headers)
    assert (again.status_code, again.json()) == (200, first.json())
    other = phone.send("patch", phones.path_of(made), change | {"amount": 21}, **headers)
    phones.problem(other, 412, "version-mismatch")
    later = phone.send("patch", phones.path_of(made), {"meal": "lunch"}).json()
    late = phone.send("patch", phones.path_of(made), change, **headers)
    assert (late.status_code, late.json()) == (200, later)


def test_only_choosing_a_food_again_takes_todays_table(phone: Phone) -> None:
    made = phone.log(amount=100)
    Food.objects.filter(slug="almonds").update(magnesium_mg=1, content={"magnesium_mg": 1})
    path, tag = phones.path_of(made), f'"{made["version"]}"'
    whole = phones.entry(id=made["id"], amount=50)
    answer = phone.send("put", path, whole, if_match=tag)
    assert answer.json()["magnesium_mg"] == 135
    chosen = phone.send("patch", path, {"item_id": made["item_id"]}).json()
    assert chosen["magnesium_mg"] == 0.5


def test_the_moment_and_the_values_can_be_changed(phone: Phone) -> None:
    path = phones.path_of(phone.log(date="2026-01-15", time="08:30"))
    moved = phone.send("patch", path, {"date": "2026-07-15"}).json()
    assert moved["at"] == "2026-07-15T06:30:00Z"
    assert phone.send("patch", path, {"time": None}).json()["precision"] == "meal"
    values = {"content": {"magnesium_mg": 10}, "name": "Almond cream"}
    valued = phone.send("patch", path, values).json()
    assert (valued["magnesium_mg"], valued["name"], valued["valued_by"]) == (
        4,
        "Almond cream",
        "device",
    )


def test_a_weight_that_becomes_known_values_the_food(phone: Phone) -> None:
    made = phone.log(amount=None, unit="plate")
    changed = phone.send("patch", phones.path_of(made), {"amount": 50, "unit": "g"}).json()
    assert (changed["grams"], changed["magnesium_mg"], changed["high_mg"]) == (50, 135, 135)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"amount": None}, "/amount"),
        ({"amount": -1}, "/amount"),
        ({"unit": "bucket"}, "/unit"),
        ({"name": "Something else"}, "/name"),
        ({"item_id": str(uuid.uuid4())}, "/item_id"),
        ({"id": str(uuid.uuid4())}, "/id"),
        ({"date": "9999-01-01"}, "/date"),
        ({"magnesium_mg": 5}, "/magnesium_mg"),
        ({"seq": 5}, "/seq"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_named(
    phone: Phone, change: dict[str, Any], pointer: str
) -> None:
    made = phone.log()
    answer = phone.send("patch", phones.path_of(made), change)
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {pointer}
    assert phone.get(phones.path_of(made)).json() == made


def test_removing_twice_is_fine_and_what_never_was_is_not_found(phone: Phone) -> None:
    made = phone.log()
    for _time in range(2):
        assert phone.send("delete", phones.path_of(made)).status_code == 204
    phones.problem(phone.get(phones.path_of(made)), 404, "not-found")
    phones.problem(phone.send("patch", phones.path_of(made), {"amount": 1}), 404, "not-found")
    assert Tombstone.objects.count() == 1
    phones.problem(phone.send("delete", f"{ENTRIES}{uuid.uuid4()}/"), 404, "not-found")


def test_eve_neither_sees_nor_touches_an_entry_of_ada(phone: Phone, eves_phone: Phone) -> None:
    made = phone.log()
    path = phones.path_of(made)
    phones.problem(eves_phone.get(path), 404, "not-found")
    for method in ("put", "patch", "delete"):
        body = None if method == "delete" else {"amount": 1}
        answer = eves_phone.send(method, path, body, if_match=f'"{made["version"]}"')
        phones.problem(answer, 404, "not-found")
    assert eves_phone.get(ENTRIES).json()["results"] == []
    assert phone.get(path).json() == made


def test_two_accounts_may_hold_the_same_id(phone: Phone, eves_phone: Phone) -> None:
    made = phone.log()
    answer = eves_phone.post(ENTRIES, phones.entry(id=made["id"], amount=1))
    assert answer.status_code == 201
    assert eves_phone.send("delete", phones.path_of(made)).status_code == 204
    assert phone.get(phones.path_of(made)).json() == made


def test_an_own_food_can_be_logged_by_its_owner_alone(
    phone: Phone, eves_phone: Phone, ada: User
) -> None:
    own = builders.own_food(ada, content={"magnesium_mg": 80})
    assert phone.log(item_id=str(own.id), amount=100)["magnesium_mg"] == 80
    answer = eves_phone.post(ENTRIES, phones.entry(item_id=str(own.id)))
    assert phones.pointers(phones.problem(answer, 422, "validation")) == {"/item_id"}


def test_the_phone_that_wrote_an_entry_is_kept_with_it(phone: Phone) -> None:
    made = phone.log()
    assert IntakeEntry.objects.get(id=made["id"]).device == phone.device


def test_the_list_can_be_narrowed_and_read_in_parts(phone: Phone) -> None:
    days = ["2026-01-14", "2026-01-15", "2026-01-15", "2026-01-16"]
    ids = [phone.log(date=day)["id"] for day in days]

    def listed(query: str) -> list[str]:
        return [entry["id"] for entry in phone.get(f"{ENTRIES}?{query}").json()["results"]]

    assert listed("") == ids
    assert listed("date=2026-01-15") == ids[1:3]
    assert listed("from=2026-01-15") == ids[1:]
    assert listed("to=2026-01-14") == ids[:1]
    assert listed("from=2026-01-15&to=2026-01-15&limit=1&offset=1") == ids[2:3]


def test_following_next_reads_every_entry_once(phone: Phone) -> None:
    ids = {phone.log()["id"] for _n in range(5)}
    path, seen = f"{ENTRIES}?limit=2", []
    while path:
        page = phone.get(path).json()
        assert page["count"] == 5
        seen += [entry["id"] for entry in page["results"]]
        path = page["next"]
    assert len(seen) == 5
    assert set(seen) == ids


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "form=2026-01-15",
        "offset=-1",
        "offset=99999999999999999999",
        "date=x",
        "from=0000-1",
    ],
)
def test_a_part_of_the_list_that_cannot_be_is_refused(phone: Phone, query: str) -> None:
    phones.problem(phone.get(f"{ENTRIES}?{query}"), 400, "invalid-parameter")


def test_the_list_takes_as_many_queries_at_1000_entries_as_at_10(
    phone: Phone, ada: User, queries: Callable[[], Any]
) -> None:
    phone.get(ENTRIES)  # notes that the device was used, once in ten minutes
    counts = {}
    for number in (10, 990):
        builders.log(ada, *[builders.draft() for _n in range(number)])
        with queries() as taken:
            page = phone.get(f"{ENTRIES}?limit=1000").json()
        counts[len(page["results"])] = len(taken)
    assert counts.keys() == {10, 1000}
    assert counts[10] == counts[1000] <= 5


def test_a_create_takes_few_queries(phone: Phone, queries: Callable[[], Any]) -> None:
    phone.log()
    with queries() as taken:
        phone.log()
    assert len(taken) <= 20, [query["sql"] for query in taken]
