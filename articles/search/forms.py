"""The form of the search page: words, and what narrows them."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.frame import Section
from newsroom.rtl import bidi
from newsroom.rtl.folding import fold, sort_key
from newsroom.teams.models import Person, Team

LONGEST, LONGEST_READ = 200, 2_000
RELEVANCE, NEWEST = "relevance", "newest"
SORTS = [
    (RELEVANCE, pgettext_lazy("order of results", "The closest first")),
    (NEWEST, pgettext_lazy("order of results", "The newest first")),
]
_CHOOSE = _("Choose from the list.")


class DayInput(forms.DateInput):
    """The browser's picker; a plain field where what was typed is no day, for a picker would hide it."""

    def get_context(self, name: str, value: object, attrs: dict) -> dict:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or _is_day(shown) else "text"
        return context


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Day(forms.DateField):
    """A day in any digits; the browser's own picker writes it as 2026-11-23."""

    widget = DayInput(format="%Y-%m-%d")

    def __init__(self, **kwargs):
        wrong = _("Write the day like this: 2026-11-23.")
        # The first and the last day that there are have no midnight in UTC, or no day after them.
        ends = [
            MinValueValidator(date.min + timedelta(days=1), wrong),
            MaxValueValidator(date.max - timedelta(days=1), wrong),
        ]
        told = {"invalid": wrong}
        formats = ["%Y-%m-%d", "%d/%m/%Y"]
        super().__init__(required=False, input_formats=formats, error_messages=told, validators=ends, **kwargs)

    def to_python(self, value: object) -> object:
        return super().to_python(fold(value).strip() if isinstance(value, str) else value)


class SearchForm(forms.Form):
    """What is looked for. A field that cannot be read is told beside it, and narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, strip=True, widget=forms.SearchInput)
    section = forms.ChoiceField(label=_("Section"), required=False, error_messages={"invalid_choice": _CHOOSE})
    author = forms.ChoiceField(label=_("Author"), required=False, error_messages={"invalid_choice": _CHOOSE})
    since = Day(label=pgettext_lazy("first day of a search", "From"))
    until = Day(label=pgettext_lazy("last day of a search", "To"))
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=SORTS, error_messages={"invalid_choice": _CHOOSE}
    )

    use_required_attribute = False

    def __init__(self, data, *, sections: tuple[Section, ...]):
        # A query string may hold what no database takes.
        super().__init__({name: bidi.clean_line(data.get(name, "")[:LONGEST_READ]) for name in self.base_fields})
        self.fields["section"].choices = [
            ("", _("All sections")),
            *((item.url.strip("/"), item.title) for item in sections),
        ]
        self.fields["author"].choices = [("", _("All authors")), *signatories()]
        self.fields["q"].widget.attrs |= {"maxlength": LONGEST, "dir": "auto", "autocomplete": "off"}

    def clean_q(self) -> str:
        typed = self.cleaned_data["q"]
        if len(typed) > LONGEST:
            raise ValidationError(_("This is too long to look for: the first words are looked for."), code="too_long")
        return typed

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError(_("This day is before the first one."), code="turned"))
        return self.cleaned_data

    @property
    def typed(self) -> str:
        """What is looked for, whether or not it was too long."""
        return self.data["q"][:LONGEST]

    @property
    def narrows(self) -> bool:
        """Whether anything but the words is asked for."""
        return any(self.cleaned_data.get(name) for name in ("section", "author", "since", "until"))

    def day(self, name: str) -> datetime | None:
        """Return the first moment of a day asked for, in the newsroom's zone."""
        asked = self.cleaned_data.get(name)
        return timezone.make_aware(datetime.combine(asked, time.min)) if asked else None


def signatories() -> list[tuple[str, str]]:
    """Return everybody who may have signed an article, sorted as Arabic sorts names; two queries."""
    people = [(f"person-{pk}", name) for pk, name in Person.objects.values_list("pk", "name")]
    teams = [(f"team-{pk}", name) for pk, name in Team.objects.values_list("pk", "name")]
    return sorted([*people, *teams], key=lambda choice: sort_key(choice[1]))
