"""Makes the demonstration: the facts, people, the illustrative plan, and a history from June to September 2008."""

import tomllib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from jarplan.audit.ledger import verb
from jarplan.people.models import Organisation, User
from jarplan.people.persons.verbs import add_person
from jarplan.people.roles import Role
from jarplan.reporting.demonstration.mark import DAY as DAY
from jarplan.reporting.demonstration.mark import complete_mark, set_mark
from jarplan.reporting.demonstration.sample_plan import add_sample_posts
from jarplan.reporting.demonstration.steps import play
from jarplan.reporting.operations.facts import BASELINE, load_facts
from jarplan.reporting.published.making import make_owed
from recommendations.deadlines.verbs import hold

PASSWORD = "leicester-demo-2008"
# When the people and posts of the demonstration were put in: after the facts, before anybody works.
SET_UP = BASELINE + timedelta(hours=1)


def make():
    """Fills an empty database: marks it first, and says last that all of it is there."""
    set_mark()
    call_command("migrate", interactive=False, verbosity=0)
    tell()
    complete_mark()
    make_owed()


def tell():
    """Loads the facts and plays the whole script, in a migrated database."""
    script = read_script()
    load_facts(by=None, now=BASELINE)
    # The dates are kept as of the day of the report, so that a later release of the calendar moves none of
    # them.
    hold(by=None, now=BASELINE)
    add_sample_posts(by=None, now=SET_UP)
    add_people(by=None, now=SET_UP, people=script["person"])
    for step in script["step"]:
        play(step)


def read_script():
    path = settings.BASE_DIR / "fixtures" / "demonstration.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@verb
def add_people(*, by, now, ledger, people):
    """Adds the people of the script; those who sign in get the demonstration's password, hashed once for all
    of them: a hash is made to be slow, and eight took a quarter of the time."""
    for words in people:
        add_person(
            by=by,
            now=now,
            ledger=ledger,
            username=words["username"],
            full_name=words["full_name"],
            # A domain that belongs to nobody: no message of a demonstration reaches anybody.
            email=f"{words['username']}@example.org",
            organisation=Organisation.objects.get(name=words["organisation"]),
            roles=words["roles"],
        )
    names = [words["username"] for words in people if words.get("signs_in")]
    User.objects.filter(username__in=names).update(password=make_password(PASSWORD))


def who_signs_in():
    """(user name, what they are) of everybody who may sign in, in the order of the script."""
    people = [words for words in read_script()["person"] if words.get("signs_in")]
    return [
        (words["username"], f"{Role(words['roles'][0]).label}, {words['organisation']}") for words in people
    ]
