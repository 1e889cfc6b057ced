"""What readers are answered at the addresses of articles, teams and authors."""

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import addresses, embeds, feeds, lists, story
from articles import archive as the_archive
from articles import corrections as the_corrections
from articles.frame import frame
from articles.models import ArticlePage, HomePage, Topic
from newsroom.cache.tagging import tag
from newsroom.rtl import slugs
from newsroom.teams.models import Person, Team

# Built once: to put the query together anew takes a third of the time that it takes to ask it.
_READING = ArticlePage.objects.for_reading()
_NEWEST = feeds.Newest()
_NEWEST_IN_ATOM = feeds.NewestInAtom()


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the front page: the one there is, without Wagtail's walk from the site's root to it."""
    if (home := HomePage.objects.live().first()) is None:
        raise Http404
    return home.serve(request)


@require_safe
def article(request: HttpRequest, section: str, pk: int, slug: str = "") -> HttpResponse:
    """Show the article of this id; another section or slug in the address leads to the right one."""
    if section in addresses.RESERVED:
        raise Http404
    found = get_object_or_404(_READING, pk=pk)
    if not found.live:
        return _gone(request, found)
    if unquote(found.url) != request.path:
        return _moved(request, found)
    page = article_page(request, found)
    return tag(page, *page.context_data["publication"].cache_tags)


def article_page(request: HttpRequest, found: ArticlePage, status: int = 200, **besides) -> HttpResponse:
    """Render an article's page; ``besides`` are names for the rooms that stand on it (the comment form, say).

    The answer is not tagged: whoever calls decides whether it may be kept.
    """
    context = found.get_context(request) | besides
    response = TemplateResponse(request, ArticlePage.template, context, status=status)
    response.frame_hosts = embeds.frame_hosts(context["publication"].story_html)
    return response


@require_safe
def short_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from ``/a/<id>/`` to the article."""
    found = get_object_or_404(_READING, pk=pk)
    return _moved(request, found) if found.live else _gone(request, found)


def _moved(request: HttpRequest, found: ArticlePage) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{found.url}?{query}" if query else found.url)
    # Browsers keep a 301 for ever: one whose headline changes back would send its readers round in a circle.
    response["Cache-Control"] = "no-cache"
    return response


def _gone(request: HttpRequest, found: ArticlePage) -> HttpResponse:
    """A withdrawn article is 410; one that was never published does not exist."""
    if found.publication.withdrawn_at is None:
        raise Http404
    around = frame()
    around["section"] = story.section_of(found, around["sections"])
    return tag(TemplateResponse(request, "410.html", around, status=410), f"article:{found.pk}")


@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything that a team signed."""
    found = get_object_or_404(Team.objects.select_related("picture"), slug=slug)
    context = lists.under(request, team=found) | {"team": found}
    return tag(TemplateResponse(request, "teams/team.html", context), f"team:{found.pk}", params=["before"])


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything that a person signed."""
    found = get_object_or_404(Person.objects.select_related("picture"), slug=slug)
    context = lists.under(request, person=found) | {"person": found}
    return tag(TemplateResponse(request, "teams/author.html", context), f"person:{found.pk}", params=["before"])


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every article on a topic; one that no reader can read about has no page."""
    if (found := Topic.objects.filter(slug=slug).first()) is None:
        return _topic_spelt_otherwise(slug)
    context = lists.under(request, topic=found) | {"topic": found}
    if not context["articles"]:
        raise Http404
    return tag(TemplateResponse(request, "articles/topic.html", context), f"topic:{found.pk}", params=["before"])


def _topic_spelt_otherwise(written: str) -> HttpResponse:
    """Lead to the topic that ``written`` (tatweel, capitals, other digits) comes to, where there is one."""
    found = get_object_or_404(Topic, slug=slugs.slug(written))
    if not found.entries.exists():
        raise Http404
    response = HttpResponsePermanentRedirect(reverse("tag", args=(found.slug,)))
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def archive(request: HttpRequest, **date: int) -> HttpResponse:
    """Show what came out in a year, a month or on a day; one digit too few in the address leads to the right one."""
    if 0 in date.values():
        raise Http404
    context = the_archive.page(request, **date)
    if date and request.path != context["period"].url:
        return HttpResponsePermanentRedirect(context["period"].url)
    return tag(TemplateResponse(request, "articles/archive.html", context), "archive", params=["before"])


@require_safe
def feed(request: HttpRequest, section: str = "") -> HttpResponse:
    """Answer with the newest articles as RSS: of the whole paper, or of one section."""
    if not section:
        return tag(_NEWEST(request), "front")
    found = feeds.section_at(section)
    return tag(_NEWEST(request, section=found), f"section:{found.pk}")


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Answer with the newest articles as Atom."""
    return tag(_NEWEST_IN_ATOM(request), "front")


@require_safe
def json_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest articles as a JSON Feed."""
    shown = {"ensure_ascii": False}
    return tag(JsonResponse(feeds.as_json(), content_type="application/feed+json", json_dumps_params=shown), "front")


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction of what readers can read."""
    answer = TemplateResponse(request, "articles/corrections.html", the_corrections.page(request))
    return tag(answer, "corrections", params=["before"])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, with the way to all that is there round it (Django's ``handler404``)."""
    return render(request, "404.html", frame(), status=404)


def to_public_address(page, request: HttpRequest, serve_args: list, serve_kwargs: dict) -> HttpResponse | None:
    """Lead from an article's place in the page tree to its address (Wagtail's ``before_serve_page``)."""
    if isinstance(page, ArticlePage):
        return _moved(request, page)
    return None
