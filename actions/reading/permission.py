"""Who may do what with an action now, as the table of its life has it: every policy of a verb asks here."""

from actions.reading.deputies import deputyships_of
from actions.reading.leading import lead_organisations, leads
from actions.rules import lifecycle
from actions.rules.lifecycle import Who
from actions.rules.ways import way
from jarplan.audit.errors import Refused
from jarplan.people.roles import Role
from recommendations.limits import acts, refuse_outside

# In which roles somebody is one of those whom the table names; the first that they have is the one they act in.
ROLES = {
    Who.PROGRAMME: (Role.PROGRAMME,),
    Who.OFFICER: (Role.OFFICER,),
    Who.APPROVER: (Role.APPROVER,),
    Who.IMPORTER: (Role.PROGRAMME, Role.ADMINISTRATOR),
    Who.MEMBER: (Role.CABINET,),
    Who.SIGNER: (Role.APPROVER,),
    Who.ASKER: (Role.OFFICER, Role.PROGRAMME, Role.ADMINISTRATOR),
}


def check_way(by, action, verb):
    """The role in which this person does this with the action. Refused where the table names others, NotNow where it
    has no way from here.
    """
    role = check_who(by, action, verb)
    way(action, verb)
    return role


def check_who(by, action, *verbs, theirs=False, refusal="You cannot {what}: only {who} can."):
    """The same, whatever the action's status: of those who may elsewhere, where nobody may here. `theirs`: whether
    the signature or request that it is about is theirs, for verbs that are the signer's or the asker's.
    """
    rows = [row for verb in verbs for row in lifecycle.ways(verb, action.status)]
    rows = rows or [row for row in lifecycle.TRANSITIONS if row.verb in verbs]
    named = list(dict.fromkeys(one for row in rows for one in row.who))
    for who in named:
        role = next((role for role in ROLES[who] if acts(by, role, action)), None)
        if role and is_one(by, action, who, theirs):
            return role
    if named:
        # Before it is said who can: they are one of those, of other inspections.
        refuse_outside(by, [role for who in named for role in ROLES[who]], action)
        who = " or ".join(one.label for one in named)
        raise Refused(refusal.format(what=verbs[0].of(action.reference), who=who), about=action)
    return None


def is_one(by, action, who, theirs):
    """Whether somebody in a fitting role is one of these for this action."""
    if who == Who.OFFICER:
        return leads(by, action)
    if who == Who.APPROVER:
        return signs_for_a_lead(by, action)
    return theirs or who not in (Who.SIGNER, Who.ASKER)


def signs_for_a_lead(by, action):
    """Whether this approver signs for a lead organisation: their own, or one whose deputy they are."""
    own = leads(by, action)
    return own or deputyships_of(by).filter(for_organisation__in=lead_organisations(action)).exists()
