"""Addresses of the administrator's pages: people, organisations and posts."""

from django.urls import path

from jarplan.people import post_views, views

app_name = "people"
urlpatterns = [
    path("", views.PeopleView.as_view(), name="people"),
    path("add-person/", views.add_person, name="add-person"),
    path("person/<str:username>/", views.PersonView.as_view(), name="person"),
    path("person/<str:username>/change/", views.change_person, name="change-person"),
    path("person/<str:username>/deactivate/", views.deactivate_person, name="deactivate-person"),
    path("person/<str:username>/reactivate/", views.reactivate_person, name="reactivate-person"),
    path("person/<str:username>/password-link/", views.password_link, name="password-link"),
    path("organisations/", post_views.OrganisationsView.as_view(), name="organisations"),
    path("organisations/add/", post_views.add_organisation, name="add-organisation"),
    path("organisations/<uuid:uuid>/change/", post_views.change_organisation, name="change-organisation"),
    path("posts/", post_views.PostsView.as_view(), name="posts"),
    path("posts/add/", post_views.add_post, name="add-post"),
    path("posts/<uuid:uuid>/", post_views.PostView.as_view(), name="post"),
    path("posts/<uuid:uuid>/rename/", post_views.rename_post, name="rename-post"),
    path("posts/<uuid:uuid>/hold/", post_views.hold_post, name="hold-post"),
    path("posts/<uuid:uuid>/hand-over/<str:username>/", post_views.hand_over_post, name="hand-over-post"),
]
