"""Serves Mg24 with granian and says where."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker import demo


class Command(BaseCommand):
    help = "Serve Mg24 on PORT (on loopback, unless PUBLIC_URL is somewhere else)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        host = "127.0.0.1" if settings.PUBLIC.loopback else "0.0.0.0"  # noqa: S104 - a proxy or the house's own network asks
        self.stdout.write(f"\nMg24 is at {settings.PUBLIC.url}/  (Ctrl-C stops it)")
        password = demo.password(settings.DATA_DIR)
        if settings.PUBLIC.loopback and password:
            self.stdout.write(f"Demo diary: {demo.EMAIL}  password: {password}\n")
        self.stdout.flush()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        os.execv(  # noqa: S606 - the server takes this process over, so that signals reach it
            sys.executable,
            [
                sys.executable,
                "-m",
                "granian",
                "--interface",
                "wsgi",
                "--host",
                host,
                "--port",
                str(settings.PORT),
                "--workers",
                str(settings.WORKERS),
                "--blocking-threads",
                "4",
                "--no-ws",
                "--log-level",
                "warning",
                "tracker.wsgi:application",
            ],
        )
