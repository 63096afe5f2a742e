"""The administrator's pages about organisations, posts and who holds them."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from jarplan.formfields.pages import verb_page
from jarplan.people import queries
from jarplan.people.decorators import for_administrators, form_page
from jarplan.people.mending.pages import withdraw_page
from jarplan.people.models import Organisation, Post, User
from jarplan.people.posts import verbs
from jarplan.people.posts.duties import duties_of
from jarplan.people.posts.forms import (
    AddPostForm,
    ChangeOrganisationForm,
    HandOverForm,
    HoldPostForm,
    OrganisationForm,
    PostsFilterForm,
    RenamePostForm,
)


@method_decorator(for_administrators, name="dispatch")
class OrganisationsView(ListView):
    """Every organisation, with how many people and posts it has."""

    template_name = "people/posts/organisations.html"
    paginate_by = 100
    queryset = Organisation.objects.annotate(
        people_count=Count("people", filter=Q(people__is_active=True), distinct=True),
        post_count=Count("posts", filter=Q(posts__withdrawn_at__isnull=True), distinct=True),
    ).order_by("name")


@method_decorator(for_administrators, name="dispatch")
class PostsView(ListView):
    """Every post with its holders, with a search and filters that stand in the address."""

    template_name = "people/posts/posts.html"
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

    template_name = "people/posts/post.html"
    queryset = Post.objects.select_related("organisation")
    slug_field = slug_url_kwarg = "uuid"
    context_object_name = "post"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            holdings=self.object.holdings.select_related("user"),
            duties=duties_of([self.object])[self.object.pk],
            **kwargs,
        )


def admin_page(request, form, verb, said, to, title, button, *, shown=None, **about):
    """The page of a verb on a post or an organisation, `about` which it is where there is one already."""
    shown = {"title": title, "button": button, "about": next(iter(about.values()), None), **(shown or {})}
    return verb_page(request, form, verb, said, to, "people/form.html", shown, **about)


@for_administrators
@form_page
def add_organisation(request):
    def said(organisation):
        return f"{organisation.name} has been added."

    form, words = OrganisationForm(request.POST or None), ("Add an organisation", "Add")
    return admin_page(request, form, verbs.add_organisation, said, "people:organisations", *words)


@for_administrators
@form_page
def change_organisation(request, uuid):
    def said(organisation):
        return f"{organisation.name} has been saved."

    row = get_object_or_404(Organisation, uuid=uuid)
    known = {name: getattr(row, name) for name in ("name", "short_name", "kind", "version")}
    form, words = (
        ChangeOrganisationForm(request.POST or None, initial=known),
        ("Edit organisation", "Save changes"),
    )
    verb, to = verbs.change_organisation, "people:organisations"
    return admin_page(request, form, verb, said, to, *words, organisation=row)


@for_administrators
@form_page
def withdraw_organisation(request, uuid):
    row = get_object_or_404(Organisation, uuid=uuid)
    return withdraw_page(request, row, verbs.withdraw_organisation, to="people:organisations")


def its_page(post):
    """The address of a post's own page."""
    return "people:post", post.uuid


@for_administrators
@form_page
def add_post(request):
    def said(post):
        return f"{post.title} has been added. Now give the post to somebody."

    form = AddPostForm(request.POST or None)
    return admin_page(request, form, verbs.add_post, said, its_page, "Add a post", "Add")


def post_of(uuid):
    return get_object_or_404(Post.objects.select_related("organisation"), uuid=uuid)


@for_administrators
@form_page
def rename_post(request, uuid):
    def said(post):
        return f"The post is now called {post.title}. Its actions do not change."

    post = post_of(uuid)
    form = RenamePostForm(request.POST or None, initial={"title": post.title, "version": post.version})
    words = ("Rename post", "Save changes")
    return admin_page(request, form, verbs.rename_post, said, its_page(post), *words, post=post)


@for_administrators
@form_page
def withdraw_post(request, uuid):
    post = post_of(uuid)
    return withdraw_page(request, post, verbs.withdraw_post, to="people:posts", back=its_page(post))


@for_administrators
@form_page
def hold_post(request, uuid):
    def said(_held):
        return f"{form.cleaned_data['person'].full_name} holds this post from today."

    post = post_of(uuid)
    form = HoldPostForm(request.POST or None, post=post, initial={"version": post.version})
    words = ("Give post to somebody", "Give post")
    return admin_page(request, form, verbs.hold_post, said, its_page(post), *words, post=post)


@for_administrators
@form_page
def hand_over_post(request, uuid, username):
    post = post_of(uuid)
    person = get_object_or_404(User.objects.filter(holdings__post=post).distinct(), username=username)
    form = HandOverForm(request.POST or None, post=post, initial={"version": post.version})
    said = f"{person.full_name} no longer holds this post."
    words = (f"Hand over from {person.full_name}", "Hand over post")
    act = {"post": post, "person": person, "shown": {"duties": duties_of([post])[post.pk]}}
    return admin_page(request, form, verbs.hand_over_post, said, its_page(post), *words, **act)
