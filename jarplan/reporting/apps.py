"""Configuration of the roof: pages that read several rooms."""

from django.apps import AppConfig
from django.core.cache import cache
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    name = "jarplan.reporting"
    verbose_name = "reporting"

    def ready(self):
        from jarplan.reporting import checks  # noqa: F401
        from jarplan.reporting.packs import keeping, outline, subjects  # noqa: F401

        # Every upgrade migrates: pages that another release drew are not kept in a cache that outlives it.
        post_migrate.connect(forget_pages, sender=self)


def forget_pages(**_signal):
    cache.clear()
