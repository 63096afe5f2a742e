"""Who there is: organisations, the posts in them, and the people who hold posts and roles."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from jarplan import clock
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import (
    WITHDRAWN_FOR_A_REASON,
    InForce,
    NotWithdrawn,
    Recorded,
    Withdrawable,
    of_each,
    once,
)
from jarplan.people.roles import Role, roles_among


class OrganisationManager(NotWithdrawn):
    def get_by_natural_key(self, name):
        return self.by_words(name=name)


class Organisation(Withdrawable):
    """A body that takes part in the plan: the council, a partner, a board, an inspectorate."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(
        max_length=60, blank=True, help_text="The name people use, for example LSCB."
    )
    kind = models.CharField(max_length=60, blank=True, help_text="For example council or board.")
    source = models.CharField(
        max_length=200, blank=True, help_text="Where this organisation comes from: a paragraph or an import."
    )
    is_sample = models.BooleanField("sample", default=False)

    objects = OrganisationManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            once(
                "organisation_name_once",
                fields=["name"],
                sentence="There is already an organisation with this name.",
            ),
            once(
                "organisation_names_differ_in_more_than_case",
                Lower("name"),
                sentence="There is already an organisation with this name, with different capital letters.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.name,)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)

    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username, password=None, **fields):
        """A technical account, made on the server; its beginning is in the history like everybody's."""
        with transaction.atomic():
            user = self.create_user(username, password, is_staff=True, is_superuser=True, **fields)
            ledger = Ledger(by=None, now=clock.now())
            ledger.record(user, "added", role="")
            ledger.append()
        return user


