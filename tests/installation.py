"""The installation under test, loaded before Django's settings: nothing leaks in from outside."""

import atexit
import os
import shutil
import tempfile
import warnings

FOLDER = tempfile.mkdtemp(prefix="mg24-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for name in (
    "PUBLIC_URL",
    "ALLOW_HTTP",
    "SIGN_UP",
    "MAIL_URL",
    "MAIL_FROM",
    "PORT",
    "SECRET_KEY",
    "TRUSTED_PROXIES",
):
    os.environ.pop(name, None)
os.environ["MG24_DATA_DIR"] = FOLDER
os.environ["SIGN_UP"] = "open"
# Playwright runs an event loop in the thread of the tests; no query runs inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
warnings.filterwarnings("ignore", message="No directory at", module="whitenoise")
