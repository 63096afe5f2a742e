"""The addresses of the inspections and of the rules of law."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from recommendations.inspections import limiting, mend_views, views


class PartOfInspection(StringConverter):
    """What can be added to an inspection on a form of its own."""

    regex = "|".join(["details", *views.PARTS])


class PartTakenOut(StringConverter):
    """What can be taken out of an inspection."""

    regex = "|".join(mend_views.PARTS)


register_converter(PartOfInspection, "inspection_part")
register_converter(PartTakenOut, "inspection_part_out")

ONE = "inspections/<uuid:uuid>/"
urlpatterns = [
    path("inspections/", views.InspectionsView.as_view(), name="inspection-list"),
    path(
        "recommendations/<recommendation:reference>/accountable/",
        views.set_accountable,
        name="recommendation-set-accountable",
    ),
    path("people/person/<str:username>/limit/", limiting.limit_roles, name="limit-roles"),
    path("inspections/add/", views.add, name="inspection-add"),
    path(ONE, views.inspection, name="inspection"),
    path(ONE + "recommendations/", views.add_recommendations, name="inspection-recommendations"),
    path(ONE + "confirm/", views.confirm, name="inspection-confirm"),
    path(ONE + "add/<inspection_part:part>/", views.part, name="inspection-part"),
    path(
        ONE + "take-out/<inspection_part_out:part>/<int:number>/",
        mend_views.take_out,
        name="inspection-take-out",
    ),
    path(
        ONE + "correct/<inspection_part_out:part>/<int:number>/",
        mend_views.correct_part,
        name="inspection-correct-part",
    ),
    path(ONE + "withdraw/", mend_views.withdraw, name="inspection-withdraw"),
    path(
        "recommendations/<recommendation:reference>/withdraw/",
        mend_views.withdraw_recommendation,
        name="recommendation-withdraw",
    ),
    path(
        "recommendations/<recommendation:reference>/words/",
        mend_views.change_recommendation,
        name="recommendation-words",
    ),
]
