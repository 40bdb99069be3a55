"""Entries of the intake ledger: list, read, make, change and remove them."""

import uuid
from collections.abc import Sequence
from typing import Any

from api import described
from api.serializers.intake import DraftSerializer, EntrySerializer
from api.views.records import RecordAddressView, RecordsView, RecordView
from tracker import diary, guidance
from tracker.guidance import Advice
from tracker.models import IntakeEntry


class EntryView(RecordView):
    """One line of the ledger."""

    model = IntakeEntry
    shown_by = EntrySerializer
    read_by = DraftSerializer
    name = "intake_entry"
    plural = "intake_entries"
    address = "api-entry"
    tells = True

    def told_by(self, record: IntakeEntry) -> Sequence[Advice]:
        device = self.request.auth
        return guidance.after_intake(self.request.user, [record], at=self.request.at, device=device)

    def create_record(self, sent: Any) -> tuple[IntakeEntry, bool]:
        draft = sent.draft(zone_name=self.zone_name)
        written = diary.log_intake(
            self.request.user,
            [draft],
            at=self.request.at,
            lang=self.lang,
            device=self.request.auth,
        )
        return written.entries[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> IntakeEntry:
        written = diary.change_intake(
            self.request.user,
            id,
            changed=changed,
            seen={},
            version=version,
            base=base,
            at=self.request.at,
            lang=self.lang,
            device=self.request.auth,
        )
        return written.entries[0]

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        written = diary.remove_intake(
            self.request.user, [id], at=self.request.at, device=self.request.auth, base=base
        )
        return bool(written.entries)


@described.as_list(
    list="The entries of a day, a period or the whole diary, in order of their day.",
    create=(
        "Log something. The app makes the id, so sending it twice does no harm.\n\n"
        "With `item_id` the server values it by today's table; with `content` the app's own "
        "values are kept. The same id with other content is refused, with what is stored as "
        "`current`."
    ),
)
class EntriesView(EntryView, RecordsView):
    pass


@described.as_address(
    put=(
        "Make an entry at this address, or change the version you saw.\n\n"
        "With `If-None-Match: *` it is as POST, with the id of the address. With `If-Match` it is "
        "as PATCH, but that naming the same food again is no change. One of the two is required."
    ),
    change=(
        "Change the members that are sent; the others stay.\n\n"
        "Another amount scales what was logged. `item_id`, the same one too, takes today's table; "
        "`content` takes the app's values. Without `If-Match` the change is made on whatever is "
        "there; with it another version is refused, with what is stored as `current`."
    ),
)
class EntryAddressView(EntryView, RecordAddressView):
    def put_on(self, found: IntakeEntry, changed: dict[str, Any]) -> dict[str, Any]:
        if changed.get("item_id") == found.item_id:
            # The past does not change with a table: only choosing a food again does that.
            changed.pop("item_id", None)
        return changed
