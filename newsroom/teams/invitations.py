"""How a colleague gets an account: somebody in charge writes down the address, and the mail brings the link."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from newsroom.rtl.bidi import clean_name, plain_isolate
from newsroom.teams.accounts import expect_address
from newsroom.teams.models import User
from newsroom.teams.rights import may_hire

logger = logging.getLogger(__name__)


@transaction.atomic
def invite(email: str, first_name: str, last_name: str, *, by: User) -> User:
    """Make an account nobody can sign in to yet, and mail its owner the link that sets a password.

    ``by`` is a chief or the operator. Side effects: one mail after the commit, one event.
    Raises PermissionDenied for anybody else, ValidationError (by field) for a bad or taken address or name.
    """
    _refuse_unless_hiring(by)
    user = User(email=email.strip().lower(), first_name=clean_name(first_name), last_name=clean_name(last_name))
    user.set_unusable_password()
    user.full_clean()
    user.save()
    expect_address(user)
    log(user, "teams.invite", user=by)
    transaction.on_commit(lambda: _send(user, by))
    return user


@transaction.atomic
def remind(user: User, *, by: User) -> None:
    """Mail the link once more to a colleague who has not signed in yet; the older link stays good until used.

    Raises PermissionDenied when ``by`` may not invite, or when the account is closed or already in use.
    """
    _refuse_unless_hiring(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not is_waiting(user):
        raise PermissionDenied(_("This account is closed, or its owner has already signed in."))
    log(user, "teams.invite", user=by)
    transaction.on_commit(lambda: _send(user, by))


def is_waiting(user: User) -> bool:
    """Say whether the owner of an account has yet to accept the invitation."""
    return user.is_active and user.last_login is None and not user.has_usable_password()


def _refuse_unless_hiring(by: User) -> None:
    if not may_hire(by):
        raise PermissionDenied(_("Only an editor-in-chief invites colleagues."))


def _send(user: User, by: User) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        facts = {
            "name": plain_isolate(user.get_full_name()),
            "inviter": plain_isolate(str(by)),
            "newsroom": plain_isolate(settings.WAGTAIL_SITE_NAME),
            "link": _link(user),
            "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            "forgotten": settings.SITE_URL + reverse("account_reset_password"),
        }
        subject = render_to_string("account/email/invitation_subject.txt", facts)
        message = render_to_string("account/email/invitation_message.txt", facts)
    try:
        EmailMessage(" ".join(subject.split()), message, to=[user.email]).send()
    except OSError as error:
        # The account stands; the invitation can be sent again from the list of users. The error's own words
        # may name the address, so they stay out of the log.
        logger.error("The invitation of account %s could not be mailed: %s", user.pk, type(error).__name__)


def _link(user: User) -> str:
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)
