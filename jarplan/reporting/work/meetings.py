"""The meetings to come, for the members who sit in them: what each is asked. My work shows them, the dashboard names
them and messages are made of them.
"""

from datetime import date, timedelta

from django.urls import reverse

from actions.rules.records import start_of
from jarplan.dates import in_full
from jarplan.people.roles import Role
from jarplan.reporting.work.items import Item, ItemQueue, those_with_items
from recommendations.limits import asking
from recommendations.meetings.queries import meetings
from recommendations.within import EVERYTHING

# How long before a meeting its members are written to about it.
BEFOREHAND = timedelta(days=7)
HEADS = ("Meeting", "Item and decision requested", "Date")


def meeting_queues(user, day, within=EVERYTHING, until=date.max):
    """A queue of the meetings to come until a day, the next one first, for those who sit in them."""
    if not user.has_role(Role.CABINET):
        return []
    theirs = asking(user, Role.CABINET)
    # A role that is limited to inspections sits in the meetings about all of them, too.
    coming = [
        one
        for one in meetings(None, within)
        if day <= one.held_on <= until and (not one.inspection or theirs(one.inspection))
    ]
    items = tuple(item(one, day) for one in coming)
    queue = ItemQueue("meetings", "Upcoming meetings", "", HEADS, "View meeting", items, look="wide-about")
    return those_with_items(queue)


def soon(user, day):
    """The same, as far as somebody is to be written to about them today."""
    return meeting_queues(user, day, until=day + BEFOREHAND)


def item(meeting, day):
    href = reverse("actions:meeting", args=[meeting.uuid])
    about = f"{meeting.purpose}: {meeting.asked}" if meeting.asked else meeting.purpose
    words = f"{in_full(meeting.held_on)}, {in_days((meeting.held_on - day).days)}"
    return Item(meeting.body, href, about, words, href, since=start_of(meeting.held_on - BEFOREHAND))


def in_days(number):
    if number < 2:
        return ("today", "tomorrow")[number]
    return f"in {number} days"
