"""The administrator's pages about people. Reads are classes; each verb is a function of one shape."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, ListView

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import acted, verb_page
from jarplan.people import policies, queries
from jarplan.people.accounts.letters import INVITATION, RESET, send
from jarplan.people.accounts.resets import mail_link
from jarplan.people.decorators import for_administrators, form_page
from jarplan.people.models import Identity, User
from jarplan.people.persons import verbs
from jarplan.people.persons.forms import (
    AddPersonForm,
    ChangePersonForm,
    CorrectUsernameForm,
    DeactivateForm,
    PeopleFilterForm,
    ReasonForm,
)
from jarplan.people.posts.duties import duties_of
from jarplan.people.secondstep import verbs as secondstep_verbs
from jarplan.people.secondstep.codes import has_second_step


@method_decorator(for_administrators, name="dispatch")
class PeopleView(ListView):
    """Everybody, with a search and filters that stand in the address."""

    template_name = "people/persons/people.html"
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

    template_name = "people/persons/person.html"
    queryset = User.objects.select_related("organisation").prefetch_related("groups")
    slug_field = slug_url_kwarg = "username"
    context_object_name = "person"

    def get_context_data(self, **kwargs):
        holdings = self.object.holdings.select_related("post__organisation")
        may_link = policies.may_issue_password_link(self.request.user, self.object)
        has_app = has_second_step(self.object)
        may_correct = policies.may_correct_username(self.request.user, self.object)
        return super().get_context_data(
            holdings=holdings,
            may_issue_link=may_link,
            may_correct_username=may_correct,
            has_second_step=has_app,
            way_in=way_in(self.object, has_app),
            sign_on=bool(settings.OIDC_ISSUER),
            may_limit_roles=policies.may_limit_roles(self.request.user, self.object),
            **kwargs,
        )


def way_in(person, has_app):
    """With what somebody signs in, in words."""
    if identity := Identity.objects.filter(person=person).first():
        begun = "" if identity.subject else ", once they have signed in with it"
        return f"The account of their organisation{begun}: {identity.name or 'by invitation'}"
    return "A password and a code from an app" if has_app else "A password"


def person_of(username):
    return get_object_or_404(User.objects.select_related("organisation"), username=username)


def its_page(person):
    """The address of a person's own page."""
    return "people:person", person.username


@for_administrators
@form_page
def add_person(request):
    def said(person):
        return f"{person.full_name} has been added. Give them a link to set a password, so that they can sign in."

    form, shown = AddPersonForm(request.POST or None), {"title": "Add a person", "button": "Add person"}
    return verb_page(request, form, verbs.add_person, said, its_page, "people/form.html", shown)


@for_administrators
@form_page
def change_person(request, username):
    def said(person):
        return f"{person.full_name} has been saved."

    person = person_of(username)
    values = ["full_name", "email", "organisation", "version"]
    known = {name: getattr(person, name) for name in values}
    known["roles"] = list(person.groups.values_list("name", flat=True))
    form = ChangePersonForm(request.POST or None, initial=known)
    shown = {"title": "Edit person", "about": person, "button": "Save changes"}
    to, template = its_page(person), "people/form.html"
    return verb_page(request, form, verbs.change_person, said, to, template, shown, person=person)


@for_administrators
@form_page
def correct_username(request, username):
    person = person_of(username)
    known = {"username": person.username, "version": person.version}
    form = CorrectUsernameForm(request.POST or None, initial=known)
    said = "The user name has been corrected."
    shown = {"title": "Correct user name", "about": person, "button": "Save correction"}
    template = "people/form.html"
    return verb_page(request, form, verbs.correct_username, said, its_page, template, shown, person=person)


@for_administrators
@form_page
def deactivate_person(request, username):
    person = person_of(username)
    posts = queries.posts_held_by(person)
    form = DeactivateForm(
        request.POST or None, person=person, posts=posts, initial={"version": person.version}
    )
    said = f"{person.full_name} has been deactivated and can no longer sign in."
    if acted(request, form, verbs.deactivate_person, said, person=person):
        return redirect(*its_page(person))
    duties = duties_of(posts)
    held = [
        {"post": post, "duties": duties[post.pk], "question": form[form.name_of(post)]} for post in form.posts
    ]
    context = {"form": form, "person": person, "held": held}
    return render(request, "people/persons/deactivate.html", context, status=form.status)


@for_administrators
@form_page
def reactivate_person(request, username):
    person = person_of(username)
    form = ReasonForm(request.POST or None, initial={"version": person.version})
    said = f"{person.full_name} can sign in again. Give them their posts again."
    shown = {"title": "Reactivate a person", "about": person, "button": "Reactivate person"}
    to, template = its_page(person), "people/form.html"
    return verb_page(request, form, verbs.reactivate_person, said, to, template, shown, person=person)


@for_administrators
@form_page
def remove_second_step(request, username):
    """For somebody who has lost their phone, and their recovery codes."""
    person = person_of(username)
    form = ReasonForm(request.POST or None, initial={"version": person.version})
    del form.fields["version"]
    said = f"{person.full_name} now signs in with the password alone, until they add an app again."
    shown = {"title": "Remove the second step of a person", "about": person, "button": "Remove second step"}
    to, template = its_page(person), "people/form.html"
    return verb_page(
        request, form, secondstep_verbs.remove_second_step, said, to, template, shown, person=person
    )


@for_administrators
@never_cache
@form_page
def password_link(request, username):
    """Asks first, then shows the link once: it is in the answer to the POST and nowhere else. Or mails it."""
    person, link, problem = person_of(username), "", ""
    may_mail = settings.LINKS_BY_MAIL and policies.may_mail_link(request.user, person)
    if request.method == "POST":
        act = {"by": request.user, "now": clock.now(), "person": person}
        try:
            if "mail" in request.POST and settings.LINKS_BY_MAIL:
                if send(person, mail_link(**act), RESET if person.last_login else INVITATION):
                    messages.success(request, f"A link has been emailed to {person.email}.")
                    return redirect(*its_page(person))
                problem = "The mail server did not take the email. Try again later, or show the link instead."
            else:
                link = request.build_absolute_uri(verbs.issue_password_link(**act))
        except NotNow as refusal:
            problem = refusal.sentence
    context = {"person": person, "link": link, "problem": problem, "may_mail": may_mail}
    return render(request, "people/persons/password_link.html", context)
