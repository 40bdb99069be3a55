"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, register_converter

from tracker.converters import LocalDate

register_converter(LocalDate, "day")

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
