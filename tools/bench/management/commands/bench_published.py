"""manage.py bench_published: what the published plan costs its readers and its maker, as a page and as each file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from jarplan.reporting.published.making import KINDS
from tools.bench import publication, readers
from tools.bench.measuring import apart, grown, throwaway_database
from tools.bench.wanted import said


class Command(BaseCommand):
    help = "Measures the published plan in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, default=40, metavar="N")
        parser.add_argument("--seconds", type=float, default=2.0, help="how long each address is asked for")
        parser.add_argument(
            "--readers",
            type=int,
            default=8,
            metavar="N",
            help="how many read at once from gunicorn; 0 starts none",
        )
        parser.add_argument(
            "--pause",
            type=float,
            default=0.1,
            metavar="SECONDS",
            help="of each reader between two requests; 0 keeps both processors busy",
        )

    def handle(self, *, actions, seconds, readers, pause, **options):
        if actions < 1 or seconds <= 0 or readers < 0 or pause < 0:
            raise CommandError("Give a number of 1 or more.")
        with TemporaryDirectory() as folder:
            try:
                with throwaway_database(Path(folder)):
                    self.measure(Path(folder), actions, seconds, readers, pause)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, folder, actions, seconds, number, pause):
        apart(grown, actions)
        apart(publication.publish)
        self.stdout.write(f"The published plan with {actions:,} actions on {connection.display_name}")
        self.costs(seconds)
        self.weights()
        self.making(actions)
        if number:
            self.crowd(folder, number, seconds, pause)

    def costs(self, seconds):
        self.stdout.write(f"\n{'one request':30}{'ms of CPU':>12}{'x floor':>10}  wanted")
        floor, *found = apart(publication.costs, seconds)
        for one in (floor, *found):
            times = one.milliseconds / floor.milliseconds
            met = f"  {one.wanted:g}: {said(times <= one.wanted)}" if one.wanted else ""
            self.stdout.write(f"{one.name:30}{one.milliseconds:12.2f}{times:10.2f}{met}")

    def weights(self):
        self.stdout.write(f"\n{'weight':30}{'KB':>12}{'KB zipped':>12}")
        for one in apart(publication.weighed):
            self.stdout.write(f"{one.path:30}{one.size / 1000:12.1f}{one.zipped / 1000:12.1f}")
        style = Path(finders.find("jarplan.css")).stat().st_size
        self.stdout.write(f"{'style sheet, kept by browsers':30}{style / 1000:12.1f}")

    def making(self, actions):
        most_seconds, most = publication.MOST_SECONDS, publication.MOST_MEGABYTES
        self.stdout.write(f"\n{'making a file':30}{'seconds':>12}{'MB at most':>12}  wanted")
        for kind in KINDS:
            one = apart(publication.made, kind)
            is_met = one.seconds <= most_seconds and one.most <= most
            # What a process begins with is most of what a short plan takes.
            met = f"  {most_seconds} s, {most} MB: {said(is_met)}" if actions >= publication.A_PLAN else ""
            self.stdout.write(f"{kind:30}{one.seconds:12.2f}{one.most:12.0f}{met}")

    def crowd(self, folder, number, seconds, pause):
        self.stdout.write(
            f"\n{f'{number} readers at once':30}{'answers':>12}{'healthz ms':>12}{'unloaded':>10}{'times':>8}"
            f"{'MB before':>12}{'after':>8}  wanted"
        )
        for rest, one in readers.crowds(folder, publication.PATHS, number, seconds, pause):
            times = one.healthz / rest.healthz
            self.stdout.write(
                f"{one.name:30}{one.answers:12}{one.healthz:12.2f}{rest.healthz:10.2f}{times:8.1f}"
                f"{rest.megabytes:12.0f}{one.megabytes:8.0f}"
                f"  {readers.MOST_TIMES:g} times: {said(times <= readers.MOST_TIMES)}"
            )
