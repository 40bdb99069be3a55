"""Entries -> one row a day, with the rules of `rules.day` for many years at once.

Unknown is NaN, never 0: `known_mg` is "at least", `filled_mg` and `high_mg` are NaN for a day
where an unknown part has no estimate or no upper end.
"""

import datetime as dt

import numpy as np
import pandas as pd

from tracker.rules.day import MIN_COVERAGE, SOURCE_OF_KIND, USABLE, Confirmation, Status

# What the lines of a day add up to. `*_known` counts the lines with that number. The last
# eight are of foods alone: `*_covered` weighs each by the share of it that is known, `dry` is the
# weight without water.
SUMS = (
    "lines",
    "food_mg",
    "water_mg",
    "supplement_mg",
    "low_mg",
    "filled_mg",
    "filled_known",
    "high_mg",
    "high_known",
    "limit_mg",
    "limit_known",
    "unknown_doses",
    "foods",
    "foods_covered",
    "energy_kcal",
    "energy_known",
    "energy_covered",
    "dry_g",
    "dry_known",
    "dry_covered",
)


def sums(entries: pd.DataFrame) -> pd.DataFrame:
    """Add up the ledger by day: columns SUMS, index date.

    `entries` has one row a line: date (datetime64), kind, and as floats, NaN for unknown,
    magnesium_mg, fill_mg, low_mg, high_mg, known_share, energy_kcal, grams, water_g, limit_mg.
    """
    source = entries["kind"].map(SOURCE_OF_KIND)
    known = entries["magnesium_mg"]
    unknown = known.isna() | (entries["known_share"] < 1)
    filled = entries["fill_mg"].fillna(known.where(~unknown))
    high = entries["high_mg"].fillna(filled.where(~unknown))
    lines = pd.DataFrame(
        {
            "lines": 1,
            "food_mg": known.where(source == "food"),
            "water_mg": known.where(source == "water"),
            "supplement_mg": known.where(source == "supplement"),
            "low_mg": entries["low_mg"].fillna(known),
            "filled_mg": filled,
            "filled_known": filled.notna(),
            "high_mg": high,
            "high_known": high.notna(),
            "limit_mg": entries["limit_mg"],
            "limit_known": entries["limit_mg"].notna(),
            "unknown_doses": unknown & (source == "supplement"),
            **_of_foods(entries, is_food=source == "food"),
        }
    )
    return lines.groupby(entries["date"]).sum()


def days(
    sums: pd.DataFrame, confirmed: pd.Series, *, first: dt.date, last: dt.date
) -> pd.DataFrame:
    """One row for every calendar day from first to last, empty ones too.

    `sums` as above, `confirmed` what was said of a day (a Confirmation by date). Columns: food_mg,
    water_mg, supplement_mg and known_mg (known parts), low_mg, filled_mg, high_mg, coverage (0..1,
    NaN without food), limit_mg (what counts to the supplement limit, known part), limit_unknown,
    status (a Status), usable.
    """
    calendar = pd.date_range(first, last, name="date")
    day = sums.reindex(calendar, columns=list(SUMS)).astype(float).fillna(0.0)
    coverage = _coverage(day)
    status = _status(
        said=confirmed.reindex(calendar, fill_value=str(Confirmation.OPEN)),
        lines=day["lines"],
        coverage=coverage,
        unknown_dose=day["unknown_doses"] > 0,
    )
    return pd.DataFrame(
        {
            "food_mg": day["food_mg"],
            "water_mg": day["water_mg"],
            "supplement_mg": day["supplement_mg"],
            "known_mg": day["food_mg"] + day["water_mg"] + day["supplement_mg"],
            "low_mg": day["low_mg"],
            "filled_mg": day["filled_mg"].where(day["filled_known"] == day["lines"]),
            "high_mg": day["high_mg"].where(day["high_known"] == day["lines"]),
            "coverage": coverage,
            "limit_mg": day["limit_mg"],
            "limit_unknown": day["limit_known"] < day["lines"],
            "status": status,
            "usable": status.isin([str(status) for status in USABLE]),
        }
    )


def _of_foods(entries: pd.DataFrame, *, is_food: pd.Series) -> dict[str, pd.Series]:
    foods = entries.where(is_food)
    share = foods["known_share"].where(foods["magnesium_mg"].notna(), 0.0)
    energy = foods["energy_kcal"]
    dry = (foods["grams"] - foods["water_g"]).clip(lower=0)
    return {
        "foods": is_food,
        "foods_covered": share,
        "energy_kcal": energy,
        "energy_known": energy.notna(),
        "energy_covered": energy * share,
        "dry_g": dry,
        "dry_known": dry.notna(),
        "dry_covered": dry * share,
    }


def _coverage(day: pd.DataFrame) -> pd.Series:
    """The share of the food that is known, by energy, else by weight without water, else by
    lines: the first of them that all foods of the day have."""
    shares = [
        (day[f"{basis}_covered"] / day[total]).where(
            (day[f"{basis}_known"] == day["foods"]) & (day[total] > 0)
        )
        for basis, total in (("energy", "energy_kcal"), ("dry", "dry_g"))
    ]
    by_lines = (day["foods_covered"] / day["foods"]).where(day["foods"] > 0)
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
