"""A council's report is read once its words are confirmed; who enters it reads it before."""

import pytest

from recommendations.councilreport import queries
from recommendations.councilreport.verbs import confirm_report
from tests import kept
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.councilreport.test_views import entered
from tests.recommendations.inspections.test_views import review

pytestmark = pytest.mark.django_db


def read(row):
    return [
        [one.inspection for one in queries.reports() if one.inspection == str(row.uuid)],
        [one.inspection for one, _ in queries.reports_with_inspections() if one.inspection == str(row.uuid)],
        [queries.report_of(row.uuid)] if queries.report_of(row.uuid) else [],
        [reference for reference in queries.with_a_report().values() if reference == row.reference],
    ]


def test_a_report_is_read_once_it_is_confirmed():
    kept.facts()
    by = UserFactory(roles=["administrator"])
    row = review(by)
    report = entered(by, row)
    assert read(row) == [[], [], [], []]
    assert queries.report_of(row.uuid, unconfirmed=True).title == "The report"
    confirm_report(by=by, now=NOON, report=report, version=1)
    assert all(len(found) == 1 for found in read(row))
