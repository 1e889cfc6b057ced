"""The form below an article."""

from collections.abc import Callable
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from comments import addresses, screening
from comments.checks import names
from comments.models import Comment
from newsroom.rtl import bidi, graphemes

SHORTEST_NAME, LONGEST_NAME = 2, 60
SHORTEST_BODY, LONGEST_BODY = 2, 2000
# One character that is seen can be made of any number of code points: what is stored has an end all the same.
NAME_CODE_POINTS = Comment._meta.get_field("name").max_length
BODY_CODE_POINTS = 20_000

TOO_SHORT = ngettext_lazy("Write at least %(count)s character.", "Write at least %(count)s characters.", "count")
TOO_LONG = ngettext_lazy(
    "This is too long: up to %(limit)s characters, and yours has %(count)s.",
    "This is too long: up to %(limit)s characters, and yours has %(count)s.",
    "count",
)


class Words(forms.CharField):
    """A text that is cleaned first and then measured in characters as its writer sees them."""

    def __init__(self, *, clean_with: Callable[[str], str], shortest: int, longest: int, code_points: int, **kwargs):
        super().__init__(strip=False, **kwargs)
        self.clean_with, self.shortest, self.longest, self.code_points = clean_with, shortest, longest, code_points

    def to_python(self, value: object) -> str:
        text = self.clean_with(super().to_python(value)).strip()
        return "" if bidi.is_blank(text) else text

    def validate(self, value: str) -> None:
        super().validate(value)
        length = graphemes.length(value)
        if value and length < self.shortest:
            raise ValidationError(TOO_SHORT, code="too_short", params={"count": self.shortest})
        if length > self.longest or len(value) > self.code_points:
            shown = max(length, self.longest + 1)
            raise ValidationError(TOO_LONG, code="too_long", params={"limit": self.longest, "count": shown})


class Address(forms.CharField):
    """A reader's e-mail address, as it goes over the wire."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: object) -> str:
        text = bidi.clean_name(super().to_python(value))
        return addresses.parse(text) if text else ""


class NotedField(forms.BoundField):
    """A field tied to the sentences about it: the form's notes, and its own errors."""

    NOTES = {"email": ("comment-note-email", "comment-note-required"), "notice": ("comment-note-notice",)}

    @property
    def aria_describedby(self) -> str | None:
        if self.is_hidden:
            return None
        notes = self.NOTES.get(self.name, ("comment-note-required",))
        return " ".join([*notes, self.error_id] if self.errors else notes)

    def build_widget_attrs(self, attrs: dict, widget: forms.Widget | None = None) -> dict:
        """Let a text that comes back stand in its own direction; an empty field stands in the page's."""
        attrs = super().build_widget_attrs(attrs, widget)
        if isinstance(self.field, Words) and self.value():
            attrs["dir"] = bidi.direction(self.value())
        return attrs

    @property
    def error_id(self) -> str:
        """The id of the element that holds this field's errors."""
        return f"{self.auto_id}_error"


class CommentForm(forms.Form):
    """A reader's comment on ``article``. Fields that it does not know change nothing."""

    bound_field_class = NotedField

    name = Words(
        label=_("Name"),
        clean_with=bidi.clean_name,
        shortest=SHORTEST_NAME,
        longest=LONGEST_NAME,
        code_points=NAME_CODE_POINTS,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Address(
        label=_("E-mail"),
        error_messages={"required": _("Write your e-mail address.")},
        # No type="email": browsers refuse addresses in Arabic letters, in their own words, before we are asked.
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "dir": "ltr", "inputmode": "email", "autocapitalize": "none"}
        ),
    )
    body = Words(
        label=pgettext_lazy("field of a form", "Comment"),
        clean_with=bidi.clean_body,
        shortest=SHORTEST_BODY,
        longest=LONGEST_BODY,
        code_points=BODY_CODE_POINTS,
        error_messages={"required": _("Write your comment.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    notice = forms.BooleanField(label=_("Tell me when it is published"), required=False)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, article: ArticlePage, answers: Comment | None = None, **kwargs):
        super().__init__(*args, auto_id="comment-%s", **kwargs)
        self.article = article
        self.answers = answers
        if answers:
            self.initial["parent"] = answers.pk

    def fields_as_html(self) -> SafeString:
        """Return the visible fields; those of an empty form are the same below every article."""
        return _fields(self) if self.is_bound else _empty_fields(get_language())

    def clean_name(self) -> str:
        """Refuse the names of the paper and its roles."""
        if names.is_of_the_house(self.cleaned_data["name"]):
            raise names.NameOfTheHouse
        return self.cleaned_data["name"]

    def clean_parent(self) -> Comment | None:
        number = self.cleaned_data["parent"].strip()
        if not number:
            return None
        found = None
        if number.isascii() and number.isdigit() and len(number) < 19:
            found = Comment.objects.approved().filter(article=self.article, pk=int(number)).first()
        if found is None:
            raise screening.NothingToAnswer
        self.answers = found
        return found

    def typed(self) -> dict[str, object]:
        """What the verb is given: name and body as typed, the address checked, the comment that is answered."""
        return {
            "name": self.data.get("name", ""),
            "body": self.data.get("body", ""),
            "email": self.cleaned_data["email"],
            "parent": self.cleaned_data["parent"],
            "notice": self.cleaned_data["notice"],
        }


def _fields(form: CommentForm) -> SafeString:
    return render_to_string("comments/_fields.html", {"form": form})


@cache
def _empty_fields(language: str) -> SafeString:
    """Return the fields of an empty form in the active language, rendered once in a process."""
    return _fields(CommentForm(article=None))
