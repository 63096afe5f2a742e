"""Configuration of the files room."""

from django.apps import AppConfig

from jarplan.files.storage import check_storage


class FilesConfig(AppConfig):
    name = "jarplan.files"
    verbose_name = "files"

    def ready(self):
        from jarplan.files import subjects  # noqa: F401

        check_storage()
