"""manage.py anchor: says where the history ends, to be kept where whoever owns the database cannot write."""

import os
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.audit.integrity import anchors

BODY = """The history of {product} at {site} ends with this:

{anchor}

Keep this message. Whoever changes or shortens the history before this point later on is found out by

manage.py verify_audit --anchor {number}:{hash}
"""


class Command(BaseCommand):
    help = "Print the head of the history (number, hash, day) to be kept elsewhere, and mail or append it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--append", metavar="FILE", help="add it to this file, on another machine or medium"
        )
        parser.add_argument("--mail", action="store_true", help="send it to the addresses in ANCHOR_EMAIL")

    def handle(self, *, append, mail, **options):
        if mail and not settings.ANCHOR_EMAIL:
            raise CommandError("Set ANCHOR_EMAIL to the addresses that keep the heads of the history.")
        now = anchors.anchor_now(clock.today())
        if append:
            check_before(append)
            add_line(append, str(now))
        if mail:
            told = {"product": settings.PRODUCT_NAME, "site": settings.SITE_URL}
            body = BODY.format(anchor=now, number=now.sequence, hash=now.hash, **told)
            subject = f"{settings.PRODUCT_NAME}: end of the history on {now.noted}"
            send_mail(subject, body, None, settings.ANCHOR_EMAIL)
        self.stdout.write(str(now))


def check_before(path):
    """Refuses a file whose heads are not of this history: what is added to it would cover up that it was changed."""
    if not Path(path).exists() or not Path(path).stat().st_size:
        return
    try:
        wrong = next(anchors.problems(anchors.anchors_in(path)), None)
    except anchors.NotAnAnchor as problem:
        raise CommandError(str(problem)) from problem
    if wrong:
        raise CommandError(f"Nothing was added to {path}. {wrong}")


def add_line(path, line):
    """Adds a line at the end of a file, and has it on the disk before going on."""
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise CommandError(f"{path} cannot be written: {problem}") from problem
