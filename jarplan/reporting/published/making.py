"""The files of documents that never change, such as the published versions: made once, by one process at a time, and
kept in the store of files.

Which are owed stands in the database: a document that is read and has no file of a kind, or one made of what it held
before a redaction. So it does no harm where a process dies, or is started twice. Rooms above this one add documents
of their own (DOCUMENTS).
"""

import fcntl
import hashlib
import time
from collections import namedtuple
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from jarplan import clock
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.ledger import lock
from jarplan.background import nudging
from jarplan.files.storage import files_in
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.models import MADE, MadeFile
from jarplan.reporting.published import data, papers
from jarplan.reporting.published.outline import outline
from jarplan.spreadsheets import writing
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.consultation.links import versions_linked
from recommendations.models import PlanVersion
from recommendations.versions.queries import public_versions, redacted

Kind = namedtuple("Kind", "label content_type make")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


KINDS = {
    "pdf": Kind("PDF", "application/pdf", lambda version, content: papers.to_pdf(outline(version, content))),
    "docx": Kind(
        "Word document", DOCX, lambda version, content: papers.to_word_document(outline(version, content))
    ),
    "xlsx": Kind("Excel workbook", writing.XLSX, data.to_xlsx),
    "csv": Kind("CSV", writing.CSV, data.to_csv),
    "json": Kind("JSON", "application/json", data.to_json),
}
DRAFTS = ("pdf", "docx")  # the kinds that there are of a version before it is public
WAIT = 15 * 60  # seconds for which a process waits for the one that makes files just now
PAUSE = 0.5
MAKERS = 2_008_070  # the number by which PostgreSQL knows the lock of whoever makes files


def stamp_of(version):
    """The digest of all that the files of a version are made of. That of a public one changes with a redaction alone;
    that of a draft with its state as well, which its paper names."""
    corrects = version.corrects.number if version.corrects else None
    said = (version.number, version.title, version.digest, version.note, version.published_on, corrects)
    said = said if version.published_at else (*said, version.state)
    taken_out = redacted(version)
    return stamp(said, taken_out.last.hash if taken_out else "")


def stamp(said, redaction):
    """The digest of what is said of a version, and of the event of its last redaction, where there was one."""
    return digest(canonical((*said, redaction) if redaction else said))


@dataclass(frozen=True)
class Documents:
    """A kind of document that files are made of. `field`: of MadeFile, which names the document; `rows`: all of
    them, with what `stamp` and `make` ask of one; `wanted()`: (document, kinds) of those that have files;
    `stamp(document)`: the digest of all that its files are made of; `make(document, kind)`: the bytes of one, or
    NotMade; `is_read(document)`: whether anybody still reads it; `named(document)`: what it is called."""

    field: str
    rows: Callable
    wanted: Callable
    stamp: Callable
    make: Callable
    is_read: Callable
    named: Callable


def wanted_versions():
    """Those that the public may ask for, or somebody who has a link to a draft."""
    yield from ((version, KINDS) for version in public_versions())
    yield from ((version, DRAFTS) for version in versions_linked(clock.today()))


DOCUMENTS = {
    PlanVersion: Documents(
        "version",
        lambda: PlanVersion.objects.select_related("corrects"),
        wanted_versions,
        lambda version: stamp_of(version),
        lambda version, kind: KINDS[kind].make(version, from_text(version.content)),
        lambda version: version.state != PlanVersion.State.WITHDRAWN,
        lambda version: f"Version {version.number}",
    )
}


def owed(again=False):
    """(document without its content, kind) of each file that is not there and is wanted. `again`: those that could
    not be made before as well."""
    rows = [row for row in MadeFile.objects.all() if not (again and row.problem)]
    for about in DOCUMENTS.values():
        made = {(getattr(row, f"{about.field}_id"), row.kind): row.stamp for row in rows}
        for document, kinds in about.wanted():
            stamp = about.stamp(document)
            yield from ((document, kind) for kind in kinds if made.get((document.pk, kind)) != stamp)


def made_file(document, kind):
    """The MadeFile of a document as it is now, or None: one that was made of a draft is not that of the published
    version."""
    about = DOCUMENTS[type(document)]
    row = MadeFile.objects.filter(kind=kind, **{about.field: document}).first()
    return row if row and row.stamp == about.stamp(document) else None


def nudge():
    """Has the files that are owed be made, once what is written here is there."""
    transaction.on_commit(lambda: nudging.nudge("make_files"))


def owed_commands():
    """The arguments of make_files, once where a file is owed."""
    yield from [()] if next(owed(), None) else []


def make_owed(again=False):
    """Makes all files that are owed; (how many were made, a sentence for each that could not be)."""
    made, problems, tried = 0, [], set()
    with only_maker():
        remove_left_behind()
        # Asked anew after each: a redaction meanwhile owes another file.
        while found := next((one for one in owed(again) if keyed(*one) not in tried), None):
            document, kind = found
            tried.add(keyed(document, kind))
            problem = make(document, kind)
            made += not problem
            problems += [f"{DOCUMENTS[type(document)].named(document)}: {problem}"] if problem else []
    return made, problems


def keyed(document, kind):
    return type(document), document.pk, kind


def remove_left_behind():
    """Removes the files without a row: what a process that died had stored. Only for the one maker, who alone stores
    any; they may hold words that were redacted since."""
    found = list(files_in(default_storage, MADE))
    known = set(MadeFile.objects.values_list("file", flat=True))
    for name in found:
        if name not in known:
            default_storage.delete(name)


def make(document, kind):
    """Makes one file and keeps it; returns the sentence that says why not, or ""."""
    about = DOCUMENTS[type(document)]
    document = about.rows().get(pk=document.pk)
    try:
        body, problem = about.make(document, kind), ""
    except NotMade as refusal:
        body, problem = b"", str(refusal)
    keep(document, kind, body, problem)
    return problem


def keep(document, kind, body, problem):
    """Stores a file in place of the one before, unless the document was redacted, withdrawn or taken on since it was
    made."""
    about = DOCUMENTS[type(document)]
    with transaction.atomic():
        (current,) = lock(about.rows().filter(pk=document.pk))
        if not about.is_read(current) or about.stamp(current) != about.stamp(document):
            return
        of = {about.field: document}
        forget(MadeFile.objects.filter(kind=kind, **of))
        sha256 = hashlib.sha256(body).hexdigest() if body else ""
        row = MadeFile(kind=kind, stamp=about.stamp(document), sha256=sha256, problem=problem, **of)
        row.size, row.moment = len(body), clock.now()
        if body:
            row.file.save("", ContentFile(body), save=False)
        row.save()


def forget(rows):
    """Removes made files; nobody reads them from then on."""
    for row in rows:
        row.delete()
        if row.file:
            transaction.on_commit(lambda row=row: row.file.storage.delete(row.file.name))


@contextmanager
def only_maker():
    """Waits until no other process makes files. The lock ends with the process, however that ends; TimeoutError where
    another one does not end."""
    until = time.monotonic() + WAIT
    with claim() as taken:
        while not taken():
            if time.monotonic() > until:
                raise TimeoutError("Another process has been making files for a quarter of an hour.")
            time.sleep(PAUSE)
        yield


@contextmanager
def claim():
    """What tries to take the lock and says whether it has: of the database where several machines may share it, else
    of a file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:

            def taken():
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [MAKERS])
                return cursor.fetchone()[0]

            try:
                yield taken
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MAKERS])
        return
    path = Path(settings.VAR_DIR) / "make_files.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:

        def taken():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield taken
