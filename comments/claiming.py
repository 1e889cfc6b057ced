"""The form behind the link of a letter: of each waiting comment, whether it is the owner's."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.models import Comment

MINE, NOT_MINE = "mine", "not-mine"
CHOICES = [(MINE, _("It is mine")), (NOT_MINE, _("It is not mine"))]


class ClaimsForm(forms.Form):
    """One question for each comment. An answer is due for those only that its sender was shown (``shown``)."""

    def __init__(self, *args, comments: list[Comment], **kwargs):
        super().__init__(*args, auto_id="claim-%s", **kwargs)
        self.comments = comments
        shown = set(self.data.getlist("shown")) if self.is_bound else set()
        for comment in comments:
            self.fields[_name(comment)] = forms.ChoiceField(
                choices=CHOICES,
                required=str(comment.pk) in shown,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether this comment is yours.")},
            )

    def questions(self) -> Iterator[tuple[Comment, forms.BoundField]]:
        """Yield each comment and its field."""
        for comment in self.comments:
            yield comment, self[_name(comment)]

    def answers(self) -> dict[int, bool]:
        """Return what was said of the comments, by their ids; nothing of those that were not answered for."""
        said = {comment.pk: self.cleaned_data[_name(comment)] for comment in self.comments}
        return {pk: answer == MINE for pk, answer in said.items() if answer}


def _name(comment: Comment) -> str:
    return f"c{comment.pk}"
