"""`make test`: every rule of the project once, on both databases and in a real browser.

As root it installs the Debian packages it misses; otherwise it says what it had to leave out,
and with CI=true nothing may be left out.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = {"chromium": "chromium", "PostgreSQL": "postgresql", "gettext": "gettext"}
LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports", "--no-cache"),
    ("djlint", "--lint", "--quiet", "templates", "api/templates"),
    ("mypy", "."),
    ("python", "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0"),
)


def main() -> int:
    run = Run(long="--long" in sys.argv)
    missing = run.install(missing_tools())
    for linter in LINTERS:
        run.step(" ".join(linter), [BIN / linter[0], *linter[1:]])
    marks = "long" if run.long else "not long"
    without = " and not browser" if "chromium" in missing else ""
    run.pytest("SQLite", f"{marks}{without}", {})
    if "PostgreSQL" not in missing:
        with ExitStack() as stack:
            url = stack.enter_context(postgres.running())
            run.pytest("PostgreSQL", f"{marks} and not browser", {"DATABASE_URL": url})
    return run.report(missing)


def missing_tools() -> list[str]:
    found = {
        "chromium": shutil.which("chromium"),
        "PostgreSQL": postgres.binaries(),
        "gettext": shutil.which("xgettext"),
    }
    return [tool for tool, path in found.items() if not path]


class Run:
    """The steps done so far: which failed, and how many tests passed and failed."""

    def __init__(self, *, long: bool) -> None:
        self.long = long
        self.failed: list[str] = []
        self.passed_tests = self.failed_tests = 0

    def install(self, tools: Sequence[str]) -> list[str]:
        """Install what Debian has, when root; returns what is still missing."""
        if not tools or os.geteuid() != 0 or not shutil.which("apt-get"):
            return list(tools)
        packages = [PACKAGES[tool] for tool in tools]
        print(f"Installing {', '.join(packages)}...", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", *packages],
        ):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
        return missing_tools()

    def step(self, name: str, command: Sequence[str | Path]) -> None:
        started = time.monotonic()
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, check=False, capture_output=True, text=True
        )
        self._say(name, ok=done.returncode == 0, started=started)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)

    def pytest(self, name: str, marks: str, variables: dict[str, str]) -> None:
        started = time.monotonic()
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            marks,
            "tests",
            "-p",
            "no:cacheprovider",
        ]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as tests:
            assert tests.stdout is not None
            for line in tests.stdout:
                print(line, end="", flush=True)
                self._count(line)
        # Exit status 5: no test has these marks, as with --long before there is a long one.
        self._say(f"tests on {name}", ok=tests.returncode in (0, 5), started=started)

    def _count(self, line: str) -> None:
        if not re.search(r" in [\d.]+s", line):
            return
        self.passed_tests += sum(int(n) for n in re.findall(r"(\d+) passed", line))
        self.failed_tests += sum(int(n) for n in re.findall(r"(\d+) (?:failed|error)", line))

    def _say(self, name: str, *, ok: bool, started: float) -> None:
        print(f"{'ok  ' if ok else 'FAIL'} {name} ({time.monotonic() - started:.0f} s)", flush=True)
        if not ok:
            self.failed.append(name)

    def report(self, missing: Sequence[str]) -> int:
        for tool in missing:
            print(f"LEFT OUT: what needs {tool} (Debian package {PACKAGES[tool]}).")
        if missing and os.environ.get("CI") == "true":
            self.failed.append(f"without {', '.join(missing)}")
        for name in self.failed:
            print(f"FAILED: {name}")
        print(f"\n{self.passed_tests} passed, {self.failed_tests} failed", flush=True)
        return 1 if self.failed else 0


if __name__ == "__main__":
    sys.exit(main())
