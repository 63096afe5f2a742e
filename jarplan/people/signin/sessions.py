"""Sessions that end: a while after the person was last seen, and in any case some hours after they signed in. Each
knows whose it is, so that people see and end their own.

The row is read by every signed-in page anyway; it is written for it once a minute at most.
"""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.utils import timezone

SEEN_EVERY = timedelta(minutes=1)
DEVICE = "device"  # in the session: what the person signed in with, in words


class SessionStore(DatabaseStore):
    """`begun`: when the session began; `ended_of`: whose session the browser still names though it has ended."""

    begun = None
    ended_of = None

    @classmethod
    def get_model_class(cls):
        from jarplan.people.models import Session

        return Session

    def _get_session_from_db(self):
        row = self.model.objects.filter(session_key=self.session_key).first()
        now = timezone.now()
        if row is None or is_over(row, now):
            self.ended_of = row and row.person_id
            self._session_key = None
            return None
        self.begun = row.begun
        if now - row.seen >= SEEN_EVERY:
            # A database that only reads for a while goes on being read.
            with suppress(DatabaseError):
                self.model.objects.filter(pk=row.pk).update(seen=now)
        return row

    def create(self):
        """Also what signing in does with the session that there was: from then on the hours count."""
        self.begun = timezone.now()
        super().create()

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.begun, row.seen = self.begun, timezone.now()
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device = data.get(DEVICE, "")
        return row

    def get_expiry_date(self, **kwargs):
        return (self.begun or timezone.now()) + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def get_expiry_age(self, **kwargs):
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))


def is_over(row, now):
    """Whether a session has ended, by its hours or because nobody was there."""
    return row.expire_date <= now or now - row.seen > timedelta(minutes=settings.SESSION_IDLE_MINUTES)


# The name that a browser gives itself holds those of others: the first that is found here is meant.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_of(request):
    """What somebody signs in with, as they would call it."""
    told = request.META.get("HTTP_USER_AGENT", "")
    browser, system = (
        next((words for sign, words in known if sign in told), "") for known in (BROWSERS, SYSTEMS)
    )
    return f"{browser or 'Browser'} on {system}" if system else browser
