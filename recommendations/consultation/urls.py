"""Addresses of a version's consultation."""

from django.urls import path

from recommendations.consultation import views

OF_VERSION = "versions/<int:number>/consultation/"
ONE = "consultation/<uuid:uuid>/"
urlpatterns = [
    path(OF_VERSION, views.consultation, name="consultation"),
    path(OF_VERSION + "ask/", views.ask, name="consultation-ask"),
    path(ONE, views.partner, name="consultation-partner"),
    path(ONE + "answer/", views.answer, name="consultation-answer"),
    path(ONE + "respond/", views.respond, name="consultation-respond"),
    path(ONE + "move/", views.move, name="consultation-move"),
    path(ONE + "take-back/", views.withdraw_question, name="consultation-take-back"),
]
