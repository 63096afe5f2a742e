"""The administrator's page on which the roles of a person are limited to inspections. It is here and not among the
people's own pages, as people know no inspections."""

from django import forms
from django.shortcuts import get_object_or_404

from jarplan.formfields.pages import posted, verb_page
from jarplan.formfields.text import ReasonField
from jarplan.formfields.verbs import VersionedForm
from jarplan.people.decorators import for_administrators, form_page
from jarplan.people.models import User
from jarplan.people.persons import verbs
from jarplan.people.policies import check_limit_roles
from jarplan.people.roles import Role
from recommendations.models import Inspection


class LimitForm(VersionedForm):
    """For each role that a person holds, the inspections that it is limited to."""

    reason = ReasonField(help_text="The reason is kept in the history.")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        given = {group.name for group in person.groups.all()}
        self.roles = [role for role in Role if role in given]
        # Unconfirmed ones too: who enters an inspection is limited to it from its first day.
        self.titles = {
            one.reference: titled(one) for one in Inspection.objects.order_by("published_on", "reference")
        }
        for role in self.roles:
            # One that has gone since is still to be seen, and can be left out.
            kept = [(one, one) for one in person.limited_to.get(role, ()) if one not in self.titles]
            self.fields[role.value] = forms.MultipleChoiceField(
                label=role.label,
                choices=[*self.titles.items(), *kept],
                initial=person.limited_to.get(role, ()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="If you tick no box, the role is for all inspections.",
            )
        self.order_fields([*self.roles, "reason"])

    def clean(self):
        typed = super().clean()
        limited_to = {role: typed.pop(role.value, []) for role in self.roles}
        return typed | {"limited_to": limited_to}

    def compared(self, current):
        for role in self.roles:
            theirs, yours = (
                self.words(role.value, sorted(limited.get(role, ())))
                for limited in (current.limited_to, self.cleaned_data["limited_to"])
            )
            if theirs != yours:
                yield {"label": role.label, "theirs": theirs, "yours": yours}

    def words(self, name, value):
        return ", ".join(self.titles.get(one, one) for one in value) or "all inspections"


def titled(inspection):
    return inspection.title if inspection.confirmed else f"{inspection.title} (not confirmed yet)"


@for_administrators
@form_page
def limit_roles(request, username):
    """Say for which inspections the roles of a person are."""
    person = get_object_or_404(User.objects.prefetch_related("groups"), username=username)
    check_limit_roles(request.user, person)
    form = LimitForm(posted(request), initial={"version": person.version}, person=person)
    shown = {"title": "Limit roles to inspections", "about": person, "button": "Save changes"}
    said = f"The roles of {person.full_name} have been saved."
    to, template = ("people:person", person.username), "people/form.html"
    return verb_page(request, form, verbs.limit_roles, said, to, template, shown, person=person)
