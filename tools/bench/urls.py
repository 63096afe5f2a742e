"""The product's addresses, and beside them what it is measured against: a page of nothing, and stock admin."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import include, path

from actions.models import Action

SENTENCE = "What an empty page costs is the floor of every other page. "
PARAGRAPHS = [SENTENCE * 5] * 60


def floor(request):
    """A signed-in page of about 20 KB that asks the plan nothing."""
    return render(request, "bench/floor.html", {"paragraphs": PARAGRAPHS})


class StockActions(admin.ModelAdmin):
    """What an afternoon with the framework gives: the same list, its search and its filters."""

    list_display = (
        "reference",
        "text",
        "recommendation",
        "due_latest",
        "declared_rating",
        "status",
        "reported_at",
    )
    list_select_related = ("recommendation",)
    list_filter = ("status", "declared_rating")
    search_fields = ("reference", "text")
    list_per_page = 100


stock = admin.AdminSite(name="stock")
stock.register(Action, StockActions)

urlpatterns = [
    path("floor/", floor),
    path("stock/", stock.urls),
    path("", include("jarplan.urls")),
]
