"""An export comes back in: the same diary again, in one write that can be undone."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import builders
from tests.tracker import records
from tests.tracker.portability import files
from tests.tracker.records import AT
from tracker import changes, diary, medicines, observations, portability, wording
from tracker.changes import COLLECTIONS
from tracker.models import Day, ImportFile, IntakeEntry, Medicine, User

IMPORT, TAKE, FORGET = "/settings/import/", "/settings/import/take/", "/settings/import/forget/"


def everything(user: User) -> None:
    """A diary with a record of each collection, and one of each kind of name."""
    for collection in COLLECTIONS:
        if collection != "medicines":  # made with its dose
            records.one_of(user, collection)
    medicine = Medicine.objects.visible_to(user).get()
    medicines.doses.log_planned(user, medicine, AT, taken_at=None, zone_name=builders.ZONE, at=AT)
    for kind, value in [("fatigue", 4), ("cramp", 0)]:
        given = {"kind": kind, "date": AT.date(), "value": Decimal(value)}
        draft = observations.Draft(**given, zone_name=builders.ZONE)  # type: ignore[arg-type]
        observations.log(user, [draft], at=AT)


def _entry() -> IntakeEntry:
    members = {"date": AT.date(), "name": "x", "amount": 1, "precision": "none"}
    return IntakeEntry(id=uuid_utils.compat.uuid7(), **members)


def as_read(document: dict[str, Any]) -> portability.Document:
    return portability.read(json.dumps(document).encode())


def take(user: User, document: dict[str, Any]) -> portability.TakenIn:
    return portability.take_in(user, as_read(document), at=AT)


def seen(user: User, document: dict[str, Any]) -> portability.Preview:
    return portability.preview(user, as_read(document), at=AT)


def counted(preview: portability.Preview) -> tuple[int, int, int]:
    found = preview.collections
    return sum(c.new for c in found), sum(c.changed for c in found), sum(c.same for c in found)


# --- there and back ---


def test_a_diary_in_another_account_is_the_same_diary(ada: User, eve: User) -> None:
    everything(ada)
    document = files.document(ada)

    taken = take(eve, document)

    there = files.document(eve)
    assert there["collections"] == document["collections"]
    assert all(document["counts"][name] > 0 for name in COLLECTIONS)
    assert (taken.refused, taken.written) == (0, sum(map(len, there["collections"].values())))
    assert Day.objects.visible_to(eve).get().id == diary.day_id(eve, AT.date())


def test_a_file_taken_in_twice_changes_nothing(ada: User, eve: User) -> None:
    everything(ada)
    document = files.document(ada)
    take(eve, document)
    before = files.document(eve)

    again = take(eve, document)

    assert (again.written, again.undo_id) == (0, None)
    assert files.document(eve) == before
    assert take(ada, document).written == 0


def test_one_undo_takes_all_of_it_back(ada: User, eve: User) -> None:
    everything(ada)
    kept = builders.log(eve)[0]
    taken = take(eve, files.document(ada))

    assert taken.undo_id
    changes.undo(eve, taken.undo_id, at=AT)

    left = files.document(eve)["collections"]
    assert [record["id"] for record in left["intake_entries"]] == [str(kept.id)]
    assert sum(map(len, left.values())) == 1


def test_what_differs_takes_the_place_of_what_was_there(ada: User) -> None:
    (entry,) = builders.log(ada)
    document = files.document(ada)
    document["collections"]["intake_entries"][0]["members"]["name"] = "Walnuts"

    preview, taken = seen(ada, document), take(ada, document)

    assert counted(preview) == (0, 1, 0)
    changed = IntakeEntry.objects.visible_to(ada).get()
    assert (changed.name, taken.written) == ("Walnuts", 1)
    assert changed.version != entry.version


def test_what_was_removed_comes_back_as_a_new_version(ada: User) -> None:
    (entry,) = builders.log(ada)
    document = files.document(ada)
    diary.remove_intake(ada, [entry.id], at=AT)

    assert counted(seen(ada, document)) == (1, 0, 0)
    take(ada, document)

    back = IntakeEntry.objects.visible_to(ada).get()
    assert (back.id, back.name) == (entry.id, entry.name)
    assert back.version != entry.version


def test_the_values_of_the_past_are_kept_as_they_are(ada: User, eve: User) -> None:
    (entry,) = builders.log(ada)
    document = files.document(ada)
    document["collections"]["intake_entries"][0]["members"] |= {
        "release": "a table of long ago",
        "valued_by": "device",
    }

    take(eve, document)

    there = IntakeEntry.objects.visible_to(eve).get()
    assert (there.release, there.magnesium_mg) == ("a table of long ago", entry.magnesium_mg)


DAYS = st.integers(0, 3).map(lambda days: AT.date() - dt.timedelta(days=days))
LINES = st.builds(
    builders.draft,
    st.sampled_from(["almonds", "potatoes-boiled"]),
    date=DAYS,
    amount=st.decimals("0.1", 999, places=1).map(str),
    meal=st.sampled_from(["", "lunch"]),
    time=st.none() | st.times(dt.time(1), dt.time(8)).map(lambda time: time.replace(second=0)),
)
NOTED = st.builds(
    observations.Draft,
    kind=st.sampled_from(["fatigue", "cramp"]),
    date=DAYS,
    value=st.integers(0, 9).map(Decimal),
    zone_name=st.just(builders.ZONE),
)


class ThereAndBack(TestCase):
    """Each example has a database of its own."""

    @given(
        st.lists(LINES, max_size=3),
        st.lists(NOTED, max_size=3, unique_by=lambda draft: (draft.kind, draft.date)),
        st.dictionaries(DAYS, st.sampled_from(["complete", "no_food"]), max_size=2),
    )
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any_diary_is_the_same_diary(
        self,
        lines: list[diary.Draft],
        noted: list[observations.Draft],
        confirmed: dict[dt.date, str],
    ) -> None:
        ada, eve = builders.account("a@example.org"), builders.account("e@example.org")
        diary.log_intake(ada, lines, at=AT, lang="en")
        observations.log(ada, noted, at=AT)
        for day, said in confirmed.items():
            diary.confirm_day(ada, day, said, at=AT)
        document = files.document(ada)

        assert seen(eve, document).refused == ()
        take(eve, document)
        assert files.document(eve)["collections"] == document["collections"]


# --- what is refused ---


def test_a_record_that_cannot_be_is_left_out_and_named(ada: User, eve: User) -> None:
    builders.log(ada, builders.draft(), builders.draft())
    document = files.document(ada)
    document["collections"]["intake_entries"][1]["members"]["amount"] = -1

    preview, taken = seen(eve, document), take(eve, document)

    (refused,) = preview.refused
    assert (refused.collection, refused.place) == ("intake_entries", 2)
    assert refused.reasons[0].startswith("amount: ")
    assert (taken.written, taken.refused) == (1, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "day:2026-03-21"},
        {"name": "profile"},
        {"name": 7},
        {"name": ["day"]},
        {"id": "x", "name": ""},
        {"version": None},
        {"members": []},
        {"members": {"date": "2026-03-20", "secret": 1}},
        {"members": {}},
    ],
)
def test_a_record_that_was_meddled_with_is_refused(
    ada: User, eve: User, changed: dict[str, Any]
) -> None:
    records.one_of(ada, "days")
    document = files.document(ada)
    document["collections"]["days"][0] |= changed

    assert len(seen(eve, document).refused) == 1
    assert take(eve, document).written == 0


@pytest.mark.parametrize("record", [None, 1, "x", [], {}])
def test_what_is_no_record_is_refused(eve: User, record: object) -> None:
    document = files.document(eve)
    document["collections"]["days"] = [record]
    document["counts"]["days"] = 1

    assert len(seen(eve, document).refused) == 1


def test_a_record_that_is_there_twice_is_taken_once(ada: User, eve: User) -> None:
    builders.log(ada)
    document = files.document(ada)
    document["collections"]["intake_entries"] *= 2
    document["counts"]["intake_entries"] = 2

    taken = take(eve, document)

    assert (taken.written, taken.refused) == (1, 1)


def test_a_collection_of_a_newer_server_is_named_and_passed_over(eve: User) -> None:
    document = files.document(eve)
    document["collections"]["moods"] = [{}]
    document["counts"]["moods"] = 1

    assert seen(eve, document).unknown == ("moods",)


WHOLE = (
    b'{"manifest": {"format": "mg24-diary", "format_version": 1}, "collections": {}, "counts": {}}'
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "damaged or cut off"),
        (WHOLE[:-1], "damaged or cut off"),
        (b"[" * 100_000, "damaged or cut off"),
        (WHOLE.replace(b"{}", b'{"x": NaN}'), "damaged or cut off"),
        (WHOLE.replace(b"{}", b'{"x": ' + b"9" * 5000 + b"}"), "damaged or cut off"),
        (WHOLE.decode().encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (b"[]", "not an export"),
        (b'{"manifest": 1}', "not an export"),
        (WHOLE.replace(b"mg24", b"mg25"), "not an export"),
        (WHOLE.replace(b"1}", b"2}"), "of this version"),
        (WHOLE.replace(b"{}", b'{"days": [1]}', 1), "Records are missing"),
        (WHOLE.replace(b'"counts": {}', b'"counts": 3'), "Records are missing"),
        (b" " * (portability.MOST_BYTES + 1), "larger than 24 MB"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused_with_what_to_do(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        portability.read(content)

    assert sentence in " ".join(refused.value.messages)


def test_a_whole_file_is_read_with_or_without_a_mark(db: None) -> None:
    assert portability.read(WHOLE) == portability.read(b"\xef\xbb\xbf" + WHOLE)


# --- the page ---


def upload(browser: Client, content: bytes) -> Any:
    return browser.post(IMPORT, {"file": SimpleUploadedFile("mg24.json", content)})


def exported(browser: Client) -> bytes:
    content: bytes = browser.get("/settings/export/").getvalue()
    return content


def test_a_file_is_shown_before_it_is_taken_in(
    ada: User, as_ada: Client, eve: User, as_eve: Client
) -> None:
    builders.log(ada)
    assert upload(as_eve, exported(as_ada))["Location"] == IMPORT

    page = as_eve.get(IMPORT)
    assert page["Cache-Control"].endswith("private")
    assert "Take it in" in page.content.decode()
    assert not IntakeEntry.objects.visible_to(eve).exists()

    answer = as_eve.post(TAKE, follow=True).content.decode()
    assert "1 record was taken in." in answer
    assert "Undo" in answer
    assert IntakeEntry.objects.visible_to(eve).count() == 1
    assert not ImportFile.objects.exists()


def test_the_file_of_somebody_else_is_not_there(ada: User, as_ada: Client, as_eve: Client) -> None:
    builders.log(ada)
    upload(as_ada, exported(as_ada))

    assert "What this file would change" not in as_eve.get(IMPORT).content.decode()
    as_eve.post(FORGET)
    as_eve.post(TAKE)
    assert ImportFile.objects.visible_to(ada).exists()


def test_a_file_is_forgotten_when_asked_and_after_a_day(ada: User, as_ada: Client) -> None:
    upload(as_ada, WHOLE)
    as_ada.post(FORGET)
    assert not ImportFile.objects.exists()

    portability.keep(ada, WHOLE, at=AT)
    assert portability.kept(ada, at=AT + dt.timedelta(hours=25)) is None


def test_a_file_that_cannot_be_read_says_why_beside_the_field(as_ada: Client) -> None:
    answer = upload(as_ada, WHOLE[:-5])

    assert answer.status_code == 422
    assert "damaged or cut off" in answer.content.decode()
    assert not ImportFile.objects.exists()


def test_no_file_is_asked_for_again(as_ada: Client) -> None:
    assert as_ada.post(IMPORT, {}).status_code == 422


@pytest.mark.parametrize("address", [IMPORT, TAKE, FORGET])
def test_nobody_takes_a_file_in_without_logging_in(db: None, address: str) -> None:
    assert Client().post(address)["Location"].startswith("/accounts/login/")


def test_every_collection_has_words() -> None:
    assert set(wording.COLLECTIONS) == set(COLLECTIONS)


def test_a_longer_diary_takes_no_query_for_each_record(
    ada: User, eve: User, dina: User, queries: Callable[[], CaptureQueriesContext]
) -> None:
    def cost(user: User, count: int) -> int:
        with changes.writing(ada, at=AT) as book:
            book.put([_entry() for _ in range(count)])
        document = files.document(ada)
        with queries() as found:
            seen(user, document)
            take(user, document)
        return len(found)

    assert cost(eve, 2) == cost(dina, 200)
