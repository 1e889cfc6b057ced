"""Bans: whom the newsroom takes no comments from, made from a comment and lifted by its moderators.

Whoever is banned is answered as everybody is, and what they send lies among the rejected. A moderator's ban counts in
the sections of the team, a chief's in the whole paper. An address that anybody can type is not its owner's fault: a ban
made from a comment whose writer had not proven the address meets only those who have not proven it either.
"""

from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage, HomePage, SectionPage
from comments import addresses, discussion
from comments.models import Ban, Comment
from newsroom.teams.models import User
from newsroom.teams.rights import is_chief, moderated_teams

BANNED, LIFTED = "comments.ban", "comments.unban"
Kind = Ban.Kind
# For so long it is known from which network a comment came: long enough to ban it, no longer.
NETWORK_KEPT = timedelta(days=30)


def is_banned(comment: Comment) -> bool:
    """Say whether a comment comes from an address or a network that is banned in its section; one query."""
    address = Q(kind=Kind.ADDRESS, key=comment.email_hash)
    if comment.verified:
        address &= Q(of_owner=True)
    network = Q(kind=Kind.NETWORK, key=comment.network_hash) if comment.network_hash else Q(pk=None)
    return Ban.objects.standing().filter(address | network, _counts_below(comment.article)).exists()


def has_banned_alias(article: ArticlePage, address: str) -> bool:
    """Say whether another name of the mailbox that ``address`` belongs to is banned below ``article``; one query."""
    mailbox = addresses.keyed_hash(addresses.mailbox(address))
    same = Ban.objects.standing().filter(Q(mailbox_key=mailbox) | Q(key=mailbox), kind=Kind.ADDRESS)
    return same.exclude(key=addresses.keyed_hash(address)).filter(_counts_below(article)).exists()


def _counts_below(article: ArticlePage) -> Q:
    section = SectionPage.objects.filter(path=article.path[: 3 * Page.steplen])
    return Q(team=None) | Q(team__in=section.values("team"))


def may_ban(user: User, comment: Comment) -> bool:
    """Say whether ``user`` may ban whoever sent ``comment``: the moderators of its section, and chiefs."""
    return Comment.objects.visible_to(user).filter(pk=comment.pk).exists()


@transaction.atomic
def ban(comment: Comment, kind: str, *, reason: str, until: datetime | None = None, by: User) -> Ban:
    """Take no more comments from the address or the network that ``comment`` came from, ``until`` a moment or for ever.

    The comment itself stays as it stands. Side effect: one entry in the article's log, without a word of whose address
    it is. Raises PermissionDenied, or ValidationError by field.
    """
    comment = Comment.objects.select_for_update(of=("self",)).select_related("article").get(pk=comment.pk)
    if not may_ban(by, comment):
        raise PermissionDenied
    reason = reason.strip()
    team = None if is_chief(by) else discussion.team_of(comment.article)
    made = Ban(kind=kind, team=team, comment=comment, until=until, reason=reason, by=by)
    made.key = {Kind.ADDRESS: comment.email_hash, Kind.NETWORK: comment.network_hash}.get(kind, "")
    made.mailbox_key = _mailbox_of(comment) if kind == Kind.ADDRESS else ""
    made.of_owner = kind == Kind.ADDRESS and comment.verified
    _look_at(made)
    made.save()
    log(comment.article, BANNED, user=by, data={"reason": reason, "until": until and until.isoformat()})
    return made


def _mailbox_of(comment: Comment) -> str:
    """Return the keyed hash of the mailbox that a comment was sent from, nothing where no key opens its address."""
    try:
        return addresses.keyed_hash(addresses.mailbox(addresses.decrypt(comment.email_encrypted)))
    except InvalidToken:
        return ""


def _look_at(made: Ban) -> None:
    """Raise ValidationError, by field, for what is missing or makes no sense."""
    if made.kind not in Kind.values:
        raise ValidationError({"kind": _("Choose what is banned.")})
    if not made.key:
        raise ValidationError({"kind": _("It is not known any more from which network this comment came.")})
    if not made.reason or len(made.reason) > Ban._meta.get_field("reason").max_length:
        raise ValidationError({"reason": _("Write why, in up to 300 characters.")})
    if made.until and made.until <= timezone.now():
        raise ValidationError({"until": _("This moment has passed: choose a later one.")})
    same = Ban.objects.standing().filter(kind=made.kind, key=made.key)
    if made.of_owner:
        same = same.filter(of_owner=True)
    if same.filter(Q(team=None) | Q(team=made.team)).exists():
        raise ValidationError({"kind": _("It is banned already.")})


@transaction.atomic
def lift(banned: Ban, *, by: User) -> Ban:
    """Take comments again. Side effect: one entry in the article's log (the front page's, where the article is gone).

    Raises PermissionDenied, or ValidationError where it was lifted already.
    """
    row = Ban.objects.select_for_update(of=("self",)).get(pk=banned.pk)
    teams = moderated_teams(by)
    if teams is not None and not teams.filter(pk=row.team_id).exists():
        raise PermissionDenied
    if row.lifted_at:
        raise ValidationError(_("This ban was lifted already."), code="lifted")
    row.lifted_by, row.lifted_at = by, timezone.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    log(row.comment.article if row.comment else HomePage.objects.get(), LIFTED, user=by, data={"reason": row.reason})
    return row


def forget_networks() -> int:
    """Forget from which networks the comments of a month ago came; return of how many. A duty of the clock."""
    old = Comment.objects.filter(created_at__lt=timezone.now() - NETWORK_KEPT).exclude(network_hash="")
    return old.update(network_hash="") if old.exists() else 0  # a look takes no write lock
