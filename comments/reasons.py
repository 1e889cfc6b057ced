"""Why a comment is held: what a check is given, what it says, and the words that a moderator reads for it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from comments.models import Comment
from newsroom.rtl import matching

# A reason is stored with the comment: its ``code``, the ``field`` it was found in, ``spans`` of it (see ``MARKED``).
Reason = dict[str, object]

LABELS = {
    "hidden_marks": _("Hidden direction marks in the text"),
    "staff_name": _("Signed with the name of somebody who works here"),
    "no_origin": _("Sent by something that does not say where the form stood"),
    "check_incomplete": _("A check could not be finished"),
    "listed_word": _("A word that holds comments"),
    "noted_word": _("A word to look at"),
    "link": _("A link"),
    "short_link": _("A link that hides where it leads"),
    "messenger_link": _("A link to a messenger"),
    "disguised_link": _("A link in disguise"),
    "refused_host": _("A link to where refused comments led"),
    "telephone": _("A telephone number"),
    "handle": _("A name on another network"),
    "topic_signs": _("Three topic signs or more"),
    "copy_of_refused": _("Nearly the same as comments that were refused"),
    "copy_of_others": _("Nearly the same as other comments"),
    "shouted": _("Shouted: nearly all in capital letters"),
    "pictures": _("More pictures than letters"),
    "piled_marks": _("Piles of marks over the letters"),
    "mixed_scripts": _("Letters that look the same and are not"),
    "alias_of_banned": _("An address that is another name of a banned one"),
    "thrown_away_address": _("An address of those that are thrown away after use"),
    "mistyped_address": _("An address that looks mistyped: no letter would arrive"),
    "dotted_address": _("An address with many dots"),
    "often_refused": _("Most of what came from this address was refused"),
    "likely_refused": _("Words as in comments that were refused"),
    "surge": _("Far more comments than usual came in at this hour"),
    "no_ticket": _("Sent without JavaScript"),
    "old_ticket": _("The form stood open for more than a day"),
    "too_quick": _("Sent within three seconds"),
    "foreign_ticket": _("The form's ticket was forged, or belongs to another article"),
    "spent_ticket": _("The form's ticket was used before"),
    "disowned": _("The owner of the address says it is not theirs"),
    "banned": _("From an address or a network that is banned"),
    "trap": _("A field was filled in that people do not see"),
}
# Those whose spans are places in the text as it is stored, [start, end] in code points, to be marked in it.
MARKED = frozenset(
    """listed_word noted_word link short_link messenger_link disguised_link refused_host telephone handle topic_signs
    piled_marks mixed_scripts likely_refused""".split()
)


@dataclass(frozen=True)
class Submission:
    """A comment at the door: cleaned texts, the same as they were typed, and the address (which no reason repeats)."""

    article: ArticlePage
    name: str
    body: str
    parent: Comment | None = None
    typed_name: str = ""
    typed_body: str = ""
    address: str = ""

    @cached_property
    def words(self) -> list[matching.Word]:
        """The words of the text, worked out once for all that ask."""
        return matching.words(self.body)


def places(reasons: list[Reason], field: str = "body") -> list[tuple[int, int]]:
    """Return what is to be marked in a field, in order and without overlap."""
    spans = sorted(
        (start, end)
        for reason in reasons
        if reason.get("code") in MARKED and reason.get("field") == field
        for start, end in reason.get("spans", [])
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged
