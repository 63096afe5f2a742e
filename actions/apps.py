"""Configuration of the actions room."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    verbose_name = "actions"

    def ready(self):
        from actions import datetriggers, duties, subjects, triggers  # noqa: F401
