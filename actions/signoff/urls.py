"""Addresses of delivery, sign-off, its withdrawal, the follow-up review, and deputies."""

from django.urls import path

from actions.signoff import deputy_views, views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path(
        ONE + "sign-off/<uuid:uuid>/take-back/",
        views.withdraw_sign_off,
        name="take-back",
    ),
    path(ONE + "later-look/", views.review_action, name="later-look"),
    path(ONE + "deputy/", deputy_views.name_for, name="deputy"),
    path("deputies/", deputy_views.index, name="deputies"),
    path("deputies/name/", deputy_views.name, name="deputy-name"),
    path("deputies/<uuid:uuid>/end/", deputy_views.end, name="deputy-end"),
    path(ONE + "deliver/", views.deliver, name="deliver"),
    path(ONE + "sign-off/", views.sign, name="sign-off"),
]
