"""Addresses of the page for children and young people. Versions themselves are shown by the roof."""

from django.urls import path

from recommendations.versions import childrens_views

urlpatterns = [
    path("versions/childrens-page/", childrens_views.page, name="childrens-page"),
    path("versions/childrens-page/write/", childrens_views.write, name="childrens-page-write"),
]
