"""What can be done from an article's desk sheet: who may, when it is offered, what is typed, which verb does it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import corrections, interrupts, takedown
from articles.models import ArticlePage, Correction, Publication
from newsroom.rtl import zones
from newsroom.teams.models import User
from newsroom.teams.rights import is_chief


class CorrectForm(forms.Form):
    """A correction."""

    kind = forms.ChoiceField(label=_("kind of correction"), choices=Correction.Kind.choices)
    text = forms.CharField(
        label=_("what readers are told"),
        max_length=corrections.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands on the article at once, with the day and the time: what was said, and what is right."),
    )


class HoldForm(forms.Form):
    """A hold."""

    reason = forms.CharField(
        label=_("reason for the hold"),
        max_length=interrupts.LONGEST,
        help_text=_("Whoever wants to publish the article reads it."),
    )


class EmbargoForm(forms.Form):
    """An embargo."""

    until = forms.DateTimeField(
        label=_("embargo until"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("%(zone)s, to the minute.") % {"zone": zones.words()}


class TakeDownForm(forms.Form):
    """Taking down."""

    reason = forms.CharField(
        label=_("reason for taking down"),
        max_length=takedown.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The history keeps it; readers are told only that the article was withdrawn."),
    )


class TakeBackForm(forms.Form):
    """Which correction was a mistake: one that is gone meanwhile is known by its number still."""

    correction = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class Standing:
    """How an article stands, as far as it decides what is offered."""

    def __init__(self, article: ArticlePage, user: User) -> None:
        self.article, self.user = article, user
        self.publication: Publication = article.publication
        self.is_taken_down = self.publication.taken_down_at is not None
        self.is_held = bool(self.publication.hold_reason)
        self.is_embargoed = interrupts.is_running(self.publication)
        self.is_correctable = bool(article.first_published_at) and not self.is_taken_down

    @cached_property
    def may_publish(self) -> bool:
        """Correct, and take corrections back."""
        return self.article.permissions_for_user(self.user).can_publish()

    @cached_property
    def may_interrupt(self) -> bool:
        """Hold and embargo."""
        return interrupts.may_interrupt(self.user, self.article)

    @cached_property
    def is_chief(self) -> bool:
        """Take down."""
        return is_chief(self.user)


def _take_back(article: ArticlePage, *, correction: int, by: User) -> None:
    corrections.take_back(Correction(pk=correction, article=article), by=by)


@dataclass(frozen=True)
class Deed:
    """One button of the sheet. ``said`` is what is told when it is done."""

    verb: Callable
    label: Promise
    said: Promise
    may: Callable[[Standing], bool]
    is_open: Callable[[Standing], bool]
    form: type[forms.Form] = forms.Form


DEEDS = {
    "correct": Deed(
        corrections.correct,
        _("Publish the correction"),
        _("The correction stands on the article."),
        lambda it: it.may_publish,
        lambda it: it.is_correctable,
        CorrectForm,
    ),
    "take_back": Deed(
        _take_back,
        _("Take back"),
        _("The correction is taken back; the history keeps it."),
        lambda it: it.may_publish,
        lambda it: True,
        TakeBackForm,
    ),
    "hold": Deed(
        interrupts.hold,
        _("Put on hold"),
        _("The article is on hold: no version of it goes live."),
        lambda it: it.may_interrupt,
        lambda it: not it.is_held,
        HoldForm,
    ),
    "release": Deed(
        interrupts.release,
        _("Release"),
        _("The article is released."),
        lambda it: it.may_interrupt,
        lambda it: it.is_held,
    ),
    "embargo": Deed(
        interrupts.embargo,
        _("Set the embargo"),
        _("The embargo is set."),
        lambda it: it.may_interrupt,
        lambda it: not it.is_embargoed,
        EmbargoForm,
    ),
    "lift_embargo": Deed(
        interrupts.lift_embargo,
        _("Lift the embargo"),
        _("The embargo is lifted."),
        lambda it: it.may_interrupt,
        lambda it: it.is_embargoed,
    ),
    "take_down": Deed(
        takedown.take_down,
        _("Take down"),
        _("The article is taken down: its address says that it was withdrawn."),
        lambda it: it.is_chief,
        lambda it: it.is_correctable,
        TakeDownForm,
    ),
    "put_back": Deed(
        takedown.put_back,
        _("Allow again"),
        _("The article may be published again; until then it stays withdrawn."),
        lambda it: it.is_chief,
        lambda it: it.is_taken_down,
    ),
}
