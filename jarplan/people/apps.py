"""Configuration of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jarplan.people"
    verbose_name = "people"

    def ready(self):
        from jarplan.people import subjects  # noqa: F401
