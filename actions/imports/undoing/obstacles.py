"""Why an import cannot be undone now: what came after it, record by record, in words. Reads only, a few queries
however many records it wrote.
"""

import json
from uuid import UUID

from django.utils.formats import date_format

from actions.imports.undoing.traces import Traces
from actions.models import (
    Action,
    AgendaItem,
    ContentChange,
    DateChange,
    EvidenceUse,
    PlanImport,
    ProgressUpdate,
    SampleCheck,
    SignOff,
    Wait,
)
from actions.reading.evidence import uses_that_count
from actions.rules.fields import MEASURE, PARTS, SIGNED_TEXTS
from jarplan.audit.canonical import digest
from jarplan.audit.ledger import REFUSED
from jarplan.audit.models import AuditEvent
from jarplan.clock import day_of
from jarplan.people.models import Organisation, Post
from jarplan.people.queries import names_of_gone

# A post or an organisation with a later event is in use, and stays; it is no obstacle.
HOLDING_UP = ("action", "sign_off", "date_change", "content_change")
DONE = {
    ("action", "edited"): "{} was edited",
    ("action", "agreed"): "{} was agreed",
    ("action", "withdrawn"): "{} was withdrawn",
    ("action", "reported"): "Progress was reported on {}",
    ("action", "said delivered"): "{} was marked as delivered",
    ("action", "returned"): "{} was returned to its lead",
    ("action", "signed off by the organisation"): "{} was signed off by its lead organisation",
    ("action", "signed off for the board"): "{} was signed off for the board",
    ("action", "date moved"): "The due date of {} was extended",
    ("action", "evidence withdrawn"): "Evidence for {} was withdrawn",
    ("action", "evidence no longer used"): "Evidence for {} is no longer used",
    ("action", "reading withdrawn"): "A measurement of {} was withdrawn",
    ("action", "text removed"): "Text was redacted from {}",
    ("date_change", "agreed"): "The extension of {} was agreed",
    ("date_change", "not agreed"): "The extension of {} was refused",
    ("date_change", "recalled"): "The extension request for {} was withdrawn",
    ("content_change", "agreed"): "A change of {} was agreed",
    ("content_change", "not agreed"): "A change of {} was refused",
    ("content_change", "recalled"): "The request for a change of {} was withdrawn",
}
NAMED_BY = {
    ProgressUpdate: "Progress was reported on {}.",
    EvidenceUse: "Evidence has been attached to {}.",
    DateChange: "An extension of {} was requested.",
    ContentChange: "A change of {} was requested or made.",
    SignOff: "{} was signed off or returned.",
    SampleCheck: "{} was drawn for a sample check.",
    AgendaItem: "{} was put on the agenda of a meeting.",
    Wait: "{} waits for another action, or another action waits for it.",
    Action: "{} has replaced another action.",
}


OWN = ("watches",)  # whoever watches an action goes on reading of it


def obstacles(plan_import, traces=None):
    """[(reference, sentence)]: why this import cannot be undone now, one for each record that holds it up. Empty
    where it can be undone.
    """
    traces = traces or Traces(plan_import)
    found = {}
    for look in (later_events, pointers, gone_names, broken_signatures):
        for reference, sentence in look(traces):
            # One sentence for each record, the first: what came after it may be long.
            found.setdefault(reference, sentence)
    return list(found.items())


def later_events(traces):
    """What happened to the records after the import. What a later import did counts for nothing once that one was
    undone as well.
    """
    after = AuditEvent.objects.filter(sequence__gt=traces.end).exclude(kind=REFUSED).order_by("sequence")
    imports = None
    for kind in HOLDING_UP:
        own = traces.of(kind)
        for event in after.filter(subject_kind=kind, subject__in=list(own)) if own else ():
            # Read only where there is a later event at all.
            imports = imports_after(traces.end) if imports is None else imports
            later = imports.get((event.recorded_at, event.actor))
            if later is None:
                yield event.reference, event_in_words(event)
            elif later.state != PlanImport.State.UNDONE:
                yield event.reference, import_in_words(event, later)


def imports_after(end):
    """{(moment, who): PlanImport} of each confirming and undoing of an import after an event: the events of one verb
    share both.
    """
    events = AuditEvent.objects.filter(
        sequence__gt=end, subject_kind="import", kind__in=["confirmed", "undone"]
    )
    keys = {(event.recorded_at, event.actor): event.subject for event in events}
    imports = (
        PlanImport.objects.select_related("file")
        .defer("preview", "touched")
        .in_bulk(set(keys.values()), field_name="uuid")
    )
    return {key: imports[uuid] for key, uuid in keys.items()}


