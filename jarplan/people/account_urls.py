"""Addresses of signing in and out and of one's own password."""

from django.contrib.auth import views
from django.urls import path

from jarplan.people import accounts
from jarplan.people.forms import SignInForm

app_name = "accounts"
urlpatterns = [
    path(
        "login/",
        views.LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password/", accounts.ChangePassword.as_view(), name="change-password"),
    path("password/changed/", views.PasswordChangeDoneView.as_view(), name="password-changed"),
    path("mail/", accounts.mail, name="mail"),
    path("calendar/", accounts.calendar, name="calendar"),
    path("calendar/end/", accounts.end_calendar, name="end-calendar"),
    path("set-password/<uidb64>/<token>/", accounts.SetPassword.as_view(), name="set-password"),
]
