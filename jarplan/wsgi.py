"""The door for gunicorn. It stays shut where the clock of somebody's plan is pinned."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jarplan.settings")
application = get_wsgi_application()

from jarplan.reporting.demonstration.mark import set_clock  # noqa: E402 - needs the rooms to be loaded

set_clock()
