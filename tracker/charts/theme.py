"""Colours, patterns and sizes of all figures.

The palette is Okabe and Ito's, which people with a colour deficiency tell apart. Every source
also has its own pattern, so that a print in grey tells as much.
"""

from dataclasses import dataclass

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
TEXT = "#222222"
QUIET = "#555555"
GRID = "#e3e3e3"
AXIS = "#8a8a8a"
PAPER = "#ffffff"
LEVEL = "#222222"
LEVEL_BAND = "#dddddd"
EVENT = "#555555"

# A bar takes this part of its day or week.
BAR_SHARE = 0.82
# The width of a dot, in the drawing's units or in pixels.
DOT = 6


@dataclass(frozen=True)
class Style:
    """How a source is drawn: solid with its pattern in `mark`, or pale, on `tint`, in `colour`.

    `pattern` is "" (plain) or one of Plotly's names "/", "\\", "-" and "x"; `faint_pattern` is the
    one where it is pale.
    """

    colour: str
    tint: str
    mark: str
    pattern: str
    faint_pattern: str


STYLES = {
    "food": Style("#009e73", "#dff3ec", "#009e73", "", "/"),
    "water": Style("#56b4e9", "#e6f4fc", "#56b4e9", "", "-"),
    "supplement": Style("#e69f00", "#fdf1d8", "#ffffff", "\\", "x"),
    "open": Style("#777777", "#ffffff", "#777777", "/", "/"),
    "cramp": Style("#d55e00", "#fbe6d6", "#d55e00", "", "/"),
    "sleep": Style("#0072b2", "#0072b2", "#0072b2", "", ""),
    "fatigue": Style("#9c4f7f", "#9c4f7f", "#9c4f7f", "", ""),
    "line": Style("#000000", "#000000", "#000000", "", ""),
}
