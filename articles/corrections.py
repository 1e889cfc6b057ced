"""What the paper got wrong and says so: on the article, and on a page of its own."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles import addresses, baking, workflow
from articles.frame import frame
from articles.lists import Cursor
from articles.models.correction import Correction
from articles.notyet import NotYet
from newsroom.rtl.bidi import clean_body, is_blank

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from newsroom.teams.models import User

LONGEST = 600
ON_A_PAGE = 20
PATH = "/corrections/"
_OF_ITS_ARTICLE = ("title", "language", "slug", "url_path")


@transaction.atomic
def correct(article: "ArticlePage", *, kind: str, text: str, by: "User | None") -> Correction:
    """Publish a correction of an article that readers have seen; return it. No version of the article is published.

    ``kind`` is one of ``Correction.Kind``; ``text`` is cleaned. Bakes the article anew, raises the versions of the
    pages that show it, leaves a line in the history. Raises PermissionDenied for who may not publish here, ``NotYet``
    (``text``, ``kind``, ``state``) for what cannot be said.
    """
    article = workflow.locked(article)
    _ask(article, by)
    said = "" if is_blank(text) else clean_body(text).strip()
    if found := _objections(article, kind, said):
        raise NotYet(found)
    made = Correction.objects.create(article=article, kind=kind, text=said, made_by=by)
    _told(article, "articles.correct", made, by)
    return made


@transaction.atomic
def take_back(correction: Correction, *, by: "User | None") -> None:
    """Take back a correction that was a mistake; the history keeps what it said.

    Raises PermissionDenied for who may not publish here, ``NotYet`` where somebody has taken it back already.
    """
    article = workflow.locked(correction.article)
    _ask(article, by)
    stored = article.corrections.filter(pk=correction.pk).first()
    if stored is None:
        raise NotYet({"state": [_("This correction was taken back already.")]})
    stored.delete()
    _told(article, "articles.take_back_correction", stored, by)


def page(request: HttpRequest) -> dict:
    """Return one page of all corrections of live articles, newest first: ``corrections``, ``older_url``, the frame.

    ``newest_url`` leads from an older page to the first, where it is empty.
    """
    live = Correction.objects.filter(article__live=True).select_related("article")
    shown = live.only("kind", "text", "made_at", *(f"article__{name}" for name in _OF_ITS_ARTICLE))
    if written := request.GET.get("before", ""):
        place = Cursor.read(written)
        shown = shown.filter(Q(made_at__lt=place.moment) | Q(made_at=place.moment, pk__lt=place.pk))
    found = list(shown.order_by("-made_at", "-pk")[: ON_A_PAGE + 1])
    older = ""
    if len(found) > ON_A_PAGE:
        found.pop()
        older = f"{PATH}?before={Cursor(found[-1].made_at, found[-1].pk)}"
    for correction in found:
        article = correction.article
        correction.url = addresses.of_article(article.url_path, article.pk, article.slug)
    return frame() | {
        "corrections": found,
        "older_url": older,
        "newest_url": written and PATH,
        "canonical_url": addresses.absolute(f"{PATH}?before={written}" if written else PATH),
    }


def _ask(article: "ArticlePage", by: "User | None") -> None:
    if by is not None and not article.permissions_for_user(by).can_publish():
        raise PermissionDenied


def _objections(article: "ArticlePage", kind: str, said: str) -> dict[str, list[str]]:
    found = {}
    if article.is_binned or article.publication.taken_down_at or not article.first_published_at:
        found["state"] = [_("Only what readers have seen, and may see again, is corrected.")]
    if kind not in Correction.Kind.values:
        found["kind"] = [_("Choose what kind of correction it is.")]
    if not said:
        found["text"] = [_("Write what readers are told: what stood there, and what is right.")]
    elif len(said) > LONGEST:
        found["text"] = [_("At most %(count)s characters.") % {"count": LONGEST}]
    elif article.corrections.filter(kind=kind, text=said).exists():
        found["text"] = [_("This correction stands there already.")]
    return found


def _told(article: "ArticlePage", action: str, correction: Correction, by: "User | None") -> None:
    log(instance=article, action=action, user=by, data={"kind": correction.kind, "text": correction.text})
    if article.live:
        baking.rebake([article])
