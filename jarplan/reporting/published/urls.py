"""Addresses that everybody may open."""

from django.urls import path

from jarplan.reporting.published import files, views

app_name = "published"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("published/", views.latest, name="latest"),
    path("published/children/", views.children, name="children"),
    path("published/recommendations/<str:reference>/", views.recommendation, name="recommendation"),
    path("published/schema.json", files.schema, name="schema"),
    path("published/datapackage.json", files.latest_package, name="latest-package"),
    path("published/<int:number>/datapackage.json", files.package_of_version, name="version-package"),
    path("published/<int:number>/", views.earlier, name="earlier"),
    path("published/<int:number>/record/", views.record, name="record"),
    *[
        path(f"published.{kind}", files.latest_file, {"kind": kind}, name=f"latest-{kind}")
        for kind in files.KINDS
    ],
    *[
        path(f"published/<int:number>.{kind}", files.file_of_version, {"kind": kind}, name=f"version-{kind}")
        for kind in files.KINDS
    ],
    # Of several plans, each by the reference of its inspection, which is never a number
    # or a word of another of these addresses: recommendations.models.inspection.RESERVED.
    path("published/<slug:inspection>/", views.latest, name="latest-of"),
    path("published/<slug:inspection>/datapackage.json", files.latest_package, name="latest-package-of"),
    path("published/<slug:inspection>/children/", views.children, name="children-of"),
    *[
        path(
            f"published/<slug:inspection>.{kind}", files.latest_file, {"kind": kind}, name=f"latest-{kind}-of"
        )
        for kind in files.KINDS
    ],
]
