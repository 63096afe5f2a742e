"""The door to strangers' files: each is handled by a process of its own (`worker`) with bounded memory and time and
without any secret, so that no file can take the site down. A PDF or a Word document is made in one too, which gives
its memory back. Whatever becomes of that process, the caller gets what it asked for, or a SheetRefused or NotMade
with a sentence for the page. Needs POSIX limits (Linux, macOS).
"""

import base64
import binascii
import gzip
import hashlib
import io
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import zlib
from dataclasses import dataclass, replace

from django.conf import settings

from jarplan.archives import MEGABYTE
from jarplan.spreadsheets.layout.table import PlanTable
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.wire import Job, NotOurs, decode, encode
from jarplan.spreadsheets.sandbox.worker import NO_MEMORY, NUMBER, PDF, PROBLEMS, READ, ROWS, WORD

# A module of its own and not a fork: a forked server would hand its secret, its database connections and
# its memory to whatever the file makes of the reader.
COMMAND = [sys.executable, "-m", "jarplan.spreadsheets.sandbox.worker"]
# The answer is as untrusted as the file: a reader that was taken over must not fill the server's memory.
MOST_ANSWERED = 40 * MEGABYTE
SLACK = 4  # seconds on the clock for one of the processor: the machine may be busy with others
MOST_LOGGED = 4000  # characters of what the process complained of
# Everything else stays behind: SECRET_KEY, DATABASE_URL, the mail server's password.
HANDED_ON = (
    "PATH",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "PYTHONHASHSEED",
)  # what Python may need to start at all
TOO_SLOW = (
    "Reading this file takes longer than one file may take. Copy the filled cells of the plan into a new workbook, "
    "or into several smaller ones, save as .xlsx, and try again."
)
TOO_MUCH_MEMORY = (
    "Reading this file takes more memory than one file may have. Copy the filled cells of the plan into a new "
    "workbook, or into several smaller ones, save as .xlsx, and try again."
)
NOT_UNDERSTOOD = (
    "This file could not be understood. Save it again in Excel as .xlsx, without pictures and macros, and try "
    "again."
)
NOT_STARTED = (
    "The server could not start reading the file. Nothing is wrong with the file: try again in a few minutes, and "
    "tell the administrator if it happens again."
)
NOT_SET = "The {} could not be made. The web page and the other files hold the same plan; "
AGAIN = NOT_SET + "try again in a few minutes, and tell the administrator if it happens again."
TOO_LONG = NOT_SET + "this one is too long to be made into a {} here, so please tell the administrator."
# Of kept tables. Count on with each change of what a sheet is read as or how that is written: those of before are
# then read anew.
FORMAT = 7
log = logging.getLogger(__name__)


class NotMade(Exception):
    """A document could not be made; the message is a sentence fit for the page."""


@dataclass(frozen=True)
class PlanRead:
    """The PlanTable of a file; the `lines` that said it, packed, by which it can be had again without reading the
    file; and a `seal` on these and on all that the file was read with."""

    table: PlanTable
    lines: bytes
    seal: str


def read_plan(
    file,
    name,
    *,
    kept=(b"", ""),
    mapping=None,
    areas=None,
    remembered=None,
    known=None,
    near=None,
    published=None,
    titles=(),
):
    """The PlanRead of a workbook or CSV file; the options are lay_out()'s. Raises SheetRefused.

    `kept` are the lines and the seal of an earlier one: where they are whole, and the file would be read with the
    same again, the table is made from them. Whether the file is the same is for the caller.
    """
    options = {
        "mapping": mapping,
        "areas": areas,
        "remembered": remembered,
        "known": known,
        "near": near,
        "published": published,
        "titles": tuple(titles),
    }
    job = job_of(READ, name, options)
    lines, seal = kept
    if lines and seal == seal_of(job, lines):
        with gzip.open(io.BytesIO(lines)) as unpacked:
            return PlanRead(decode(unpacked).table, lines, seal)
    answer = answer_of(READ, file, name, options)
    return PlanRead(answer.table, answer.lines, seal_of(job, answer.lines))


def read_rows(file, name, most):
    """The PlanRows of a workbook or CSV file as they stand, their cells by the letter of the column; at most so many.
    Raises SheetRefused."""
    return answer_of(ROWS, file, name, {"most": most}).table.rows


def unpacked(lines):
    """The lines of a PlanRead as they were said; what is not packed, or no longer whole, as it is."""
    try:
        return gzip.decompress(lines)
    except (OSError, EOFError, zlib.error):
        return lines


def seal_of(job, lines):
    """The digest of a table's lines with the job that they answer and the format that they are in."""
    found = hashlib.sha256(f"{FORMAT} {len(job)} ".encode())
    found.update(job)
    found.update(lines)
    return found.hexdigest()


def add_problems(file, name, problems, headers):
    """(bytes, name) of the spreadsheet with its problems beside its rows, as `problems.add_problems` has it."""
    options = {"problems": tuple(map(tuple, problems)), "headers": headers}
    answer = answer_of(PROBLEMS, file, name, options)
    try:
        return base64.b64decode(answer.content, validate=True), answer.name
    except binascii.Error as error:
        raise SheetRefused(NOT_UNDERSTOOD) from error


def made_pdf(content, **options):
    """The bytes of a PDF of an outline, given as JSON; the options are typesetting.to_pdf()'s. Raises NotMade."""
    return _made(PDF, "PDF", content, options)


def made_word_document(content):
    """The bytes of a Word document of an outline, given as JSON. Raises NotMade."""
    return _made(WORD, "Word document", content, {})


