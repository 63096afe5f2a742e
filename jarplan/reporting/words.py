"""The words in which members read the history: what each kind of event is called, what each field is called,
and what is left out because the event says it anyway. Who reads is not decided here.
"""

# (kind of subject, kind of event): what happened, as a member would say it. Others: label and kind as stored.
TITLES = {
    ("action", "proposed"): "Action proposed",
    ("action", "proposed again"): "Action proposed again",
    ("action", "edited"): "Action changed",
    ("action", "put back"): "Put back as it was before an import",
    ("action", "agreed"): "Action agreed",
    ("action", "withdrawn"): "Action withdrawn",
    ("action", "reported"): "Progress reported",
    ("action", "said delivered"): "Said to be delivered",
    ("action", "returned"): "Returned to its lead",
    ("action", "signed off by the organisation"): "Signed off by the lead organisation",
    ("action", "signed off for the board"): "Signed off for the board",
    ("action", "date moved"): "Due date moved",
    ("action", "evidence withdrawn"): "Evidence withdrawn",
    ("update", "made"): "Progress reported",
    ("date_change", "asked for"): "Later date asked for",
    ("date_change", "agreed"): "Later date agreed",
    ("date_change", "not agreed"): "Later date not agreed",
    ("date_change", "recalled"): "Later date no longer asked for",
    ("evidence", "attached"): "Evidence attached",
    ("evidence", "withdrawn"): "Evidence withdrawn",
    ("heading", "remembered"): "Meaning of a heading remembered",
    ("import", "confirmed"): "Spreadsheet imported",
    ("sign_off", "signed"): "Signed off",
    ("sign_off", "returned"): "Returned to its lead",
    ("sign_off", "lapsed"): "Sign-off lapsed",
    ("sign_off", "stands again"): "Sign-off stands again",
    ("file", "file stored"): "File uploaded",
    ("recommendation", "accountable post set"): "Who answers for it was set",
    ("deadline", "date adopted"): "Date adopted",
    ("publication_step", "recorded as done"): "Step of publication recorded",
    ("cost_revision", "cost revised"): "Cost revised",
    ("user", "password link issued"): "Link to set a password issued",
    ("user", "password set by link"): "Password set by link",
    ("user", "password changed"): "Password changed",
    ("user", "deactivated"): "Person deactivated",
    ("user", "reactivated"): "Person reactivated",
    ("import", "undone"): "Import undone",
    ("organisation", "removed"): "Organisation removed",
    ("post", "removed"): "Post removed",
    ("post", "given"): "Post given to somebody",
    ("post", "left"): "Post left by its holder",
    ("post", "handed over"): "Post handed over",
}

# Of the events that one verb leaves on one record, the one whose words say most comes first.
TELLING = ("update", "date_change", "sign_off", "evidence", "action")
TOLD_BY_THE_ACTION = {
    "edited",
    "put back",
    "said delivered",
    "signed off by the organisation",
    "signed off for the board",
}

# Labels where the field's own would not be understood on its own.
LABELS = {
    ("action", "text"): "What will be done",
    ("action", "due"): "Due",
    ("action", "start"): "Start",
    ("action", "original"): "Original due date",
    ("action", "leads"): "Led by",
    ("action", "partners"): "Supporting partners",
    ("action", "criteria"): "Success criteria",
    ("action", "awaiting"): "Sign-off",
    ("action", "status_reason"): "Why",
    ("action", "declared_rating"): "Rating",
    ("action", "moves"): "Times the date was moved",
    ("update", "rating"): "Rating",
    ("update", "corrects"): "Corrects an earlier report",
    ("date_change", "to"): "Later date",
    ("date_change", "from"): "Date until then",
    ("date_change", "category"): "Kind of reason",
    ("date_change", "reason"): "Reason",
    ("date_change", "decision_reason"): "Why it was decided so",
    ("date_change", "meeting"): "Decided at",
    ("evidence", "actions"): "Shows it for",
    ("sign_off", "lapsed_because"): "What changed after it was signed",
    ("sign_off", "for_organisation"): "Signed for",
    ("sign_off", "meeting"): "At the meeting",
    ("post", "holders"): "Held by",
    ("recommendation", "answers"): "The investigation it answers",
    ("user", "roles"): "Roles",
    ("import", "counts"): "Rows",
    ("cost_revision", "kind"): "What the new figure is",
    ("cost_revision", "amount"): "New figure in £000",
}

# What stands for a value that is gone, where "nothing" would not be understood.
NO_LONGER = {("action", "awaiting"): "No longer awaited"}

# Left out everywhere: bookkeeping, and who and when, which stand beside each event.
HIDDEN = {
    "version",
    "plan_order",
    "order",
    "start_precision",
    "start_earliest",
    "start_latest",
    "due_precision",
    "due_earliest",
    "due_latest",
    "to_precision",
    "to_earliest",
    "to_latest",
    "from_due",
    "original_due",
    "reported_at",
    "reported_by",
    "agreed_at",
    "agreed_by",
    "delivered_at",
    "delivered_by",
    "made_at",
    "made_by",
    "asked_at",
    "asked_by",
    "decided_at",
    "decided_by",
    "attached_at",
    "attached_by",
    "withdrawn_at",
    "withdrawn_by",
    "signed_at",
    "signed_by",
    "lapsed_at",
    "lapsed_by",
    "uploaded_at",
    "uploaded_by",
    "confirmed_at",
    "confirmed_by",
    "adopted_at",
    "adopted_by",
    "action",
    "plan_import",
    "content",
    "digest",
    "format",
    "sha256",
    "preview",
    "states",
    "sources",
    "touched",
    "lineage",
    "undone_at",
    "undone_by",
    "remembered_at",
    "remembered_by",
}
# Of these kinds, further fields that the event's own words repeat.
HIDDEN_OF = {
    "action": {"recommendation", "reference"},
    "update": {"done", "rating"},
    "sign_off": {"role", "signer_organisation", "claimed_by", "reason", "outcome", "round"},
    "date_change": {"reason"},
    "evidence": {"withdrawn_reason"},
    "recommendation": {"inspection"},
    "file": {"name"},
    "cost_revision": {"table", "line", "period", "reason"},
}
# Kinds of event after which the record is not spelled out: the source's own words are on the pages.
NOT_SPELLED_OUT = {"loaded"}


def label_of(kind, model, field):
    """What a field is called on a page."""
    if (kind, field) in LABELS:
        return LABELS[kind, field]
    known = {each.name: each for each in model._meta.get_fields()}
    name = str(getattr(known.get(field), "verbose_name", field.replace("_", " ")))
    return name[:1].upper() + name[1:]


def title_of(event, label):
    """What happened, in a member's words. `label`: what the kind of record is called."""
    known = TITLES.get((event.subject_kind, event.kind))
    return known or f"{label[:1].upper()}{label[1:]}: {event.kind}"
