"""The product's addresses, and beside them what it is measured against: a page of nothing, and stock admin."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import include, path
from django.utils.html import format_html_join

from actions.models import Action

SENTENCE = "What an empty page costs is the floor of every other page. "
PARAGRAPHS = [SENTENCE * 5] * 60
ROW = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n"
SHOWN = (
    "reference",
    "text",
    "recommendation__reference",
    "due_latest",
    "declared_rating",
    "status",
    "reported_at",
)


def floor(request):
    """A page of about 20 KB for who is signed in that asks the plan nothing, without our frame."""
    return render(request, "bench/floor.html", {"paragraphs": PARAGRAPHS})


def limit(request):
    """A hundred actions, as few of the framework's means as there can be, without our frame."""
    rows = Action.objects.order_by("plan_order").values_list(*SHOWN)[:100]
    return render(request, "bench/floor.html", {"rows": format_html_join("", ROW, rows)})


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

    def formfield_for_dbfield(self, field, request, **options):
        """What may be empty in the database may stay empty in the form."""
        return super().formfield_for_dbfield(
            field, request, **options, **({"required": False} if field.null else {})
        )


stock = admin.AdminSite(name="stock")
stock.register(Action, StockActions)

urlpatterns = [
    path("floor/", floor),
    path("limit/", limit),
    path("stock/", stock.urls),
    path("", include("jarplan.urls")),
]
