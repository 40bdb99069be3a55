"""The baseline: a page behind the same middleware and log-in that reads one row."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

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


urlpatterns = [path("bare/", bare), *pages]
