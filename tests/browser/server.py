"""The product as a person runs it, in a process of its own, on the database of the tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db import connection

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server; `url` has no slash behind it."""

    url: str

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")


@contextmanager
def serving(**variables: str) -> Iterator[Server]:
    """`manage.py serve` on a free port, with these environment variables."""
    port = _free_port()
    server = Server(f"http://localhost:{port}")
    environment = _environment() | {"PORT": str(port), "PUBLIC_URL": server.url} | variables
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_until_up(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def collect_static() -> None:
    """Hashed and compressed static files; the test process itself serves them plain."""
    ignored = [part for pattern in settings.STATIC_UNUSED for part in ("--ignore", pattern)]
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0", *ignored],
        cwd=settings.BASE_DIR,
        env=_environment(),
        check=True,
    )


def _environment() -> dict[str, str]:
    """Like this process, whose data folder holds the secret key that signs the sessions."""
    return os.environ | {
        "DATABASE_URL": _database_url(),
        "MG24_DATA_DIR": str(settings.DATA_DIR),
        "SIGN_UP": "open",
        "WORKERS": "1",
    }


def _database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, password = quote(database["USER"], safe=""), quote(database["PASSWORD"], safe="")
    host, port = quote(database["HOST"], safe=""), database["PORT"] or 5432
    return f"postgres://{user}:{password}@{host}:{port}/{database['NAME']}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode}.")
        try:
            with urllib.request.urlopen(f"{server.url}/accounts/login/", timeout=5):
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {START_SECONDS} seconds.")
