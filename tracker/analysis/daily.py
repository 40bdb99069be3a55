"""Entries -> one row a day, with the rules of `rules.day` for many years at once.

Unknown is NaN, never 0: `known_mg` is "at least", `filled_mg` and `high_mg` are NaN for a day
where an unknown part has no estimate or no upper end.
"""

import datetime as dt

import numpy as np
import pandas as pd

from tracker.rules.day import MIN_COVERAGE, SOURCE_OF_KIND, USABLE, Confirmation, Status

SOURCES = ("food", "water", "supplement")

# What the lines of one source on one day add up to. `*_missing` counts the lines without that
# number; `*_covered` weighs each line by the share of it that is known.
SUMS = (
    "lines",
    "unknown",
    "known_mg",
    "low_mg",
    "filled_mg",
    "filled_missing",
    "high_mg",
    "high_missing",
    "limit_mg",
    "limit_missing",
    "energy_kcal",
    "energy_missing",
    "energy_covered",
    "dry_g",
    "dry_missing",
    "dry_covered",
    "lines_covered",
)


def sums(entries: pd.DataFrame) -> pd.DataFrame:
    """Add up the ledger by day and source: columns SUMS, index (date, source).

    `entries` has one row a line: date (datetime64), kind, and as floats, NaN for unknown,
    magnesium_mg, fill_mg, low_mg, high_mg, known_share, energy_kcal, grams, water_g, limit_mg.
    """
    known = entries["magnesium_mg"]
    unknown = known.isna() | (entries["known_share"] < 1)
    filled = entries["fill_mg"].fillna(known.where(~unknown))
    high = entries["high_mg"].fillna(filled.where(~unknown))
    dry = (entries["grams"] - entries["water_g"]).clip(lower=0)
    energy = entries["energy_kcal"]
    share = entries["known_share"].where(known.notna(), 0.0)
    lines = pd.DataFrame(
        {
            "lines": 1,
            "unknown": unknown,
            "known_mg": known,
            "low_mg": entries["low_mg"].fillna(known),
            "filled_mg": filled,
            "filled_missing": filled.isna(),
            "high_mg": high,
            "high_missing": high.isna(),
            "limit_mg": entries["limit_mg"],
            "limit_missing": entries["limit_mg"].isna(),
            "energy_kcal": energy,
            "energy_missing": energy.isna(),
            "energy_covered": energy * share,
            "dry_g": dry,
            "dry_missing": dry.isna(),
            "dry_covered": dry * share,
            "lines_covered": share,
        }
    )
    source = entries["kind"].map(SOURCE_OF_KIND).rename("source")
    return lines.groupby([entries["date"], source]).sum()


def days(
    sums: pd.DataFrame, confirmed: pd.Series, *, first: dt.date, last: dt.date
) -> pd.DataFrame:
    """One row for every calendar day from first to last, empty ones too.

    `sums` as above, `confirmed` what was said of a day (a Confirmation by date). Columns: food_mg,
    water_mg, supplement_mg and known_mg (known parts), low_mg, filled_mg, high_mg, coverage (0..1,
    NaN without food), limit_mg (what counts to the supplement limit, known part), limit_unknown,
    energy_kcal (known part), status (a Status), usable.
    """
    calendar = pd.date_range(first, last, name="date")
    tables = {source: _of(sums, source, calendar) for source in SOURCES}
    food, supplement = tables["food"], tables["supplement"]
    whole = sum(tables.values(), start=0 * food)
    coverage = _coverage(food)
    status = _status(
        said=confirmed.reindex(calendar, fill_value=str(Confirmation.OPEN)),
        lines=whole["lines"],
        coverage=coverage,
        unknown_dose=supplement["unknown"] > 0,
    )
    return pd.DataFrame(
        {
            **{f"{source}_mg": table["known_mg"] for source, table in tables.items()},
            "known_mg": whole["known_mg"],
            "low_mg": whole["low_mg"],
            "filled_mg": whole["filled_mg"].where(whole["filled_missing"] == 0),
            "high_mg": whole["high_mg"].where(whole["high_missing"] == 0),
            "coverage": coverage,
            "limit_mg": whole["limit_mg"],
            "limit_unknown": whole["limit_missing"] > 0,
            "energy_kcal": whole["energy_kcal"],
            "status": status,
            "usable": status.isin([str(status) for status in USABLE]),
        }
    )


def _of(sums: pd.DataFrame, source: str, calendar: pd.DatetimeIndex) -> pd.DataFrame:
    """The sums of one source, 0 for a day without a line of it."""
    rows = sums[sums.index.get_level_values("source") == source].droplevel("source")
    return rows.reindex(calendar, columns=list(SUMS)).astype(float).fillna(0.0)


def _coverage(food: pd.DataFrame) -> pd.Series:
    """The share of the food that is known, by energy, else by weight without water, else by
    lines: the first of them that all foods of the day have."""
    shares = [
        (food[f"{basis}_covered"] / food[total]).where(
            (food[f"{basis}_missing"] == 0) & (food[total] > 0)
        )
        for basis, total in (("energy", "energy_kcal"), ("dry", "dry_g"))
    ]
    by_lines = (food["lines_covered"] / food["lines"]).where(food["lines"] > 0)
    return shares[0].fillna(shares[1]).fillna(by_lines).clip(upper=1.0)


def _status(
    *, said: pd.Series, lines: pd.Series, coverage: pd.Series, unknown_dose: pd.Series
) -> pd.Series:
    eaten = coverage.notna()
    is_open = (said == Confirmation.OPEN) | ((said == Confirmation.COMPLETE) & ~eaten)
    cases = [
        (is_open & (lines > 0), Status.PARTIAL),
        (is_open, Status.EMPTY),
        (unknown_dose, Status.LOW_COVERAGE),
        (~eaten, Status.CONFIRMED_NO_FOOD),
        # Rounded, as in rules.day, so that exactly 80 % does not fall below it.
        (coverage.round(9) < MIN_COVERAGE, Status.LOW_COVERAGE),
    ]
    chosen = np.select(
        [case.to_numpy() for case, _ in cases],
        [str(status) for _, status in cases],
        str(Status.COMPLETE),
    )
    return pd.Series(chosen, index=lines.index)
