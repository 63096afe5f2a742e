"""Writes docs/life.svg and docs/life.md from the table of an action's life."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from actions.life import diagram

DOCS = Path(settings.BASE_DIR) / "docs"


class Command(BaseCommand):
    help = "Draw the life of an action into docs/ from the table in actions/rules/lifecycle.py."

    def handle(self, *args, **options):
        (DOCS / "life.svg").write_text(f"{diagram.drawing()}\n", encoding="utf-8")
        (DOCS / "life.md").write_text(diagram.page(), encoding="utf-8")
        self.stdout.write("docs/life.svg and docs/life.md are written.")
