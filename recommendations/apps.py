"""Configuration of the recommendations room."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "recommendations and the law"

    def ready(self):
        from recommendations import subjects, versiontriggers  # noqa: F401
