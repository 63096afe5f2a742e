"""Checks the plan as it stands, or a version of it, on the console: what its page of checks shows."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.reporting.lintrules.finding import said
from jarplan.reporting.planchecks import findings_of
from jarplan.reporting.plancontent import compose
from jarplan.reporting.planformat import UnknownFormat, from_text
from jarplan.reporting.planlint import errors, warnings
from recommendations.models import PlanVersion


class Command(BaseCommand):
    help = (
        "Checks the plan before it is published: what cannot be right (errors), and what a reader will ask about "
        "(warnings). Ends with code 1 where there is an error; warnings alone are no failure."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Django's own --version, the number of its release, gives way to the version of the plan."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument(
            "--version", type=int, dest="number", metavar="N", help="The version of that number."
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="Write JSON.")

    def handle(self, *, number, as_json, **options):
        now = clock.now()
        today = clock.day_of(now)
        content = compose(day=today, now=now) if number is None else self.content_of(number)
        found = findings_of(content, today=today)
        if as_json:
            self.stdout.write(json.dumps(self.in_json(number, content, found), ensure_ascii=False, indent=2))
        else:
            self.tell(number, content, found)
        if errors(found):
            sys.exit(1)

    def content_of(self, number):
        version = PlanVersion.objects.filter(number=number).first()
        if version is None:
            raise CommandError(f"There is no version {number} of the plan.")
        try:
            return from_text(version.content)
        except UnknownFormat as error:
            raise CommandError(str(error)) from error

    def in_json(self, number, content, found):
        return {
            "version": number,
            "as_at": content.as_at.isoformat(),
            "errors": len(errors(found)),
            "warnings": len(warnings(found)),
            "findings": [finding.record for finding in found],
        }

    def tell(self, number, content, found):
        what = f"The plan as it stands on {said(content.as_at)}" if number is None else f"Version {number}"
        self.stdout.write(f"{what}: {len(errors(found))} error(s), {len(warnings(found))} warning(s).")
        for finding in found:
            self.stdout.write(f"{finding.level}: {finding.rule}: {finding.where}: {finding.sentence}")
