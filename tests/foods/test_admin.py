from pathlib import Path

import pytest
from django.contrib.admin.sites import site
from django.http import HttpRequest
from django.test import RequestFactory

from foods import importing
from foods.admin import FoodAdmin, NameInline, PortionInline
from foods.models import Food

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


@pytest.fixture
def request_of_anyone(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def test_nobody_changes_a_food_in_the_admin(request_of_anyone: HttpRequest) -> None:
    for admin in (FoodAdmin(Food, site), NameInline(Food, site), PortionInline(Food, site)):
        assert not admin.has_add_permission(request_of_anyone)
        assert not admin.has_change_permission(request_of_anyone)
        assert not admin.has_delete_permission(request_of_anyone)


@pytest.mark.django_db
def test_the_admin_finds_a_food_as_the_diary_does(request_of_anyone: HttpRequest) -> None:
    importing.load_fixture(FIXTURES)
    admin = FoodAdmin(Food, site)
    everything = Food.objects.all()

    found, _ = admin.get_search_results(request_of_anyone, everything, "amandelen")
    all_foods, _ = admin.get_search_results(request_of_anyone, everything, "")

    assert "almonds" in [food.slug for food in found]
    assert all_foods.count() == everything.count()
