"""What of an article must never travel with a draft: publishing a revision writes every page field back."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.teams.models import Membership, User
from newsroom.teams.rights import is_chief

if TYPE_CHECKING:
    from articles.lists import Cursor


class PublicationQuerySet(models.QuerySet):
    """The public sides of articles, as lists ask for them."""

    def listed(self) -> "PublicationQuerySet":
        """Those that readers find in lists."""
        return self.filter(listed_at__isnull=False)

    def binned(self) -> "PublicationQuerySet":
        """Those of articles that lie in the bin."""
        return self.filter(binned_at__isnull=False)

    def restorable_by(self, user: User) -> "PublicationQuerySet":
        """Those that ``user`` may take out of the bin: see ``articles.permissions.may_restore``."""
        if is_chief(user):
            return self.binned()
        mine = Membership.objects.filter(user=user if user.is_active else None)
        edited = mine.filter(role__in=[Membership.Role.EDITOR, Membership.Role.PUBLISHER]).values("team")
        written = mine.filter(role=Membership.Role.WRITER).values("team")
        own = Q(section__team__in=written, article__owner=user, article__first_published_at=None)
        return self.binned().filter(Q(section__team__in=edited) | own)

    def deleted_before(self, place: "Cursor") -> "PublicationQuerySet":
        """Those that follow a place in the list of the bin."""
        earlier = Q(binned_at__lt=place.moment)
        return self.filter(earlier | Q(binned_at=place.moment, article__lt=place.pk))

    def as_lying(self) -> "PublicationQuerySet":
        """With what the list of the bin shows of them."""
        return self.select_related("article__page_ptr", "section__team", "binned_by").defer("body_html", "story_html")

    def newest(self) -> "PublicationQuerySet":
        """Their ids, newest first: read from the index alone."""
        return self.order_by("-listed_at", "-article").values_list("pk", flat=True)


class Publication(models.Model):
    """The public side of an article: what was baked at publication, hold, embargo, withdrawal, the approved revision.

    Only the verbs of this room (``workflow.py``, ``interrupts.py``, ``takedown.py``, ``bin.py``), ``review.py`` and
    ``baking.py`` write it. ``section`` and
    ``listed_at`` (the first publication while the article is live, else nothing) are what lists are read by: the page
    tree has no index for «the newest of a section», nor for «the next to expire» (``expires_at``).
    """

    article = models.OneToOneField("articles.ArticlePage", models.CASCADE, primary_key=True, related_name="publication")
    section = models.ForeignKey(
        "articles.SectionPage", models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    listed_at = models.DateTimeField(_("listed since"), null=True, blank=True)
    body_html = models.TextField(_("body as published"), blank=True)
    story_html = models.TextField(_("article as published"), blank=True)
    renderer = models.PositiveSmallIntegerField(_("version of the renderer"), default=0)
    byline_text = models.CharField(_("names in one line"), max_length=1000, blank=True)
    tags = models.TextField(_("tags of the kept page"), blank=True)
    read_also = models.JSONField(_("articles under “read also”"), default=list, blank=True)
    card = models.JSONField(_("picture of a shared link"), null=True, blank=True)
    teaser_picture = models.JSONField(_("picture of a teaser"), null=True, blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=1)
    updated_at = models.DateTimeField(_("last update shown to readers"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    hold_reason = models.CharField(_("reason for the hold"), max_length=300, blank=True)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True, db_index=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    taken_down_at = models.DateTimeField(_("taken down at"), null=True, blank=True)
    take_down_reason = models.CharField(_("reason for taking down"), max_length=500, blank=True)
    binned_at = models.DateTimeField(_("in the bin since"), null=True, blank=True, db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deleted by")
    )
    ready_revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ready")
    )
    # A revision can be overwritten by an autosave: what was approved is known by its fingerprint, not by its number.
    ready_fingerprint = models.CharField(_("fingerprint of what was approved"), max_length=64, blank=True)
    ready_steps = models.JSONField(_("steps that it passed"), default=list, blank=True)
    # Since when it waits for a publisher; nothing once it, or a newer version, has gone live.
    ready_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["section", "-listed_at", "-article"], name="articles_of_a_section"),
            models.Index(fields=["-listed_at", "-article"], name="articles_by_time"),
            models.Index(
                fields=["ready_at"], condition=models.Q(ready_at__isnull=False), name="articles_that_are_ready"
            ),
        ]

    def __str__(self) -> str:
        return str(self.article_id)

    @property
    def cache_tags(self) -> list[str]:
        """The tags of the article's page: itself and everybody who signs it."""
        return self.tags.split()
