"""What a step of the demonstration's script may say: each of its words, and the verb of the product behind it.

A step is played in the name of a person at a moment of 2008, through the same door as everything else.
"""

import io
from dataclasses import replace
from types import MappingProxyType

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.agenda.verbs import put_on_agenda, record_decision
from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.changes.verbs import decide_change
from actions.duedates.verbs import ask_for_date, decide_date
from actions.evidence.verbs import attach_evidence
from actions.models import Action, AgendaItem, ReportingRound
from actions.plan.content import content_of
from actions.plan.verbs import agree_actions, edit_action
from actions.reading.claims import record_of
from actions.reading.rounds import read_rounds
from actions.reports.behalf import Behalf
from actions.reports.measurements import Taken
from actions.reports.policies import round_for
from actions.reports.verbs import report_progress
from actions.returns.book import return_book
from actions.returns.columns import PROGRESS, REPORT
from actions.returns.queries import with_parts
from actions.returns.reading import read_return
from actions.returns.verbs import keep_return, send_return
from actions.rounds.verbs import open_round
from actions.rules.claims import Declared, points_of_action
from actions.rules.dates import PlanDate
from actions.samples.verbs import draw_sample, record_check
from actions.signoff.verbs import deliver_action, digest_of, return_action, sign_off
from actions.waits.verbs import wait_for
from jarplan.audit.errors import Refused
from jarplan.clock import LONDON, day_of
from jarplan.people.models import Organisation, Post, User
from jarplan.people.posts.verbs import add_post, hand_over_post, hold_post
from jarplan.reporting.demonstration import childrens_page, packs, versions
from jarplan.reporting.demonstration.papers import paper
from jarplan.reporting.demonstration.sample_plan import propose_sample_plan
from jarplan.spreadsheets.writing import XLSX
from recommendations.inspections.recommendation_verbs import set_accountable
from recommendations.models import Meeting, Recommendation


class ScriptError(Exception):
    """The script does not fit the product: something that was to be refused was done."""


def play(step):
    """Plays one step of the script."""
    arguments = dict(step)
    by, now = person_of(arguments.pop("who")), arguments.pop("at").replace(tzinfo=LONDON)
    perform, refused = WORDS[arguments.pop("verb")], arguments.pop("refused", False)
    if "action" in arguments:
        arguments["action"] = action_of(arguments["action"])
    try:
        perform(by=by, now=now, **arguments)
    except Refused:
        if not refused:
            raise
    else:
        if refused:
            raise ScriptError(f"This was to be refused: {step}")


def person_of(username):
    return User.objects.get(username=username)


def action_of(reference):
    return Action.objects.get(reference=reference)


def post_of(title, organisation):
    return Post.objects.get_by_natural_key(title, organisation)


def give_posts(*, by, now, organisation, person, posts):
    for title in posts:
        post = post_of(title, organisation)
        hold_post(by=by, now=now, post=post, version=post.version, person=person_of(person))


def add_held_post(*, by, now, organisation, title, person):
    home = Organisation.objects.get(name=organisation)
    add_post(by=by, now=now, title=title, organisation=home, is_sample=True)
    give_posts(by=by, now=now, organisation=organisation, person=person, posts=[title])


def hand_over(*, by, now, organisation, post, person, successor, reason):
    post = post_of(post, organisation)
    people = {"person": person_of(person), "successor": person_of(successor)}
    hand_over_post(by=by, now=now, post=post, version=post.version, reason=reason, **people)


def say_who_answers(*, by, now, recommendations, organisation, accountable, portfolio):
    for row in Recommendation.objects.filter(reference__in=recommendations):
        set_accountable(
            by=by,
            now=now,
            recommendation=row,
            version=row.version,
            accountable_post=post_of(accountable, organisation),
            portfolio_holder=post_of(portfolio, "Leicester City Council"),
        )


def agree(*, by, now, actions):
    agree_actions(by=by, now=now, actions=[action_of(reference) for reference in actions])


def measure(*, by, now, action, criteria, reason):
    """Says of the criteria, in their order, how they are measured and where they stand."""
    content = content_of(action)
    measured = [replace(one, **said) for one, said in zip(content.criteria, criteria, strict=True)]
    content = replace(content, criteria=tuple(measured))
    edit_action(by=by, now=now, action=action, version=action.version, content=content, reason=reason)


def meeting_of(body, held_on):
    return Meeting.objects.get(body=body, held_on=held_on)


def put_before(*, by, now, body, held_on, references, asked=""):
    """Puts actions, and recommendations, on the agenda of a meeting."""
    actions = Action.objects.filter(reference__in=references).order_by("plan_order")
    about = [*actions, *Recommendation.objects.filter(reference__in=references)]
    put_on_agenda(by=by, now=now, meeting=meeting_of(body, held_on), about=about, asked=asked)


def decide_at(*, by, now, body, held_on, kind, action=None, number="", **told):
    """What a meeting decided on an action, or on a numbered recommendation of its pack; of an extension the last one
    that was requested."""
    about = {"action": action} if action else {"number": number}
    item = AgendaItem.objects.get(meeting=meeting_of(body, held_on), taken_off_at=None, **about)
    change = action.date_changes.last() if kind in ("agreed", "refused") else None
    record_decision(by=by, now=now, item=item, kind=kind, change=change, **told)


def open_the_round(*, by, now, month, opens_on, closes_on, body="", held_on=None):
    meeting = meeting_of(body, held_on) if body else None
    open_round(by=by, now=now, month=month, opens_on=opens_on, closes_on=closes_on, meeting=meeting)


