"""Public foods in the admin, to look at: the loader alone writes them."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from foods import catalogue
from foods.models import Food, FoodName, FoodQuerySet, Portion


class ReadOnly:
    """No adding, changing or deleting, for anybody."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class NameInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = FoodName
    fields = ("lang", "name", "kind")


class PortionInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Portion
    fields = ("labels", "grams", "source", "code", "is_default")


@admin.register(Food)
class FoodAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    inlines = (NameInline, PortionInline)
    list_display = (
        "__str__",
        "kind",
        "group",
        "magnesium_mg",
        "magnesium_basis",
        "dataset",
        "code",
    )
    list_filter = ("kind", "group", "dataset", "magnesium_basis", "match")
    search_fields = ("slug",)
    ordering = ("tier", "row")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Food]:
        """Of each food the version in use."""
        everything = cast("FoodQuerySet", super().get_queryset(request))
        return everything.in_use()

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Food],
        search_term: str,
    ) -> tuple[QuerySet[Food], bool]:
        """The search of the diary: it uses the index, where the admin's own reads every name."""
        if not search_term:
            return queryset, False
        found = catalogue.search(search_term, lang="en", limit=catalogue.MOST_RESULTS)
        return queryset.filter(id__in=[food.id for food in found.foods]), False
