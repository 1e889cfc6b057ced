"""What a reader does below an article: comments, answers, reads on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.frame import frame
from articles.models import ArticlePage
from articles.story import section_of
from articles.views import article_page
from comments import claims, discussion, guard, origin, pace, posting, readers, screening, threads
from comments.checks.names import NameOfTheHouse
from comments.claiming import ClaimsForm
from comments.cursors import BadCursor
from comments.forms import CommentForm
from comments.models import Comment
from comments.uploads import NoFiles
from newsroom.cache.tagging import tag
from newsroom.visitors import address_of


# Exempt: the form stands on pages that carry no cookie and no token, so that any cache may keep them.
# ``origin.is_foreign`` stands in the token's place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, article_id: int) -> HttpResponse:
    """Receive a comment, or show further ones."""
    return _receive(request, article_id) if request.method == "POST" else _further(request, article_id)


@never_cache
def _receive(request: HttpRequest, article_id: int) -> HttpResponse:
    if origin.is_foreign(request):
        refused = _("This form was sent from another site. Open the article and comment there.")
        return HttpResponseForbidden(refused, content_type="text/plain; charset=utf-8")
    article = _live(article_id)
    request.upload_handlers = [NoFiles(request)]
    form = CommentForm(request.POST, article=article)
    if not form.is_valid():
        return article_page(request, article, status=422, comment_form=form)
    ticket = guard.inspect(request.POST, article)
    held = [*ticket.reasons, *([{"code": "no_origin"}] if origin.is_silent(request) else [])]
    try:
        seen = {"visitor": address_of(request), "proven": readers.shown(request.COOKIES)}
        comment = posting.post(article, held=held, ticket=ticket.number, **seen, **form.typed())
    except pace.TooFast as refusal:
        form.add_error(None, refusal)
        response = article_page(request, article, status=429, comment_form=form)
        response["Retry-After"] = str(refusal.seconds)
        return response
    except screening.Closed:
        return article_page(request, article, status=403, comment_form=form)
    except (screening.NothingToAnswer, NameOfTheHouse) as refusal:
        # Rejected, or the name given to a team, between the look at the form and here.
        if isinstance(refusal, screening.NothingToAnswer):
            form.answers = None
        form.add_error("name" if isinstance(refusal, NameOfTheHouse) else "parent", refusal)
        return article_page(request, article, status=422, comment_form=form)
    # Whose comment stands there already is told to its owner only, not to all who type the same words and address.
    is_out = comment.status == Comment.Status.APPROVED and readers.has_proven(seen["proven"], comment.email_hash)
    place = f"c{comment.pk}" if is_out else "comment-received"
    response = HttpResponseRedirect(f"{article.url}#{place}")
    response.status_code = 303
    return response


@never_cache
@require_safe
def token(request: HttpRequest, article_id: int) -> HttpResponse:
    """Give a ticket for the form below an article, to whoever touches it."""
    return HttpResponse(guard.issue(_live(article_id)), content_type="text/plain; charset=utf-8")


# Exempt for the same reason; a button that another site presses only shows the page again.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, behind the link of a letter, whose address and whose comments these are; a button proves the address.

    Every answer is 200: one that tells of an error would write the link into the log.
    """
    presses = request.method == "POST" and not origin.is_foreign(request)
    reader = readers.of_link(token)
    form = ClaimsForm(request.POST if presses else None, comments=claims.open_to(reader) if reader else [])
    proven = readers.confirm(token, answers=form.answers()) if presses and form.is_valid() else None
    if proven or (not reader and readers.is_known(token, readers.shown(request.COOKIES))):
        stage = "done"
    else:
        stage = "ask" if reader else "spent"
    names = {"stage": stage, "form": form, "settled": proven and proven[1]}
    if proven:
        names["published_before"] = claims.on_the_page(proven[0], timezone.now() - readers.LINK_LASTS)
    response = TemplateResponse(request, "comments/confirm.html", frame() | names)
    response["X-Robots-Tag"] = "noindex"
    if proven:
        readers.remember(response, proven[0])
    return response


def _further(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _live(article_id)
    try:
        page = threads.page(article, request.GET.get("after", ""))
    except BadCursor as error:
        raise Http404 from error
    around = frame()
    names = {"article": article, "page": page, "section": section_of(article, around["sections"])}
    names["state"] = discussion.state(article)
    response = TemplateResponse(request, "comments/further.html", around | names)
    response["X-Robots-Tag"] = "noindex"
    return tag(response, f"article:{article.pk}", params=["after"])


@require_safe
@never_cache
def reply(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show the article with the form that answers one of its comments: what the script does in place."""
    article = _live(article_id)
    answered = get_object_or_404(Comment.objects.approved().filter(article=article), pk=comment_id)
    response = article_page(request, article, comment_form=CommentForm(article=article, answers=answered))
    response["X-Robots-Tag"] = "noindex"
    return response


def _live(article_id: int) -> ArticlePage:
    """Return a live article; a draft, a scheduled, a withdrawn and a missing one are all the same 404."""
    return get_object_or_404(ArticlePage.objects.live().for_reading(), pk=article_id)
