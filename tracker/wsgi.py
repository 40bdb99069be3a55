"""The server's entry: granian tracker.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
# What is loaded now stays: the collector need not look through it during a large push.
gc.collect()
gc.freeze()
