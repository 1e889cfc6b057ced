"""What the button «نقّح» asks: which places of the texts in the editor are to be mended."""

import json
from bisect import bisect_left, bisect_right
from itertools import accumulate

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.rtl.proofreading import Finding, Rule, findings

# More than a hundred thousand Arabic letters: a small book.
MOST_BYTES = 300_000
MOST_TEXTS = 2_000

NAMES = {
    Rule.HIDDEN: gettext_lazy("Hidden character"),
    Rule.QUOTATION: gettext_lazy("Straight quotation marks"),
    Rule.COMMA: gettext_lazy("Latin comma"),
    Rule.SEMICOLON: gettext_lazy("Latin semicolon"),
    Rule.QUESTION: gettext_lazy("Latin question mark"),
    Rule.ELLIPSIS: gettext_lazy("Dots in place of an ellipsis"),
    Rule.TATWEEL: gettext_lazy("Needless tatweel"),
    Rule.SPACE_BEFORE: gettext_lazy("Space before a sign"),
    Rule.SPACE_AFTER: gettext_lazy("No space after a sign"),
    Rule.SPACE_INSIDE: gettext_lazy("Space inside brackets or quotation marks"),
    Rule.SPACES: gettext_lazy("Double space"),
    Rule.NO_BREAK: gettext_lazy("No-break space"),
    Rule.WAW: gettext_lazy("Waw apart from its word"),
}


class _BadQuestion(ValueError):
    """What was sent is not what the button sends."""


@require_POST
def proofread(request: HttpRequest) -> JsonResponse:
    """Answer with the changes for each text that was sent, in the same order. Nothing is kept or logged.

    Sent: ``{"texts": [{"text": "…", "protected": [[start, end], …]}, …]}``, with links as protected spans. Answered:
    ``{"texts": [[{"rules": ["…"], "parts": [[start, end, "…"], …]}, …], …]}``; the parts of one change belong together.
    Offsets count UTF-16 code units, as browsers do.
    """
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return JsonResponse({"error": _("The text is too long to be proofread at once.")}, status=413)
        asked = _read(request.body)
    except _BadQuestion:
        return JsonResponse({"error": _("The text could not be read.")}, status=400)
    return JsonResponse({"texts": [_changes(text, protected) for text, protected in asked]})


def _read(body: bytes) -> list[tuple[str, list[tuple[int, int]]]]:
    try:
        texts = json.loads(body)["texts"]
        asked = [(each["text"], [(start, end) for start, end in each.get("protected", [])]) for each in texts]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _BadQuestion from error
    if not isinstance(texts, list) or len(asked) > MOST_TEXTS:
        raise _BadQuestion
    for text, protected in asked:
        if not isinstance(text, str) or not all(type(place) is int for span in protected for place in span):
            raise _BadQuestion
    return asked


def _changes(text: str, protected: list[tuple[int, int]]) -> list[dict]:
    """Return the changes of one text; the two marks of a quotation are one change."""
    units = _units(text)
    # A span that begins or ends inside a pair of surrogates takes in the whole character.
    spans = [(bisect_right(units, start) - 1, bisect_left(units, end)) for start, end in protected]
    together: dict[object, list[Finding]] = {}
    for finding in findings(text, [span for span in spans if 0 <= span[0] < span[1]]):
        together.setdefault(("pair", finding.pair) if finding.pair else finding.start, []).append(finding)
    return [
        {
            "rules": [str(NAMES[rule]) for rule in dict.fromkeys(rule for each in change for rule in each.rules)],
            "parts": [[units[each.start], units[each.end], each.proposed] for each in change],
        }
        for change in together.values()
    ]


def _units(text: str) -> list[int]:
    """Return for each place in a text, its end included, how many UTF-16 code units stand before it."""
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
