"""Addresses of the statutory rules and of the kinds of inspection."""

from django.urls import path

from recommendations.law import kind_views, rule_views

KINDS = "inspections/kinds/"
urlpatterns = [
    path("deadlines/rules/", rule_views.rules, name="rule-list"),
    path("deadlines/rules/add/", rule_views.add, name="rule-add"),
    path("deadlines/rules/<uuid:uuid>/", rule_views.correct, name="rule-correct"),
    path("deadlines/rules/<uuid:uuid>/withdraw/", rule_views.withdraw, name="rule-withdraw"),
    path(KINDS, kind_views.kinds, name="kind-list"),
    path(KINDS + "add/", kind_views.add, name="kind-add"),
    path(KINDS + "<uuid:uuid>/", kind_views.kind, name="kind"),
    path(KINDS + "<uuid:uuid>/correct/", kind_views.correct, name="kind-correct"),
    path(KINDS + "<uuid:uuid>/withdraw/", kind_views.withdraw, name="kind-withdraw"),
]
