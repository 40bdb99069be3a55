"""A PostgreSQL of the tests' own, started from the binaries on the machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"


def binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl of the newest PostgreSQL; None without one."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    for folder in reversed(folders):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running() -> Iterator[str]:
    """The DATABASE_URL of an empty server in a temporary folder; as root it runs as postgres."""
    bins = binaries()
    if bins is None:
        raise RuntimeError("There is no PostgreSQL on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="mg24-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _as_owner(
            bins / "initdb",
            "-D",
            folder / "db",
            "-U",
            OWNER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        _as_owner(
            bins / "pg_ctl", "-D", folder / "db", "-w", "-l", folder / "log", "-o", options, "start"
        )
        try:
            yield f"postgres://{OWNER}@127.0.0.1:{port}/postgres"
        finally:
            _as_owner(bins / "pg_ctl", "-D", folder / "db", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(*command: str | Path) -> None:
    words = [str(word) for word in command]
    user = OWNER if os.geteuid() == 0 else None
    subprocess.run(
        words, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
