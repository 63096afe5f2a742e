"""A cache that keeps, for tests of what is drawn once."""

import pytest
from django.core.cache import cache


@pytest.fixture
def kept(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()
