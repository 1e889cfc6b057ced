"""What was typed is shown back where it can no longer be saved: nobody writes a paragraph twice."""

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import body
from articles.models import ArticlePage

LINES = ("kicker", "title", "standfirst")


def holds_a_text(request: HttpRequest) -> bool:
    """Say whether somebody sent the editor's form by hand (an autosave keeps its text on the page that sent it)."""
    return request.method == "POST" and "title" in request.POST and request.accepts("text/html")


def is_whole(request: HttpRequest) -> bool:
    """Say whether the form holds the body too: a page whose scripts did not load sends the rest without it."""
    return "body-count" in request.POST


def show(
    request: HttpRequest, article: ArticlePage | None, said: str, url: str = "", label: str = "", status: int = 409
) -> HttpResponse:
    """Answer with the typed text, to be copied: ``said`` is why, ``url`` and ``label`` lead on. Saves nothing."""
    names = {"said": said, "text": text(request, article), "url": url, "label": label}
    names["page_title"] = names["header_title"] = _("Nothing was saved")
    return TemplateResponse(request, "articles/panel/rescue.html", names, status=status)


def show_alone(request: HttpRequest, said: str) -> HttpResponse:
    """Answer with the typed text as ``show`` does, to somebody to whom the panel itself is closed."""
    names = {"said": said, "text": text(request, None)}
    return TemplateResponse(request, "articles/panel/rescue_alone.html", names, status=403)


def text(request: HttpRequest, article: ArticlePage | None) -> str:
    """Return what was typed as plain text: the lines above, then the body, paragraph by paragraph."""
    instance = article.get_latest_revision_as_object() if article else ArticlePage()
    form_class = ArticlePage.get_edit_handler().get_form_class()
    parent = article.get_parent() if article else None
    form = form_class(request.POST, request.FILES, instance=instance, for_user=request.user, parent_page=parent)
    typed = [str(form[name].value() or "").strip() for name in LINES]
    if is_whole(request):
        typed.append(body.plain(SimpleNamespace(body=form["body"].value())))
    return "\n\n".join(filter(None, typed))
