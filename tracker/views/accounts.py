"""The doors to an account that are not allauth's own."""

from allauth.account import views
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracker import accounts
from tracker.http import PersonRequest


def invitation(request: PersonRequest, token: str) -> HttpResponse:
    """Open an invitation; the token goes into the session, so no address keeps it."""
    if accounts.invitation(token, at=request.at) is None:
        return render(request, "account/signup_closed.html", {"ended": True}, status=410)
    request.session[accounts.INVITATION_KEY] = token
    return redirect("account_signup")


def password_reset(request: HttpRequest) -> HttpResponse:
    """Mail a link; where no mail can be sent, say whom to ask."""
    if settings.MAIL_WORKS:
        return views.password_reset(request)  # type: ignore[no-any-return]
    status = 200 if request.method == "GET" else 405
    return render(request, "account/password_reset_by_hand.html", status=status)


@login_required
def email(request: HttpRequest) -> HttpResponse:
    """Change the address; a new one is confirmed by mail, so without mail it stays."""
    if settings.MAIL_WORKS:
        return views.email(request)  # type: ignore[no-any-return]
    return redirect("settings")
