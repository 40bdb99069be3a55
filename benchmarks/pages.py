"""CPU of the day page and the search against a bare page, measured in turn in one process.

    .venv/bin/python -m benchmarks.pages [rounds]

A diary of 120 days is made in a temporary database. Prints the median milliseconds of process CPU
for each page and the ratio to the bare one; the aims are 4 for the day page and 3 for the search.
"""

import datetime as dt
import os
import statistics
import sys
import time
from pathlib import Path

import tests.installation

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from foods import importing
from tracker import demo
from tracker.models import User

WARM_UP = 5
ROUNDS = 100


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    client = signed_in()
    yesterday = (timezone.now() - dt.timedelta(days=1)).date()
    pages = {
        "bare page": "/bare/",
        "day page": f"/days/{yesterday}/",
        "search, two letters": f"/days/{yesterday}/search/?q=ba",
        "search, a word": f"/days/{yesterday}/search/?q=havermout",
        "search, a typo": f"/days/{yesterday}/search/?q=almnd",
    }
    times: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(WARM_UP + rounds):
        for name, address in pages.items():
            spent = cpu_ms(client, address)
            if number >= WARM_UP:
                times[name].append(spent)
    base = statistics.median(times["bare page"])
    print(f"{rounds} rounds, median ms of process CPU a request, the test client's own included")
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:22} {median:7.2f} ms   {median / base:5.2f} times the bare page")


def signed_in() -> Client:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    importing.load_fixture(settings.BASE_DIR / "fixtures")
    user = User.objects.create_user("bench@example.org")
    demo.fill(user, at=timezone.now())
    client = Client(headers={"accept-language": "nl"}, SERVER_NAME="localhost")
    client.force_login(user)
    return client


def cpu_ms(client: Client, address: str) -> float:
    started = time.process_time()
    response = client.get(address)
    spent = time.process_time() - started
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return 1000 * spent


if __name__ == "__main__":
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    Path(tests.installation.FOLDER, "static").mkdir(exist_ok=True)
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        main()
