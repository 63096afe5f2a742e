"""Addresses: those that lists write many times over, each worked out once and kept; and that of the site."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

PLACE = ("as_at", "page", "before", "after")  # of an address: where in a list it is, and on which day


@lru_cache(maxsize=4096)
def address_of_action(reference, page="reporting:action"):
    """The address of an action's page, or of another page that takes its reference."""
    return reverse(page, args=[reference])


@lru_cache(maxsize=512)
def address_of_recommendation(reference):
    return reverse("reporting:recommendation", args=[reference])


@lru_cache(maxsize=512)
def address_of(page):
    """The address of a page of which there is one."""
    return reverse(page)


def address_of_release(plan, round):
    """Where the progress of a round on one inspection's plan is released."""
    return reverse("reporting:release-progress", args=[plan.one.reference, round.uuid])


def site_of(request):
    """Where the site is read, without a path: SITE_URL, or where it is not set the address that was asked, for what
    stands for it then names a port that may be another server's."""
    return settings.SITE_URL if settings.SITE_URL_SET else f"{request.scheme}://{request.get_host()}"
