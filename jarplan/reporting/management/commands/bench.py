"""manage.py bench: how fast the pages are, beside an empty page and beside stock Django admin on the same rows."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from jarplan.reporting.bench.measuring import (
    FLOOR,
    LIST,
    PAGES,
    STOCK,
    apart,
    grown,
    measured,
    throwaway_database,
)


class Command(BaseCommand):
    help = "Measures the pages in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, nargs="+", default=[200, 20_000], metavar="N")
        parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked for")

    def handle(self, *, actions, seconds, **options):
        with TemporaryDirectory() as folder:
            try:
                with throwaway_database(Path(folder)):
                    self.measure(sorted(actions), seconds)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, sizes, seconds):
        self.stdout.write(f"One process on {connection.display_name}, {seconds:g} s a page.")
        for size in sizes:
            apart(grown, size)
            self.stdout.write(f"\n{size:,} actions")
            self.stdout.write(f"{'page':30}{'requests/s':>12}{'x floor time':>14}{'peak MB':>10}")
            found = {}
            for page in PAGES:
                found[page.name] = one = apart(measured, page, seconds)
                times = found[FLOOR].per_second / one.per_second
                self.stdout.write(f"{page.name:30}{one.per_second:12.1f}{times:14.1f}{one.megabytes:10.0f}")
            faster = found[LIST].per_second / found[STOCK].per_second
            self.stdout.write(f"The list of 100 is {faster:.1f} times as fast as stock admin's.")
