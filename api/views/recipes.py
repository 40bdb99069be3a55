"""A person's recipes: list, read, make, change and remove them."""

import uuid
from typing import Any

from api import described
from api.serializers.recipes import RecipeDraftSerializer, RecipeSerializer
from api.serializers.records import PartSerializer
from api.views.records import RecordAddressView, RecordsView, RecordView
from tracker import recipes
from tracker.models import Recipe


class RecipeView(RecordView):
    """One recipe."""

    model = Recipe
    shown_by = RecipeSerializer
    read_by = RecipeDraftSerializer
    name = "recipe"
    plural = "recipes"
    address = "api-recipe"

    def create_record(self, sent: Any) -> tuple[Recipe, bool]:
        request = self.request
        written = recipes.make(
            request.user, sent.draft(), at=request.at, lang=self.lang, device=request.auth
        )
        return written.recipe, written.undo_id is not None

    def change_record(
        self,
        id: uuid.UUID,
        changed: dict[str, Any],
        *,
        version: uuid.UUID | None,
        base: uuid.UUID | None,
    ) -> Recipe:
        request = self.request
        written = recipes.change(
            request.user,
            id,
            changed=changed,
            version=version,
            base=base,
            at=request.at,
            lang=self.lang,
            device=request.auth,
        )
        return written.recipe

    def remove_record(self, id: uuid.UUID, *, base: uuid.UUID | None) -> bool:
        request = self.request
        removed, _undo_id = recipes.remove(
            request.user, [id], at=request.at, device=request.auth, base=base
        )
        return bool(removed)


@described.as_list(
    list="All recipes, in the order in which they were made.",
    create=(
        "Make a recipe. The app makes the id, so sending it twice does no harm.\n\n"
        "An ingredient with `item_id` is taken by today's table and stays as it was taken; one "
        "with `content` is valued by the app."
    ),
)
class RecipesView(RecipeView, RecordsView):
    asked_by = PartSerializer
    order = ("row",)


@described.as_address(
    change=(
        "Change the members that are sent; the others stay.\n\n"
        "`items` replaces all of them: a food that was in the recipe keeps the values it was taken "
        "with, another one takes today's. What was logged of the recipe stays as it was."
    ),
    remove="Remove a recipe; what was logged of it stays. Again is fine.",
)
class RecipeAddressView(RecipeView, RecordAddressView):
    pass
