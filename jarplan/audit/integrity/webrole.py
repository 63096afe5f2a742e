"""What the role that the web connects with may do on PostgreSQL: all that verbs need, and nothing to the history but
to add to it. The tables belong to another role, which migrate, restore and the demonstration use.
"""

from django.apps import apps

from jarplan.audit.integrity.triggers import current_schema
from jarplan.audit.models import WORDS, AuditBlank, AuditEvent, AuditHead, AuditState

# Of the history: what may be done with a whole row, and which columns may be written again, under the triggers.
HISTORY = {
    AuditEvent: ("SELECT, INSERT", WORDS),
    AuditState: ("SELECT, INSERT", ("reason", "body")),
    AuditBlank: ("SELECT, INSERT", ()),
    AuditHead: ("SELECT", ("sequence", "at", "hash")),
}
ROWS = "SELECT, INSERT, UPDATE, DELETE"
NUMBERS = "USAGE, SELECT"  # of sequences


def statements(connection, role):
    """Yields the SQL, to be run by the owner of the tables, that gives `role` what the web needs and takes from it
    what else it had been given. Run again after each upgrade: it may bring tables of the history."""
    quote = connection.ops.quote_name
    schema, database = quote(current_schema(connection)), quote(connection.settings_dict["NAME"])
    role = quote(role)
    yield f"REVOKE ALL ON DATABASE {database} FROM {role}"
    # Temporary tables: verify_audit compares the triggers on some.
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    for kind, rights in (("TABLES", ROWS), ("SEQUENCES", NUMBERS)):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {role}"
        yield f"GRANT {rights} ON ALL {kind} IN SCHEMA {schema} TO {role}"
        # Those that a later migration makes.
        yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {rights} ON {kind} TO {role}"
    for model, (rights, columns) in HISTORY.items():
        table = f"{schema}.{quote(model._meta.db_table)}"
        yield f"REVOKE ALL ON {table} FROM {role}"
        yield f"GRANT {rights} ON {table} TO {role}"
        if columns:
            yield f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {role}"
    # What was migrated is for the owner to say.
    yield f"REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {role}"


def powers(connection, role=None):
    """What a role (that of the connection, if none is named) may do that the web's should not, in words; nothing on
    SQLite, which has no roles, and nothing where all is well."""
    if connection.vendor != "postgresql":
        return []
    tables = [
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = COALESCE(%s, current_user)", [role])
        is_superuser = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM pg_class c WHERE c.relname = ANY(%s) AND pg_table_is_visible(c.oid)"
            " AND pg_has_role(COALESCE(%s, current_user), c.relowner, 'MEMBER')",
            [tables, role],
        )
        owned = cursor.fetchone()[0]
    if is_superuser:
        return ["is a superuser of the server"]
    return ["owns tables, or may act for their owner"] if owned else []
