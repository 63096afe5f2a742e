"""Addresses of the administrator's pages: people, organisations and posts."""

from django.urls import path

from jarplan.people.persons import views as persons_views
from jarplan.people.posts import views as posts_views
from jarplan.people.signin import views as signin_views
from jarplan.people.signon import views as signon_views

app_name = "people"
urlpatterns = [
    path("", persons_views.PeopleView.as_view(), name="people"),
    path("add-person/", persons_views.add_person, name="add-person"),
    path("person/<str:username>/", persons_views.PersonView.as_view(), name="person"),
    path("person/<str:username>/change/", persons_views.change_person, name="change-person"),
    path("person/<str:username>/user-name/", persons_views.correct_username, name="correct-username"),
    path("person/<str:username>/deactivate/", persons_views.deactivate_person, name="deactivate-person"),
    path("person/<str:username>/reactivate/", persons_views.reactivate_person, name="reactivate-person"),
    path("person/<str:username>/second-step/", persons_views.remove_second_step, name="remove-second-step"),
    path("person/<str:username>/sign-on/", signon_views.set_identity, name="set-identity"),
    path("person/<str:username>/password-link/", persons_views.password_link, name="password-link"),
    path("sign-ins/", signin_views.AttemptsView.as_view(), name="sign-ins"),
    path("organisations/", posts_views.OrganisationsView.as_view(), name="organisations"),
    path("organisations/add/", posts_views.add_organisation, name="add-organisation"),
    path("organisations/<uuid:uuid>/change/", posts_views.change_organisation, name="change-organisation"),
    path(
        "organisations/<uuid:uuid>/withdraw/", posts_views.withdraw_organisation, name="withdraw-organisation"
    ),
    path("posts/", posts_views.PostsView.as_view(), name="posts"),
    path("posts/add/", posts_views.add_post, name="add-post"),
    path("posts/<uuid:uuid>/", posts_views.PostView.as_view(), name="post"),
    path("posts/<uuid:uuid>/rename/", posts_views.rename_post, name="rename-post"),
    path("posts/<uuid:uuid>/withdraw/", posts_views.withdraw_post, name="withdraw-post"),
    path("posts/<uuid:uuid>/hold/", posts_views.hold_post, name="hold-post"),
    path("posts/<uuid:uuid>/hand-over/<str:username>/", posts_views.hand_over_post, name="hand-over-post"),
]
