"""The administrator's pages about people. Reads are classes; each verb is a function of one shape."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic import DetailView, ListView

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.people import policies, queries, services
from jarplan.people.doors import for_administrators
from jarplan.people.duties import duties_of
from jarplan.people.forms import AddPersonForm, ChangePersonForm, DeactivateForm, PeopleFilterForm, ReasonForm
from jarplan.people.models import User

form_page = require_http_methods(["GET", "HEAD", "POST"])


@method_decorator(for_administrators, name="dispatch")
class PeopleView(ListView):
    """Everybody, with a search and filters that stand in the address."""

    template_name = "people/people.html"
    paginate_by = 100

    def get_queryset(self):
        self.filters = PeopleFilterForm(self.request.GET)
        self.filters.is_valid()
        return queries.people(**self.filters.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filters=self.filters, **kwargs)


@method_decorator(for_administrators, name="dispatch")
class PersonView(DetailView):
    """One person: roles, posts now and before, and what can be done."""

    template_name = "people/person.html"
    queryset = User.objects.select_related("organisation").prefetch_related("groups")
    slug_field = slug_url_kwarg = "username"
    context_object_name = "person"

    def get_context_data(self, **kwargs):
        holdings = self.object.holdings.select_related("post__organisation")
        may_link = policies.may_issue_password_link(self.request.user, self.object)
        return super().get_context_data(holdings=holdings, may_issue_link=may_link, **kwargs)


def person_of(username):
    return get_object_or_404(User.objects.select_related("organisation"), username=username)


@for_administrators
@form_page
def add_person(request):
    form = AddPersonForm(request.POST or None)
    if form.is_valid() and form.save(services.add_person, by=request.user, now=clock.now()):
        messages.success(
            request, f"{form.result.full_name} is added. Issue a link, so that they can sign in."
        )
        return redirect("people:person", form.result.username)
    return render(
        request,
        "people/form.html",
        {"form": form, "title": "Add a person", "button": "Add"},
        status=form.status,
    )


@for_administrators
@form_page
def change_person(request, username):
    person = person_of(username)
    values = ["full_name", "email", "organisation", "version"]
    known = {name: getattr(person, name) for name in values}
    known["roles"] = list(person.groups.values_list("name", flat=True))
    form = ChangePersonForm(request.POST or None, initial=known)
    if form.is_valid() and form.save(services.change_person, by=request.user, now=clock.now(), person=person):
        messages.success(request, f"{form.result.full_name} is saved.")
        return redirect("people:person", username)
    context = {"form": form, "title": "Change a person", "about": person, "button": "Save"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@form_page
def deactivate_person(request, username):
    person = person_of(username)
    posts = queries.posts_held_by(person)
    form = DeactivateForm(
        request.POST or None, person=person, posts=posts, initial={"version": person.version}
    )
    if form.is_valid() and form.save(
        services.deactivate_person, by=request.user, now=clock.now(), person=person
    ):
        messages.success(request, f"{person.full_name} is deactivated and can no longer sign in.")
        return redirect("people:person", username)
    duties = duties_of(posts)
    held = [
        {"post": post, "duties": duties[post.pk], "question": form[form.name_of(post)]} for post in form.posts
    ]
    return render(
        request, "people/deactivate.html", {"form": form, "person": person, "held": held}, status=form.status
    )


@for_administrators
@form_page
def reactivate_person(request, username):
    person = person_of(username)
    form = ReasonForm(request.POST or None, initial={"version": person.version})
    if form.is_valid() and form.save(
        services.reactivate_person, by=request.user, now=clock.now(), person=person
    ):
        messages.success(request, f"{person.full_name} can sign in again. Give them their posts anew.")
        return redirect("people:person", username)
    context = {"form": form, "title": "Reactivate a person", "about": person, "button": "Reactivate"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@never_cache
@form_page
def password_link(request, username):
    """Asks first, then shows the link once: it is in the answer to the POST and nowhere else."""
    person, link, problem = person_of(username), "", ""
    if request.method == "POST":
        try:
            path = services.issue_password_link(by=request.user, now=clock.now(), person=person)
            link = request.build_absolute_uri(path)
        except NotNow as refusal:
            problem = refusal.sentence
    context = {"person": person, "link": link, "problem": problem}
    return render(request, "people/password_link.html", context)
