"""What reading a written line costs, beside a loop of plain Python, and how many are read right.

    .venv/bin/python -m benchmarks.quickadd [rounds]

Process CPU per phrase, queries included, over the phrases of tests/data in a temporary database: by
the public foods alone, and for a person with a diary of 120 days, 50 own foods and as many
corrections. The aim is 5 ms. The loop tells a slow machine from slow code.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import tests.installation  # noqa: F401 - points the settings at a temporary folder

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from foods import importing, lexicon
from tests.foods.quickadd import builders
from tests.foods.quickadd.builders import Phrase
from tracker import demo, lines, pantry, phrases
from tracker.models import User

FILES = ("", "_held_out", "_second", "_third", "_fourth", "_fifth")
ROUNDS = 10
AIM_MS = 5.0
OWN_FOODS = 50
LOOP = 200_000
T = TypeVar("T")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    importing.load_fixture(settings.BASE_DIR / "fixtures")
    read = [phrase for name in FILES for phrase in right_in(f"phrases{name}.csv")]
    person, today = somebody(), timezone.now().date()
    print(f"loop of {LOOP:,}: {cost_ms(lambda _: sum(range(LOOP)), [None], rounds):.2f} ms")
    public = cost_ms(lambda one: lexicon.read(one.text, lang=one.lang), read, rounds)
    print(f"by the public foods: {public:.2f} ms a phrase (aim {AIM_MS:g})")
    own = cost_ms(
        lambda one: lines.read(person, one.text, lang=one.lang, until=today), read, rounds
    )
    print(f"for a person: {own:.2f} ms a phrase (aim {AIM_MS:g})")


def right_in(name: str) -> list[Phrase]:
    """Say how many phrases of a file are read right, and give all of them."""
    found = builders.phrases(name)
    wrong = [p for p in found if builders.faults(p, lexicon.read(p.text, lang=p.lang))]
    print(f"{name}: {len(found) - len(wrong)} of {len(found)} right")
    return found


def somebody() -> User:
    user, at = User.objects.create_user("bench@example.org"), timezone.now()
    demo.fill(user, at=at)
    own = [pantry.save_own(user, name=f"Own food {n}", at=at) for n in range(OWN_FOODS)]
    phrases.teach(user, [phrases.Lesson(food.id, words=f"word {food.name}") for food in own], at=at)
    return user


def cost_ms(work: Callable[[T], object], of: Sequence[T], rounds: int) -> float:
    """Milliseconds of process CPU one takes: the median of the rounds, after one to warm up."""
    costs = []
    for _ in range(rounds + 1):
        started = time.process_time()
        for one in of:
            work(one)
        costs.append((time.process_time() - started) * 1000 / len(of))
    return statistics.median(costs[1:])


if __name__ == "__main__":
    main()
