"""Slugs of rules and kinds: what states and exports know them by, so that none is given twice or changed."""


def free_slug(model, wanted, between="-"):
    """The slug that is wanted, or the same with the next number that no row of this model has."""
    # Those of what was withdrawn too.
    taken = set(model._base_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}{between}{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
