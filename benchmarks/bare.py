"""The baselines: a page and views of the API behind the same log-in, that read what they show."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from rest_framework.response import Response

from api.http import DeviceRequest
from api.serializers.foods import FoundSerializer
from api.views.base import DiaryView
from tracker import pantry
from tracker.http import PersonRequest
from tracker.models import IntakeEntry
from tracker.urls import urlpatterns as pages

TEMPLATE = engines["django"].from_string(
    '{% extends "base.html" %}{% load mg24 %}{% block content %}'
    "<h1>{{ entry.name }}</h1><p>{{ entry.magnesium_mg|mg }} mg</p>{% endblock %}"
)


@login_required
def bare(request: PersonRequest) -> HttpResponse:
    entry = IntakeEntry.objects.visible_to(request.user).first()
    return HttpResponse(TEMPLATE.render({"entry": entry}, request))


class BareView(DiaryView):
    def get(self, request: DeviceRequest) -> Response:
        entry = IntakeEntry.objects.visible_to(request.user).first()
        return Response({"name": entry.name if entry else ""})


class BareListView(DiaryView):
    def get(self, request: DeviceRequest) -> Response:
        """The foods with these ids, as a search answers them but without searching."""
        ids = [uuid.UUID(id) for id in request.query_params.getlist("id")]
        items = pantry.find_many(request.user, ids, lang=self.lang)
        return Response(FoundSerializer(pantry.Found(tuple(items.values()))).data)


urlpatterns = [
    path("bare/", bare),
    path("bare-api/", BareView.as_view()),
    path("bare-list/", BareListView.as_view()),
    *pages,
]
