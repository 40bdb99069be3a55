"""Supplement products and plans: list, read, make, change and remove them."""

import uuid
from collections.abc import Sequence
from typing import Any

from api import described
from api.serializers.records import PartSerializer
from api.serializers.supplements import (
    PlanDraftSerializer,
    PlanSerializer,
    ProductDraftSerializer,
    ProductSerializer,
)
from api.views.records import RecordAddressView, RecordsView, RecordView, StoredView
from tracker import guidance, supplements
from tracker.guidance import Advice
from tracker.models import Plan, SupplementProduct


class ProductView(RecordView):
    """One product."""

    model = SupplementProduct
    shown_by = ProductSerializer
    read_by = ProductDraftSerializer
    name = "product"
    plural = "products"
    address = "api-product"
    tells = True

    def told_by(self, record: SupplementProduct) -> Sequence[Advice]:  # noqa: ARG002 - the list is
        request = self.request
        return guidance.after_list(request.user, on=self.today, at=request.at, device=request.auth)

    def create_record(self, sent: Any) -> tuple[SupplementProduct, bool]:
        request = self.request
        written = supplements.add(request.user, [sent.draft()], at=request.at, device=request.auth)
        return written.rows[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> SupplementProduct:
        request = self.request
        return supplements.change(
            request.user,
            id,
            version=version,
            base=base,
            at=request.at,
            device=request.auth,
            **changed,
        ).product

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        request = self.request
        written = supplements.remove(
            request.user, [id], at=request.at, device=request.auth, base=base
        )
        return bool(written.rows)


@described.as_list(
    list="The products, those that are put away too, in the order in which they were made.",
)
class ProductsView(ProductView, RecordsView):
    asked_by = PartSerializer
    order = ("row",)


@described.as_address(
    change=(
        "Change the members that are sent; the others stay, and `content` is replaced as a whole. "
        "What was logged of it stays as it was.\n\n"
        "Without `If-Match` the change is made on whatever is there; with it another version is "
        "refused, with what is stored as `current`."
    ),
    remove="Remove a product and its plans; what was logged of it stays. Again is fine.",
)
class ProductAddressView(ProductView, RecordAddressView):
    pass


class PlanView(StoredView):
    """One plan."""

    model = Plan
    shown_by = PlanSerializer
    read_by = PlanDraftSerializer
    name = "plan"
    plural = "plans"
    address = "api-plan"

    add = staticmethod(supplements.add_plans)
    change = staticmethod(supplements.change_plan)
    remove = staticmethod(supplements.remove_plans)


@described.as_list(
    list="All plans, ended ones too, in order of their first day.",
    create=(
        "Plan a product. The app makes the id, so sending it twice does no harm.\n\n"
        "Another dose is another plan: give the one before its last day as well."
    ),
)
class PlansView(PlanView, RecordsView):
    asked_by = PartSerializer
    order = ("starts_on", "row")


@described.as_address()
class PlanAddressView(PlanView, RecordAddressView):
    pass
