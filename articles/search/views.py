"""The search page of the public site."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.frame import frame
from articles.search import results
from articles.search.forms import SearchForm
from newsroom.cache.compression import pressed


@require_safe
@never_cache
@pressed
def search(request: HttpRequest) -> HttpResponse:
    """Look for what the address asks for; whatever is typed, an answer with the form in it (200)."""
    around = frame()
    form = SearchForm(request.GET, sections=around["sections"])
    found = results.find(form, around["sections"], request.GET.get("page", ""))
    names = {"form": form, "results": found}
    if not found.hits:
        names |= {"wider_url": results.url(form, section="", author="", since="", until="") if form.narrows else ""}
        names |= {"looser_url": results.loose_url(form) if found.query.phrases else ""}
    response = TemplateResponse(request, "articles/search_page.html", around | names)
    # Search engines may know that there is a search, but not index what somebody looked for.
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    return response
