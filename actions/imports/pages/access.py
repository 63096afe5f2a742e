"""Who finds the import pages, and whose drafts: to everybody else they are not there."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from actions.imports.drafts.verbs import drafts_of, what_became_of
from actions.imports.writing.long_run import looked_after
from actions.models import ImportDraft, PlanImport
from actions.reading.visibility import may_import


def importers_only(view):
    """To everybody else these pages are not there. An importer whose draft is over, or somebody else's, or never was,
    is told the same of each: that it is no longer there, and where to go on.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_import(request.user):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return render(request, "actions/imports/gone.html", status=404)

    return guarded


def of_own_draft(view):
    """Makes view(request, draft) a page of the person's own draft; 404 for anybody else's, and for one that is over.
    One that is being written, or was, is shown on its own page."""

    @importers_only
    @wraps(view)
    def found(request, uuid):
        draft = looked_after(request.user, uuid)
        if draft is not None and draft.state == ImportDraft.State.WAITING:
            return view(request, draft)
        if draft is None:
            the_import(uuid)
            if request.method == "POST":
                messages.warning(request, what_became_of(uuid))
        return redirect("imports:detail", uuid=uuid)

    return found


def refused(request, draft, form, problem, page):
    """After a verb of a draft was refused: the form again, by page(request, draft, form), on the draft as it is now;
    or where there is none any more, what became of it."""
    newest = drafts_of(request.user).filter(pk=draft.pk).first()
    if newest is None:
        messages.error(request, problem.sentence)
        return redirect("imports:detail", uuid=draft.uuid)
    form.see(newest.version)
    form.add_error(None, problem.sentence)
    return page(request, newest, form)


def the_import(uuid):
    """An import that was written; every importer may see it. 404 where there is none."""
    people = ("file", "uploaded_by", "confirmed_by", "undone_by")
    return get_object_or_404(PlanImport.objects.select_related(*people), uuid=uuid)
