"""Checks the plan as it stands, or a version of it, on the console: what its page of checks shows."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.dates import in_full
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import UnknownFormat, from_text
from jarplan.reporting.plan_checks.checks import findings_of
from jarplan.reporting.plan_checks.run import errors, warnings
from recommendations.models import PlanVersion
from recommendations.within import plan_of, within_of


class Command(BaseCommand):
    help = (
        "Checks the plan before publication for errors (something is wrong) and warnings (something a reader "
        "will ask about). Exits with code 1 if there is an error; warnings alone are not a failure."
    )

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Django's own --version, the number of its release, gives way to the version of the plan."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("--version", type=int, dest="number", metavar="N", help="Check version N.")
        parser.add_argument(
            "--inspection", default="", metavar="REFERENCE", help="Check the plan of one inspection."
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="Write JSON.")

    def handle(self, *, number, inspection, as_json, **options):
        now = clock.now()
        today = clock.day_of(now)
        version = self.version_of(number)
        plan = plan_of(version) if version else within_of(inspection)
        if inspection and not plan.shown:
            raise CommandError(f"There is no inspection {inspection}, or it is not confirmed.")
        content = self.content_of(version) if version else compose(day=today, now=now, within=plan)
        found = findings_of(content, today=today, within=plan)
        if as_json:
            self.stdout.write(json.dumps(self.in_json(number, content, found), ensure_ascii=False, indent=2))
        else:
            self.tell(number, content, found)
        if errors(found):
            sys.exit(1)

    def version_of(self, number):
        """The version of that number; None where the plan as it stands is asked for."""
        version = PlanVersion.objects.filter(number=number).first()
        if version is None and number is not None:
            raise CommandError(f"There is no version {number} of the plan.")
        return version

    def content_of(self, version):
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
        what = f"The plan on {in_full(content.as_at)}" if number is None else f"Version {number}"
        self.stdout.write(f"{what}: {len(errors(found))} error(s), {len(warnings(found))} warning(s).")
        for finding in found:
            self.stdout.write(f"{finding.level}: {finding.rule}: {finding.where}: {finding.sentence}")
