"""Spreadsheets, .xlsx and .xls, as rows of cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import xlrd

from foods.importers.amounts import Cell
from foods.importers.files import FileError, zip_of

MOST_UNPACKED = 500_000_000
LARGEST_XLS = 100_000_000
MOST_COLUMNS = 300
MOST_ROWS = 1_000_000

Row = tuple[Cell, ...]


def xlsx(path: Path) -> Iterator[Row]:
    """The rows of the first sheet of an .xlsx, one at a time."""
    _check_xlsx(path)
    # Opened here and not by the reader, which leaves a damaged file open.
    with _readable(path), path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says about its own size need not be so.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS)


def xls(path: Path) -> Iterator[Row]:
    """The rows of the first sheet of an .xls."""
    with _readable(path):
        is_larger = path.stat().st_size > LARGEST_XLS
    if is_larger:
        raise FileError(f"{path.name} is larger than any food table: it is not read.")
    with _readable(path), xlrd.open_workbook(path, on_demand=True, ragged_rows=True) as book:
        sheet = book.sheet_by_index(0)
        for row in range(sheet.nrows):
            yield tuple(sheet.row_values(row, end_colx=MOST_COLUMNS))


def _check_xlsx(path: Path) -> None:
    archive = zip_of(path)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise FileError(f"{path.name} unpacks to far more than a food table: it is not read.")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileError:
        raise
    # A damaged spreadsheet makes its reader fail in any way, an index or an assertion among them.
    except Exception as error:
        raise FileError(
            f"{path.name} cannot be read as a spreadsheet: it is damaged or of another kind "
            f"({type(error).__name__})."
        ) from error