def report(*, by, now, action, corrects_last=False, readings=(), **words):
    """The report of the round, where one is open that has none of the action yet; else a note. `readings` are of the
    criteria, in their order."""
    corrects = action.updates.last() if corrects_last else None
    current = round_for(action, day_of(now))
    asked = current and current.is_open(day_of(now)) and not corrects
    row = ReportingRound.objects.get(month=current.month) if asked else None
    taken = [Taken(one.uuid, **said) for one, said in zip(action.criteria.all(), readings, strict=False)]
    report_progress(by=by, now=now, action=action, corrects=corrects, round=row, readings=taken, **words)


def report_by_spreadsheet(*, by, now, name, reports, organisation="", filled_in_by=""):
    """Fills in the return of the round offline, brings it back and sends what it says: for themselves, or for
    somebody of another organisation who has no account."""
    home = Organisation.objects.get(name=organisation) if organisation else by.organisation
    behalf = Behalf(home, name=filled_in_by) if organisation else None
    said = {one["reference"]: one for one in reports}
    actions = list(with_parts(Action.objects.filter(reference__in=said)))
    day = day_of(now)
    book = return_book(read_rounds().current(day), str(home), actions, day)
    upload = SimpleUploadedFile(name, filled_in(book, said), XLSX)
    draft = keep_return(by=by, now=now, upload=upload, rows=read_return(upload, name), behalf=behalf)
    send_return(by=by, now=now, draft=draft, version=draft.version)


def filled_in(content, said):
    """The return with the rows of these actions filled in, by reference."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    keys = [one.key for one in REPORT]
    for row in book[PROGRESS].iter_rows(min_row=2):
        for key, value in said.get(row[0].value, {}).items():
            row[keys.index(key)].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def attach(*, by, now, action, shows, speaks_of, name, text):
    upload = paper(name, text)
    attach_evidence(by=by, now=now, action=action, shows=shows, speaks_of=speaks_of, upload=upload)


def deliver(*, by, now, action, criteria=(), answers=MappingProxyType({})):
    """Claims that it is done: of each criterion in its order the outcome, why, and what its evidence shows; and an
    answer to each point that the record says against it, by what its key begins with."""
    record = record_of(action, day_of(now))
    known = {one.shows: one.uuid for one in record.evidence}
    declared = {
        standing.uuid: Declared(
            said["outcome"], said.get("why", ""), tuple(known[shows] for shows in said.get("evidence", ()))
        )
        for standing, said in zip(record.criteria, criteria, strict=True)
    }
    told = {
        point.key: answer
        for point in points_of_action(record)
        for beginning, answer in answers.items()
        if point.key.startswith(beginning)
    }
    deliver_action(by=by, now=now, action=action, declared=declared, answers=told)


def sign(*, by, now, action):
    """Signs off, and confirms each criterion."""
    doubts = {str(one.uuid): None for one in action.criteria.all()}
    sign_off(by=by, now=now, action=action, seen=digest_of(action), doubts=doubts)


def send_back(*, by, now, action, reason):
    return_action(by=by, now=now, action=action, seen=digest_of(action), reason=reason)


def ask(*, by, now, action, to, category, reason):
    ask_for_date(by=by, now=now, action=action, to=PlanDate.on(to), category=category, reason=reason)


def decide(*, by, now, action, grant, reason):
    decide_date(by=by, now=now, change=action.date_changes.last(), grant=grant, reason=reason)


def ask_for_change(*, by, now, action, criteria, category, reason):
    """Asks that the criteria, in their order, say otherwise."""
    content = content_of(action)
    changed = [replace(one, **said) for one, said in zip(content.criteria, criteria, strict=True)]
    told = {"version": action.version, "category": category, "reason": reason}
    edit_action(by=by, now=now, action=action, content=replace(content, criteria=tuple(changed)), **told)


def decide_on_change(*, by, now, action, grant, reason):
    decide_change(by=by, now=now, change=action.content_changes.last(), grant=grant, reason=reason)


def answer(*, by, now, action, answer):
    answer_challenge(by=by, now=now, challenge=action.challenges.last(), answer=answer)


def wait(*, by, now, action, other, why):
    wait_for(by=by, now=now, action=action, other=action_of(other), why=why)


def sample(*, by, now, number, seed):
    """Draws from the first inspection's plan, the only one that a demonstration has, with this seed."""
    inspection = Recommendation.objects.first().inspection
    draw_sample(by=by, now=now, inspection=inspection, number=number, seed=seed)


def check(*, by, now, action, held, seen, reason=""):
    drawn = action.sample_checks.last()
    record_check(by=by, now=now, action=action, check=drawn, held=held, seen=seen, reason=reason)


WORDS = {
    "give posts": give_posts,
    "add a post": add_held_post,
    "hand over": hand_over,
    "say who answers": say_who_answers,
    "propose the plan": propose_sample_plan,
    "agree": agree,
    "measure": measure,
    "open a round": open_the_round,
    "put on the agenda": put_before,
    "decide at a meeting": decide_at,
    "report": report,
    "report by spreadsheet": report_by_spreadsheet,
    "attach": attach,
    "say delivered": deliver,
    "sign": sign,
    "return": send_back,
    "ask for a later date": ask,
    "decide": decide,
    "ask for a change": ask_for_change,
    "decide on a change": decide_on_change,
    "wait for": wait,
    "draw a sample": sample,
    "check by sample": check,
    "challenge": raise_challenge,
    "ask a question": ask_question,
    "answer": answer,
    **versions.WORDS,
    **packs.WORDS,
    **childrens_page.WORDS,
}
