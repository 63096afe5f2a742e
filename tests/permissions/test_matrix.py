"""The permission matrix, made from the URLconf: every address x every kind of person x whose thing x GET and POST.

The table itself, and how to add to it, is in tests/permissions/rows.py.
"""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver, reverse

from jarplan.audit.models import AuditEvent
from jarplan.people.models import User
from jarplan.people.roles import Role
from tests.permissions.own import OWN_ROWS
from tests.permissions.rows import ROWS, THINGS
from tests.permissions.words import ACTORS, NOT_HERE, SIGNED_IN

# Who may is decided by the rules over rows; each verb and page meets PostgreSQL in tests of its own.
pytestmark = pytest.mark.any_database

LOGIN = settings.LOGIN_URL
# One's own account is of no inspection: a limit of a role does not reach there.
NOT_LIMITED = {row.name for row in ROWS if row.name.split(":")[0] in ("accounts", "admin")}
# What people keep for themselves acts on nothing.
NOT_LIMITED |= {row.name for row in OWN_ROWS}
# Not chosen yet: which actions, which file; and a file on its way into the plan is its person's own. What is refused
# once it is chosen is in tests/recommendations/test_limits.py.
NOTHING_CHOSEN = {"actions:together", "imports:list", "imports:call-off"}
NOTHING_CHOSEN |= {"returns:start", "returns:partner", "returns:confirm", "returns:cancel"}
NOTHING_CHOSEN |= {f"imports:{name}" for name in ("columns", "questions", "confirm")}
# Acting pages that are read too.
READ_THERE = NOTHING_CHOSEN | {"actions:evidence"}
# What is read by those alone who act on it, and not posted to.
READ_BY_WHO_ACTS = {"reporting:pack-draft-pdf", "reporting:pack-draft-docx"}
READERS = ("officer_a", "approver_a", "programme", "finance", "cabinet", "administrator")
LIMITED = "is limited to certain inspections"


def names_of(patterns, prefix=""):
    """The names of all addresses, as reverse() takes them; the technical admin is one."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            assert pattern.name, f"the address {prefix}{pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}"
        elif pattern.namespace == "admin":
            yield "admin"
        else:
            yield from names_of(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )


def test_every_address_has_a_row_and_every_row_an_address():
    addresses, rows = list(names_of(get_resolver().url_patterns)), [row.name for row in ROWS]
    assert sorted(set(addresses) - set(rows)) == [], "addresses without a row in tests/permissions/rows.py"
    assert sorted(set(rows) - set(addresses)) == [], "rows without an address"
    assert len(rows) == len(set(rows)), "an address has two rows"


def address_of(row, world, actor, whose):
    name = "admin:index" if row.name == "admin" else row.name
    if row.thing is None:
        return reverse(name)
    if whose == "missing":
        return reverse(name, kwargs=THINGS[row.thing][1])
    return reverse(name, kwargs=world.arguments(row.thing, world.organisation_of(actor, whose)))


def expected(row, method, actor, whose):
    """The status codes that the table allows for this attempt."""
    allowed = row.get if method == "GET" else row.post
    answers = {200} if method == "GET" else {200, 302}
    if actor == "nobody" and not row.public:
        return {302}
    if allowed is NOT_HERE:
        return {405, 404} if whose == "missing" else {405, row.others}
    if whose == "missing":
        return {row.missing}
    if (row.public and actor == "nobody") or (actor, whose) in allowed:
        return answers
    if (actor, whose) in row.seen:
        return {403}
    return {row.others}


def knock(client, method, path, row, world, organisation, limited_to=None):
    """The answer to one attempt, what it wrote, and what refusals it left; all of it undone afterwards. `limited_to`:
    the inspections that everybody's roles are limited to meanwhile."""
    with transaction.atomic():
        last = asked("SELECT coalesce(max(sequence), 0) FROM {events}")[0]
        data = row.data(world, organisation) if callable(row.data) and method == "POST" else row.data
        if limited_to:
            # What the address is about, and what is posted, was made by people who could.
            User.objects.update(limited_to=dict.fromkeys(Role.values, limited_to))
        if method == "GET":
            answer = client.get(path)
        else:
            answer = client.post(path, {**data, "csrfmiddlewaretoken": client.token})
        kinds = asked("SELECT kind FROM {events} WHERE sequence > %s", last)
        answer.refusals = kinds.count("refused")
        answer.written = len(kinds) - answer.refusals
        transaction.set_rollback(True)
    return answer


