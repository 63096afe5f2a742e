"""Configuration of the files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "jarplan.files"
    verbose_name = "files"

    def ready(self):
        from jarplan.files import subjects  # noqa: F401
