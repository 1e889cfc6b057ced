"""What the proofreader promises of any text at all."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.rtl.proofreading import findings, mend, untouched
from tests.rtl.texts import any_text

# What a pasted text is made of: words, signs in wrong places, Latin, numbers, scripture, spaces and hidden characters.
PARTS = [
    "كلمة", "قال", "هل", "و", "الـ", "هـ", "د", "كـــتاب", "الرحمـٰن", "قال تعالى:", "عام", "ـ", "َ", "ٰ",
    "Apple", "iPhone", "a", "https://example.org/خبر?a=1,2", "@محمد_علي", "#وسـم", "x@y.org", "&nbsp;", "`a, b`",
    "5", "3,500", "10:30", "3-2", "٣٫٥", "55\"",
    '"', '"', "«", "»", "“", "”", "(", ")", "﴿", "﴾", "{", "}", "'",
    ",", ";", "?", "!", ".", "..", "...", "....", "…", ":", "،", "؛", "؟", "-", "–", "=", "/", "%",
    " ", " ", " ", "  ", "   ", "\u00a0", "\n", "\t",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u202a", "\u2069", "\ufeff", "\u00ad", "\u034f",
    "👨\u200d👩\u200d👧", "🏴", "\U000e0067", "۝", "ۚ", "ﷺ",
]  # fmt: skip
pasted = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)
texts = st.one_of(pasted, any_text)
spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda span: (span[0], span[0] + span[1])), max_size=3
)
quickly = settings(max_examples=400)


def after(protected, found):
    """Return where the protected spans stand once the findings were mended."""

    def moved(place):
        return place + sum(len(each.proposed) - len(each.found) for each in found if each.end <= place)

    return [(moved(start), moved(end)) for start, end in protected]


@quickly
@given(texts, spans)
def test_what_was_mended_needs_no_mending(text, protected):
    protected = [(start, min(end, len(text))) for start, end in protected if start < min(end, len(text))]
    found = findings(text, protected)

    assert findings(mend(text, found), after(protected, found)) == []


@quickly
@given(texts, spans)
def test_findings_stand_in_order_and_say_what_they_found(text, protected):
    found = findings(text, protected)

    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[each.start : each.end] == each.found != each.proposed and each.found for each in found)
    assert all(each.rules for each in found)


@quickly
@given(texts, spans)
def test_protected_spans_are_never_touched(text, protected):
    found = findings(text, protected)

    assert not [
        (span, each)
        for span in protected
        for each in found
        if each.start < span[1] and each.end > span[0] and span[0] < span[1]
    ]


@quickly
@given(texts)
def test_links_latin_numbers_code_and_scripture_are_never_touched(text):
    found = findings(text)
    kept, start = [*untouched.verses(text)], 0
    for line in text.split("\n"):
        kept += [(begin + start, end + start) for begin, end in untouched.spans(line)]
        start += len(line) + 1

    assert not [(span, each) for span in kept for each in found if each.start < span[1] and each.end > span[0]]


@quickly
@given(texts)
def test_no_letter_or_digit_is_added_or_lost(text):
    def letters(text):
        return "".join(character for character in text if character.isalnum() and character != "ـ")

    assert letters(mend(text, findings(text))) == letters(text)


@quickly
@given(pasted, st.data())
def test_any_part_of_the_findings_can_be_taken_alone(text, data):
    found = findings(text)
    groups = sorted({(each.pair, None) if each.pair else (0, each.start) for each in found})
    chosen = data.draw(st.sets(st.sampled_from(groups)) if groups else st.just(set()))
    taken = [each for each in found if ((each.pair, None) if each.pair else (0, each.start)) in chosen]

    mended = mend(text, taken)

    assert mended.count("«") - text.count("«") == sum(each.proposed.count("«") for each in taken)
    assert findings(mend(mended, findings(mended))) == []
