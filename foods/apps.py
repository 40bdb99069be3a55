from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from foods import search


class FoodsConfig(AppConfig):
    name = "foods"
    verbose_name = _("Foods")

    def ready(self) -> None:
        post_migrate.connect(search.ensure_index, sender=self, dispatch_uid="foods.search")
