"""Medicines and their doses: list, read, make, change and remove them."""

from collections.abc import Sequence
from typing import Any

from api import described
from api.serializers.medicines import (
    MedicineDoseDraftSerializer,
    MedicineDoseSerializer,
    MedicineDraftSerializer,
    MedicineSerializer,
)
from api.serializers.records import PartSerializer
from api.views.records import RecordAddressView, RecordsView, StoredView
from tracker import guidance, medicines
from tracker.guidance import Advice
from tracker.models import Medicine, MedicineDose
from tracker.writes import Draft


class MedicineView(StoredView):
    """One medicine."""

    model = Medicine
    shown_by = MedicineSerializer
    read_by = MedicineDraftSerializer
    name = "medicine"
    plural = "medicines"
    address = "api-medicine"

    tells = True
    add = staticmethod(medicines.add)
    change = staticmethod(medicines.change)
    remove = staticmethod(medicines.remove)

    def told_by(self, record: Medicine) -> Sequence[Advice]:  # noqa: ARG002 - the list is asked
        request = self.request
        return guidance.after_list(request.user, on=self.today, at=request.at, device=request.auth)


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


class DoseView(StoredView):
    """One dose of a medicine."""

    model = MedicineDose
    shown_by = MedicineDoseSerializer
    read_by = MedicineDoseDraftSerializer
    name = "medicine_dose"
    plural = "medicine_doses"
    address = "api-medicine-dose"

    tells = True
    add = staticmethod(medicines.log_doses)
    change = staticmethod(medicines.change_dose)
    remove = staticmethod(medicines.remove_doses)

    def draft_of(self, sent: Any) -> Draft:
        draft: Draft = sent.draft(zone=self.zone_name)
        return draft

    def told_by(self, record: MedicineDose) -> Sequence[Advice]:
        return guidance.after_medicine_doses(self.request.user, [record], at=self.request.at)


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
