"""What time it is for the plan. Views and commands read it once and hand it down; nothing else asks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now():
    """The moment now, aware; on the pinned day (PLAN_TODAY) with the machine's time of day."""
    moment = timezone.now().astimezone(LONDON)
    if settings.PLAN_TODAY:
        return datetime.combine(settings.PLAN_TODAY, moment.timetz().replace(tzinfo=None), LONDON)
    return moment


def day_of(moment):
    """The day of an aware moment, as people in Leicester lived it."""
    return moment.astimezone(LONDON).date()


def today():
    """The day now."""
    return day_of(now())
