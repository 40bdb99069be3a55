"""Every variable is documented, and a value that cannot be used is refused with what to do."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tracker import environment

ROOT: Path = settings.BASE_DIR
LOOPBACK = environment.public_address({})
PUBLIC = environment.public_address({"PUBLIC_URL": "https://diary.example.org"})


def variables_read() -> set[str]:
    """The names that environment.py asks of its `variables`."""
    tree = ast.parse((ROOT / "tracker/environment.py").read_text())
    return {name for node in ast.walk(tree) for name in _asked(node)}


def _asked(node: ast.AST) -> list[str]:
    """`variables["X"]`, `variables.get("X", ...)` and `flag(variables, "X")`."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "variables":
        parts = [node.slice]
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "variables.get":
        parts = node.args[:1]
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "flag":
        parts = node.args[1:2]
    return [str(part.value) for part in parts if isinstance(part, ast.Constant)]


def documented() -> set[str]:
    rows = re.findall(
        r"^\| `([A-Z_0-9]+)` \|", (ROOT / "docs/operations.md").read_text(), re.MULTILINE
    )
    return set(rows)


def test_every_variable_is_documented() -> None:
    assert {"PORT", "DATABASE_URL", "TRUSTED_PROXIES"} <= variables_read()
    assert variables_read() == documented()


def test_no_variable_is_read_anywhere_else() -> None:
    reading = re.compile(r"os\.(environ(?!\b,)(?!\)|, )|getenv)")
    # copies.py hands the environment on to the programs of PostgreSQL.
    allowed = {"tracker/environment.py", "tracker/settings.py", "tracker/copies.py"}
    found = {
        str(path.relative_to(ROOT))
        for package in ("tracker", "api", "foods")
        for path in (ROOT / package).rglob("*.py")
        if reading.search(path.read_text().replace('os.environ.setdefault("DJANGO_SETTINGS', ""))
    }

    assert not found - allowed


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "0"}, "number from 1 to 65535"),
        ({"PORT": "http"}, "number from 1 to 65535"),
        ({"PORT": "70000"}, "number from 1 to 65535"),
        ({"PORT": "٣"}, "number from 1 to 65535"),
        ({"WORKERS": "0"}, "number from 1 to 64"),
        ({"WORKERS": "many"}, "number from 1 to 64"),
        ({"PUBLIC_URL": "diary.example.org"}, "set it to http or https and a host"),
        ({"PUBLIC_URL": "ftp://diary.example.org"}, "set it to http or https and a host"),
        ({"PUBLIC_URL": "https://diary.example.org/mg24/"}, "without a path"),
        ({"PUBLIC_URL": "https://diary.example.org:port"}, "set it like https://"),
        ({"PUBLIC_URL": "http://diary.example.org"}, "set ALLOW_HTTP=1"),
        ({"PUBLIC_URL": "http://192.168.1.7:8024"}, "Put a TLS proxy in front"),
        ({"PUBLIC_URL": "http://diary.example.org", "ALLOW_HTTP": "perhaps"}, "set it to 1 or 0"),
        ({"SECRET_KEY": "secret"}, "set a longer random one"),
        ({"SIGN_UP": "maybe"}, "set it to open, invited or closed"),
        ({"DATABASE_URL": "mysql://mg24@localhost/mg24"}, "set it to postgres://"),
        ({"DATABASE_URL": "postgres://mg24@localhost:port/mg24"}, "set it to postgres://"),
        ({"DATABASE_URL": "postgres://mg24@localhost"}, "set it to postgres://"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "set it to postgres://"),
        ({"DATABASE_URL": "mg24"}, "set it to postgres://"),
        ({"MAIL_URL": "smtp://mail.example.org:25"}, "go together"),
        (
            {"MAIL_URL": "smtp://mail.example.org:port", "MAIL_FROM": "a@example.org"},
            "set MAIL_URL",
        ),
        ({"MAIL_URL": "smtp://", "MAIL_FROM": "a@example.org"}, "set MAIL_URL"),
        ({"MAIL_URL": "https://mail.example.org", "MAIL_FROM": "a@example.org"}, "set MAIL_URL"),
        ({"TRUSTED_PROXIES": "-1"}, "from 0 to 9"),
        ({"TRUSTED_PROXIES": "Caddy"}, "from 0 to 9"),
        ({"MG24_DATA_DIR": "/dev/null/mg24"}, "name a folder"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_do(
    variables: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)) as refused:
        read_all(variables, folder=tmp_path)

    assert str(refused.value).startswith(tuple(variables))
    assert str(refused.value).endswith(".")


def read_all(variables: dict[str, str], *, folder: Path) -> None:
    """Read everything that settings.py reads."""
    address = environment.public_address(variables)
    environment.port(variables)
    environment.workers(variables)
    environment.data_dir(variables, default=folder)
    environment.secret_key(variables, folder=folder)
    environment.sign_up(variables, address=address)
    environment.database(variables, folder=folder)
    environment.mail(variables)
    environment.trusted_proxies(variables, address=address)


def test_without_any_variable_everything_is_local(tmp_path: Path) -> None:
    read_all({}, folder=tmp_path)

    assert (LOOPBACK.url, LOOPBACK.https, LOOPBACK.loopback) == (
        "http://localhost:8024",
        False,
        True,
    )
    assert environment.sign_up({}, address=LOOPBACK) == "open"
    assert environment.trusted_proxies({}, address=LOOPBACK) == 0
    assert environment.mail({})["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert environment.database({}, folder=tmp_path)["NAME"] == str(tmp_path / "mg24.sqlite3")


def test_mail_without_a_port_takes_the_usual_one() -> None:
    variables = {"MAIL_URL": "smtp+tls://ada:pw@mail.example.org", "MAIL_FROM": "a@example.org"}

    mail = environment.mail(variables)

    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == (
        "mail.example.org",
        587,
        True,
    )
    assert mail["DEFAULT_FROM_EMAIL"] == "a@example.org"


def test_a_public_address_invites_and_expects_one_proxy() -> None:
    assert environment.sign_up({}, address=PUBLIC) == "invited"
    assert environment.trusted_proxies({}, address=PUBLIC) == 1


@pytest.mark.parametrize("url", ["http://localhost", "http://127.0.0.1:9000", "http://[::1]:8024"])
def test_loopback_needs_no_https(url: str) -> None:
    assert environment.public_address({"PUBLIC_URL": url}).loopback


def test_plain_http_in_the_house_has_to_be_meant() -> None:
    house = {"PUBLIC_URL": "http://192.168.1.7:8024", "ALLOW_HTTP": "1"}

    assert environment.public_address(house).url == "http://192.168.1.7:8024"
    assert environment.sign_up({}, address=environment.public_address(house)) == "invited"


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = environment.secret_key({}, folder=tmp_path)

    assert len(first) >= 50
    assert environment.secret_key({}, folder=tmp_path) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def manage(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "MG24_DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_behind_https_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        folder=tmp_path,
        PUBLIC_URL="https://diary.example.org",
    )

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_plain_http_in_public_does_not_start(tmp_path: Path) -> None:
    refused = manage("check", folder=tmp_path, PUBLIC_URL="http://diary.example.org")

    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1]
    assert "set ALLOW_HTTP=1" in last
    meant = manage("check", folder=tmp_path, PUBLIC_URL="http://diary.example.org", ALLOW_HTTP="1")
    assert meant.returncode == 0, meant.stderr
