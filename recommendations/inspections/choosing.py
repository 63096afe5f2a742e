"""Pages that are of one plan only: where there are several and none is chosen, they ask which first; and the forms on
them, which are saved for the plan that they were opened for.
"""

from functools import wraps

from django import forms
from django.core.exceptions import BadRequest
from django.shortcuts import render

from jarplan.audit.errors import allows
from jarplan.formfields.verbs import VerbForm
from recommendations.within import NAME, within, within_of


def of_one_plan(view):
    """The view, called with the plan of one inspection (or of none, where none is confirmed yet): of the one that a
    form was opened for, else of the one that is chosen."""
    return of_one(view, lambda request, offered: offered)


def acting_on_one_plan(check):
    """The same for a page that acts on the plan: only those are offered on which `check(by, inspection)` lets this
    person act. Refused where there are none."""

    def theirs(request, offered):
        found = [one for one in offered if allows(check, request.user, one)]
        if not found:
            check(request.user, offered[0])  # says why
        return found

    return lambda view: of_one(view, theirs)


def of_one(view, narrowed):
    @wraps(view)
    def asking(request, *args, **kwargs):
        plan = opened_for(request)
        if plan.one or not plan.is_choice:
            return view(request, *args, plan=plan, **kwargs)
        offered = narrowed(request, plan.offered)
        return render(request, "recommendations/inspections/choose.html", {"inspections": offered})

    asking.of_one_plan = True
    return asking


def opened_for(request):
    """The plan that a form carries, whatever has been chosen since in another window; then the page that is answered
    with is about that one as well. BadRequest for an inspection that there is not."""
    carried = request.POST.get(NAME)
    if carried:
        found = within_of(carried)
        if not found.shown:
            raise BadRequest(f"There is no inspection “{carried}”.")
        request.within = found
    return within(request)


class OfOnePlan(VerbForm):
    """A form about the plan of one inspection. It carries which, and hands that to the verb."""

    inspection = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, within, **kwargs):
        super().__init__(*args, **kwargs)
        self.of_inspection = within.one
        self.initial[NAME] = within.one.reference if within.one else ""

    def clean_inspection(self):
        return self.of_inspection
