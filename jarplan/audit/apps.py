"""Configuration of the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jarplan.audit"
    verbose_name = "audit"

    def ready(self):
        from jarplan.audit import subjects  # noqa: F401
        from jarplan.audit.integrity import checks, word_triggers  # noqa: F401
