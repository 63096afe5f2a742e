"""What every address answers to everybody, as it is recorded in tests/data/before_rooms/addresses.json.

An address of the record names what differs from one plan to the next in braces: /import/{import stands.xlsx}/. NAMED
says how that is found in the plan of tests/fullplan.py.
"""

import json
import re
from functools import cached_property

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from actions.models import Action, Deputy, ImportDraft, PlanImport, Reading, ReportingRound
from finance.models import CostTable
from jarplan.people.accounts.calendars import make_calendar_address
from jarplan.people.accounts.links import path_for
from jarplan.people.models import Organisation, Post, User
from recommendations.models import (
    Consultation,
    DayOff,
    Deadline,
    DeadlineRule,
    Inspection,
    Meeting,
    PublicationStep,
)
from tests.fullplan import NOW

TO_SIGN_IN = "302 to sign in"
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
NOBODY, TECHNICAL = "anonymous", "superuser"
ROLES = ("officer", "approver", "pct.officer", "programme", "finance", "cabinet", "admin", TECHNICAL)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# In an address, between braces: the words of one of NAMED, and what follows them.
BRACES = re.compile(r"\{([^}]+)\}")


def uuid_of(model, **fixed):
    """How one thing of a model is found by a natural key."""
    return lambda key: model.objects.filter(**{name: value(key) for name, value in fixed.items()}).get().uuid


def step(key):
    duty, recipient = key.split()
    rows = PublicationStep.objects.filter(inspection__reference="jar-2008", duty=duty)
    return rows.get(recipient=recipient)


def evidence_of(key):
    return Action.objects.get(reference=key).evidence.order_by("attached_at", "pk").first()


def live_reading(key):
    return Reading.objects.get(update__action__reference=key, withdrawn_at=None)


def signature_on(key):
    return Action.objects.get(reference=key).sign_offs.filter(outcome="signed", lapsed_at=None).last()


def calendar_of(key):
    person = User.objects.get(username=key)
    return make_calendar_address(by=person, now=NOW, person=person)


def password_link(key):
    """The two parts of an address with which this person sets a password."""
    return path_for(User.objects.get(username=key)).strip("/").split("/")[-2:]


def first(key):
    """The key of the first row of a model; one that is not there where it has none."""
    return apps.get_model(key).objects.order_by("pk").values_list("pk", flat=True).first() or 0


def same(key):
    return key


NAMED = {
    "calendar of": calendar_of,
    "consultation": uuid_of(Consultation, partner_name=same, version_asked__number=lambda key: 3),
    "day off": uuid_of(DayOff, name=same, taken_out_at=lambda key: None),
    "deadline": uuid_of(Deadline, rule__duty=same, inspection__reference=lambda key: "jar-2008"),
    "deputy of": uuid_of(Deputy, for_organisation__name=same, ended_at=lambda key: None),
    "draft": uuid_of(ImportDraft, original_name=same),
    "evidence of": lambda key: evidence_of(key).uuid,
    "first": first,
    "import": uuid_of(PlanImport, file__original_name=same),
    "inspection": uuid_of(Inspection, reference=same),
    "meeting of": uuid_of(Meeting, body=same),
    "organisation": uuid_of(Organisation, name=same),
    "person of link": lambda key: password_link(key)[0],
    "post": uuid_of(Post, title=same),
    "proof of": lambda key: step(key).proof_file.uuid,
    "reading of": lambda key: live_reading(key).criterion.uuid,
    "report with reading of": lambda key: live_reading(key).update.uuid,
    "round": uuid_of(ReportingRound, month=same),
    "rule": uuid_of(DeadlineRule, slug=same),
    "signature on": lambda key: signature_on(key).uuid,
    "step": lambda key: step(key).uuid,
    "table": lambda key: CostTable.objects.get().slug,
    "token of link": lambda key: password_link(key)[1],
}


def routes():
    """{route: name} of every pattern of the URLconf; the framework's own few without a name have ""."""

    def walk(patterns, before, space):
        for pattern in patterns:
            own = str(pattern.pattern)
            route = before + (own.removeprefix("^") if before else own)  # as a match says it
            if isinstance(pattern, URLResolver):
                inside = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, route, space + inside)
            else:
                yield route, f"{space}{pattern.name}" if pattern.name else ""

    return {known(route): name for route, name in walk(get_resolver().url_patterns, "", "")}


def known(route):
    """A route as it is looked for: which apps the technical admin has, its own pattern lists, and each may come."""
    return re.sub(r"\(\?P<app_label>[^)]*\)", "(?P<app_label>any)", route)


class Visitors:
    """A browser for each role, and the things of the plan that addresses name."""

    def __init__(self):
        self.found = {}

    @cached_property
    def clients(self):
        clients = {NOBODY: Client(raise_request_exception=False)}
        for name in ROLES:
            clients[name] = Client(raise_request_exception=False)
            clients[name].force_login(User.objects.get(username=name), BACKEND)
        return clients

    def named(self, words):
        """What stands in the place of these words of an address, looked up once."""
        if words not in self.found:
            kind = max((one for one in NAMED if f"{words} ".startswith(f"{one} ")), key=len)
            self.found[words] = str(NAMED[kind](words[len(kind) :].strip()))
        return self.found[words]

    def path(self, address):
        return BRACES.sub(lambda match: self.named(match[1]), address)

    def answer(self, who, address):
        """What this role is answered there: the status, and where it is sent, in the words of the address; TO_SIGN_IN
        where it is sent to sign in and from there back."""
        client, path = self.clients[who], self.path(address)
        with transaction.atomic():
            response = client.get(path)
            if response.streaming:
                list(response.streaming_content)  # to its end, where the client closes it
            transaction.set_rollback(True)
        to = response.headers.get("Location", "")
        if to == redirect_to_login(path).url:
            return TO_SIGN_IN
        for words in BRACES.findall(address):
            to = to.replace(self.named(words), f"{{{words}}}")
        return f"{response.status_code} {UUID.sub('{another}', to)}".strip()


def text_of(patterns, answers):
    """The record as it is kept: one pattern a line, one address a line with those who get each answer."""
    lines = {"patterns": [], "answers": []}
    for route, name in sorted(patterns.items()):
        lines["patterns"].append(f"{json.dumps(route)}: {json.dumps(name)}")
    for address, by_role in sorted(answers.items()):
        grouped = {}
        for who, answer in sorted(by_role.items()):
            grouped.setdefault(answer, []).append(who)
        said = {answer: " ".join(people) for answer, people in sorted(grouped.items())}
        lines["answers"].append(f"{json.dumps(address)}: {json.dumps(said)}")
    parts = [f'"{part}": {{\n' + ",\n".join(rows) + "\n}" for part, rows in lines.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(path):
    """({route: name}, {address: {role: answer}}) of a record."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    answers = {
        address: {who: answer for answer, people in said.items() for who in people.split()}
        for address, said in kept["answers"].items()
    }
    return {known(route): name for route, name in kept["patterns"].items()}, answers
