"""The process that handles one file for the site, or makes one, and ends: `sandbox` alone starts it, as python -m
jarplan.spreadsheets.sandbox.worker. It has no secret and no database, takes its job from its input, answers on its
output, and limits itself before it looks at the file.
"""

import base64
import gc
import io
import json
import os
import re
import resource
import sys
import traceback
import zlib
from pathlib import Path

from django.conf import settings

from jarplan.archives import MEGABYTE
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.workbook import read_workbook
from jarplan.spreadsheets.sandbox.rows import as_they_stand
from jarplan.spreadsheets.sandbox.wire import Answer, decode, encode

READ, ROWS, PROBLEMS, PDF, WORD = "read", "rows", "problems", "pdf", "word"
NUMBER = 8  # bytes of a number before what it measures
OPEN_FILES = 32
USUAL_KILOBYTES = 100 * 1024  # of a process that has read nothing yet, where the system does not tell
NO_MEMORY = 77  # the exit code of a process that had too little of it
PEAK = b"# %d\n"  # what its last line says: the most memory that it had, in bytes


def main(source, out):
    """Does the job that stands in `source` (its length, the job, the file), and writes the Answer on `out`."""
    gc.disable()  # it ends before looking for rubbish would pay
    job = decode(source.read(int.from_bytes(source.read(NUMBER), "big")).splitlines())
    # Before anything asks for a limit, and instead of DJANGO_SETTINGS_MODULE, which is not in its
    # environment.
    settings.configure(**job.settings)
    # After the imports, whose memory must not count as the file's, and before the file is read.
    limit_itself(job.task)
    try:
        for line in encode(answer_to(job, source.read())):
            out.write(line)
        out.write(PEAK % peak())
        out.flush()
    except MemoryError:
        # At once: leaving the usual way runs cleaning up, for which there is no memory either.
        os._exit(NO_MEMORY)


def answer_to(job, content):
    """The Answer to a job; its refusals and failures are answers as well."""
    try:
        return TASKS[job.task](content, job.name, job.options)
    except MemoryError:
        raise
    except SheetRefused as error:
        return Answer(refused=str(error))
    except Exception as error:  # a hostile file may provoke anything; it is told to the log
        return Answer(failed=_whence(error))


def limit_itself(task):
    """Memory, processor time and files: what this process may take from now on, which it can no longer raise."""
    written = settings.SHEET_MAX_UNPACKED_MEGABYTES * MEGABYTE  # openpyxl writes a workbook by way of files
    most = {
        # No image of its memory on the disk: it would hold the council's file.
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        # No process of its own; but typst sets its pages by threads, which the system counts as such.
        **({} if task == PDF else {resource.RLIMIT_NPROC: 0}),
        # A reader writes nothing at all; even its complaints would fail, which tells them from those of its
        # start.
        resource.RLIMIT_FSIZE: written if task == PROBLEMS else 0,
        resource.RLIMIT_CPU: settings.SHEET_READER_SECONDS,
        # Beyond what it has reserved by now, because that differs between machines by more than a file may
        # take.
        resource.RLIMIT_AS: size() + settings.SHEET_READER_MEGABYTES * MEGABYTE,
    }
    for what, wanted in most.items():
        hard = resource.getrlimit(what)[1]
        # At the lower limit of time the process is killed so that it shows why, at the upper one it does not.
        upper = wanted + 1 if what == resource.RLIMIT_CPU else wanted
        upper = upper if hard == resource.RLIM_INFINITY else min(upper, hard)
        resource.setrlimit(what, (min(wanted, upper), upper))


def size():
    """The memory that this process has reserved by now, in bytes: Python itself and what it has imported."""
    return 1024 * (_of_itself("VmSize") or USUAL_KILOBYTES)


def peak():
    """The most memory that this process had, in bytes. Linux counts in ru_maxrss what the process that started it
    had, so it is asked elsewhere there.
    """
    return 1024 * (_of_itself("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def resident():
    """The memory that this process has now, in bytes; where the system does not tell, the most that it had."""
    return 1024 * _of_itself("VmRSS") or peak()


def _of_itself(name):
    """Kilobytes that Linux tells of this process under a name; 0 on other systems."""
    try:
        # From the kernel's own account of the process; the resource module has no figure of reserved
        # memory.
        found = re.search(rf"{name}:\s*(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _read(content, name, options):
    return Answer(table=lay_out(read_workbook(io.BytesIO(content), name), **options))


def _read_rows(content, name, options):
    return Answer(table=as_they_stand(read_workbook(io.BytesIO(content), name), **options))


def _add_problems(content, name, options):
    from jarplan.spreadsheets.problems import add_problems  # it writes workbooks, which reading does without

    found = options.get("problems", ()), options.get("headers", {})
    content, name = add_problems(content, name, *found)
    return Answer(content=base64.b64encode(content).decode(), name=name)


def _set_pdf(content, name, options):
    # Several threads are no faster, take 10 to 60 MB more, and as many processors from the readers.
    os.environ["RAYON_NUM_THREADS"] = "1"
    from jarplan.spreadsheets.sandbox.typesetting import to_pdf  # 40 MB that no spreadsheet needs

    return _made(to_pdf(json.loads(content), **options), name)


def _write_word(content, name, options):
    from jarplan.spreadsheets.sandbox.wordwriting import to_word_document  # python-docx, as above

    return _made(to_word_document(json.loads(content)), name)


def _made(document, name):
    """A document packed, as the tags of a PDF are most of it: or it would be there five times while it is sent."""
    return Answer(content=base64.b64encode(zlib.compress(document, 1)).decode(), name=name)


def _whence(error):
    """Where an exception came from, without its message, which may quote what a cell says."""
    places = traceback.extract_tb(error.__traceback__)[-6:]
    return f"{type(error).__name__} at " + " > ".join(
        f"{os.path.basename(place.filename)}:{place.lineno}" for place in places
    )


TASKS = {READ: _read, ROWS: _read_rows, PROBLEMS: _add_problems, PDF: _set_pdf, WORD: _write_word}

if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
