"""Dutch and English are equal: no string ships in one of them alone."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("tracker/locale/nl/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%%")


def catalogue(root: Path = ROOT) -> Catalog:
    with (root / CATALOGUE).open("rb") as file:
        return read_po(file, locale="nl")


def messages(found: Catalog) -> list[Message]:
    return [message for message in found if message.id]


def texts(part: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One text, or those of singular and plural."""
    return (part or "",) if isinstance(part, str | None) else tuple(part)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not on this machine")
def test_every_string_of_code_and_pages_is_in_the_dutch_catalogue(tmp_path: Path) -> None:
    for folder in ("foods", "tracker", "api", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = ["makemessages", "--locale", "nl", "--no-wrap", "--no-obsolete"]
    subprocess.run(
        [sys.executable, "manage.py", *command, "--ignore", "var"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    collected = {(m.context, m.id) for m in messages(catalogue(tmp_path))}
    assert collected == {(m.context, m.id) for m in messages(catalogue())}


def test_every_string_has_its_dutch() -> None:
    missing = [
        message.id
        for message in messages(catalogue())
        if "fuzzy" in message.flags or not all(texts(message.string))
    ]
    assert missing == []


def test_dutch_keeps_every_placeholder() -> None:
    for message in messages(catalogue()):
        wanted = set(PLACEHOLDER.findall(" ".join(texts(message.id))))
        for dutch in texts(message.string):
            assert set(PLACEHOLDER.findall(dutch)) == wanted, message.id


def test_dutch_says_je_and_richtlijn() -> None:
    dutch = [text for message in messages(catalogue()) for text in texts(message.string)]
    assert [text for text in dutch if re.search(r"\b(u|uw|uzelf)\b", text, re.IGNORECASE)] == []
    for message in messages(catalogue()):
        if "guideline" in PLACEHOLDER.sub("", " ".join(texts(message.id))).lower():
            assert "richtlijn" in " ".join(texts(message.string)).lower(), message.id
