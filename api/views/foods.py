"""Foods: find them, and open one with everything that is known of it."""

import contextlib
import uuid

from django.http import Http404
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from api.http import DeviceRequest
from api.schema import problems
from api.serializers.foods import (
    FoodQuerySerializer,
    FoodSerializer,
    FoundSerializer,
    LanguageQuerySerializer,
)
from api.views.base import DiaryView
from foods import catalogue
from tracker import habits, pantry

KEY = OpenApiParameter(
    "key",
    str,
    OpenApiParameter.PATH,
    description="The id of a food or own food, or the slug of a curated one.",
)


class FoodsView(DiaryView):
    @extend_schema(
        operation_id="search_foods",
        tags=["foods"],
        parameters=[FoodQuerySerializer],
        responses={200: FoundSerializer, **problems("invalid-parameter")},
    )
    def get(self, request: DeviceRequest) -> Response:
        """Search the catalogue and the person's own foods.

        Words in any order, in any language, without diacritics; one typo per word is forgiven.
        """
        asked = self.query(FoodQuerySerializer)
        favour = habits.favour(request.user, until=self.today)
        lang = asked.get("lang", self.lang)
        with translation.override(lang):
            found = pantry.search(
                request.user,
                asked["q"],
                lang=lang,
                limit=asked["limit"],
                favour=favour,
                after=asked["after"],
            )
            return Response(FoundSerializer(found).data)


class FoodView(DiaryView):
    @extend_schema(
        operation_id="get_food",
        tags=["foods"],
        parameters=[KEY, LanguageQuerySerializer],
        responses={200: FoodSerializer, **problems("invalid-parameter", "not-found")},
    )
    def get(self, request: DeviceRequest, key: str) -> Response:
        """One food in full."""
        lang = self.query(LanguageQuerySerializer).get("lang", self.lang)
        with translation.override(lang):
            item = pantry.find(request.user, _id(key), lang=lang)
            # A supplement has no values per 100 g: it is one of the products.
            if item is None or item.counted_in:
                raise Http404
            return Response(FoodSerializer(item).data)


def _id(key: str) -> uuid.UUID:
    with contextlib.suppress(ValueError):
        return uuid.UUID(key)
    food = catalogue.by_slug([key]).get(key)
    if food is None:
        raise Http404
    return food.id
