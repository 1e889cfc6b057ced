"""Every string that our source marks for translation is in good Arabic in a catalogue."""

import re

import pytest
from django.utils.translation import trans_real

from newsroom import catalogues
from tests.newsroom import checkout

PLURAL_RULE = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"
# The seed page's own sentences stand as it wrote them: design, section 8.
VERBATIM = {"اترك تعليقاً"}


def messages():
    """Return every message of every catalogue of ours, with the catalogue's name."""
    return [
        (checkout.place(path), message)
        for path in catalogues.po_files()
        for message in catalogues.read(path)
        if message.id
    ]


def forms(message) -> list[str]:
    """Return the message's Arabic, one text for each form."""
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]


def holders(text: str) -> set[str]:
    """Return the names that the text leaves open."""
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def test_no_string_of_the_source_is_missing():
    have, others = catalogues.known(), trans_real.translation("ar")._catalog
    missing = {}
    for source in catalogues.sources():
        name = f"{source.context}\x04{source.msgid}" if source.context else source.msgid
        elsewhere = others.get((name, 0) if source.plural else name) or others.get(name)
        if source.key not in have and not elsewhere:
            missing.setdefault(source.key, f"{source.room}: {source.msgid!r} ({source.place})")

    assert sorted(missing.values()) == [], "`python -m newsroom.catalogues` prints them ready to fill in"


def test_no_message_is_empty_or_guessed():
    assert [f"{room}: {message.id}" for room, message in messages() if message.fuzzy or not all(forms(message))] == []


def test_every_plural_has_the_six_forms_of_arabic():
    assert [
        f"{room}: {message.id}" for room, message in messages() if message.pluralizable and len(forms(message)) != 6
    ] == []
    assert {str(catalogues.read(path).plural_expr) for path in catalogues.po_files()} <= {
        PLURAL_RULE,
        PLURAL_RULE[1:-1],
    }


def test_arabic_leaves_open_the_same_names_as_english():
    wrong = []
    for room, message in messages():
        english = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        asked = set().union(*map(holders, english))
        for form in forms(message):
            # «تعليقان» needs no number: a plural's form may leave one out, never invent one.
            sound = holders(form) <= asked if message.pluralizable else holders(form) == asked
            if not sound:
                wrong.append(f"{room}: {message.id}")

    assert wrong == []


def test_one_english_sentence_has_one_arabic_everywhere():
    told, contradicted = {}, []
    for room, message in messages():
        key = (message.context, str(message.id))
        if told.setdefault(key, message.string) != message.string:
            contradicted.append(f"{room}: {message.id}")

    assert contradicted == []


def test_tanwin_stands_before_its_alif():
    assert [
        f"{room}: {form}"
        for room, message in messages()
        for form in forms(message)
        if re.search("اً", form) and not any(sentence in form for sentence in VERBATIM)
    ] == []


def test_letters_that_look_arabic_but_are_not_stay_out():
    # Persian and Urdu letters (ی ک) sort and search as others; presentation forms are not letters at all.
    wrong = "[\u06cc\u06a9\u06c1\ufb50-\ufdcf\ufe70-\ufefc\u202a-\u202e]"

    assert [
        f"{room}: {form}" for room, message in messages() for form in forms(message) if re.search(wrong, form)
    ] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('_("Approve")', [("Approve", "", "")]),
        ('pgettext("verb", "Approve")', [("Approve", "", "verb")]),
        ('ngettext("%(n)s item", "%(n)s items", 3)', [("%(n)s item", "%(n)s items", "")]),
    ],
)
def test_the_check_reads_python(code, found):
    path = checkout.ROOT / "articles" / "example.py"

    read = catalogues._extracted(code.encode(), path, "articles")

    assert [(source.msgid, source.plural, source.context) for source in read] == found
