"""Phones that edit offline on a bad network, with a browser beside them: all end up the same.

Hypothesis makes the stories; every one ends with a quiet network, and then each phone and a brand
new one hold the same records, each acknowledged edit is there, and nothing came back from the dead.
"""

import contextlib
import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import builders
from tests.sync import food
from tests.sync.replica import LostError, Replica
from tests.sync.world import DAY, YEAR_MS, Fault, World
from tracker.models import Tombstone

EXAMPLES = 200
STEPS = 50
IDS = [str(uuid.UUID(int=n + (7 << 76) + (2 << 62))) for n in range(1, 4)]
# Two of ada, one with its clock a year ahead and one a year behind, and a third; one of eve.
OWNERS = ("ada", "ada", "ada", "eve")
SKEWS = (YEAR_MS, -YEAR_MS, 0, 0)

PHONES = st.integers(0, len(OWNERS) - 1)
PLACES = st.sampled_from(IDS)
FAULTS = st.sampled_from(list(Fault))
NUMBERS = st.integers(0, 1000)


class Phones(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.story = transaction.atomic()
        self.story.__enter__()
        names = dict.fromkeys(OWNERS)
        self.world = World({name: builders.account(f"{name}@machine.test") for name in names})
        self.phones = [
            self.world.phone(name, seed=n, skew_ms=skew)
            for n, (name, skew) in enumerate(zip(OWNERS, SKEWS, strict=True))
        ]
        self.copy: Any = None
        self.buried: set[tuple[str, str, str]] = set()
        # Versions that were erased: no phone may bring them back.
        self.forgotten: set[str | None] = set()

    def teardown(self) -> None:
        try:
            self._come_to_rest()
        finally:
            transaction.set_rollback(True)
            self.story.__exit__(None, None, None)

    def _note(self, phone: int, number: int) -> dict[str, Any]:
        return {"kind": "note", "date": DAY, "text": f"{OWNERS[phone]}'s {number}"}

    @rule(phone=PHONES, id=PLACES, number=NUMBERS)
    def write_a_note(self, phone: int, id: str, number: int) -> None:
        replica = self.phones[phone]
        known = replica.records.get(("observations", id))
        if known is None:
            replica.edit("observations", id, **self._note(phone, number))
        elif known.data is not None:
            replica.edit("observations", id, text=f"{OWNERS[phone]}'s {number}")

    @rule(phone=PHONES, id=PLACES, hour=st.integers(6, 22) | st.none())
    def say_when_it_was(self, phone: int, id: str, hour: int | None) -> None:
        replica = self.phones[phone]
        if _is_live(replica, "observations", id):
            at = None if hour is None else f"{DAY}T{hour:02}:00:00Z"
            replica.edit("observations", id, at=at)

    @rule(phone=PHONES, id=PLACES, amount=st.integers(1, 300))
    def log_something(self, phone: int, id: str, amount: int) -> None:
        replica = self.phones[phone]
        known = replica.records.get(("intake_entries", id))
        if known is None:
            replica.edit("intake_entries", id, **food.eaten(OWNERS[phone], amount))
        elif known.data is not None:
            replica.edit("intake_entries", id, amount=amount)

    @rule(phone=PHONES, id=PLACES, meal=st.sampled_from(["breakfast", "lunch", ""]))
    def move_to_a_meal(self, phone: int, id: str, meal: str) -> None:
        replica = self.phones[phone]
        if _is_live(replica, "intake_entries", id):
            replica.edit("intake_entries", id, meal=meal)

    @rule(phone=PHONES, id=PLACES, collection=st.sampled_from(["observations", "intake_entries"]))
    def remove(self, phone: int, id: str, collection: str) -> None:
        if _is_live(self.phones[phone], collection, id):
            self.phones[phone].remove(collection, id)

    @rule(phone=PHONES, id=PLACES)
    def write_what_is_refused(self, phone: int, id: str) -> None:
        if _is_live(self.phones[phone], "observations", id):
            self.phones[phone].edit("observations", id, text=" ")

    @rule(phone=PHONES)
    def sync_in_peace(self, phone: int) -> None:
        self._try(self.phones[phone].sync, Fault.NONE)

    @rule(phone=PHONES, id=PLACES, number=NUMBERS)
    def write_and_sync(self, phone: int, id: str, number: int) -> None:
        self.write_a_note(phone, id, number)
        self._try(self.phones[phone].sync, Fault.NONE)

    @rule(phone=PHONES, fault=FAULTS)
    def sync(self, phone: int, fault: Fault) -> None:
        self._try(self.phones[phone].sync, fault)

    @rule(phone=PHONES, fault=FAULTS)
    def pull(self, phone: int, fault: Fault) -> None:
        self._try(self.phones[phone].pull, fault)

    @rule(phone=PHONES, fault=FAULTS)
    def push(self, phone: int, fault: Fault) -> None:
        if self.phones[phone].to_send():
            self._try(self.phones[phone].push, fault)

    def _try(self, exchange: Any, fault: Fault) -> None:
        self.world.fault = fault
        with contextlib.suppress(LostError):
            exchange()
        self.world.fault = Fault.NONE
        self._nothing_rises()

    @precondition(lambda self: self.world.late)
    @rule()
    def deliver_late(self) -> None:
        self.world.deliver_late()
        self._nothing_rises()

    @precondition(lambda self: self.world.pushed)
    @rule(which=NUMBERS)
    def replay(self, which: int) -> None:
        self.world.replay(which)

    @rule(which=NUMBERS, name=st.sampled_from(["ada", "eve"]))
    def edit_in_the_browser(self, which: int, name: str) -> None:
        self.world.edit_in_browser(name, which=which, text=f"{name}'s page {which}")

    @precondition(lambda self: self.copy is None and self.world.pushed)
    @rule()
    def make_a_backup(self) -> None:
        self.copy = self.world.backup("ada")

    @precondition(lambda self: self.copy is not None)
    @rule()
    def restore_the_backup(self) -> None:
        self.world.restore("ada", self.copy)
        self.buried = {buried for buried in self.buried if buried[0] != "ada"}
        self.copy = None

    @precondition(lambda self: self.world.pushed)
    @rule(unlikely=st.integers(0, 5))
    def erase(self, unlikely: int) -> None:
        if unlikely == 0:
            heads = {
                chain[-1] for (name, _key), chain in self.world.chains.items() if name == "ada"
            }
            # What a phone took for never stored, because the answer was lost, it may send again.
            own = {r.version for phone in self.phones for r in phone.records.values() if not r.base}
            self.forgotten |= heads - own
            self.world.erase("ada")
            self.buried = {buried for buried in self.buried if buried[0] != "ada"}
            self.copy = None

    def _nothing_rises(self) -> None:
        """No phone of ours raises a record: what is removed stays so."""
        gone = {(name, c, i) for name in self.world.users for c, i in _tombstones(self.world, name)}
        assert self.buried <= gone
        self.buried = gone

    def _come_to_rest(self) -> None:
        while self.world.late:
            self.world.deliver_late()
        for _ in range(4):
            for replica in self.phones:
                _mend(replica)
                replica.sync()
        self.world.check_chains()
        self._nothing_rises()
        assert self.forgotten.isdisjoint(chain[-1] for chain in self.world.chains.values())
        for name in self.world.users:
            newest = self.world.phone(name, seed=99, limit=1000)
            newest.sync()
            for replica, owner in zip(self.phones, OWNERS, strict=True):
                if owner == name:
                    assert _content(replica) == _content(newest)


def _is_live(replica: Replica, collection: str, id: str) -> bool:
    record = replica.records.get((collection, id))
    return record is not None and record.data is not None


def _tombstones(world: World, name: str) -> list[tuple[str, str]]:
    found = Tombstone.objects.filter(user=world.users[name]).values_list("collection", "id")
    return [(collection, str(id)) for collection, id in found]


def _mend(replica: Replica) -> None:
    """The person repairs what was refused."""
    for (collection, id), record in replica.records.items():
        text = (record.data or {}).get("text")
        if record.unsent and collection == "observations" and text == " ":
            replica.edit(collection, id, text="Mended")


def _content(replica: Replica) -> dict[Any, Any]:
    assert not replica.to_send()
    return {key: (record.version, record.data) for key, record in replica.records.items()}


def run(examples: int, steps: int) -> None:
    """The stories are the same each time. A failing one is not made shorter: that takes minutes."""
    run_state_machine_as_test(
        Phones,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_all_phones_end_up_the_same_whatever_the_network_does() -> None:
    run(EXAMPLES, STEPS)
