"""Prints the tables of docs/analysis.md: how often a pattern is seen where there is none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

if TYPE_CHECKING:
    from tracker.analysis.calibration import Cell

LOOKS_DAYS = 168
HEADER = "| days | phi | outcome | passed the gates | patterns | Pearson on 7-day means |"


class Command(BaseCommand):
    help = "Take diaries in which nothing goes together through the analysis, and count patterns."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--diaries", type=int, default=1000, help="diaries a cell (1000)")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, diaries: int, seed: int, **_options: Any) -> None:
        for line in tables(diaries=diaries, seed=seed):
            self.stdout.write(line)


def tables(*, diaries: int, seed: int) -> Iterator[str]:
    """Lines of Markdown, each as soon as it is measured."""
    # A command is listed, and others run, without what this one loads.
    from tracker.analysis import calibration  # noqa: PLC0415

    any_pattern = {}
    yield f"Patterns at 0.05, per outcome ({diaries} diaries a cell, seed {seed}):\n\n{HEADER}"
    yield "|---|---|---|---|---|---|"
    for cell in calibration.cells(diaries=diaries, seed=seed):
        yield from _rows(cell)
        any_pattern[cell.days, cell.phi] = _share(cell.any_pattern, cell.diaries)
    yield "\nAny pattern among four outcomes (Holm, alpha 0.02), one look:\n\n| days | phi | any |"
    yield "|---|---|---|"
    for (days, phi), share in any_pattern.items():
        yield f"| {days} | {phi} | {share} |"
    yield f"\nAny pattern at any look within {LOOKS_DAYS} days:\n\n| phi | any |\n|---|---|"
    for phi in calibration.PHIS:
        found = calibration.patterns_in_looks(phi=phi, days=LOOKS_DAYS, diaries=diaries, seed=seed)
        yield f"| {phi} | {_share(found, diaries)} |"
    yield "\nA step in the middle of 120 days:\n\n| phi | beside a trend | Welch's t-test |"
    yield "|---|---|---|"
    for phi in calibration.PHIS:
        steps, welch = calibration.false_steps(phi=phi, days=120, diaries=diaries, seed=seed)
        yield f"| {phi} | {_share(steps, diaries)} | {_share(welch, diaries)} |"


def _rows(cell: "Cell") -> Iterator[str]:
    for key, passed in cell.passed.items():
        counts = _share(cell.patterns[key], passed), _share(cell.pearson[key], passed)
        yield f"| {cell.days} | {cell.phi} | {key} | {passed} | {counts[0]} | {counts[1]} |"


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %" if total else "-"