def event_in_words(event):
    words = DONE.get((event.subject_kind, event.kind), "{} was changed").format(event.reference)
    return f"{words} on {day_in_words(event)} by {event.actor_name}."


def import_in_words(event, plan_import):
    return (
        f"{event.reference} was changed on {day_in_words(event)} by a later import, "
        f"{plan_import.file.original_name}. Undo that import first."
    )


def day_in_words(event):
    return date_format(day_of(event.at), "j F Y")


def pointers(traces):
    """What points to the actions that would leave the plan, in every room, beside their own parts."""
    references = dict(Action.objects.filter(uuid__in=list(traces.leaving)).values_list("pk", "reference"))
    for model, name in relations_to(Action) if references else ():
        rows = model._base_manager.filter(**{f"{name}__in": list(references)})
        for pk in sorted(set(rows.values_list(f"{name}_id", flat=True))):
            words = NAMED_BY.get(model) or f"{{}} is named by a {model._meta.verbose_name}."
            yield references[pk], words.format(references[pk])


def relations_to(model):
    """(model, name of its field) of everything that points to rows of a model, of whatever room, hidden or not; the
    parts of an action left out, and what is a person's own.
    """
    return [
        (relation.related_model, relation.field.name)
        # Asked of the models and not listed: a new room that points to actions holds an undoing up without
        # anybody having to think of it.
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and relation.field.concrete
        and not (model is Action and relation.name in (*PARTS, *OWN))
    ]


def gone_names(traces):
    """The posts and organisations that an action would be given back, and that are there no longer."""
    wanted = {uuid for trace in traces.restored for uuid in names_in(trace.before)}
    known = {
        str(uuid)
        for model in (Post, Organisation)
        for uuid in model.objects.filter(uuid__in=wanted).values_list("uuid", flat=True)
    }
    names = names_of_gone(wanted - known)
    for trace in traces.restored:
        for uuid in names_in(trace.before):
            if uuid not in known:
                name = names.get(uuid, "a post or organisation")
                sentence = f"{trace.reference} was led or supported by {name} before, which no longer exists."
                yield trace.reference, sentence


def names_in(state):
    """The UUIDs of the posts that lead an action and the organisations that support it, as its state has them."""
    leads = [lead["post"] for lead in state["leads"]]
    return leads + [one["organisation"] for one in state["partners"] if one["organisation"]]


def broken_signatures(traces):
    """The signatures that the import ended and that no longer cover what they covered."""
    signatures = SignOff.objects.filter(uuid__in=list(traces.of("sign_off"))).select_related("action")
    signatures = list(signatures.order_by("pk"))
    current_plan = counting_evidence({signature.action_id for signature in signatures})
    for signature in signatures:
        trace = traces.of("action").get(signature.action.uuid)
        if trace is None or trace.before is None:
            continue
        changed = changed_since(signature, trace.before, current_plan.get(signature.action_id, set()))
        if changed:
            said = f"{trace.reference} was signed off, and what was signed off has changed since: {changed}."
            yield trace.reference, said


def counting_evidence(actions):
    """{pk of the action: {(uuid, what it shows, link, SHA-256)}} of evidence that counts for it."""
    uses = uses_that_count().filter(action__in=actions)
    found = {}
    for pk, *one, sha256 in uses.values_list(
        "action", "evidence__uuid", "evidence__shows", "evidence__link", "evidence__file__sha256"
    ):
        found.setdefault(pk, set()).add((*one, sha256 or ""))
    return found


def changed_since(signature, state, current_plan):
    """What of that which a signature covers is not so in a state of its action, in words, or "". As with a signature
    that stands, evidence and reports may have been added, and current values and names of posts may have moved on.
    """
    try:
        signed = json.loads(signature.content)
    except ValueError:
        return "signed content"
    if digest(signature.content) != signature.digest:
        return "signed content"
    if signed["text"] != state["text"]:
        return "text"
    if [lead["post"] for lead in signed["leads"]] != [lead["post"] for lead in state["leads"]]:
        return "leads"
    for one in SIGNED_TEXTS:
        if signed.get(one.key, state[one.key]) != state[one.key]:
            return one.ends_sign_off
    targets = [[[one[name] for name in MEASURE] for one in each["criteria"]] for each in (signed, state)]
    if targets[0] != targets[1]:
        return "success criteria"
    evidence = {(UUID(one["uuid"]), one["shows"], one["link"], one["sha256"]) for one in signed["evidence"]}
    return "" if evidence <= current_plan else "evidence"
