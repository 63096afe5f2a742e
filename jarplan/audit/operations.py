"""Operations of our migrations that cost little: no models are drawn up for them but those that they create."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateTables(Operation):
    """Creates several tables, each given as a CreateModel with its constraints and indexes, in this order.

    As operations of their own each would have the framework draw up anew all models that the new one is related to,
    which here is nearly all of them: most of the time that a new database took.
    """

    category = OperationCategory.ADDITION

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        # Models drawn up by now would be kept up to date table by table; they are drawn up once, when asked for.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create tables " + ", ".join(table.name for table in self.tables)


class ChangeTables(Operation):
    """Takes several tables from how they were to how they are, by operations on fields and constraints that do not
    depend on one another's columns.

    SQLite makes a table anew for nearly each of them; here once a table, and the models are drawn up once for all.
    """

    category = OperationCategory.ALTERATION

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            return self.remake(app_label, schema_editor, from_state, to_state)
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            return self.remake(app_label, schema_editor, from_state, to_state)
        for operation in reversed(self.operations):
            # The condition of a constraint that goes may name a column that is still there, and goes after it.
            before = from_state if isinstance(operation, AddConstraint) else to_state
            operation.database_backwards(app_label, schema_editor, from_state, before)

    def remake(self, app_label, schema_editor, from_state, to_state):
        """Adds the columns that are new, then has SQLite make each table as its model now is."""
        # Not the fields of the model: a default for the rows that are there stands in the operation alone.
        added = {
            (operation.model_name_lower, operation.name_lower): operation.field
            for operation in self.operations
            if isinstance(operation, AddField)
        }
        for name in dict.fromkeys(operation.model_name for operation in self.operations):
            before, after = (state.apps.get_model(app_label, name) for state in (from_state, to_state))
            there = {field.column for field in before._meta.local_concrete_fields}
            for field in after._meta.local_concrete_fields:
                if field.column not in there:
                    default = schema_editor.effective_default(added[name.lower(), field.name])
                    add_column(schema_editor, after, field, default)
            schema_editor._remake_table(after)

    def describe(self):
        return f"Change tables, {len(self.operations)} operations"


def add_column(schema_editor, model, field, default):
    """A bare column with a default; the table is made anew after it, with all that the model says."""
    table, column = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(field.column)
    kind = field.db_type(schema_editor.connection)
    rest = "NULL" if default is None else f"NOT NULL DEFAULT {schema_editor.quote_value(default)}"
    schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} {rest}")


class AddInPlace(AddField):
    """Adds a field with a default of the database to the rows that are there, without writing them again: SQLite's
    own way would make the table anew and copy a whole history."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        BaseDatabaseSchemaEditor.add_field(schema_editor, model, model._meta.get_field(self.name))


class OnDatabase(Operation):
    """Calls a function with the connection, and on the way back another one, or none. They read no models: for a
    RunPython all of them would be drawn up first."""

    category = OperationCategory.PYTHON
    reduces_to_sql = False

    def __init__(self, forwards, backwards=lambda connection: None):
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.forwards(schema_editor.connection)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.backwards(schema_editor.connection)

    def describe(self):
        return f"Call {self.forwards.__module__}.{self.forwards.__name__}"
