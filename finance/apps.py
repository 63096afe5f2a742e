"""Configuration of the finance room."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"
    verbose_name = "finance"

    def ready(self):
        from finance import subjects  # noqa: F401
