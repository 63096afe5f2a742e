"""What one person may do with an action now, as the buttons of its page; and in words what they may not sign."""

from dataclasses import dataclass

from django.urls import reverse

from actions.challenges import policies as challenges_policies
from actions.changes import policies as changes_policies
from actions.duedates import policies as duedates_policies
from actions.evidence import policies as evidence_policies
from actions.life import policies as life_policies
from actions.plan import policies as plan_policies
from actions.reading import leading as reading_leading
from actions.reports import policies as reports_policies
from actions.rules.lifecycle import AWAITED, Verb, ways
from actions.samples import policies as samples_policies
from actions.signoff import policies as signoff_policies
from actions.waits import policies as waits_policies
from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.roles import Role
from recommendations.limits import acts

NAME_DEPUTY = ("deputy", "Name a deputy")
CHECK = ("check", "Record sample check")
REVIEW = ("later-look", "Record follow-up review")
# Less often wanted, and so behind the others; what brings an action back is the only one then.
SET_ASIDE = {
    "resume": (life_policies.check_resume, "Resume action"),
    "reinstate": (life_policies.check_reinstate, "Reinstate action"),
    "take-up": (life_policies.check_take_up, "Take up action again"),
    "pause": (life_policies.check_pause, "Pause action"),
    "supersede": (life_policies.check_supersede, "Supersede action"),
    "decline": (life_policies.check_decline, "Do not accept action"),
    "withdraw": (plan_policies.check_withdraw, "Withdraw action"),
}
# By their labels: a decision on an extension has the address of a request for one.
SELDOM = {label for _, label in SET_ASIDE.values()}
SELDOM |= {"Request an extension", "Edit action", "Wait for another action"}


@dataclass(frozen=True)
class Possibility:
    """One button: what it says and where it leads; `is_seldom`: it stands behind the others, in a closed part."""

    label: str
    address: str
    is_primary: bool = False
    is_seldom: bool = False


def possibilities(user, action, signing, bare):
    """The buttons, the one that matters most first and as the only primary one. `signing`: what keeps this person
    from signing it (see refusal_to_sign); `bare`: its bare_leads()."""
    pending = duedates_policies.waiting_request(action)
    if pending:
        pending.action = action  # whose leads are read already
    asked = plan_policies.waiting_change(action)
    if asked:
        asked.action = action
    may = {
        "sign-off": ("Sign off or return", bool(action.awaiting) and signing is None),
        "date-change": (
            "Decide on extension" if pending else "Request an extension",
            bool(pending) and allows(duedates_policies.check_decide_date, user, pending),
        ),
        "change": (
            "Decide on change",
            bool(asked) and allows(changes_policies.check_decide_change, user, asked),
        ),
        "agree": ("Agree action", allows(plan_policies.check_agree, user, action)),
        "update": ("Report progress", allows(reports_policies.check_report, user, action)),
        "evidence": ("Attach evidence", allows(evidence_policies.check_attach, user, action)),
        "deliver": ("Mark as delivered", allows(signoff_policies.check_deliver, user, action)),
    }
    waiting = challenges_policies.waiting_challenge(action)
    if waiting:
        waiting.action = action
        may["challenge"] = ("Answer challenge", allows(challenges_policies.check_answer, user, waiting))
    asks = allows(challenges_policies.check_question, user, action)
    questions = challenges_policies.waiting_questions(action)
    for one in questions:
        one.action = action
    if any(allows(challenges_policies.check_answer, user, one) for one in questions) and not asks:
        may["question"] = ("Answer question", True)
    found = [(name, label) for name, (label, allowed) in may.items() if allowed]
    if not pending and allows(duedates_policies.check_ask_date, user, action):
        found.append(("date-change", "Request an extension"))
    if pending and allows(duedates_policies.check_recall_date, user, pending):
        found.append(("recall-date", "Withdraw extension request"))
    if asked and allows(changes_policies.check_recall_change, user, asked):
        found.append(("recall-change", "Withdraw request for a change"))
    if allows(signoff_policies.check_needs_deputy, user, action, bare):
        found.insert(0, NAME_DEPUTY)
    if allows(plan_policies.check_edit, user, action):
        found.append(("edit", "Edit action"))
    if allows(waits_policies.check_wait, user, action):
        found.append(("waiting", "Wait for another action"))
    if not waiting and allows(challenges_policies.check_challenge, user, action):
        found.append(("challenge", "Challenge rating"))
    if asks:
        found.append(("question", "Ask a question"))
    if ways(Verb.REVIEW_AGAIN, action.status) and allows(signoff_policies.check_review, user, action):
        found.append(REVIEW)
    if ways(Verb.CHECK_HELD, action.status) and may_check(user, action):
        found.append(CHECK)
    found += [(name, label) for name, (check, label) in SET_ASIDE.items() if allows(check, user, action)]
    return [
        Possibility(
            label,
            reverse(f"actions:{name}", args=[action.reference]),
            is_primary=place == 0,
            is_seldom=place > 0 and label in SELDOM,
        )
        for place, (name, label) in enumerate(found)
    ]


def may_check(user, action):
    """Whether this person may make a check by sample that waits; asked only where one does."""
    waiting = [one for one in action.sample_checks.all() if not one.checked_at]
    for one in waiting:
        one.action = action
    return any(allows(samples_policies.check_check, user, one) for one in waiting)


def refusal_to_sign(user, action):
    """What keeps somebody from signing an action that waits for a signature; None where nothing does."""
    # Looked at only where something waits, and once: who made the claim takes some queries.
    if action.awaiting or action.status == AWAITED:
        try:
            signoff_policies.check_sign(user, action)
        except (Refused, NotNow) as refusal:
            return refusal
    return None


def why_not_sign(user, action, signing):
    """Why somebody who signs for others may not sign this delivered action, in words; "" where they may, or
    where it is nothing to do with them. `signing`: what keeps them from it."""
    signs = acts(user, Role.PROGRAMME, action) or (
        acts(user, Role.APPROVER, action) and reading_leading.leads(user, action)
    )
    return signing.sentence if signing and signs and action.status == AWAITED else ""
