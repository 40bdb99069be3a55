"""Says what an entry called forth: beside "saved", or on a page of its own when it is urgent."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from tracker.guidance import Advice
from tracker.http import PersonRequest
from tracker.rules.messages import Level

LEVELS = {
    Level.URGENT: settings.MESSAGE_URGENT,
    Level.SOON: settings.MESSAGE_SOON,
    Level.INFO: settings.MESSAGE_NOTE,
}


def tell(request: PersonRequest, advice: Sequence[Advice]) -> HttpResponse | None:
    """Show the most urgent message; the others are on the page of points of attention.

    Returns the page to go to when it is urgent: nothing else stands beside such a message.
    """
    if not advice:
        return None
    highest = advice[0]
    messages.add_message(request, LEVELS[highest.level], highest.text, extra_tags=highest.rule)
    if highest.level is not Level.URGENT:
        return None
    if request.htmx:
        return HttpResponseClientRedirect(reverse("attention_urgent"))
    return redirect("attention_urgent")
