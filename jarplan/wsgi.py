"""The door for gunicorn. It stays shut where a pinned clock and the demonstration do not go together."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jarplan.settings")
application = get_wsgi_application()

from jarplan.reporting.demonstration_mark import check_clock  # noqa: E402 - needs the rooms to be loaded

check_clock()
