"""A published plan with two closed rounds, of which nothing has been released yet, on 11 September 2008."""

from datetime import date

import pytest
from django.test import Client

from tests import plan, releases


@pytest.fixture
def story(db, settings):
    settings.PLAN_TODAY = date(2008, 9, 11)
    return releases.told(plan.make_people())


@pytest.fixture
def read():
    """read(path) answers with what somebody gets who is not signed in."""

    def read(path, status=200, **headers):
        response = Client().get(path, headers=headers)
        assert response.status_code == status, (path, response.status_code)
        return response

    return read
