"""How many working days before a statutory date people are told of it. Pure."""

MILESTONES = (30, 14, 7, 3, 1)
MISSED = "missed"


def milestone(working_days, days):
    """The step of a date that has been reached: "14" once no more than 14 working days are left, MISSED once it has
    passed; "" while it is further off. `working_days`: left, None where that is not known; `days`: calendar days."""
    if days < 0:
        return MISSED
    left = days if working_days is None else working_days
    return str(min((one for one in MILESTONES if left <= one), default=""))
