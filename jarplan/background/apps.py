"""Configuration of what works in the background."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "jarplan.background"
    verbose_name = "background"
