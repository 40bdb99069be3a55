"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, register_converter

from tracker.converters import LocalDate
from tracker.views import (
    about,
    accounts,
    adding,
    day,
    entries,
    foods,
    learn,
    settings,
    trends,
    week,
)

register_converter(LocalDate, "day")

urlpatterns = [
    path("", day.today, name="today"),
    path("days/unconfirmed/", day.unconfirmed, name="unconfirmed"),
    path("days/<day:date>/", day.day, name="day"),
    path("days/<day:date>/search/", adding.search, name="search"),
    path("days/<day:date>/line/", adding.line, name="line"),
    path("days/<day:date>/add/", adding.add, name="add"),
    path("days/<day:date>/repeat/", adding.repeat, name="repeat"),
    path("days/<day:date>/copy/", day.copy, name="copy"),
    path("days/<day:date>/confirm/", day.confirm, name="confirm"),
    path("days/<day:date>/note/", day.note, name="note"),
    path("undo/<uuid:undo_id>/", day.undo, name="undo"),
    path("zone/", day.zone, name="zone"),
    path("entries/<uuid:entry_id>/", entries.entry, name="entry"),
    path("entries/<uuid:entry_id>/recalculate/", entries.recalculate, name="recalculate"),
    path("entries/<uuid:entry_id>/remove/", entries.remove, name="entry_remove"),
    path("foods/", foods.foods, name="foods"),
    path("foods/learned/<uuid:lesson_id>/forget/", foods.forget, name="lesson_forget"),
    path("foods/new/", foods.new, name="food_new"),
    path("foods/<uuid:food_id>/", foods.food, name="food"),
    path("foods/<uuid:food_id>/edit/", foods.edit, name="food_edit"),
    path("foods/<uuid:food_id>/remove/", foods.remove, name="food_remove"),
    path("week/", week.latest, name="week"),
    path("week/<day:date>/", week.until, name="week_until"),
    path("trends/", trends.trends, name="trends"),
    path("settings/", settings.page, name="settings"),
    path("settings/profile/", settings.profile, name="settings_profile"),
    path("settings/periods/<slug:kind>/", settings.set_period, name="settings_period"),
    path(
        "settings/periods/<uuid:period_id>/remove/",
        settings.remove_period,
        name="settings_period_remove",
    ),
    path("settings/devices/", settings.make_device, name="settings_devices"),
    path(
        "settings/devices/<uuid:device_id>/revoke/",
        settings.revoke_device,
        name="settings_device_revoke",
    ),
    path("settings/erase/", settings.erase, name="settings_erase"),
    path("learn/", learn.index, name="learn"),
    path("learn/doctor/", learn.doctor, name="learn_doctor"),
    path("learn/compare/", learn.compare, name="learn_compare"),
    path("learn/<slug:slug>/", learn.page, name="learn_page"),
    path("about/", about.about, name="about"),
    path("invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("accounts/password/reset/", accounts.password_reset, name="account_reset_password"),
    path("accounts/email/", accounts.email, name="account_email"),
    path("api/v1/", include("api.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
