"""A person's supplements, antacids and laxatives, as they can be logged: counted, not weighed."""

import uuid
from collections.abc import Iterable

from foods.search import ranking, text
from tracker.models import SupplementProduct, User
from tracker.models.intake import Kind
from tracker.models.supplement import ProductKind
from tracker.pantry.items import OWN_DATASET, Item

LEDGER_KINDS = {
    ProductKind.SUPPLEMENT: Kind.SUPPLEMENT,
    ProductKind.ANTACID: Kind.MEDICINE,
    ProductKind.LAXATIVE: Kind.MEDICINE,
}


def found(user: User, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Item]:
    """What a bath salt holds is no intake, so it is not among these."""
    rows = SupplementProduct.objects.visible_to(user).filter(id__in=list(ids))
    return {row.id: item_of(row) for row in rows.filter(kind__in=LEDGER_KINDS)}


def matches(user: User, query: str, *, limit: int) -> list[Item]:
    rows = SupplementProduct.objects.visible_to(user).filter(
        kind__in=LEDGER_KINDS, is_archived=False
    )
    by_id = {row.id: row for row in rows.order_by("row")}
    order = ranking.rank(query, [(id, row.name) for id, row in by_id.items()])
    return [item_of(by_id[id]) for id in order[:limit]]


def loggable(user: User) -> list[SupplementProduct]:
    """What can be logged and is not put away, the newest first; one query."""
    rows = SupplementProduct.objects.visible_to(user).filter(
        kind__in=LEDGER_KINDS, is_archived=False
    )
    return list(rows.order_by("-row"))


def meant(
    rows: Iterable[SupplementProduct], *, words: str, compound: str
) -> list[SupplementProduct]:
    """The products that words of a written line may mean, the likeliest first.

    `compound` is the family that was written, or empty; a product of another one is not meant.
    """
    said = set(text.normalise(words).split())
    ranked = []
    for place, row in enumerate(rows):
        shared = len(said & set(text.normalise(f"{row.name} {row.unit}").split()))
        same = bool(compound) and row.compound == compound
        if same or (shared and not (compound and row.compound)):
            ranked.append((-same, -shared, place, row))
    return [row for *_rank, row in sorted(ranked, key=lambda one: one[:3])]


def item_of(row: SupplementProduct) -> Item:
    """Amounts are per unit. All of its magnesium counts to the limit; unknown stays unknown."""
    known = row.magnesium_mg
    return Item(
        id=row.id,
        own=True,
        slug="",
        kind=LEDGER_KINDS[ProductKind(row.kind)],
        name=row.name,
        group="",
        content=row.content,
        magnesium_mg=known,
        fill_mg=known,
        # One tablet can hold 300 mg: for a supplement there is no guess.
        low_mg=0.0 if known is None else known,
        high_mg=known,
        limit_mg=known,
        basis=row.basis,
        portions=(),
        dataset=OWN_DATASET,
        release="",
        code=str(row.id),
        counted_in=row.unit,
    )
