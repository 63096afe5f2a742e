"""What one person may do with an action now, as the buttons of its page; and in words what they may not sign."""

from dataclasses import dataclass

from django.urls import reverse

from actions import policies
from actions.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused, allows
from jarplan.people.roles import Role


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
        "sign-off": ("Sign off or return", allows(policies.check_sign, user, action)),
        "date-change": (
            "Decide on the later date" if pending else "Ask for a later date",
            bool(pending) and allows(policies.check_decide_date, user, pending),
        ),
        "agree": ("Agree this action", allows(policies.check_agree, user, action)),
        "update": ("Report progress", allows(policies.check_report, user, action)),
        "evidence": ("Attach evidence", allows(policies.check_attach, user, action)),
        "deliver": ("Say delivered", allows(policies.check_deliver, user, action)),
    }
    found = [(name, label) for name, (label, allowed) in may.items() if allowed]
    if not pending and allows(policies.check_ask_date, user, action):
        found.append(("date-change", "Ask for a later date"))
    if allows(policies.check_edit, user, action):
        found.append(("edit", "Change it"))
    if allows(policies.check_withdraw, user, action):
        found.append(("withdraw", "Withdraw it"))
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
