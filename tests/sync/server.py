"""A server with a database of its own, to be killed or measured."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

START_S = 60
PREPARE = """
from django.core.management import call_command
from django.utils import timezone
from tracker import devices
from tracker.models import User
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
user = User.objects.create_user("ada@example.org")
for n in range({phones}):
    print(devices.make(user, name=f"phone {{n}}", at=timezone.now())[1])
"""


@dataclass
class Server:
    """A server of its own that can be killed, workers and all, and started again."""

    folder: Path
    database_url: str = ""
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        own = {"MG24_DATA_DIR": str(self.folder), "DATABASE_URL": self.database_url}
        django = {"DJANGO_SETTINGS_MODULE": "tracker.settings", "PORT": str(self.port)}
        return os.environ | own | django

    def prepare(self, *, phones: int) -> list[str]:
        """The tables and an account; the tokens of its phones."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        program = f"import django; django.setup()\n{PREPARE.format(phones=phones)}"
        command = [sys.executable, "-W", "ignore", "-c", program]
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.split()

    def start(self) -> None:
        options = f"--interface wsgi --port {self.port} --workers 2 --log-level critical".split()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options, "tracker.wsgi:application"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_S
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError("The server did not start.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/sync/", timeout=START_S)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code == 401
        except OSError:
            return False
        raise AssertionError("The sync is open to everybody.")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
