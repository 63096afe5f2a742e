"""manage.py bench: what the pages cost, beside an empty page and beside stock Django admin on the same rows."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from tools.bench.measuring import FLOOR, LIST, PAGES, STOCK, apart, grown, measured, throwaway_database


class Command(BaseCommand):
    help = "Measures the pages in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, nargs="+", default=[200, 20_000], metavar="N")
        parser.add_argument("--events", type=int, default=0, metavar="N", help="make the history so long")
        parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked for")

    def handle(self, *, actions, events, seconds, **options):
        with TemporaryDirectory() as folder:
            try:
                self.stdout.write(f"One process on {connection.display_name}, {seconds:g} s a page.")
                # Each size in a database of its own: time only goes on, and a plan begins long before today.
                for size in sorted(actions):
                    with throwaway_database(Path(folder)):
                        self.measure(size, events, seconds)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, size, events, seconds):
        apart(grown, size, events)
        self.stdout.write(f"\n{size:,} actions")
        self.stdout.write(
            f"{'page':30}{'ms of CPU':>12}{'x floor':>10}{'again':>10}{'queries':>10}{'peak MB':>10}"
        )
        found = {}
        for page in PAGES:
            found[page.name] = one = apart(measured, page, seconds)
            floor = found[FLOOR].milliseconds
            times = f"{one.milliseconds / floor:10.1f}{one.again / floor:10.1f}"
            figures = f"{one.milliseconds:12.1f}{times}{one.queries:10}{one.megabytes:10.0f}"
            self.stdout.write(f"{page.name:30}{figures}")
        cheaper = found[STOCK].milliseconds / found[LIST].milliseconds
        self.stdout.write(f"The list of 100 is {cheaper:.1f} times as cheap as stock admin's.")
