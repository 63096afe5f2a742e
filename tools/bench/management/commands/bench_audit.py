"""manage.py bench_audit: what it costs to prove the history whole, in seconds and memory per 100,000 events."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from tools.bench.measuring import apart, grown, proved, throwaway_database
from tools.bench.plans import AT_ONCE
from tools.bench.wanted import said

UNIT = 100_000
SINCE = 1_000  # events after the checkpoint: more than a council's week
MEGABYTES, WHOLE, LATER = 150, 60, 10  # wanted: of the process, and seconds of the processor per UNIT


class Command(BaseCommand):
    help = "Measures verify_audit in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--events", type=int, default=UNIT, metavar="N")
        parser.add_argument("--actions", type=int, default=2_000, metavar="N")

    def handle(self, *, events, actions, **options):
        if events <= SINCE or actions < AT_ONCE:
            raise CommandError(f"Give more than {SINCE:,} events, and {AT_ONCE:,} actions.")
        with TemporaryDirectory() as folder:
            try:
                with throwaway_database(Path(folder)):
                    self.measure(events, actions)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, events, actions):
        apart(grown, actions, events)
        self.stdout.write(
            f"A history of {events:,} events of {actions:,} actions on {connection.display_name}"
        )
        self.stdout.write(f"{'verify_audit':36}{'s of CPU':>10}{'per 100,000':>13}{'MB':>8}  wanted")
        for name, since, wanted in (("whole", 0, WHOLE), (f"the last {SINCE:,}", events - SINCE, LATER)):
            number, seconds, most = apart(proved, since)
            each = seconds * UNIT / number
            met = said(each <= wanted and most <= MEGABYTES)
            line = f"{name:36}{seconds:10.1f}{each:13.1f}{most:8.0f}"
            self.stdout.write(f"{line}  {wanted} s, {MEGABYTES} MB: {met}")
