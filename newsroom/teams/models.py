"""Who works here, and as what: User, Person, Team, Membership."""

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from newsroom.cache import versions
from newsroom.rtl.bidi import clean_body, clean_line, clean_name, is_blank
from newsroom.rtl.folding import sort_key
from newsroom.rtl.slugs import slug as slug_of
from newsroom.teams import profiles


class UserManager(BaseUserManager["User"]):
    """Makes accounts whose name is their e-mail address."""

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make an account; without a password nobody can sign in to it until one is set by invitation."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Make an account with every right (for the operator); whoever may do that vouches for the address."""
        from newsroom.teams.accounts import confirm_address

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        confirm_address(user)
        return user


class User(AbstractUser):
    """A colleague's account. The e-mail address is the login, kept in lower case."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        """Keep the address in one form and the names without invisible characters, whichever form they came by."""
        super().clean()
        self.email = self.email.strip().lower()
        self.first_name, self.last_name = clean_name(self.first_name), clean_name(self.last_name)


class Signatory(models.Model):
    """What persons and teams share: a name that signs stories, its address, its place in a list."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("The readable part of the address. Left empty, it is made from the name."),
    )
    sort_key = models.CharField(max_length=240, editable=False, default="", db_index=True)
    picture = models.ForeignKey(
        "images.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Store it with a clean name, an address and a sorting key, and outdate the pages that show it."""
        self.name = clean_line(self.name)
        self.sort_key = sort_key(self.name)
        self.slug = self.slug or self._free_slug()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            versions.bump(f"{self._meta.model_name}:{self.pk}")

    def clean(self) -> None:
        """Refuse a name in which nothing can be seen: it would sign with nothing."""
        super().clean()
        if self.name and is_blank(self.name):
            raise ValidationError({"name": self._meta.get_field("name").error_messages["blank"]})

    def _free_slug(self) -> str:
        wanted = slug_of(self.name, fallback=self._meta.model_name)
        taken = set(type(self).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return next(
            slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
        )


class Person(Signatory):
    """A by-line: a colleague, a columnist, an agency, or somebody who left. An account is optional."""

    role = models.CharField(_("job title"), max_length=120, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True, validators=[profiles.check])
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("account")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]

    def save(self, *args, **kwargs) -> None:
        """Store the person with clean texts."""
        self.role, self.biography = clean_line(self.role), clean_body(self.biography)
        super().save(*args, **kwargs)

    @property
    def profiles(self) -> list[profiles.Profile]:
        """Where readers find the person elsewhere."""
        return profiles.shown(self.links)


class Team(Signatory, ClusterableModel):
    """An editorial team. It covers sections (a field of the section), and its name can sign a story."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.TextField(_("about the team"), blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["sort_key", "pk"]

    def save(self, *args, **kwargs) -> None:
        """Store the team with clean texts; its groups follow (``receivers.py``)."""
        self.about = clean_body(self.about)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """What somebody may do in the sections of a team. One person may hold several roles."""

    class Role(models.TextChoices):
        WRITER = "writer", _("Writer")
        EDITOR = "editor", _("Section editor")
        PUBLISHER = "publisher", _("Publisher")
        CHIEF = "chief", _("Editor-in-chief")
        PHOTO_EDITOR = "photo_editor", _("Photo editor")
        MODERATOR = "moderator", _("Moderator")

    team = ParentalKey(Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team"))
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["team", "user", "role"], name="a_role_is_held_once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.user} · {self.team} · {self.get_role_display()}"

    def save(self, *args, **kwargs) -> None:
        """Store the role; the groups follow in the same transaction (``receivers.py``)."""
        with transaction.atomic():
            super().save(*args, **kwargs)


class RoleGroup(models.Model):
    """The group of Wagtail that carries a role of a team. Only ``groups.py`` makes and fills it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="role_groups", verbose_name=_("team"))
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role.choices)
    group = models.OneToOneField(Group, models.CASCADE, related_name="role_of_team", verbose_name=_("group"))

    class Meta:
        verbose_name = _("group of a role")
        verbose_name_plural = _("groups of roles")
        constraints = [models.UniqueConstraint(fields=["team", "role"], name="a_role_of_a_team_has_one_group")]

    def __str__(self) -> str:
        return f"{self.team} · {self.get_role_display()}"
