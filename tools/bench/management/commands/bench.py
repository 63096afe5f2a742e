"""manage.py bench: what the pages cost, beside an empty page and beside stock Django admin on the same rows; and what
a meeting pack takes.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from jarplan.reporting.packs.outline import FILES
from tools.bench import publication
from tools.bench.measuring import apart, grown, measured, throwaway_database
from tools.bench.pages import FLOOR, PAGES
from tools.bench.wanted import cheaper_sentences, judged, said

MOST = 27  # reference prefixes that the plan of the measurement has: R, RA to RZ


class Command(BaseCommand):
    help = "Measures the pages in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, nargs="+", default=[200, 20_000], metavar="N")
        parser.add_argument("--events", type=int, default=0, metavar="N", help="make the history so long")
        parser.add_argument(
            "--inspections",
            type=int,
            default=1,
            metavar="N",
            help="have the same actions in so many plans, too",
        )
        parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked for")

        parser.add_argument(
            "--pack", type=int, default=400, metavar="N", help="of a meeting pack; 0 makes none"
        )

    def handle(self, *, actions, events, inspections, seconds, pack, **options):
        if not 1 <= inspections <= MOST:
            raise CommandError(f"There can be 1 to {MOST} inspections.")
        with TemporaryDirectory() as folder:
            try:
                self.stdout.write(f"One process on {connection.display_name}, {seconds:g} s a page.")
                # Each size in a database of its own: time only goes on, and a plan begins long before today.
                for size in sorted(actions):
                    found = []
                    for number in sorted({1, inspections}):
                        with throwaway_database(Path(folder)):
                            found.append(self.measure(size, events, number, seconds))
                    if inspections > 1:
                        self.compare(*found, inspections)
                if pack:
                    with throwaway_database(Path(folder)):
                        self.pack(pack)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, size, events, inspections, seconds):
        apart(grown, size, events, inspections)
        self.stdout.write(
            f"\n{size:,} actions" + (f" of {inspections} inspections" if inspections > 1 else "")
        )
        self.stdout.write(
            f"{'page':30}{'ms of CPU':>12}{'x floor':>10}{'again':>10}{'queries':>10}"
            f"{'MB at rest':>12}{'after':>8}{'most':>8}  wanted"
        )
        found = {}
        for page in PAGES:
            found[page.name] = one = apart(measured, page, seconds)
            floor = found[FLOOR].milliseconds
            times = f"{one.milliseconds / floor:10.1f}{one.again / floor:10.1f}"
            memory = f"{one.rest:12.0f}{one.after:8.0f}{one.most:8.0f}"
            line = f"{page.name:30}{one.milliseconds:12.1f}{times}{one.queries:10}{memory}"
            self.stdout.write(f"{line}  {judged(page, found, size)}".rstrip())
        for sentence in cheaper_sentences(found):
            self.stdout.write(sentence)
        return found

    def pack(self, size):
        """What it takes to make a meeting pack of so many actions and its files."""
        apart(grown, size)
        self.stdout.write(
            f"\n{f'A meeting pack of {size:,} actions':34}{'seconds':>10}{'MB at most':>12}{'MB grown':>10}  wanted"
        )
        steps = [apart(publication.frozen), *(apart(publication.filed, kind) for kind in FILES)]
        for one in steps:
            more = "" if one.grown is None else f"{one.grown:10.1f}"
            self.stdout.write(f"{one.name:34}{one.seconds:10.2f}{one.most:12.0f}{more}".rstrip())
        took, most = sum(one.seconds for one in steps), publication.PACK_SECONDS
        self.stdout.write(f"{'all of it':34}{took:10.2f}  {most} s: {said(took <= most)}")
        is_met = steps[0].grown <= publication.PACK_GROWN
        self.stdout.write(f"no worker grows by more than {publication.PACK_GROWN} MB: {said(is_met)}")

    def compare(self, alone, several, inspections):
        """Says which page the same actions make dearest where they are those of several inspections."""
        times = {name: one.milliseconds / alone[name].milliseconds for name, one in several.items()}
        dearest = max(times, key=times.get)
        self.stdout.write(
            f"\nOf {inspections} inspections the dearest page, {dearest}, "
            f"is {times[dearest]:.1f} times what it is of one."
        )
