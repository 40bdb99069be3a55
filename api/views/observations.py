"""What was noticed of a day: list, read, make, change and remove it."""

import uuid
from collections.abc import Sequence
from typing import Any

from api import described
from api.serializers.observations import ObservationDraftSerializer, ObservationSerializer
from api.views.records import RecordAddressView, RecordsView, RecordView
from tracker import guidance, observations
from tracker.guidance import Advice
from tracker.models import Observation


class ObservationView(RecordView):
    """One thing noticed."""

    model = Observation
    shown_by = ObservationSerializer
    read_by = ObservationDraftSerializer
    name = "observation"
    plural = "observations"
    address = "api-observation"
    tells = True

    def told_by(self, record: Observation) -> Sequence[Advice]:
        return guidance.after_observations(
            self.request.user, [record], at=self.request.at, device=self.request.auth
        )

    def create_record(self, sent: Any) -> tuple[Observation, bool]:
        written = observations.log(
            self.request.user,
            [sent.draft(zone_name=self.zone_name)],
            at=self.request.at,
            device=self.request.auth,
        )
        return written.observations[0], written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> Observation:
        written = observations.change(
            self.request.user,
            id,
            changed=changed,
            version=version,
            base=base,
            at=self.request.at,
            device=self.request.auth,
        )
        return written.observations[0]

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        written = observations.remove(
            self.request.user, [id], at=self.request.at, device=self.request.auth, base=base
        )
        return bool(written.observations)


@described.as_list(
    list="The observations of a day, a period or the whole diary, in order of their day.",
    create=(
        "Say what was noticed. The app makes the id, so sending it twice does no harm.\n\n"
        "A kind that is once a day has one id for that day. The same id with other content is "
        'refused, with what is stored as `current`. "None" of what is counted is a value of 0.'
    ),
)
class ObservationsView(ObservationView, RecordsView):
    pass


@described.as_address(
    change=(
        "Change the members that are sent; the others stay, and `parts` is replaced as a whole.\n\n"
        "Without `If-Match` the change is made on whatever is there; with it another version is "
        "refused, with what is stored as `current`."
    ),
)
class ObservationAddressView(ObservationView, RecordAddressView):
    pass
