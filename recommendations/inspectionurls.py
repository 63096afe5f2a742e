"""The addresses of the inspections and of the rules of law."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from recommendations import (
    inspectionviews,
    references,  # noqa: F401  an address knows what a reference looks like
    ruleviews,
)


class PartOfInspection(StringConverter):
    """What can be added to an inspection on a form of its own."""

    regex = "|".join(inspectionviews.PARTS)


class PartTakenOut(StringConverter):
    """What can be taken out of an inspection."""

    regex = "|".join(inspectionviews.TAKEN_OUT)


register_converter(PartOfInspection, "inspection_part")
register_converter(PartTakenOut, "inspection_part_out")

ONE = "inspections/<uuid:uuid>/"
urlpatterns = [
    path("deadlines/rules/", ruleviews.rules, name="rule-list"),
    path("deadlines/rules/add/", ruleviews.add, name="rule-add"),
    path("deadlines/rules/<uuid:uuid>/", ruleviews.correct, name="rule-correct"),
    path("inspections/add/", inspectionviews.add, name="inspection-add"),
    path(ONE, inspectionviews.inspection, name="inspection"),
    path(ONE + "recommendations/", inspectionviews.add_recommendations, name="inspection-recommendations"),
    path(ONE + "confirm/", inspectionviews.confirm, name="inspection-confirm"),
    path(ONE + "add/<inspection_part:part>/", inspectionviews.part, name="inspection-part"),
    path(
        ONE + "take-out/<inspection_part_out:part>/<int:number>/",
        inspectionviews.take_out,
        name="inspection-take-out",
    ),
    path(
        "recommendations/<recommendation:reference>/words/",
        inspectionviews.change_recommendation,
        name="recommendation-words",
    ),
]