# Not AbstractUser: one field for a name, and no date of joining or last change beside the history.
class User(AbstractBaseUser, PermissionsMixin, Recorded):
    """A person who signs in. Never deleted, only deactivated: their name stands in the history."""

    class MailEvery(models.TextChoices):
        DAY = "day", "On days when there is something new"
        WEEK = "week", "Once a week, on Mondays"

    username = models.CharField(
        "user name",
        max_length=60,
        unique=True,
        # The framework's own: letters of any alphabet, digits and @.+-_ only.
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Somebody already has this user name."},
    )
    full_name = models.CharField("name", max_length=120)
    email = models.EmailField("email address", blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    mail_every = models.CharField(
        "how often we send you emails", max_length=4, choices=MailEvery, default=MailEvery.DAY
    )
    # By references and not by keys: the people floor knows no inspections. A role that is not named, or whose list is
    # empty, is not limited.
    limited_to = models.JSONField("inspections that a role is limited to", default=dict, blank=True)
    is_active = models.BooleanField("can sign in", default=True)
    is_staff = models.BooleanField("can open the technical admin", default=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(
                # People sign in as Smith and as smith. SQLite and PostgreSQL both compare with case, so the
                # index is on the lowered name.
                Lower("username"),
                name="user_names_differ_in_more_than_case",
                violation_error_message="Somebody already has this user name, with different capital letters.",
            ),
            models.CheckConstraint(
                condition=Q(mail_every__in=["day", "week"]), name="mail_is_daily_or_weekly"
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    @cached_property
    def roles(self):
        """The roles that this person holds; none once they are deactivated."""
        if not self.is_active:
            return frozenset()
        # Kept for the object's life, one request: policies and the frame of each page ask it again and
        # again.
        return roles_among(self.groups.values_list("name", flat=True))

    @property
    def role_labels(self):
        """The roles that were given to this person, as words; those of deactivated people too."""
        given = {group.name for group in self.groups.all()}
        return [label + self.limit_of(role) for role, label in Role.choices if role in given]

    def limit_of(self, role):
        """The inspections that a role is limited to, as words; nothing where it is not."""
        limit = self.limited_to.get(role)
        return f" (only {' and '.join(limit)})" if limit else ""

    def has_role(self, *roles):
        """Whether this person holds one of these roles. Being a superuser gives none."""
        return not self.roles.isdisjoint(roles)

    def refresh_from_db(self, *args, **kwargs):
        # Or a verb that changed the groups would go on with those of before.
        self.__dict__.pop("roles", None)
        super().refresh_from_db(*args, **kwargs)


class PostManager(NotWithdrawn):
    def get_by_natural_key(self, title, organisation):
        return self.by_words(title=title, organisation__name=organisation)


class Post(Withdrawable):
    """A job in an organisation. Actions are led by posts, so that they outlive who holds them."""

    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    is_sample = models.BooleanField("sample", default=False)

    objects = PostManager()

    class Meta:
        ordering = ["title"]
        constraints = [
            *WITHDRAWN_FOR_A_REASON,
            once(
                "post_is_named_once_in_an_organisation",
                fields=["title", "organisation"],
                sentence="This organisation already has a post with this title.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="post_has_a_title"),
        ]

    def __str__(self):
        return f"{self.title}, {self.organisation.name}"

    def natural_key(self):
        return (self.title, self.organisation.name)

    # Fixtures name a post by its organisation, so that must be loaded first.
    natural_key.dependencies = ["people.organisation"]


# Rows and not a column of the post: several people may hold one, and who led an action in June is asked in
# September.
class PostHolding(models.Model):
    """Who holds a post, from which day to which (both included; no end: still). Part of the Post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField("from")
    held_to = models.DateField("to", null=True, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_to__isnull=True) | Q(held_to__gte=F("held_from")),
                name="post_holding_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["post", "user"],
                condition=Q(held_to__isnull=True),
                name="post_is_held_once_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.user} as {self.post}"


class CalendarToken(Recorded):
    """The secret in the address of one person's calendar, kept only as its digest. One is in use at a time; one that
    was ended stays, and its address leads nowhere."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_tokens")
    # Unsalted: 256 random bits cannot be guessed, and an address must be found by one look at the index.
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "calendar address"
        verbose_name_plural = "calendar addresses"
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="calendar_token_one_in_use",
                violation_error_message="This person already has a calendar address.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="calendar_token_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"calendar address of {self.person}"


class Identity(models.Model):
    """The account at their organisation with which a person signs in. `subject` is what the issuer calls it for ever,
    known once they have signed in with it; until then `name` says which one is expected."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="identity")
    issuer = models.CharField(max_length=200)
    name = models.CharField("name of the account", max_length=200, blank=True)
    subject = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name_plural = "identities"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="account_is_one_persons"),
            models.UniqueConstraint(
                "issuer", Lower("name"), condition=~Q(name=""), name="account_is_expected_of_one_person"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(subject__isnull=False), name="identity_is_expected_or_known"
            ),
        ]

    def __str__(self):
        return f"{self.person} at {self.issuer}"


class SignInAttempt(models.Model):
    """That somebody tried to sign in, and what became of it, success as well. Kept for a set time and no part of the
    history. What was typed is not kept, only whose user name it is: some type their password there."""

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed in", "Signed in"
        PASSWORD = "password", "Right password"
        WRONG = "wrong", "Wrong user name or password"
        WRONG_CODE = "wrong code", "Wrong code"
        RESET = "reset", "Asked for a link to set a password"
        SLOWED = "slowed", "Not looked at: too many attempts"

    moment = models.DateTimeField("when")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="sign_in_attempts")
    # Of names that nobody has, too: whoever guesses is slowed alike and learns nothing of who there is.
    name = models.CharField("keyed digest of the user name typed", max_length=64, editable=False)
    address = models.GenericIPAddressField("from", null=True)
    network = models.CharField("counted with", max_length=50)
    outcome = models.CharField(max_length=10, choices=Outcome)

    class Meta:
        verbose_name = "attempt to sign in"
        verbose_name_plural = "attempts to sign in"
        ordering = ["-moment", "-pk"]
        indexes = [
            # The counts of one name and of one network, at each attempt.
            models.Index(fields=["name", "moment"], name="attempts_on_a_name"),
            models.Index(fields=["network", "moment"], name="attempts_from_a_network"),
            # The administrator's page, and the tidying.
            models.Index(fields=["moment"], name="attempts_by_moment"),
        ]

    def __str__(self):
        return f"{self.person or 'unknown'}, {self.moment:%Y-%m-%d %H:%M}: {self.get_outcome_display()}"


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or on the way to it (no person). It ends a while after it was last
    seen, and in any case some hours after it began; its key is a secret that is shown nowhere."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    begun = models.DateTimeField()
    seen = models.DateTimeField("last seen")

    class Meta(AbstractBaseSession.Meta):
        ordering = ["-seen"]

    def __str__(self):
        return f"{self.person or 'nobody yet'}, {self.device or 'unknown device'}"

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")


class OrganisationInForce(InForce):
    """What an organisation was called when."""

    name = models.CharField(max_length=200)

    class Meta:
        constraints, indexes = of_each("organisation_in_force")


class PostInForce(InForce):
    """What a post was called when, and in which organisation it was."""

    title = models.CharField(max_length=200)
    organisation = models.UUIDField()

    class Meta:
        constraints, indexes = of_each("post_in_force")
