"""The pages of an import: choose, columns, questions, preview, confirm, record, undo."""
