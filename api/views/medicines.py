"""Medicines and their doses: list, read, make, change and remove them."""

import uuid
from typing import Any

from api import described
from api.serializers.medicines import (
    MedicineDoseDraftSerializer,
    MedicineDoseSerializer,
    MedicineDraftSerializer,
    MedicineSerializer,
)
from api.serializers.records import PartSerializer
from api.views.records import RecordAddressView, RecordsView, RecordView
from tracker import medicines
from tracker.models import Medicine, MedicineDose


class MedicineView(RecordView):
    """One medicine."""

    model = Medicine
    shown_by = MedicineSerializer
    read_by = MedicineDraftSerializer
    name = "medicine"
    plural = "medicines"
    address = "api-medicine"

    def create_record(self, sent: Any) -> tuple[Medicine, bool]:
        request = self.request
        written = medicines.add(request.user, [sent.draft()], at=request.at, device=request.auth)
        return written.rows[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> Medicine:
        request = self.request
        written = medicines.change(
            request.user,
            id,
            changed=changed,
            version=version,
            base=base,
            at=request.at,
            device=request.auth,
        )
        return written.rows[0]

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        request = self.request
        written = medicines.remove(
            request.user, [id], at=request.at, device=request.auth, base=base
        )
        return bool(written.rows)


@described.as_list(
    list="All medicines, ended ones too, in the order in which they were added.",
    create=(
        "Put a medicine on the list. The app makes the id, so sending it twice does no harm.\n\n"
        "The answer has the hours that the table proposes. Send hours only when the person "
        "confirmed them: without them nothing clashes, and the pharmacist is to be asked."
    ),
)
class MedicinesView(MedicineView, RecordsView):
    asked_by = PartSerializer
    order = ("row",)


@described.as_address(
    remove="Take a medicine off the list; the doses that were logged stay. Again is fine.",
)
class MedicineAddressView(MedicineView, RecordAddressView):
    pass


class DoseView(RecordView):
    """One dose of a medicine."""

    model = MedicineDose
    shown_by = MedicineDoseSerializer
    read_by = MedicineDoseDraftSerializer
    name = "medicine_dose"
    plural = "medicine_doses"
    address = "api-medicine-dose"

    def create_record(self, sent: Any) -> tuple[MedicineDose, bool]:
        request = self.request
        draft = sent.draft(zone=self.zone_name)
        written = medicines.log_doses(request.user, [draft], at=request.at, device=request.auth)
        return written.rows[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> MedicineDose:
        request = self.request
        written = medicines.change_dose(
            request.user,
            id,
            changed=changed,
            version=version,
            base=base,
            at=request.at,
            device=request.auth,
        )
        return written.rows[0]

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        request = self.request
        written = medicines.remove_doses(
            request.user, [id], at=request.at, device=request.auth, base=base
        )
        return bool(written.rows)


@described.as_list(
    list="The doses of a day, a period or the whole diary, in order of their day.",
    create=(
        "Log a dose. The app makes the id, so sending it twice does no harm; that of a planned "
        "dose is made from its medicine and moment, so that two devices meet in one record.\n\n"
        "The doses of a medicine that holds magnesium are intake entries."
    ),
)
class DosesView(DoseView, RecordsView):
    pass


@described.as_address()
class DoseAddressView(DoseView, RecordAddressView):
    pass
