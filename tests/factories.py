"""People and organisations for tests, named so that a failing test reads like a sentence."""

from datetime import date

import factory

from jarplan.people.models import Organisation, Post, PostHolding, User


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Organisation {n}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    full_name = factory.LazyAttribute(lambda user: user.username.replace(".", " ").title())
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    organisation = factory.SubFactory(OrganisationFactory, name="Leicester City Council")
    password = factory.django.Password("leicester-demo-2008")

    @factory.post_generation
    def roles(self, create, names, **kwargs):
        """roles=["officer", ...] puts the person into the groups of these roles."""
        from django.contrib.auth.models import Group

        if create and names:
            self.groups.set(Group.objects.filter(name__in=names))


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    title = factory.Sequence(lambda n: f"Head of Service {n}")
    organisation = factory.SubFactory(OrganisationFactory, name="Leicester City Council")


class PostHoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostHolding

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    held_from = date(2008, 1, 1)
