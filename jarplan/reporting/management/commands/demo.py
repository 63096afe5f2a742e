"""manage.py demo: makes the demonstration and serves it on this machine, with the clock at 1 September 2008."""

import warnings

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

from jarplan.reporting import demonstration
from jarplan.reporting.demonstration_mark import Found, empty, look

SOMEBODYS = (
    "This database is neither empty nor a demonstration, so it was left as it is. "
    "Set DATABASE_URL to an empty database, or leave it unset for an SQLite file."
)
HERE = "127.0.0.1"


class Command(BaseCommand):
    help = "Makes the demonstration in an empty database, or takes the one that is there, and serves it."
    requires_system_checks = []  # the clock may be pinned before the database is a demonstration

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, metavar="N", help="serve on this port")
        parser.add_argument("--noserver", action="store_true", help="make the database and do not serve it")
        parser.add_argument("--reset", action="store_true", help="empty a demonstration and begin again")

    def handle(self, *, port, noserver, reset, **options):
        server = None if noserver else self.open_door(port)
        try:
            self.make(reset)
        except KeyboardInterrupt:
            raise CommandError("Broken off half-way: manage.py demo makes it again.") from None
        if server is None:
            self.stdout.write(f"The demonstration is ready, as at {spoken(demonstration.DAY)}.")
            return
        settings.PLAN_TODAY, settings.DEBUG = demonstration.DAY, False
        warnings.filterwarnings("ignore", "No directory at", UserWarning)  # static/ is served as it lies
        server.set_app(get_wsgi_application())
        self.stdout.write(greeting(server.server_port))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("\nThe demonstration has stopped; manage.py demo goes on with it.")

    def open_door(self, port):
        """The server, listening but not answering yet: a taken port is said before anything is made."""
        if settings.HTTPS:
            raise CommandError(
                "The demonstration is served without https: unset SITE_URL, or use --noserver."
            )
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
            self.stdout.write("The last demonstration was broken off; it is made again.")
        if found is Found.HALF_MADE or (reset and found is Found.COMPLETE):
            empty()
            found = Found.EMPTY
        if found is Found.EMPTY:
            self.stdout.write("Making the demonstration; this takes some seconds.")
            demonstration.make()
        else:
            call_command("migrate", interactive=False, verbosity=0)
        connection.close()


def spoken(day):
    return f"{day.day} {day:%B %Y}"


def greeting(port):
    lines = [
        "",
        f"JAR plan for {settings.PLAN_PLACE}: the demonstration, as at {spoken(demonstration.DAY)}.",
        "",
    ]
    lines += [f"Open http://{HERE}:{port}/ and sign in as one of:", ""]
    lines += [f"    {name:<14}{what}" for name, what in demonstration.who_signs_in()]
    lines += ["", f"Everybody's password is {demonstration.PASSWORD}. Ctrl-C stops.", ""]
    return "\n".join(lines)
