"""Configuration of the roof: pages that read several rooms."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "jarplan.reporting"
    verbose_name = "reporting"

    def ready(self):
        from jarplan.reporting import checks  # noqa: F401
