"""What a worker holds in memory: the analysis costs more than the rest, and comes when asked."""

import json
import subprocess
import sys

SERVES = """
import json, sys
from tracker import wsgi
from django.urls import get_resolver

def views(patterns):
    for pattern in patterns:
        yield from views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]

names = [pattern.name for pattern in views(get_resolver().url_patterns)]
print(json.dumps([names, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_a_worker_that_serves_the_diary_and_the_sync_never_loads_the_analysis() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVES], check=True, capture_output=True, text=True
    )
    names, loaded = json.loads(done.stdout)
    # Every view was loaded, and with it what the views load.
    assert {"today", "trends", "api-sync"} <= set(names)
    assert "django" in loaded
    assert not {"pandas", "numpy", "scipy", "plotly"} & set(loaded)
