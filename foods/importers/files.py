"""Opening what people hand in: text, CSV and zips, with limits, and a sentence when it is wrong."""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# Far above every true table, far below what fills a memory.
LONGEST_LINE = 1_000_000
MOST_COLUMNS = 1000
MOST_UNPACKED = 4_000_000_000
# Tables shrink to a fifth or a tenth; what shrinks to a thousandth was made to be a bomb.
MOST_SHRUNK = 200
SMALL = 1_000_000
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileError(ValueError):
    """The file as a whole cannot be read; the sentence says what is wrong and what to do."""


def lines(path: Path, *, encoding: str = "utf-8") -> Iterator[str]:
    """The lines of a text file, with their ends."""
    with _opened(path) as file:
        yield from _decoded(file, name=path.name, encoding=encoding)


def rows(text: Iterator[str], *, name: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a CSV by the names of its first line, which are stripped."""
    reader = csv.reader(text, delimiter=delimiter)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if len(header) > MOST_COLUMNS:
            raise FileError(
                f"{name} has {len(header)} columns; at most {MOST_COLUMNS} are read. "
                "Is it the right file, with the right separator?"
            )
        for cells in reader:
            if cells:
                yield dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise FileError(f"{name}, line {reader.line_num}: {error}.") from error


def need(
    columns: Sequence[str], *, among: Iterator[dict[str, str]], name: str
) -> Iterator[dict[str, str]]:
    """The same rows; FileError when the first of them misses one of the columns."""
    first = next(among, None)
    if first is None:
        raise FileError(f"{name} holds no rows.")
    missing = [column for column in columns if column not in first]
    if missing:
        raise FileError(
            f"{name} has no column “{missing[0]}”. Is it the file that the source publishes?"
        )
    yield first
    yield from among


def sha256(path: Path) -> str:
    """A digest of the file, or of the files of a folder with their names."""
    digest = hashlib.sha256()
    names = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    for name in names:
        digest.update(name.name.encode() + b"\0")
        with _opened(name) as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
    return digest.hexdigest()


def count_lines(path: Path) -> int:
    """About how many rows a CSV has, for the progress bar."""
    with _opened(path) as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


class Bundle:
    """The files of a source that publishes several: a zip, or the folder it was unpacked to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = None if path.is_dir() else zip_of(path)

    def names(self) -> list[str]:
        if self._zip:
            return self._zip.namelist()
        return [str(file.relative_to(self.path)) for file in sorted(self.path.rglob("*"))]

    def find(self, ending: str) -> str | None:
        """The name of the file with this end, whatever folder it lies in and however written."""
        found = [name for name in self.names() if Path(name).name.casefold() == ending.casefold()]
        return found[0] if found else None

    def lines(self, name: str, *, encoding: str = "utf-8") -> Iterator[str]:
        if not self._zip:
            yield from lines(self.path / name, encoding=encoding)
            return
        with self._zip.open(name) as file:
            yield from _decoded(file, name=name, encoding=encoding)

    def rows(self, ending: str, *, encoding: str = "utf-8") -> Iterator[dict[str, str]]:
        """The rows of a CSV. FileError when there is none of that name."""
        name = self.must_find(ending)
        yield from rows(self.lines(name, encoding=encoding), name=name)

    def must_find(self, ending: str) -> str:
        name = self.find(ending)
        if name is None:
            raise FileError(
                f"{self.path.name} holds no {ending}. Give the zip as the source publishes it, "
                "or the folder it was unpacked to."
            )
        return name


def zip_of(path: Path) -> zipfile.ZipFile:
    """The zip, when it is whole and does not unpack to more than any table."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise FileError(
            f"{path.name} is not a whole zip file: it may have broken off. Download it again."
        ) from error
    except OSError as error:
        raise FileError(_not_open(path, error)) from error
    for member in archive.infolist():
        packed = max(member.compress_size, 1)
        is_bomb = member.file_size > SMALL and member.file_size / packed > MOST_SHRUNK
        if is_bomb or member.file_size > MOST_UNPACKED:
            raise FileError(
                f"{path.name} unpacks to far more than a food table holds: it is not read."
            )
    return archive


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise FileError(_not_open(path, error)) from error
    with file:
        yield file


def _not_open(path: Path, error: OSError) -> str:
    return f"{path.name} cannot be opened: {error.strerror or error}."


def _decoded(file: IO[bytes], *, name: str, encoding: str) -> Iterator[str]:
    reader = io.BufferedReader(file) if isinstance(file, io.RawIOBase) else file
    number = 0
    try:
        while line := reader.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                line = _begin(line, name=name)
            if len(line) > LONGEST_LINE:
                raise FileError(
                    f"{name}, line {number} is longer than a million characters: "
                    "this is not a table that can be read."
                )
            yield line.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}, line {number} is not {encoding.upper()} text. Save the file as UTF-8."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileError(f"{name} is damaged in the zip file. Download it again.") from error


def _begin(line: bytes, *, name: str) -> bytes:
    """The first line without a byte order mark; FileError for UTF-16 and for what is no text."""
    if line.startswith(UTF16) or b"\0" in line:
        raise FileError(
            f"{name} is not UTF-8 text: it is UTF-16 or no text at all. Save it as CSV UTF-8."
        )
    return line.removeprefix(b"\xef\xbb\xbf")
