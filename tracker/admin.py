"""Accounts, invitations and consents in the admin: never anything of a diary.

Accounts are made by signing up, so that none is without its consent, and erased by the person:
a deletion here would list what the diary holds.
"""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foods.admin import ReadOnly
from tracker.models import Consent, Invitation, User

# One log-in page for everybody, the one that counts wrong passwords.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Switch an account off and on, make somebody an administrator, set a new password."""

    fieldsets = (
        (None, {"fields": ("email", "account_id", "password")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("email", "account_id", "last_login", "date_joined")
    list_display = ("email", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    ordering = ("email",)
    filter_horizontal = ()

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Consent)
class ConsentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "purpose", "wording_version", "language", "given_at", "withdrawn_at")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    ordering = ("-given_at",)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Who was invited and when; the link itself is known to nobody but who was given it."""

    list_display = ("email", "made_at", "used_at")
    fields = ("email", "made_at", "used_at")
    search_fields = ("email",)
    ordering = ("-made_at",)
