"""The database's own promise that nobody signs off their own claim, on SQLite and on PostgreSQL."""

from jarplan.audit.triggers import GUARDS, Guard

SAYS = "nobody signs off their own claim"
# A claim is made by whoever said delivered, wrote the last report, or attached evidence that still stands;
# and the board's signature is another person's than the lead organisation's.
CLAIMED = """
    EXISTS (SELECT 1 FROM actions_action a WHERE a.id = NEW.action_id AND a.delivered_by_id = NEW.signed_by_id)
    OR NEW.signed_by_id = (SELECT u.made_by_id FROM actions_progressupdate u WHERE u.action_id = NEW.action_id
        ORDER BY u.made_at DESC, u.id DESC LIMIT 1)
    OR EXISTS (SELECT 1 FROM actions_evidence e JOIN actions_evidenceuse x ON x.evidence_id = e.id
        WHERE x.action_id = NEW.action_id AND e.withdrawn_at IS NULL AND e.attached_by_id = NEW.signed_by_id)
    OR (NEW.outcome = 'signed' AND EXISTS (SELECT 1 FROM actions_signoff s WHERE s.action_id = NEW.action_id
        AND s.id <> NEW.id AND s.outcome = 'signed' AND s.lapsed_at IS NULL AND s.round <> NEW.round
        AND s.signed_by_id = NEW.signed_by_id))
"""
NAMES = ("actions_signoff_own_claim_insert", "actions_signoff_own_claim_update")


def create(connection):
    with connection.cursor() as cursor:
        for statement in create_statements(connection.vendor):
            cursor.execute(statement)


def create_statements(vendor):
    if vendor == "sqlite":
        for name, when in zip(NAMES, ("INSERT ON", "UPDATE OF signed_by_id, action_id ON"), strict=True):
            claimed = CLAIMED.replace("s.id <> NEW.id", "s.id <> COALESCE(NEW.id, -1)")
            yield (
                f"CREATE TRIGGER {name} BEFORE {when} actions_signoff WHEN {claimed}"
                f" BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    yield (
        "CREATE OR REPLACE FUNCTION actions_refuse_own_claim() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {CLAIMED} THEN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END IF;"
        " RETURN NEW; END $$"
    )
    for name, when in zip(NAMES, ("INSERT ON", "UPDATE OF signed_by_id, action_id ON"), strict=True):
        yield (
            f"CREATE TRIGGER {name} BEFORE {when} actions_signoff"
            " FOR EACH ROW EXECUTE FUNCTION actions_refuse_own_claim()"
        )


def drop(connection):
    with connection.cursor() as cursor:
        for name in NAMES:
            on = "" if connection.vendor == "sqlite" else " ON actions_signoff"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


GUARDS.append(Guard("actions_signoff", lambda vendor: set(NAMES), create, drop))
