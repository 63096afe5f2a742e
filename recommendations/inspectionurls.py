"""The addresses of the inspections and of the rules of law."""

from django.urls import path

from recommendations import ruleviews

urlpatterns = [
    path("deadlines/rules/", ruleviews.rules, name="rule-list"),
    path("deadlines/rules/add/", ruleviews.add, name="rule-add"),
    path("deadlines/rules/<uuid:uuid>/", ruleviews.correct, name="rule-correct"),
]
