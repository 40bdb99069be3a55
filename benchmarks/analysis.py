"""What the analysis costs: an association over a year, and the days of ten years of diary.

    .venv/bin/python -m benchmarks.analysis [rounds]

Prints medians of process CPU. The aims: an association below 0.5 s over 365 days and below 0.1 s
over 120; the rows of ten years (55,000 entries in a temporary database) within 3 times the one
statement that adds them up by day and source. The reference is the definition of the association's
regression, written with a matrix for each point of its grid.
"""

import datetime as dt
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import tests.installation  # noqa: F401  # a temporary data directory

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

import django

django.setup()

import numpy as np
import uuid_utils.compat
from django.core.management import call_command
from django.db.models import Sum
from django.utils import timezone

from tracker import frames
from tracker.analysis import association, calibration, looks, pairing, serial
from tracker.analysis.verdicts import OUTCOMES
from tracker.models import Day, IntakeEntry, User
from tracker.rules import trend

ROUNDS = 20
FATIGUE = OUTCOMES[-1]
FIRST = dt.date(2016, 1, 1)
YEARS_DAYS, LINES_A_DAY = 3650, 15


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"medians of {rounds} rounds, ms of process CPU")
    for days in (120, 365):
        an_association(days, rounds=rounds)
    ten_years(rounds=rounds)


def an_association(days: int, *, rounds: int) -> None:
    diary = calibration.null_diary(days=days, phi=0.6, seed=(1,))
    pairs = pairing.pairs(diary, pairing.intake_before(diary), outcome=FATIGUE.key)
    assert pairs is not None

    def ours() -> float:
        (answer,) = association.associations(diary, alpha=looks.ALPHA, outcomes=[FATIGUE])
        assert answer.estimate is not None
        return answer.estimate.per_mg

    def matrices() -> float:
        outcome = pairs.table["outcome"].to_numpy(dtype=float)
        return by_matrices(outcome, pairing.design(pairs), pairs.days)

    assert math.isclose(ours(), matrices(), rel_tol=1e-6)
    print(f"association over {days} days     {cpu(ours, rounds=rounds):8.1f}")
    print(f"  its definition by matrices {cpu(matrices, rounds=min(rounds, 5)):8.1f}")


def by_matrices(outcome: serial.Numbers, design: serial.Numbers, days: serial.DayNumbers) -> float:
    """The posterior mean: 29 correlation matrices, their determinants and inverses."""
    apart = np.abs(np.subtract.outer(days, days)).astype(float)
    logs, estimates = [], []
    for phi, share, prior in serial.GRID:
        matrix = share * phi**apart
        np.fill_diagonal(matrix, 1.0)
        precise = np.linalg.inv(matrix)
        inner = design.T @ precise @ design
        found = np.linalg.solve(inner, design.T @ precise @ outcome)
        error = outcome - design @ found
        freedom = len(outcome) - design.shape[1]
        size = np.linalg.slogdet(matrix)[1] + np.linalg.slogdet(inner)[1]
        logs.append(math.log(prior) - size / 2 - freedom / 2 * math.log(error @ precise @ error))
        estimates.append(found[-1])
    weights = np.exp(np.array(logs) - max(logs))
    return float(weights @ estimates / weights.sum())


def ten_years(*, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    user = User.objects.create_user("ada@example.org")
    fill(user)
    last = FIRST + dt.timedelta(days=YEARS_DAYS - 1)
    entries = IntakeEntry.objects.visible_to(user).filter(date__gte=FIRST, date__lte=last)

    def statement() -> list[object]:
        return list(entries.order_by().values_list("date", "kind").annotate(Sum("magnesium_mg")))

    def rows() -> tuple[trend.DayRow, ...]:
        return trend.with_means(frames.day_rows(user, first=FIRST, last=last))

    base = cpu(statement, rounds=rounds)
    print(f"one statement over ten years   {base:8.1f}")
    for name, measured in {
        "rows a day, as a frame        ": lambda: frames.days(user, first=FIRST, last=last),
        "rows of a chart, with means   ": rows,
    }.items():
        spent = cpu(measured, rounds=rounds)
        print(f"{name} {spent:8.1f}   {spent / base:.2f} times the statement")


def fill(user: User) -> None:
    """Entries as if logged: a person who eats the same dozen things in changing amounts."""
    chance, at = random.Random(1), timezone.now()
    kept = {"user": user, "updated_at": at}
    entries, days = [], []
    for number in range(YEARS_DAYS):
        date = FIRST + dt.timedelta(days=number)
        for place in range(LINES_A_DAY):
            known = None if chance.random() < 0.05 else Decimal(chance.randrange(60_000)) / 1000
            entries.append(
                IntakeEntry(
                    **kept, **identity(number * LINES_A_DAY + place), date=date, name="x", amount=1,
                    kind=("food", "water", "supplement")[(place > 11) + (place > 13)],
                    magnesium_mg=known, fill_mg=known, low_mg=known, high_mg=known, limit_mg=0,
                    known_share=0 if known is None else 1, grams=100, water_g=50,
                    energy_kcal=Decimal(chance.randrange(300_000)) / 1000,
                )
            )  # fmt: skip
        days.append(Day(**kept, **identity(number), date=date, confirmed="complete"))
    IntakeEntry.objects.bulk_create(entries, batch_size=500)
    Day.objects.bulk_create(days, batch_size=500)


def identity(seq: int) -> dict[str, object]:
    return {"id": uuid_utils.compat.uuid7(), "version": uuid_utils.compat.uuid7(), "seq": seq}


def cpu(run: Callable[[], object], *, rounds: int) -> float:
    run()
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        run()
        spent.append(1000 * (time.process_time() - started))
    return statistics.median(spent)


if __name__ == "__main__":
    main()
