"""manage.py demo: makes the demonstration and serves it on this machine, with the clock at 1 September 2008."""

import warnings

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

from jarplan.audit.integrity.releases import too_old
from jarplan.dates import in_full
from jarplan.reporting.demonstration import make as demonstration_make
from jarplan.reporting.demonstration.mark import PLACE, Found, empty, look

SOMEBODYS = (
    "This database is neither empty nor a demonstration, so nothing was changed. "
    "Set DATABASE_URL to an empty database, or leave it unset for an SQLite file."
)
HERE = "127.0.0.1"


class Command(BaseCommand):
    help = "Creates the demonstration in an empty database, or uses the existing one, and serves it."
    requires_system_checks = []  # the clock may be pinned before the database is a demonstration

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, metavar="N", help="serve on this port")
        parser.add_argument("--noserver", action="store_true", help="create the database without serving it")
        parser.add_argument("--reset", action="store_true", help="empty the demonstration and start again")

    def handle(self, *, port, noserver, reset, **options):
        settings.PLAN_PLACE = settings.PLAN_PLACE or PLACE
        server = None if noserver else self.open_door(port)
        try:
            self.make(reset)
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped before the demonstration was complete. Run manage.py demo to create it again."
            ) from None
        if server is None:
            self.stdout.write(f"The demonstration is ready, as at {in_full(demonstration_make.DAY)}.")
            return
        settings.PLAN_TODAY, settings.DEBUG = demonstration_make.DAY, False
        warnings.filterwarnings("ignore", "No directory at", UserWarning)  # static/ is served as it lies
        server.set_app(get_wsgi_application())
        self.stdout.write(greeting(server.server_port))
        self.stdout.flush()  # Python keeps what goes into a pipe or a journal until it ends
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("\nThe demonstration has stopped. Run manage.py demo to start it again.")

    def open_door(self, port):
        """The server, listening but not answering yet: a taken port is said before anything is made."""
        if settings.HTTPS:
            raise CommandError("The demonstration does not use https: unset SITE_URL, or use --noserver.")
        try:
            server = ThreadedWSGIServer((HERE, port), WSGIRequestHandler)
        except (OSError, OverflowError):
            raise CommandError(
                f"Port {port} cannot be used on this machine: choose another with --port N."
            ) from None
        server.daemon_threads = True
        return server

    def make(self, reset):
        """Sees to it that the database holds a whole demonstration."""
        found = look()
        if found is Found.SOMEBODYS:
            raise CommandError(SOMEBODYS)
        if found is Found.HALF_MADE:
            self.stdout.write("The last demonstration was not completed. Creating it again.")
        if found is Found.HALF_MADE or (reset and found is Found.COMPLETE):
            empty()
            found = Found.EMPTY
        if problem := too_old(connection):
            again = " Or make it again: manage.py demo --reset." if found is Found.COMPLETE else ""
            raise CommandError(problem + again)
        if found is Found.EMPTY:
            self.stdout.write("Creating the demonstration. This takes a few seconds.")
            demonstration_make.make()
        else:
            call_command("migrate", interactive=False, verbosity=0)
        connection.close()


def greeting(port):
    lines = [
        "",
        f"{settings.PRODUCT_NAME} for {settings.PLAN_PLACE}: the demonstration, "
        f"as at {in_full(demonstration_make.DAY)}.",
        "",
    ]
    lines += [f"Open http://{HERE}:{port}/ and sign in as one of:", ""]
    lines += [f"    {name:<14}{what}" for name, what in demonstration_make.who_signs_in()]
    lines += ["", f"Everybody's password is {demonstration_make.PASSWORD}. Ctrl-C stops.", ""]
    return "\n".join(lines)
