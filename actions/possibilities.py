"""What one person may do with an action now, as the buttons of its page; and in words what they may not sign."""

from dataclasses import dataclass

from django.urls import reverse

from actions import policies, signpolicies, standingpolicies
from actions.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.roles import Role

NAME_DEPUTY = ("deputy", "Name a deputy")
LOOK_AGAIN = ("later-look", "Look again")
# Less often wanted, and so behind the others; what brings an action back is the only one then.
SET_ASIDE = {
    "resume": (standingpolicies.check_resume, "Resume it"),
    "reinstate": (standingpolicies.check_reinstate, "Reinstate it"),
    "take-up": (standingpolicies.check_take_up, "Take it up again"),
    "pause": (standingpolicies.check_pause, "Pause it"),
    "supersede": (standingpolicies.check_supersede, "Supersede it"),
    "decline": (standingpolicies.check_decline, "Do not accept it"),
    "withdraw": (policies.check_withdraw, "Withdraw it"),
}


@dataclass(frozen=True)
class Possibility:
    """One button: what it says and where it leads."""

    label: str
    address: str
    is_primary: bool = False


def possibilities(user, action, pending=None):
    """The buttons, the one that matters most first and as the only primary one. `pending`: the later date
    that waits for a decision."""
    may = {
        # Looked at only where something waits: who made the claim takes some queries.
        "sign-off": (
            "Sign off or return",
            bool(action.awaiting) and allows(policies.check_sign, user, action),
        ),
        "date-change": (
            "Decide on the later date" if pending else "Ask for a later date",
            bool(pending) and allows(policies.check_decide_date, user, pending),
        ),
        "agree": ("Agree this action", allows(policies.check_agree, user, action)),
        "update": ("Report progress", allows(policies.check_report, user, action)),
        "evidence": ("Attach evidence", allows(policies.check_attach, user, action)),
        "deliver": ("Say delivered", allows(policies.check_deliver, user, action)),
    }
    waiting = action.challenges.filter(answered_at__isnull=True).first()
    if waiting:
        waiting.action = action  # whose leads are read already
        may["challenge"] = ("Answer the challenge", allows(policies.check_answer, user, waiting))
    found = [(name, label) for name, (label, allowed) in may.items() if allowed]
    if not pending and allows(policies.check_ask_date, user, action):
        found.append(("date-change", "Ask for a later date"))
    if pending and allows(policies.check_recall_date, user, pending):
        found.append(("recall-date", "Recall the later date"))
    if allows(signpolicies.check_needs_deputy, user, action):
        found.insert(0, NAME_DEPUTY)
    if allows(policies.check_edit, user, action):
        found.append(("edit", "Change it"))
    if not waiting and allows(policies.check_lodge, user, action):
        found.append(("challenge", "Challenge the rating"))
    if action.status == Status.SIGNED_OFF and allows(signpolicies.check_look_again, user, action):
        found.append(LOOK_AGAIN)
    found += [(name, label) for name, (check, label) in SET_ASIDE.items() if allows(check, user, action)]
    return [
        Possibility(label, reverse(f"actions:{name}", args=[action.reference]), place == 0)
        for place, (name, label) in enumerate(found)
    ]


def why_not_sign(user, action):
    """Why somebody who signs for others may not sign this delivered action, in words; "" where they may, or
    where it is nothing to do with them."""
    signs = user.has_role(Role.PROGRAMME) or (user.has_role(Role.APPROVER) and policies.leads(user, action))
    if action.status != Status.DELIVERED or not signs:
        return ""
    try:
        policies.check_sign(user, action)
    except (Refused, NotNow) as refusal:
        return refusal.sentence
    return ""
