"""Imports written into the small plan without a file being uploaded and read again, and the whole plan to compare."""

from django.apps import apps
from django.core.files.base import ContentFile

from actions.imports import policies
from actions.imports.drafts.preview import names_as_json, rows_as_json
from actions.imports.writing.rows import Writer, actions_concerned
from actions.models import PlanImport
from jarplan.audit.canonical import plain
from jarplan.audit.ledger import lock, verb
from jarplan.audit.models import InForce
from jarplan.audit.subjects import SUBJECTS
from jarplan.files.models import StoredFile
from tests.actions.imports.sheets import matched
from tests.plan import later

WHEN = later(1)
AFTERWARDS = later(75)  # 3 September 2008
PARTS = ("lead", "supportingpartner", "successcriterion")


def imported(by, *rows, name="plan.xlsx", later_dates=(), now=WHEN, **options):
    """The PlanImport that came of a sheet with these rows."""
    match = matched(*rows, **options)
    assert not match.questions() and not match.count("rejected"), "a row of the test is not understood"
    return write(by=by, now=now, match=match, name=name, later_dates=frozenset(later_dates))


@verb
def write(*, by, now, ledger, match, name, later_dates):
    """Writes a match as a confirmed import does."""
    role = policies.check_import(by)
    rows = rows_as_json(match)
    actions = lock(actions_concerned(rows))
    stored = StoredFile(original_name=name, size=1, sha256="0" * 64, uploaded_at=now, uploaded_by=by)
    stored.file.save(name, ContentFile(b"x"), save=False)
    stored.save()
    ledger.record(stored, "file stored", role=role)
    moments = {"uploaded_at": now, "uploaded_by": by, "confirmed_at": now, "confirmed_by": by}
    plan_import = PlanImport.objects.create(file=stored, sha256=stored.sha256, **moments)
    writer = Writer(
        by=by,
        now=now,
        ledger=ledger,
        role=role,
        plan_import=plan_import,
        rows=rows,
        names=names_as_json(match),
        recommendations=[one.recommendation for one in match.rows],
        actions=actions,
        later_dates=later_dates,
    )
    writer.write_all()
    ledger.record(plan_import, "confirmed", role=role)
    plan_import.touched = [[one.subject_kind, str(one.subject)] for one in ledger.entries.values()]
    plan_import.save()
    return plan_import


def everything(but=()):
    """The state of every record of every kind, and every row of the plan's tables; versions left out, and the
    records whose UUIDs are in `but`."""
    but = {str(uuid) for uuid in but}
    states = {
        (kind, str(row.uuid)): {**plain(subject.state(row)), "version": 0}
        for kind, subject in SUBJECTS.items()
        if kind not in ("import", "file")
        for row in subject.instances()
        if str(row.uuid) not in but
    }
    rows = {}
    for room in ("people", "recommendations", "actions", "finance"):
        for model in apps.get_app_config(room).get_models():
            # How long states stood is of the history, which goes on.
            if model is not PlanImport and not issubclass(model, InForce):
                rows[model._meta.model_name] = rows_of(model, but)
    return {"states": states, "rows": rows}


def rows_of(model, but):
    """The rows of a table; the parts of an action are known by what they say."""
    passed_over = {"version"} | ({"id"} if model._meta.model_name in PARTS else set())
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in passed_over]
    found = []
    for row in model._base_manager.order_by("pk"):
        owner = row.action if model._meta.model_name in PARTS else row
        if str(getattr(owner, "uuid", "")) not in but:
            found.append({name: getattr(row, name) for name in names})
    return sorted(found, key=str)
