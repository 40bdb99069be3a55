"""The curated foods for a phone: all at once, then only what changed."""

import uuid
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import fields
from api.http import DeviceRequest
from api.schema import ETAG, IF_NONE_MATCH_TAG, problems
from api.serializers.foods import FoodSerializer
from api.views.base import DeviceView, answer_unless_known
from foods import catalogue, offline
from tracker import pantry

MOST_IDS = 200


class CatalogueQuerySerializer(fields.Strict):
    """Which foods; left out is all of them."""

    ids = serializers.CharField(
        required=False, help_text=f"At most {MOST_IDS} ids with a comma between."
    )

    def validate_ids(self, value: str) -> list[uuid.UUID]:
        ids = serializers.ListField(child=fields.Uuid(), max_length=MOST_IDS)
        found: list[uuid.UUID] = ids.run_validation(value.split(","))
        return found


class CatalogueSerializer(serializers.Serializer[Any]):
    """Curated foods in full, in the language asked for."""

    version = serializers.CharField(help_text="Of all of them together.")
    foods = FoodSerializer(many=True)


class VersionsSerializer(serializers.Serializer[Any]):
    """Each curated food and its version; a food that is not here any more is out of use."""

    version = serializers.CharField()
    foods = serializers.DictField(child=serializers.CharField())


class CatalogueView(DeviceView):
    @extend_schema(
        operation_id="download_catalogue",
        tags=["foods"],
        parameters=[CatalogueQuerySerializer, IF_NONE_MATCH_TAG, ETAG],
        responses={200: CatalogueSerializer, 304: None, **problems("invalid-parameter")},
    )
    def get(self, request: DeviceRequest) -> Response:
        """The curated foods, so that search works offline.

        Ask with `If-None-Match`; after a change, compare `versions/` and ask for the ids that
        differ. Nothing in it is personal: own foods come with the sync.
        """
        asked = self.query(CatalogueQuerySerializer)
        known = offline.versions()
        version = offline.version_of(known)
        wanted = [id for id in asked.get("ids", known) if id in known]

        def answer() -> Mapping[str, Any]:
            foods = pantry.of_foods(None, catalogue.foods(wanted), lang=self.lang)
            return CatalogueSerializer({"version": version, "foods": foods}).data

        tag = f"{version}-{self.lang}-{offline.version_of({id: known[id] for id in wanted})}"
        return answer_unless_known(request, tag, answer)


class CatalogueVersionsView(DeviceView):
    @extend_schema(
        operation_id="get_catalogue_versions",
        tags=["foods"],
        parameters=[IF_NONE_MATCH_TAG, ETAG],
        responses={200: VersionsSerializer, 304: None, **problems()},
    )
    def get(self, request: DeviceRequest) -> Response:
        """Which version each curated food has: what differs from the phone's is to be fetched."""
        known = offline.versions()
        version = offline.version_of(known)
        foods = {str(id): mark for id, mark in known.items()}
        return answer_unless_known(request, version, lambda: {"version": version, "foods": foods})
