"""The pages on which an entry is put right, the same for every kind. Who may is asked by the caller first."""

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url

from jarplan.audit.subjects import KIND_OF, SUBJECTS
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.dependants import what_depends
from jarplan.people.mending.forms import WithdrawForm

FORM = "people/mending/form.html"


def name_of(row):
    """What kind of entry it is: "meeting", "statutory rule"; a part of an entry has its model's name."""
    kind = KIND_OF.get(type(row))
    return SUBJECTS[kind].label if kind else row._meta.verbose_name


def address(place):
    """The address of a page that is named with its arguments, or by its name alone."""
    return resolve_url(place) if isinstance(place, str) else resolve_url(*place)


def correct_page(request, row, form, verb, *, to, entry="entry", title="", **shown):
    """The page that corrects an entry. `to` is where it leads once done, and by Cancel; `entry` is what the verb
    calls it, or all the verb's arguments beside what was typed."""
    title, to = title or f"Correct {name_of(row)}", address(to)
    act = entry if isinstance(entry, dict) else {entry: row}
    shown = {"title": title, "about": row, "button": "Save correction", "back": to, **shown}
    said = "Your correction has been saved."
    return verb_page(request, form, verb, said, to, FORM, shown, **act)


def withdraw_page(request, row, verb, *, to, back=None, depends=what_depends, along=()):
    """The page that withdraws an entry; where something depends on it, that is named and there is no form. `along`
    says in words what is withdrawn with it."""
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    to, back = address(to), address(back or to)
    name, found = name_of(row), list(depends(row))
    shown = {"title": f"Withdraw {name}", "about": row, "button": f"Withdraw {name}"}
    shown |= {"back": back, "depends": found, "along": along, "withdraws": True}
    if found and request.method != "POST":
        return render(request, FORM, {"form": form, **shown})
    said = f"The {name} has been withdrawn."
    return verb_page(request, form, verb, said, to, FORM, shown, entry=row)


def take_back_page(request, row, verb, *, to, what, is_recorded, text):
    """The page that takes back what is recorded of an entry; where nothing is, that is said on the page that it came
    from. `what`: is taken back, "adopted date"; `text` says what then holds."""
    to = address(to)
    if not is_recorded and request.method != "POST":
        messages.info(request, f"There is no {what} to withdraw.")
        return redirect(to)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    title = f"Withdraw {what}"
    shown = {"title": title, "about": row, "button": title, "back": to, "text": text}
    return verb_page(request, form, verb, f"The {what} has been withdrawn.", to, FORM, shown, entry=row)
