"""Which organisations lead an action."""


def lead_organisations(action):
    """The ids of the organisations whose posts lead the action, the accountable one first."""
    return list(dict.fromkeys(lead.post.organisation_id for lead in action.leads.all()))


def leads(by, action):
    """Whether this person's organisation leads the action."""
    return bool(by.organisation_id) and by.organisation_id in lead_organisations(action)
