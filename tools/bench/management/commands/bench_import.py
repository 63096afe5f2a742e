"""manage.py bench_import: how long an import takes and how much memory, beside readers of the same file and beside
the stock admin of django-import-export doing the same import.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from tools.bench import imports
from tools.bench.measuring import apart, throwaway_database

MORE, SHARE = 1.0, 0.5  # targets: seconds above three readings; share of the stock admin's time
START = 2  # target: seconds of the processor until the command has started
FIVE_THOUSAND, MEGABYTES = (
    6,
    150,
)  # targets of their preview: seconds of the processor; MB, with the reading process
A_THOUSAND = 3.5  # target: seconds of the processor through the pages, for a thousand rows or fewer


class Command(BaseCommand):
    help = "Measures the import in a database made for the purpose; your own data is not touched."

    def add_arguments(self, parser):
        parser.add_argument("--rows", type=int, nargs="+", default=[100, 1_000, 5_000], metavar="N")

    def handle(self, *, rows, **options):
        if min(rows) < 2:
            raise CommandError("A plan has at least two rows: its headings and one action.")
        with TemporaryDirectory() as folder:
            try:
                with throwaway_database(Path(folder)):
                    apart(imports.prepared)
                    start = apart(imports.start_of_command)
                    told = f"Start of import_plan: {start:.2f} s of the processor (target {START} s)"
                    self.stdout.write(f"{told}: {said(start <= START)}.")
                    for number in sorted(rows):
                        self.measure(Path(folder), number)
            except (DatabaseError, SystemExit) as problem:
                raise CommandError(f"The database for measuring could not be made: {problem}") from problem
            except RuntimeError as problem:
                raise CommandError(str(problem)) from problem

    def measure(self, folder, number):
        path = folder / f"plan-{number}.xlsx"
        size = apart(imports.written_file, path, number)
        self.stdout.write(
            f"\n{number:,} rows with their headings ({size // 1024:,} KB), {connection.display_name}"
        )
        self.stdout.write(f"{'step':38}{'seconds':>9}{'processor':>11}{'peak MB':>9}{'written':>9}")
        took, peaks, worked = {}, {}, {}
        for what, one in imports.steps(path, str(number)):
            took[what] = one.seconds
            peaks[what], worked[what] = one.megabytes, one.processor
            if what == imports.PAGES:
                through = one.processor
            times = f"{one.seconds:9.2f}{one.processor:11.2f}"
            self.stdout.write(f"{what:38}{times}{one.megabytes:9.0f}{one.written or '-':>9}")
        reader = apart(imports.reader_megabytes, path)
        self.stdout.write(f"The process that reads the file for preview and confirm takes {reader:.0f} MB.")
        for sentence in verdicts(took):
            self.stdout.write(sentence)
        memory = peaks[imports.PREVIEW] - peaks[imports.NOTHING] + reader
        self.stdout.write(of_preview(worked[imports.PREVIEW], memory, number))
        most = A_THOUSAND * max(1, number / 1000)
        self.stdout.write(
            f"Through the pages: {through:.2f} s of the processor (target {most:.2f} s): {said(through <= most)}."
        )


def verdicts(took):
    """The two targets, and whether they are met, from seconds by step."""
    preview, both = took[imports.PREVIEW], took[imports.PREVIEW] + took[imports.CONFIRM]
    most, theirs = 3 * took[imports.OPENPYXL] + MORE, took[imports.DRY] + took[imports.REAL]
    yield (
        f"Preview: {preview:.2f} s; reading three times with openpyxl and a second more takes {most:.2f} s: "
        f"{said(preview <= most)}."
    )
    yield (
        f"Preview and confirm: {both:.2f} s, {both / theirs:.2f} of the stock admin's {theirs:.2f} s "
        f"(target {SHARE}): {said(both <= SHARE * theirs)}."
    )


def of_preview(processor, memory, number):
    """The targets of a preview, by how many rows it has: five thousand, or fewer, may take what they may."""
    share = max(1, number / 5000)
    most, room = FIVE_THOUSAND * share, MEGABYTES * share
    return (
        f"Preview: {processor:.2f} s of the processor (target {most:.0f} s): {said(processor <= most)}; "
        f"{memory:.0f} MB more than an idle process, with that which reads (target {room:.0f} MB): "
        f"{said(memory <= room)}."
    )


def said(met):
    return "met" if met else "not met"