def asked(statement, *given):
    """The first column of what the database answers: some 40,000 times, which were slow as querysets."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(events=AuditEvent._meta.db_table), given)
        return [row[0] for row in cursor.fetchall()]


def wrongs(row, method, world, clients):
    """A sentence for every attempt that was not answered as the table says."""
    for actor in ACTORS:
        for whose in ["mine", "another", "missing"] if row.thing else ["mine"]:
            path = address_of(row, world, actor, whose)
            organisation = world.organisation_of(actor, whose)
            answer = knock(clients[actor], method, path, row, world, organisation)
            allowed = expected(row, method, actor, whose)
            said = f"{actor:14} {whose:8} {method:4} {path}: {answer.status_code}"
            if answer.status_code not in allowed:
                yield f"{said}, not {' or '.join(map(str, sorted(allowed)))}"
            elif (
                actor == "nobody"
                and not row.public
                and LOGIN not in answer.url
                and "/login/" not in answer.url
            ):
                yield f"{said} to {answer.url}, not to sign in"
            elif answer.status_code >= 400 and answer.written:
                yield f"{said}, and yet something was written"
            elif answer.status_code == 403 and method == "POST" and answer.refusals != 1:
                yield f"{said}, recorded {answer.refusals} times"


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_address_answers_everybody_as_the_table_says(row, world, clients):
    """By both methods in one test: what the address is about is made once for them."""
    found = [wrong for method in ("GET", "POST") for wrong in wrongs(row, method, world, clients)]
    assert not found, "\n" + "\n".join(found)


def outside(row, method, world, clients):
    """A sentence for every attempt of somebody who may, but not for this inspection, that is not refused; and for
    everything that they no longer read."""
    acts = (row.post or row.name in READ_BY_WHO_ACTS) and row.name not in NOT_LIMITED
    allowed = row.get if method == "GET" else row.post
    refused = acts and row.name not in (READ_THERE if method == "GET" else NOTHING_CHOSEN)
    # To read is the same whose it is: once in each role.
    tried = allowed if refused else {one for one in allowed or () if one[0] in READERS and one[1] == "mine"}
    for actor, whose in sorted(tried or ()):
        path = address_of(row, world, actor, whose)
        organisation = world.organisation_of(actor, whose)
        answer = knock(clients[actor], method, path, row, world, organisation, ["elsewhere"])
        said = f"{actor:14} {whose:8} {method:4} {path}: {answer.status_code}"
        if answer.status_code not in ({403} if refused else {200, 302}):
            yield said
        elif refused and method == "POST" and (answer.written or answer.refusals != 1):
            yield f"{said}, wrote {answer.written} and recorded {answer.refusals} refusals"
        elif refused and LIMITED.encode() not in answer.content:
            yield f"{said}, and it is not said that the role is limited"


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_whoever_is_limited_to_other_inspections_reads_and_does_not_act(row, world, clients):
    found = [wrong for method in ("GET", "POST") for wrong in outside(row, method, world, clients)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=lambda row: row.name)
def test_no_address_takes_a_post_without_a_token(row, world, clients):
    for actor in sorted({actor for actor, whose in row.post} & SIGNED_IN):
        path = address_of(row, world, actor, "mine")
        before = AuditEvent.objects.count()
        assert clients[actor].post(path, row.data if isinstance(row.data, dict) else {}).status_code == 403
        assert AuditEvent.objects.count() == before
