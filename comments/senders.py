"""Who sent a comment: the same reader's other comments, and the address itself, behind a right and a click.

A reader is known by the keyed hash of the address. What moderators of another team decide is not told.
"""

from cryptography.fernet import InvalidToken
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from comments import addresses
from comments.models import Comment
from newsroom.teams.models import User
from newsroom.teams.rights import is_chief

SHOWN, RIGHT = "comments.address_shown", "comments.see_address"


def comments_of(comment: Comment, user: User) -> QuerySet[Comment]:
    """Return the comments of whoever sent ``comment``, itself among them, as far as ``user`` moderates them."""
    if not comment.email_hash:  # erased: nobody's any more
        return Comment.objects.visible_to(user).at_hand().filter(pk=comment.pk)
    return Comment.objects.visible_to(user).at_hand().filter(email_hash=comment.email_hash)


def may_see_address(user: User) -> bool:
    """Say whether ``user`` may see readers' addresses: chiefs, and whoever was given the permission by name."""
    return is_chief(user) or user.has_perm(RIGHT)


@transaction.atomic
def show_address(comment: Comment, *, by: User) -> str:
    """Return the address that a comment was sent from.

    Side effect: one entry in the article's log, with who looked and at which comment; never the address. Raises
    PermissionDenied; ValidationError where there is none, or no key that opens it.
    """
    if not may_see_address(by) or not Comment.objects.visible_to(by).filter(pk=comment.pk).exists():
        raise PermissionDenied
    if not comment.email_encrypted:
        raise ValidationError(_("There is no address any more."), code="erased")
    try:
        found = addresses.decrypt(comment.email_encrypted)
    except InvalidToken as error:
        raise ValidationError(_("The key that opens this address is missing."), code="no_key") from error
    log(comment.article, SHOWN, user=by, data={"comment": comment.pk})
    return found
