"""Configuration of the recommendations room."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "recommendations and the law"

    def ready(self):
        from recommendations import references, subjects  # noqa: F401
        from recommendations.versions import triggers  # noqa: F401

        references.register()
