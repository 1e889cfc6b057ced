"""The letter that tells the chiefs that counts had drifted: figures only, once a night."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.addresses import absolute
from newsroom.outbox.posting import post
from newsroom.rtl.bidi import plain_isolate
from newsroom.teams.models import Membership, User


def tell(drifted: int, night: date) -> None:
    """Post a letter to each chief where so many articles had drifted; nothing where none had.

    Call it inside the transaction that sets the counts right. A second call about the same night posts nothing.
    """
    if not drifted:
        return
    chiefs = Membership.objects.filter(role=Membership.Role.CHIEF).values("user")
    with translation.override(settings.LANGUAGE_CODE):
        for chief in User.objects.filter(pk__in=chiefs, is_active=True).exclude(email="").order_by("pk"):
            facts = {
                "name": plain_isolate(str(chief)),
                "drifted": drifted,
                "newsroom": plain_isolate(settings.WAGTAIL_SITE_NAME),
                "link": absolute(reverse("comments_queue")),
            }
            post(
                kind="comments.drift",
                key=f"drift:{night}:{chief.pk}",
                subject=_("The counts of comments had drifted"),
                text=render_to_string("comments/letters/drift.txt", facts).strip() + "\n",
                to=chief,
            )