def _made(task, kind, content, options):
    limits = {"SHEET_READER_MEGABYTES": settings.PDF_MEGABYTES, "SHEET_READER_SECONDS": settings.PDF_SECONDS}
    try:
        return _whole(base64.b64decode(answer_to(task, content, task, options, limits).content))
    except (SheetRefused, ValueError, zlib.error) as refusal:
        sentence = TOO_LONG if str(refusal) in (TOO_SLOW, TOO_MUCH_MEMORY) else AGAIN
        raise NotMade(sentence.format(kind, kind)) from refusal


def _whole(packed):
    """A document as it was before it was packed; ValueError where it is longer than an answer may be."""
    unpacking = zlib.decompressobj()
    document = unpacking.decompress(packed, MOST_ANSWERED)
    if not unpacking.eof:
        raise ValueError("The document is longer than an answer may be.")
    return document


def answer_of(task, file, name, options):
    """The Answer of a process that did a task with a file, with the most memory it had. Raises SheetRefused."""
    file.seek(0)
    content = file.read(settings.SHEET_MAX_MEGABYTES * MEGABYTE + 1)  # one more tells that it is too long
    return answer_to(task, content, name, options)


def answer_to(task, content, name, options, limits=None):
    """The same with what a file holds, and other limits than those of a spreadsheet."""
    seconds = SLACK * (limits or {}).get("SHEET_READER_SECONDS", settings.SHEET_READER_SECONDS)
    try:
        answer = _answered(job_of(task, name, options, limits), content, seconds)
    except OSError as error:
        log.error("The reader could not be started", exc_info=error)
        raise SheetRefused(NOT_STARTED) from error
    if answer.failed:
        log.warning("The reader failed on a file: %s", answer.failed)
    if answer.refused or answer.failed:
        raise SheetRefused(answer.refused or NOT_UNDERSTOOD)
    return answer


def job_of(task, name, options, limits=None):
    """What the process is told, in bytes: all that its answer depends on, but for the file."""
    # The reader has no settings module, which would read the environment: it is told the limits that are in
    # force.
    held = {name: getattr(settings, name) for name in dir(settings) if name.startswith("SHEET_")}
    options = {key: option for key, option in options.items() if option}
    return b"".join(encode(Job(task, str(name), held | (limits or {}), options)))


def _answered(job, content, seconds):
    """The Answer of a process to a job, for which it has so many seconds on the clock. Raises SheetRefused where it
    ended badly."""
    environment = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    # The file goes in by a temporary file and not by a pipe: a reader that does not read while we write
    # would stop both of us.
    with (
        tempfile.TemporaryDirectory(prefix="sheet-") as folder,
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as complaints,
    ):
        for part in (len(job).to_bytes(NUMBER, "big"), job, content):
            source.write(part)
        source.seek(0)
        process = subprocess.Popen(
            COMMAND,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=settings.BASE_DIR,
            # What it may write at all goes into a folder that is removed with it.
            env={**environment, "TMPDIR": folder},
        )
        heard = _Heard(process, seconds)
        if heard.answer and process.returncode == 0:
            return heard.answer
        complaints.seek(0)
        complaint = complaints.read(MOST_LOGGED).decode("utf-8", "replace")
    log.warning(
        "The reader ended with %s, late: %s, %s", process.returncode, heard.late, complaint or heard.wrong
    )
    raise SheetRefused(heard.sentence(complaint))


class _Heard:
    """What a process said until it ended: its `answer`, or what was `wrong` with it; whether it was `late`."""

    def __init__(self, process, seconds):
        self.process, self.answer, self.wrong, self.late, self.peak = process, None, "", False, 0
        # Packed: an answer is as long as the file's text, and says much of it again and again.
        self.left, self.heard = MOST_ANSWERED, io.BytesIO()
        self.packed = gzip.GzipFile(fileobj=self.heard, mode="wb", compresslevel=1, mtime=0)
        # On the clock, beside the limit of processor time that the reader sets itself: one that only sleeps
        # uses none.
        timer = threading.Timer(seconds, self.stop)
        timer.daemon = True
        timer.start()
        try:
            with process.stdout:
                self.listen()
        finally:
            timer.cancel()
            # It says more than it may and would go on: nobody listens any more.
            if self.left <= 0:
                process.kill()
            process.wait()

    def stop(self):
        self.late = True
        self.process.kill()

    def listen(self):
        lines = self.lines()
        try:
            answer = decode(lines)
            self.packed.close()
            self.answer = replace(answer, peak=self.peak, lines=self.heard.getvalue())
        except (NotOurs, TypeError) as error:
            self.wrong = str(error)
            # Read to its end all the same, or the process blocks on a full pipe and is told as late.
            for _rest in lines:
                pass

    def lines(self):
        """Yield what it says line by line, up to the most that it may say; its last line has its peak."""
        while self.left > 0 and (line := self.process.stdout.readline(self.left)):
            self.left -= len(line)
            if line.startswith(b"# ") and line[2:].strip().isdigit():
                self.peak = int(line[2:])
            else:
                self.packed.write(line)
                yield line

    def sentence(self, complaint):
        """What a person is told of a process that ended badly, by how it ended and what it complained of."""
        code = self.process.returncode
        # The kernel's signal for used-up processor time.
        if self.late or code == -signal.SIGXCPU:
            return TOO_SLOW
        # The kernel kills what leaves it no memory; typst and calamine abort where they get none.
        if self.left <= 0 or code in (NO_MEMORY, -signal.SIGKILL, -signal.SIGABRT):
            return TOO_MUCH_MEMORY
        # Once it has limited itself it can write no complaint: this one is of its start.
        return NOT_STARTED if complaint else NOT_UNDERSTOOD
