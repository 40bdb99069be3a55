from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from foods import lexicon
from foods.quickadd.results import Choice, Item, Line


class Command(BaseCommand):
    help = "Show what a written line is understood as. Nothing is saved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *, text: str, lang: str | None, **_options: Any) -> None:
        lang = lang or settings.LANGUAGE_CODE.partition("-")[0]
        with translation.override(lang):
            self.stdout.write(_written(lexicon.read(text, lang=lang)))


def _written(line: Line) -> str:
    items = [text for item in line.items for text in (_item(item), *_alternatives(item))]
    unknown = [_("%(text)s: not understood") % {"text": one.text} for one in line.unknown]
    return "\n".join([*items, *unknown]) or _("Nothing was written.")


def _item(item: Item) -> str:
    sure = _("%(percent)d %% sure") % {"percent": round(item.confidence * 100)}
    if item.food is None:
        compound = item.compound or _("compound unknown")
        return f"{item.text}: {_('supplement')}, {compound}, {item.amount:g} {item.unit}, {sure}"
    amount = f"{item.amount:g} {item.unit}"
    return f"{item.text}: {_choice(item.food)} ({amount}), {sure}"


def _choice(choice: Choice) -> str:
    return f"{choice.name}, {choice.grams:g} g"


def _alternatives(item: Item) -> list[str]:
    return [f"  {_('or')} {_choice(choice)}" for choice in item.alternatives]
