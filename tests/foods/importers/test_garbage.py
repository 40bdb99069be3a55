"""What is no table: a sentence that says what is wrong, and no food."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from foods.importers import files, tables
from foods.importers.files import FileError
from foods.importers.records import Contents
from tests.foods.importers import samples

READERS = tables.READERS


def all_of(contents: Contents) -> int:
    return len(list(contents.items))


def refused(source: str, path: Path) -> str:
    with pytest.raises(FileError) as error:
        all_of(READERS[source](path))
    sentence = str(error.value)
    assert sentence.endswith((".", "?"))
    return sentence


@pytest.mark.parametrize("source", ["usda_sr28", "fdc_foundation", "ciqual_2020"])
@pytest.mark.parametrize("share", [0.1, 0.9, 0.999])
def test_a_zip_that_broke_off(tmp_path: Path, source: str, share: float) -> None:
    whole = zip_of(tmp_path, {"food.csv": "x,y\n" * 1000})
    path = tmp_path / "broken.zip"
    path.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])

    assert "Download it again" in refused(source, path)


def test_a_zip_whose_middle_is_damaged(tmp_path: Path) -> None:
    files_of = {
        p.name: p.read_text(encoding="latin-1") for p in samples.PATHS["usda_sr28"].iterdir()
    }
    files_of["NUT_DATA.txt"] *= 50
    whole = bytearray(zip_of(tmp_path, files_of).read_bytes())
    at = whole.index(b"NUT_DATA.txt") + 60
    whole[at : at + 40] = bytes(40)
    path = tmp_path / "damaged.zip"
    path.write_bytes(whole)

    assert "damaged" in refused("usda_sr28", path)


def test_a_zip_bomb_and_a_spreadsheet_bomb(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {"food.csv": "0" * 30_000_000})
    assert "unpacks to far more" in refused("fdc_foundation", path)

    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(samples.PATHS["fndds_2017_2018"]) as real:
        parts = {name: real.read(name) for name in real.namelist()}
    sheet = next(name for name in parts if name.endswith("sheet1.xml"))
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b"<row/>" * 5_000_000 + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content)
    assert "unpacks to far more" in refused("fndds_2017_2018", path)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    for path in (samples.FOLDER / "ciqual_xml").iterdir():
        text = path.read_text(encoding="utf-8")
        bomb = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        (tmp_path / path.name).write_text(text.replace("<TABLE>", bomb + "\n<TABLE>"))

    assert "entities" in refused("ciqual_2020", tmp_path)


def test_entities_that_grow_in_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(samples.PATHS["fndds_2017_2018"]) as real:
        parts = {name: real.read(name) for name in real.namelist()}
    growing = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE s [<!ENTITY e0 "x">{growing}]>'.encode()
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = bomb + parts[sheet][parts[sheet].index(b"<worksheet") :].replace(
        b"Almonds, NFS", b"&e11;"
    )
    assert b"&e11;" in parts[sheet]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert "cannot be read as a spreadsheet" in refused("fndds_2017_2018", path)


def test_a_csv_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    for encoding in ("utf-16", "utf-16-le"):
        path.write_text("code,name\n1,Bread\n", encoding=encoding)
        assert "Save it as CSV UTF-8" in refused("csv", path)
        assert "Save it as CSV UTF-8" in refused("nevo", path)


def test_a_csv_in_another_old_encoding_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("code,name\n1,Bread\n2,Crème\n".encode("cp1252"))

    assert "line 3 is not UTF-8" in refused("csv", path)


def test_a_million_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("code,name," + ",".join(f"c{n}" for n in range(1_000_000)), encoding="utf-8")
    assert "longer than a million characters" in refused("csv", path)

    path.write_text("code,name," + ",".join("x" for n in range(5000)) + "\n", encoding="utf-8")
    assert "5002 columns" in refused("csv", path)


def test_a_wide_spreadsheet_row_costs_no_more_than_its_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(row=2, column=16_384, value="far")
    path = tmp_path / "wide.xlsx"
    book.save(path)

    assert "no column “Food code”" in refused("fndds_2017_2018", path)


@pytest.mark.parametrize("source", READERS)
@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"<html>Not found</html>", b"\xff\xfe\0"])
def test_a_file_of_another_kind(tmp_path: Path, source: str, content: bytes) -> None:
    for ending in (".zip", ".xls", ".xlsx", ".csv", ".json"):
        path = tmp_path / f"file{ending}"
        path.write_bytes(content)

        assert path.name in refused(source, path)


@pytest.mark.parametrize("source", READERS)
def test_a_file_that_is_not_there(tmp_path: Path, source: str) -> None:
    refused(source, tmp_path / "nowhere.csv")


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    path.write_text('code,name\n1,"Bread\n' + "2,Milk\n" * 100_000, encoding="utf-8")

    assert "line" in refused("csv", path)


def test_lines_with_too_few_or_too_many_cells_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("code,name,magnesium_mg\n1,Bread\n2,Milk,11,more,and more\n", encoding="utf-8")

    read = samples.foods("csv", path)

    assert read["1"].content == {}
    assert read["2"].content == {"magnesium_mg": 11.0}


def zip_of(folder: Path, contents: dict[str, str]) -> Path:
    path = folder / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def test_a_true_zip_is_read_without_complaint(tmp_path: Path) -> None:
    assert files.zip_of(zip_of(tmp_path, {"a.csv": "code,name\n"})).namelist() == ["a.csv"]
