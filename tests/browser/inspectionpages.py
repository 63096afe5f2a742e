"""The pages of inspections and rules of law, as they are looked at in a browser."""

from recommendations.models import DeadlineRule


def a_rule():
    return {"uuid": DeadlineRule.objects.get(slug="si-2007-462-plan").uuid}


def pages(Page, REFUSED):
    return [
        Page("recommendations:rule-list", "admin"),
        Page("recommendations:rule-add", "admin", empty=REFUSED),
        Page("recommendations:rule-correct", "programme", a_rule, empty=REFUSED),
    ]
