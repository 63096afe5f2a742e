"""manage.py verify_audit: proves that the history is whole, or names what is wrong with it."""

from itertools import chain, islice

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jarplan.audit.integrity import anchors, standing, triggers, verification
from jarplan.audit.models import AuditHead

MOST_SHOWN = 50
NO_ANCHOR = (
    "It was held against no head that was kept elsewhere. Whoever owns the database could have written all of it "
    "anew, or cut off its end, and this would not show: use --anchor."
)


class Command(BaseCommand):
    help = "Check every event, state and record against the chain. Ends with an error if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--chain-only", action="store_true", help="do not compare the current records")
        parser.add_argument(
            "--restore-triggers", action="store_true", help="restore the triggers that protect the history"
        )
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            metavar="FILE|NUMBER:HASH",
            help="a head that was kept elsewhere, or a file of them, that the history must have come through",
        )
        parser.add_argument(
            "--from-anchor",
            action="store_true",
            help="trust what was before the last of these heads, and look at what came after it alone",
        )

    def handle(self, *, anchor, from_anchor, chain_only, restore_triggers, **options):
        try:
            kept = sorted(one for place in anchor for one in anchors.anchors_in(place))
        except anchors.NotAnAnchor as problem:
            raise CommandError(str(problem)) from problem
        if from_anchor and not kept:
            raise CommandError("--from-anchor needs an --anchor to begin at.")
        if restore_triggers:
            triggers.restore(connection)
        since = kept[-1] if from_anchor else None
        found = chain(
            anchors.problems(kept),
            verification.problems(rows=not chain_only, since=since),
            standing.problems(connection),
        )
        found = list(islice(found, MOST_SHOWN + 1))
        for sentence in found[:MOST_SHOWN]:
            self.stderr.write(sentence)
        if found:
            more = " or more" if len(found) > MOST_SHOWN else ""
            raise CommandError(f"The history is not whole: {min(len(found), MOST_SHOWN)}{more} problems.")
        head = AuditHead.objects.get(pk=1)
        self.stdout.write(f"The history is whole: {head.sequence} events, ending in {head.hash}.")
        for sentence in limits(kept, since, head):
            self.stdout.write(sentence)


def limits(kept, since, head):
    """Yields what this proof cannot know."""
    if not kept:
        yield NO_ANCHOR
        return
    last = kept[-1]
    if since:
        yield (
            f"What was up to {since.told} was taken on trust and not looked at again, and neither were records that "
            "have not changed since."
        )
    else:
        yield f"No event up to {last.told} has been changed, added or taken away since that was noted elsewhere."
    if after := head.sequence - last.sequence:
        yield (
            f"Events after it: {after:,}. Whoever owns the database could have written these anew: note the head "
            "elsewhere with manage.py anchor."
        )
