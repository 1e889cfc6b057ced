"""Whom the newsroom takes no comments from."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams


class BanQuerySet(QuerySet):
    """Bans, narrowed by adjectives."""

    def standing(self) -> Self:
        """Those that were not lifted and have not run out."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()), lifted_at=None)

    def visible_to(self, user: User) -> Self:
        """Those that ``user`` may lift: a moderator their teams', a chief all."""
        teams = moderated_teams(user)
        return self if teams is None else self.filter(team__in=teams)


class Ban(models.Model):
    """An address or a network (its keyed hash) whose comments are rejected. Only ``comments/bans.py`` writes it."""

    class Kind(models.TextChoices):
        ADDRESS = "address", _("The e-mail address")
        NETWORK = "network", _("The network it was sent from")

    kind = models.CharField(_("what is banned"), max_length=7, choices=Kind.choices)
    key = models.CharField(_("keyed hash"), max_length=64, db_index=True)
    # Of the mailbox, which an address may be one of many names of; empty where it is not known.
    mailbox_key = models.CharField(_("keyed hash of the mailbox"), max_length=64, blank=True, default="", db_index=True)
    # Whether the owner of the address is meant, or whoever typed it without having proven it.
    of_owner = models.BooleanField(_("the owner of the address"), default=False)
    # None: in the whole paper.
    team = models.ForeignKey(
        "teams.Team", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    comment = models.ForeignKey("comments.Comment", models.SET_NULL, null=True, blank=True, related_name="bans")
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"
