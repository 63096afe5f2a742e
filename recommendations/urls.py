"""Addresses of this room. The recommendations themselves are shown with their actions, by the roof."""

from django.urls import path

from recommendations import (
    childrensviews,
    consultationviews,
    deadlineurls,
    inspectionurls,
    publicationurls,
    references,  # noqa: F401  an address knows what a reference looks like
    views,
)

app_name = "recommendations"
urlpatterns = [
    *deadlineurls.urlpatterns,
    *publicationurls.urlpatterns,
    path("versions/<int:number>/consultation/", consultationviews.consultation, name="consultation"),
    path("versions/<int:number>/consultation/ask/", consultationviews.ask, name="consultation-ask"),
    path("consultation/<uuid:uuid>/", consultationviews.partner, name="consultation-partner"),
    path("consultation/<uuid:uuid>/answer/", consultationviews.answer, name="consultation-answer"),
    path("consultation/<uuid:uuid>/respond/", consultationviews.respond, name="consultation-respond"),
    path("consultation/<uuid:uuid>/move/", consultationviews.move, name="consultation-move"),
    path("consultation/<uuid:uuid>/take-back/", consultationviews.take_back, name="consultation-take-back"),
    *inspectionurls.urlpatterns,
    path("versions/childrens-page/", childrensviews.page, name="childrens-page"),
    path("versions/childrens-page/write/", childrensviews.write, name="childrens-page-write"),
    path("inspections/", views.InspectionsView.as_view(), name="inspection-list"),
    path("meetings/", views.MeetingsView.as_view(), name="meeting-list"),
    path("meetings/add/", views.add_meeting, name="meeting-add"),
    path("meetings/<uuid:uuid>/outcome/", views.record_outcome, name="meeting-record-outcome"),
    path(
        "recommendations/<recommendation:reference>/accountable/",
        views.set_accountable,
        name="recommendation-set-accountable",
    ),
]
