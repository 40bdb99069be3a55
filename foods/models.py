"""The public catalogue: foods, what they are called, what a portion weighs, what a group holds."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# uuid5(NAMESPACE_DNS, "foods.mg24"): the ids of foods are made in it, so it never changes.
NAMESPACE = uuid.UUID("f815505f-a360-550e-a567-a0ddbd152327")


def curated_id(slug: str) -> uuid.UUID:
    """The id of a curated food. By slug, since six curated foods share three table rows."""
    return uuid.uuid5(NAMESPACE, slug)


def table_id(dataset: str, *, code: str) -> uuid.UUID:
    """The id of a table's row, the same in every release of the table."""
    return uuid.uuid5(NAMESPACE, f"{dataset}:{code}")


class Kind(models.TextChoices):
    FOOD = "food", _("food")
    WATER = "water", _("water")


class MagnesiumBasis(models.TextChoices):
    MEASURED = "measured", _("measured")
    ESTIMATE = "estimate", _("estimate")
    BELOW_LIMIT = "below_limit", _("too little to measure")
    LOGICAL_ZERO = "logical_zero", _("none by nature")
    LABEL = "label", _("from the label")
    UNKNOWN = "unknown", _("unknown")


class EnergyBasis(models.TextChoices):
    TABLE = "table", _("from the table")
    COMPUTED = "computed", _("computed from fat, carbohydrate, fibre, protein and alcohol")
    UNKNOWN = "unknown", _("unknown")


class Match(models.TextChoices):
    DIRECT = "direct", _("the same food")
    PROXY = "proxy", _("the nearest food")
    NONE = "none", _("no row in a table")


class Table(models.Model):
    """A public table that was loaded, or the foods that come with Mg24: which release is in use."""

    CURATED: ClassVar = "curated"

    # A key of sources.SOURCES, or "curated".
    key = models.CharField(max_length=40, primary_key=True)
    # The serial of the release in use, 0 for none: writing it switches every food of the table.
    active = models.PositiveIntegerField(default=0)
    # Off: its foods are not offered. What names one of them still finds it.
    is_on = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("food table")
        verbose_name_plural = _("food tables")

    def __str__(self) -> str:
        return self.key


class Release(models.Model):
    """One load of a table.

    The serials of a table count up from 1. Releases above the one in use are staged: they can be
    taken into use, or the next load throws them away.
    """

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="releases")
    serial = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    # Of the file, so that the same one is recognised.
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    # Every row of the file is in; a load that was broken off goes on where it was.
    is_finished = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "serial"], name="release_serial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.name}"


class SetAside(models.Model):
    """A row of a label source whose numbers cannot be right, until somebody has looked at it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="set_aside")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    # Codes of notes.NOTES.
    doubts = models.JSONField()
    # The FoodRecord.
    record = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="set_aside_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FoodQuerySet(models.QuerySet["Food"]):
    def in_use(self) -> Self:
        """Of each food the version that its table's release in use holds."""
        active = models.F("table__active")
        return self.filter(Q(until=None) | Q(until__gt=active), since__lte=active)

    def in_full(self) -> Self:
        """With names and portions, in three queries whatever the number of foods."""
        return self.prefetch_related("names", "portions")


