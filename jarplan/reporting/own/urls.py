"""Addresses of what people keep for themselves."""

from django.urls import path

from jarplan.reporting.own import views

urlpatterns = [
    path("my-work/views/", views.SavedViewsView.as_view(), name="saved-views"),
    path("my-work/views/add/", views.save_view, name="save-view"),
    path("my-work/views/<uuid:uuid>/rename/", views.rename_view, name="rename-view"),
    path("my-work/views/<uuid:uuid>/delete/", views.delete_view, name="delete-view"),
    path("my-work/watching/", views.WatchingView.as_view(), name="watching"),
    path("actions/<action:reference>/watch/", views.watch_action, name="watch-action"),
    path(
        "recommendations/<recommendation:reference>/watch/",
        views.watch_recommendation,
        name="watch-recommendation",
    ),
]
