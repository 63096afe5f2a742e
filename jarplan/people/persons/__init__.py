"""The administrator's pages and verbs about people."""
