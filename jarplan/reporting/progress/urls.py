"""Addresses of released progress that everybody may open. They come before those of the published plan, where an
inspection's reference stands at the same place as the word progress, which none has.
"""

from django.urls import path

from jarplan.reporting.progress import data, views

app_name = "progress"
urlpatterns = [
    path("published.atom", views.feed, name="feed"),
    path("published/progress/", views.latest, name="latest"),
    path("published/progress/schema.json", views.schema, name="schema"),
    path("published/progress/datapackage.json", views.package, name="package"),
    path("published/progress/<int:number>/", views.one, name="one"),
    path("published/<slug:inspection>.atom", views.feed, name="feed-of"),
    path("published/<slug:inspection>/progress/", views.latest, name="latest-of"),
    path("published/<slug:inspection>/progress/datapackage.json", views.package, name="package-of"),
    *[path(f"published/progress.{kind}", views.as_data, {"kind": kind}, name=kind) for kind in data.KINDS],
    *[
        path(
            f"published/<slug:inspection>/progress.{kind}",
            views.as_data,
            {"kind": kind},
            name=f"{kind}-of",
        )
        for kind in data.KINDS
    ],
]
