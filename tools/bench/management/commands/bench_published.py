"""manage.py bench_published: how heavy the published plan is and how long it takes, as a page and as each file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tools.bench.measuring import apart, grown, throwaway_database
from tools.bench.publication import PATHS, publish, weighed


class Command(BaseCommand):
    help = "Measures the published plan in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, default=40, metavar="N")
        parser.add_argument("--times", type=int, default=5, help="how often each one is asked for")

    def handle(self, *, actions, times, **options):
        if actions < 1 or times < 1:
            raise CommandError("Give a number of 1 or more.")
        with TemporaryDirectory() as folder:
            try:
                with throwaway_database(Path(folder)):
                    self.measure(actions, times)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, actions, times):
        apart(grown, actions)
        apart(publish)
        self.stdout.write(f"The published plan with {actions:,} actions")
        self.stdout.write(f"{'address':20}{'KB':>10}{'KB zipped':>12}{'ms':>8}{'MB grown':>10}")
        for path in PATHS:
            one = apart(weighed, path, times)
            sizes = f"{one.size / 1000:10.1f}{one.zipped / 1000:12.1f}"
            self.stdout.write(f"{one.path:20}{sizes}{one.milliseconds:8.0f}{one.grown:10.0f}")
        style = Path(finders.find("jarplan.css")).stat().st_size
        self.stdout.write(f"The page's style sheet, kept by the browser: {style / 1000:.1f} KB")
