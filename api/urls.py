"""The addresses of the API, below /api/v1/."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from api.views.catalogue import CatalogueVersionsView, CatalogueView
from api.views.days import DayView
from api.views.devices import DeviceAddressView, DevicesView, PairView
from api.views.export import ExportTablesView, ExportView
from api.views.findings import AdequacyView, AssociationsView
from api.views.foods import FoodsView, FoodView
from api.views.intake import EntriesView, EntryAddressView
from api.views.lines import QuickAddView
from api.views.medicines import (
    DoseAddressView,
    DosesView,
    MedicineAddressView,
    MedicinesView,
)
from api.views.observations import ObservationAddressView, ObservationsView
from api.views.problems import NothingHereView, ProblemView
from api.views.recipes import RecipeAddressView, RecipesView
from api.views.rules import RulesView
from api.views.supplements import (
    PlanAddressView,
    PlansView,
    ProductAddressView,
    ProductsView,
)
from api.views.sync import ChangesView, SyncView

urlpatterns = [
    path("catalogue/", CatalogueView.as_view(), name="api-catalogue"),
    path("catalogue/versions/", CatalogueVersionsView.as_view(), name="api-catalogue-versions"),
    path("foods/", FoodsView.as_view(), name="api-foods"),
    path("foods/quick-add/", QuickAddView.as_view(), name="api-quick-add"),
    path("foods/<slug:key>/", FoodView.as_view(), name="api-food"),
    path("intake_entries/", EntriesView.as_view(), name="api-entries"),
    path("intake_entries/<uuid:id>/", EntryAddressView.as_view(), name="api-entry"),
    path("medicines/", MedicinesView.as_view(), name="api-medicines"),
    path("medicines/<uuid:id>/", MedicineAddressView.as_view(), name="api-medicine"),
    path("medicine_doses/", DosesView.as_view(), name="api-medicine-doses"),
    path("medicine_doses/<uuid:id>/", DoseAddressView.as_view(), name="api-medicine-dose"),
    path("observations/", ObservationsView.as_view(), name="api-observations"),
    path("observations/<uuid:id>/", ObservationAddressView.as_view(), name="api-observation"),
    path("products/", ProductsView.as_view(), name="api-products"),
    path("products/<uuid:id>/", ProductAddressView.as_view(), name="api-product"),
    path("plans/", PlansView.as_view(), name="api-plans"),
    path("plans/<uuid:id>/", PlanAddressView.as_view(), name="api-plan"),
    path("days/<day:date>/", DayView.as_view(), name="api-day"),
    path("recipes/", RecipesView.as_view(), name="api-recipes"),
    path("recipes/<uuid:id>/", RecipeAddressView.as_view(), name="api-recipe"),
    path("adequacy/", AdequacyView.as_view(), name="api-adequacy"),
    path("associations/", AssociationsView.as_view(), name="api-associations"),
    path("rules/", RulesView.as_view(), name="api-rules"),
    path("export/", ExportView.as_view(), name="api-export"),
    path("export/csv/", ExportTablesView.as_view(), name="api-export-tables"),
    path("devices/", DevicesView.as_view(), name="api-devices"),
    path("devices/pair/", PairView.as_view(), name="api-pair"),
    path("devices/<uuid:id>/", DeviceAddressView.as_view(), name="api-device"),
    path("sync/", SyncView.as_view(), name="api-sync"),
    path("sync/changes/", ChangesView.as_view(), name="api-changes"),
    path("problems/<slug:code>/", ProblemView.as_view(), name="api-problem"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    # The split view keeps its script apart from the page, as our content policy asks.
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api-schema", template_name="api/docs.html", title="Mg24: API"
        ),
        name="api-docs",
    ),
    re_path("", NothingHereView.as_view()),
]
