"""The database's own promise that nobody signs off their own claim, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.triggers import function, guard, refusing

SAYS = "nobody signs off their own claim"
# A claim is made by whoever said delivered, wrote a report since the last return or the last one, or had it sent by
# somebody else, took a reading of a criterion, attached or used evidence, as far as that still stands, or had the
# criteria changed since the last return; and each person signs an action once, also where they sign as a deputy.
CLAIMED = """
    EXISTS (SELECT 1 FROM actions_action a WHERE a.id = NEW.action_id AND a.delivered_by_id = {person})
    OR EXISTS (SELECT 1 FROM actions_evidence e JOIN actions_evidenceuse x ON x.evidence_id = e.id
        WHERE x.action_id = NEW.action_id AND e.withdrawn_at IS NULL AND x.ended_at IS NULL
        AND {person} IN (e.attached_by_id, x.used_by_id))
"""
REPORTED = """
    OR {person} = (SELECT u.WHO FROM actions_progressupdate u WHERE u.action_id = NEW.action_id
        ORDER BY u.made_at DESC, u.id DESC LIMIT 1)
    OR EXISTS (SELECT 1 FROM actions_progressupdate p WHERE p.action_id = NEW.action_id
        AND p.WHO = {person} AND NOT EXISTS (SELECT 1 FROM actions_signoff s
        WHERE s.action_id = NEW.action_id AND {other} AND s.outcome = 'returned'
        AND s.signed_at > p.made_at))
    OR EXISTS (SELECT 1 FROM actions_reading r JOIN actions_progressupdate w ON w.id = r.update_id
        JOIN actions_successcriterion c ON c.id = r.criterion_id WHERE w.action_id = NEW.action_id
        AND r.withdrawn_at IS NULL AND NOT c.is_dropped AND w.WHO = {person})
"""
UPDATES, AUTHOR, SENT_FOR = "actions_progressupdate", "made_by_id", "for_person_id"
CHANGES = "actions_contentchange"
CHANGED = f"""
    OR EXISTS (SELECT 1 FROM {CHANGES} d WHERE d.action_id = NEW.action_id AND d.of_criteria
        AND d.decision IN ('granted', 'reworded') AND d.asked_by_id = {{person}} AND NOT EXISTS (SELECT 1
        FROM actions_signoff s WHERE s.action_id = NEW.action_id AND {{other}} AND s.outcome = 'returned'
        AND s.signed_at > COALESCE(d.decided_at, d.asked_at)))
"""
SIGNED = """
    OR (NEW.outcome = 'signed' AND EXISTS (SELECT 1 FROM actions_signoff s WHERE s.action_id = NEW.action_id
        AND {other} AND s.outcome = 'signed' AND s.lapsed_at IS NULL AND s.signed_by_id = {person}))
"""
NAMES = ("actions_signoff_own_claim_insert", "actions_signoff_own_claim_update")
OTHERS = {"sqlite": "s.id <> COALESCE(NEW.id, -1)", "postgresql": "s.id <> NEW.id"}


def claims(connection):
    """The condition that somebody had a part in a claim. On the way of an upgrade there is no such table or column
    yet; the migration that makes them creates the triggers anew."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        columns = {one.name for one in connection.introspection.get_table_description(cursor, UPDATES)}
    reported = "".join(REPORTED.replace("WHO", who) for who in (AUTHOR, SENT_FOR) if who in columns)
    return CLAIMED + reported + (CHANGED if CHANGES in tables else "")


def told_of(part, person, other):
    """The condition of a row NEW that this `person` (its column) had a part in the claim for its action; `other`: the
    condition on sign-offs `s` that they are not the row itself."""
    return part.format(person=person, other=other)


def statements(connection):
    part = told_of(claims(connection) + SIGNED, "NEW.signed_by_id", OTHERS[connection.vendor])
    columns, called = "signed_by_id, action_id", "actions_refuse_own_claim"
    return refusals(connection, "actions_signoff", NAMES, columns, part, SAYS, called)


def refusals(connection, table, names, columns, part, says, called):
    """The statements of the triggers (of these two `names`) that refuse a row of a table, new or with other
    `columns`, in which `part` is true; `called`: the function that PostgreSQL's call."""
    moments = (f"INSERT ON {table}", f"UPDATE OF {columns} ON {table}")
    if connection.vendor == "sqlite":
        for name, when in zip(names, moments, strict=True):
            yield f"CREATE TRIGGER {name} BEFORE {when} WHEN {part} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        return
    yield function(connection, called, f"BEGIN IF {part} THEN {refusing(says)} END IF; RETURN NEW; END")
    for name, when in zip(names, moments, strict=True):
        yield f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW EXECUTE FUNCTION {called}()"


CLAIMS_KEPT = guard(("actions", "0002_own_claims_and_original_dates"), statements)
