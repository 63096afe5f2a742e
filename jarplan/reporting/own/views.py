"""The pages of what people keep for themselves. Somebody else's is not there."""

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from actions.reading.visibility import actions_of
from jarplan.formfields.pages import posted, pressed, verb_page
from jarplan.reporting.models import SavedView
from jarplan.reporting.own import verbs
from jarplan.reporting.own.forms import NameForm, ViewForm
from jarplan.reporting.own.queries import address_of_view, views_of, watches_of
from recommendations.models import Recommendation
from recommendations.visibility import seen_or_404

TO, FORM = "reporting:saved-views", "recommendations/form.html"
TRAIL = (("My work", "reporting:my-work"), ("Saved views", TO))


class SavedViewsView(TemplateView):
    """The views that somebody has saved."""

    template_name = "reporting/own/saved_views.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(views=list(views_of(self.request.user)), **kwargs)


@require_http_methods(["GET", "POST"])
def save_view(request):
    """Save a list, as its address has it, under a name."""
    page = request.GET.get("list", SavedView.Page.ACTIONS)
    if page not in SavedView.Page.values:
        raise BadRequest("There is no list with that name to save a view of.")
    asked = request.GET.copy()
    asked.pop("list", None)
    initial = {"page": page, "asked": asked.urlencode()}
    form = ViewForm(posted(request), initial=initial)
    about = SavedView.Page(page).label
    shown = {"title": "Save view", "about": about, "button": "Save view", "trail": TRAIL}
    return verb_page(request, form, verbs.save_view, "The view has been saved.", address_of_view, FORM, shown)


def own_view(request, uuid):
    return get_object_or_404(SavedView, uuid=uuid, saved_by=request.user)


@require_http_methods(["GET", "POST"])
def rename_view(request, uuid):
    """Rename a saved view."""
    view = own_view(request, uuid)
    form = NameForm(posted(request), initial={"name": view.name})
    shown = {"title": "Rename view", "about": view.name, "button": "Rename view", "trail": TRAIL}
    return verb_page(
        request, form, verbs.rename_view, "The view has been renamed.", TO, FORM, shown, view=view
    )


@require_POST
def delete_view(request, uuid):
    """Delete a saved view."""
    view = own_view(request, uuid)
    pressed(request, verbs.delete_view, f"The view “{view.name}” has been deleted.", view=view)
    return redirect(TO)


class WatchingView(TemplateView):
    """What somebody watches."""

    template_name = "reporting/own/watching.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(watches=watches_of(self.request.user), **kwargs)


@require_POST
def watch_action(request, reference):
    """Watch an action, or stop watching it."""
    action = get_object_or_404(actions_of(request.user), reference=reference)
    return watch(request, action.reference, {"action": action}, "reporting:action")


@require_POST
def watch_recommendation(request, reference):
    """Watch a recommendation with its actions, or stop watching it."""
    row = seen_or_404(request.user, Recommendation.objects, reference=reference)
    return watch(request, row.reference, {"recommendation": row}, "reporting:recommendation")


def watch(request, reference, thing, page):
    """Does what the button says, and goes back to the page that it is on."""
    if request.POST.get("do") == "stop":
        pressed(request, verbs.stop_watching, f"You no longer watch {reference}.", **thing)
    else:
        said = f"You watch {reference}. Changes will be shown in My work and in your emails."
        pressed(request, verbs.watch, said, **thing)
    return (
        redirect("reporting:watching") if request.POST.get("to") == "watching" else redirect(page, reference)
    )