class Food(models.Model):
    """A food or a water of the catalogue, with the table row its values come from.

    A row is one version of a food. `id` names the food in every release of its table, and the
    releases from `since` to before `until` (serials; None is no end yet) hold this version.
    `content` is the map of `nutrients` per 100 g; an absent nutrient is unknown. `magnesium_mg` and
    `energy_kcal` repeat two of its values for the database. Rows are written by rows.py only.
    """

    # Given by the loader: names and portions are written with it, many at a time.
    row = models.BigIntegerField(primary_key=True, editable=False)
    id = models.UUIDField(editable=False)
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="+", db_index=False)
    since = models.PositiveIntegerField(default=1, editable=False)
    until = models.PositiveIntegerField(null=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FOOD)
    group = models.CharField(max_length=40)
    # 1: everyday foods, 2: less common ones, 3: the rows of whole tables.
    tier = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(default=dict, blank=True)
    magnesium_mg = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    magnesium_basis = models.CharField(
        max_length=20, choices=MagnesiumBasis.choices, default=MagnesiumBasis.UNKNOWN
    )
    # Per 100 g, where magnesium is unknown and yet known to lie between two values (tap water).
    low_mg = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    fill_mg = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    high_mg = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    energy_kcal = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    energy_basis = models.CharField(
        max_length=20, choices=EnergyBasis.choices, default=EnergyBasis.UNKNOWN
    )
    # Nutrients the table gives as "traces" (content has 0) or "< x" (content has x / 2).
    below_limit = models.JSONField(default=list, blank=True)
    dataset = models.CharField(max_length=40)
    release = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    source_description = models.CharField(max_length=400, blank=True)
    match = models.CharField(max_length=10, choices=Match.choices, default=Match.DIRECT)
    # Codes of notes.NOTES.
    notes = models.JSONField(default=list, blank=True)
    # A digest of what the loader last wrote, so that an unchanged food is left alone.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar = FoodQuerySet.as_manager()

    class Meta:
        verbose_name = _("food")
        verbose_name_plural = _("foods")
        indexes = [
            models.Index(fields=["dataset", "code"], name="food_dataset_code"),
            models.Index(fields=["table", "since"], name="food_table_since"),
            models.Index(
                fields=["table", "until"], condition=Q(until__isnull=False), name="food_table_until"
            ),
        ]
        # A comparison with NULL is neither true nor false, and a check lets that pass: so "is not
        # null" stands beside each comparison.
        constraints = [
            models.UniqueConstraint(fields=["id", "since"], name="food_version_once"),
            models.CheckConstraint(
                condition=Q(magnesium_mg__isnull=True, magnesium_basis=MagnesiumBasis.UNKNOWN)
                | (
                    Q(magnesium_mg__isnull=False, magnesium_mg__gte=0)
                    & ~Q(magnesium_basis=MagnesiumBasis.UNKNOWN)
                ),
                name="food_magnesium_known_or_not",
            ),
            models.CheckConstraint(
                condition=Q(energy_kcal__isnull=True, energy_basis=EnergyBasis.UNKNOWN)
                | (
                    Q(energy_kcal__isnull=False, energy_kcal__gte=0)
                    & ~Q(energy_basis=EnergyBasis.UNKNOWN)
                ),
                name="food_energy_known_or_not",
            ),
            models.CheckConstraint(
                condition=Q(low_mg__isnull=True, fill_mg__isnull=True, high_mg__isnull=True)
                | Q(
                    magnesium_mg__isnull=True,
                    low_mg__isnull=False,
                    fill_mg__isnull=False,
                    high_mg__isnull=False,
                    low_mg__gte=0,
                    fill_mg__gte=models.F("low_mg"),
                    high_mg__gte=models.F("fill_mg"),
                ),
                name="food_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.slug or f"{self.dataset} {self.code}"

    def name_in(self, lang: str) -> str:
        """The food's name in a language, else in any, else its code."""
        names = [name for name in self.names.all() if name.kind == FoodName.Kind.NAME]
        names.sort(key=lambda name: (name.lang != lang, name.lang))
        return names[0].name if names else str(self)

    def names_in(self, lang: str) -> tuple[str, ...]:
        """The name in a language and its synonyms, the name first."""
        names = [name for name in self.names.all() if name.lang == lang]
        names.sort(key=lambda name: (name.kind != FoodName.Kind.NAME, name.id))
        return tuple(name.name for name in names)

    @property
    def portions_in_order(self) -> list["Portion"]:
        """The portions as they are offered: the default first."""
        return sorted(self.portions.all(), key=lambda p: (not p.is_default, p.position))

    @property
    def default_portion(self) -> "Portion | None":
        portions = self.portions_in_order
        return portions[0] if portions else None


class FoodName(models.Model):
    """One name or synonym of a food, and what search reads.

    The key says in which order search considers names when a query matches more than it can rank:
    everyday foods before others, plain ones before dishes, short names before long ones (rows.py).
    """

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        SYNONYM = "synonym", _("synonym")

    # BigAutoField, since only that is the row number on SQLite; the loader gives every key.
    id = models.BigAutoField(primary_key=True)
    # The constraint below serves as its index.
    food = models.ForeignKey(Food, on_delete=models.CASCADE, related_name="names", db_index=False)
    lang = models.CharField(max_length=5)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # search.text.normalise(name): what the index and the ranking work on.
    name_norm = models.CharField(max_length=600, db_index=True)
    # The last parts of Dutch compounds ("brood" of "volkorenbrood"), so that they are found too.
    heads = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["food", "lang", "name"], name="foodname_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Word(models.Model):
    """A word that occurs in names, kept so that a typo can be forgiven."""

    lang = models.CharField(max_length=5)
    word = models.CharField(max_length=80)
    # The lowest tier of the foods that have it: an everyday food is the likelier wish.
    tier = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "lang"], name="word_once")]

    def __str__(self) -> str:
        return self.word


class Portion(models.Model):
    """A household measure of a food."""

    CONVENTION = "convention"

    # The constraints below serve as its index.
    food = models.ForeignKey(
        Food, on_delete=models.CASCADE, related_name="portions", db_index=False
    )
    # By language: a handful in "en", a handje in "nl".
    labels = models.JSONField()
    grams = models.DecimalField(max_digits=9, decimal_places=3)
    # A key of sources.SOURCES, or "convention": a household measure without a stored source.
    source = models.CharField(max_length=40)
    code = models.CharField(max_length=80, blank=True)
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("portion")
        verbose_name_plural = _("portions")
        constraints = [
            models.UniqueConstraint(fields=["food", "position"], name="portion_position_once"),
            models.UniqueConstraint(
                fields=["food"], condition=Q(is_default=True), name="portion_one_default"
            ),
            models.CheckConstraint(condition=Q(grams__gt=0), name="portion_weighs_something"),
        ]

    def __str__(self) -> str:
        return self.label_in("en")

    def label_in(self, lang: str) -> str:
        labels: dict[str, str] = self.labels
        return labels.get(lang) or labels.get("en") or next(iter(labels.values()), "")

    @property
    def is_convention(self) -> bool:
        return self.source == self.CONVENTION


class GroupDensity(models.Model):
    """Magnesium in mg per 100 g over the curated foods of a group; group "" is all foods."""

    group = models.CharField(max_length=40, primary_key=True)
    p10 = models.DecimalField(max_digits=12, decimal_places=4)
    p50 = models.DecimalField(max_digits=12, decimal_places=4)
    p90 = models.DecimalField(max_digits=12, decimal_places=4)
    count = models.PositiveIntegerField()
    release = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.group or "all foods"
