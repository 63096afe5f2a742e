"""The administrator's pages about organisations, posts and who holds them."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from jarplan import clock
from jarplan.people import posts as verbs
from jarplan.people import queries
from jarplan.people.doors import for_administrators
from jarplan.people.duties import duties_of
from jarplan.people.forms import (
    AddPostForm,
    ChangeOrganisationForm,
    HandOverForm,
    HoldPostForm,
    OrganisationForm,
    PostsFilterForm,
    RenamePostForm,
)
from jarplan.people.models import Organisation, Post, User
from jarplan.people.views import form_page


@method_decorator(for_administrators, name="dispatch")
class OrganisationsView(ListView):
    """Every organisation, with how many people and posts it has."""

    template_name = "people/organisations.html"
    paginate_by = 100
    queryset = Organisation.objects.annotate(
        people_count=Count("people", filter=Q(people__is_active=True), distinct=True),
        post_count=Count("posts", distinct=True),
    ).order_by("name")


@method_decorator(for_administrators, name="dispatch")
class PostsView(ListView):
    """Every post with its holders, with a search and filters that stand in the address."""

    template_name = "people/posts.html"
    paginate_by = 100

    def get_queryset(self):
        self.filters = PostsFilterForm(self.request.GET)
        self.filters.is_valid()
        return queries.posts(**self.filters.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filters=self.filters, **kwargs)


@method_decorator(for_administrators, name="dispatch")
class PostView(DetailView):
    """One post: who holds it, who held it, and what hangs on it."""

    template_name = "people/post.html"
    queryset = Post.objects.select_related("organisation")
    slug_field = slug_url_kwarg = "uuid"
    context_object_name = "post"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            holdings=self.object.holdings.select_related("user"),
            duties=duties_of([self.object])[self.object.pk],
            **kwargs,
        )


@for_administrators
@form_page
def add_organisation(request):
    form = OrganisationForm(request.POST or None)
    if form.is_valid() and form.save(verbs.add_organisation, by=request.user, now=clock.now()):
        messages.success(request, f"{form.result.name} is added.")
        return redirect("people:organisations")
    context = {"form": form, "title": "Add an organisation", "button": "Add"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@form_page
def change_organisation(request, uuid):
    organisation = get_object_or_404(Organisation, uuid=uuid)
    known = {name: getattr(organisation, name) for name in ("name", "short_name", "kind", "version")}
    form = ChangeOrganisationForm(request.POST or None, initial=known)
    if form.is_valid() and form.save(
        verbs.change_organisation, by=request.user, now=clock.now(), organisation=organisation
    ):
        messages.success(request, f"{form.result.name} is saved.")
        return redirect("people:organisations")
    context = {"form": form, "title": "Change an organisation", "about": organisation, "button": "Save"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@form_page
def add_post(request):
    form = AddPostForm(request.POST or None)
    if form.is_valid() and form.save(verbs.add_post, by=request.user, now=clock.now()):
        messages.success(request, f"{form.result.title} is added. Say who holds it.")
        return redirect("people:post", form.result.uuid)
    return render(
        request,
        "people/form.html",
        {"form": form, "title": "Add a post", "button": "Add"},
        status=form.status,
    )


def post_of(uuid):
    return get_object_or_404(Post.objects.select_related("organisation"), uuid=uuid)


@for_administrators
@form_page
def rename_post(request, uuid):
    post = post_of(uuid)
    form = RenamePostForm(request.POST or None, initial={"title": post.title, "version": post.version})
    if form.is_valid() and form.save(verbs.rename_post, by=request.user, now=clock.now(), post=post):
        messages.success(request, f"The post is now called {form.result.title}. Its actions stay its own.")
        return redirect("people:post", uuid)
    context = {"form": form, "title": "Rename a post", "about": post, "button": "Save"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@form_page
def hold_post(request, uuid):
    post = post_of(uuid)
    form = HoldPostForm(request.POST or None, post=post, initial={"version": post.version})
    if form.is_valid() and form.save(verbs.hold_post, by=request.user, now=clock.now(), post=post):
        messages.success(request, f"{form.cleaned_data['person'].full_name} holds this post from today.")
        return redirect("people:post", uuid)
    context = {"form": form, "title": "Give a post to somebody", "about": post, "button": "Give the post"}
    return render(request, "people/form.html", context, status=form.status)


@for_administrators
@form_page
def hand_over_post(request, uuid, username):
    post = post_of(uuid)
    person = get_object_or_404(User.objects.filter(holdings__post=post).distinct(), username=username)
    form = HandOverForm(request.POST or None, post=post, initial={"version": post.version})
    if form.is_valid() and form.save(
        verbs.hand_over_post, by=request.user, now=clock.now(), post=post, person=person
    ):
        messages.success(request, f"{person.full_name} no longer holds this post.")
        return redirect("people:post", uuid)
    context = {
        "form": form,
        "title": f"Hand over from {person.full_name}",
        "about": post,
        "button": "Hand over",
        "duties": duties_of([post])[post.pk],
    }
    return render(request, "people/form.html", context, status=form.status)
