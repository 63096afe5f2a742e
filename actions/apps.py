"""Configuration of the actions room."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "actions"

    def ready(self):
        from actions import check_triggers, date_triggers, release_triggers, subjects, triggers  # noqa: F401
        from actions.agenda import held  # noqa: F401
        from actions.plan import duties  # noqa: F401
