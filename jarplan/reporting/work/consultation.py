"""What consultation asks of one person: to answer, to respond, to look after what is overdue. My work shows it and
messages are made of it, so that both say the same.
"""

from datetime import timedelta

from django.urls import reverse

from actions.rules.records import start_of
from jarplan.dates import in_full
from jarplan.reporting.work.items import Item, ItemQueue, those_with_items
from recommendations.consultation.queries import to_answer, to_chase, to_respond, waits_for_somebody
from recommendations.within import EVERYTHING

A_DAY = timedelta(days=1)


HEADS = ("Version", "Partner", "Date")


def question_queues(user, day, within=EVERYTHING):
    """Every queue of this person's that something lies on."""
    # Most days there is none; then none of the queries below, each with a plan's published versions in it, is made.
    if not waits_for_somebody(within):
        return []
    here = within.of("consultation")
    return those_with_items(
        ItemQueue(
            "answer",
            "Questions for your organisation about the plan",
            "Read the version, then give your organisation's comments.",
            HEADS,
            "Answer question",
            tuple(asked(row, day) for row in to_answer(user).filter(here)),
        ),
        ItemQueue(
            "respond",
            "Partner comments needing a reply",
            "Say what was changed because of each comment, or why nothing was.",
            HEADS,
            "Reply",
            tuple(
                item(row, f"answered on {in_full(row.answered_on)}", "respond", since=row.answered_at)
                for row in to_respond(user).filter(here)
            ),
        ),
        ItemQueue(
            "overdue",
            "Overdue partner answers",
            "Remind the partner, change the date, or record the answer if it was received another way.",
            HEADS,
            "View question",
            tuple(late(row, "partner") for row in to_chase(user, day).filter(here)),
        ),
    )


def item(row, words, verb, **more):
    """One consultation, and where its verb is done."""
    version = row.version_asked.number
    href = reverse("reporting:version", args=[version])
    path = reverse(f"recommendations:consultation-{verb}", args=[row.uuid])
    return Item(f"Version {version}", href, row.partner_name, words, path, **more)


def asked(row, day):
    """New when it is asked, and once more when its day is over."""
    return (
        late(row, "answer") if day > row.answer_by else item(row, by_when(row), "answer", since=row.asked_at)
    )


def late(row, verb):
    return item(row, by_when(row), verb, is_overdue=True, since=start_of(row.answer_by + A_DAY))


def by_when(row):
    return f"answer due by {in_full(row.answer_by)}"
