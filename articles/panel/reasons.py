"""How the editor's form tells why an article does not go live: every reason at once, beside its field or above."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join

from articles.blocks import BodyBlock
from articles.forms import ArticleForm
from articles.models import ArticlePage
from articles.refusals import refusals

# What the form refuses by itself stops it before the door is asked: with these in its place the door can be asked too.
STAND_INS = {"title": "؟", "go_live_at": "", "expire_at": ""}
WHATEVER_THE_TEXT = {"section", "hold", "embargo", "bin", "taken_down", "right"}


def told(reasons: list[str]) -> str:
    """Return the reasons as the panel's messages show them, one a line."""
    return format_html_join("", "<br>{}", ((reason,) for reason in reasons))


class Telling:
    """A view with the editor's form, which says with its own objections what the door would say next."""

    request: HttpRequest

    def form_invalid(self, form: ArticleForm) -> HttpResponse:
        """Show what was typed, with all that stands against publishing it, where that was asked for."""
        if self.action_name == "publish" and not self.expects_json_response and not form.is_valid():
            form.show(self._further_reasons(form))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        """Say beside each link of a draft that nobody could be shown it: not only when it is to be published."""
        if "body" not in self.form.errors and (objections := BodyBlock.objections(self.form["body"].value())):
            self.form.show({"body": objections})
        return super().get_context_data(**kwargs)

    def _further_reasons(self, form: ArticleForm) -> dict[str, list[str]]:
        sent = self.request.POST.copy()
        for name in form.errors.keys() & STAND_INS.keys():
            sent[name] = STAND_INS[name]
        page = self._fresh_page()
        again = self._fresh_form(page, sent)
        is_readable = again.is_valid()
        found = refusals(self._placed(again.save(commit=False) if is_readable else page), by=self.request.user)
        return {
            field: reasons
            for field, reasons in found.items()
            if field not in form.errors and (is_readable or field in WHATEVER_THE_TEXT)
        }

    def _placed(self, page: ArticlePage) -> ArticlePage:
        """Return the page as it would stand in its section."""
        return page
