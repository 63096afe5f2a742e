"""Addresses that lists write many times over: each is worked out once and kept."""

from functools import lru_cache

from django.urls import reverse


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
