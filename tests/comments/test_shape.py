"""What can be seen of a comment before it is read: its shape, its address, what was decided about its writer."""

import pytest
from hypothesis import given

from comments import moderation
from comments.checks.mailbox import mailbox
from comments.checks.record import record
from comments.checks.shape import shape
from comments.models import Comment
from comments.reasons import Submission
from tests.rtl.texts import any_text


def codes(check, text: str = "", address: str = "") -> list[str]:
    return [reason["code"] for reason in check(Submission(None, "سلمى", text, address=address))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BUY NOW THE BEST WATCHES OF THE WORLD", ["shouted"]),
        ("🔥" * 12 + " عرض", ["pictures"]),
        ("ه\u0651\u064e\u0655\u0670\u06d6 " * 4, ["piled_marks"]),
        ("مررررحبا يا جماعــــة، هذا رااااائع!!!", []),
        ("بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ ۝ ٱلْحَمْدُ لِلَّهِ رَبِّ ٱلْعَـٰلَمِينَ", []),
        ("شكرًا 🙂🙂🙂", []),
        ("FIFA وUEFA وNATO", []),
    ],
)
def test_a_shape_is_told_and_honest_writing_is_none(text, found):
    assert codes(shape, text) == found


@given(any_text)
def test_any_text_has_a_shape_or_none(text):
    assert all(
        0 <= start < end <= len(text)
        for reason in shape(Submission(None, "", text))
        for start, end in reason.get("spans", [])
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("salma@example.com", []),
        ("salma@MAILINATOR.com", ["thrown_away_address"]),
        ("salma@gmial.com", ["mistyped_address"]),
        ("s.a.l.m.a@example.com", ["dotted_address"]),
        ("", []),
    ],
)
def test_an_odd_address_is_told_without_being_repeated(address, found):
    reasons = list(mailbox(Submission(None, "سلمى", "نصّ", address=address)))
    assert [reason["code"] for reason in reasons] == found
    assert "salma" not in str(reasons)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refused", "approved", "told"), [(4, 0, []), (5, 0, ["often_refused"]), (3, 5, []), (6, 3, ["often_refused"])]
)
def test_who_was_mostly_refused_is_told_after_five_decisions(write, people, refused, approved, told):
    comments = [write(f"كلمة رقم {number}") for number in range(refused + approved)]
    Comment.objects.update(verified=True)
    ids = [comment.pk for comment in comments]
    if refused:
        moderation.reject(ids[:refused], "abuse", by=people.moderator)
    if approved:
        moderation.approve(ids[refused:], by=people.moderator)
    assert codes(record, address="salma@example.com") == told


@pytest.mark.django_db
def test_nobody_spoils_a_good_name_by_typing_its_address(write, people):
    comments = [write(f"شتيمة رقم {number}") for number in range(6)]
    moderation.reject([comment.pk for comment in comments], "abuse", by=people.moderator)
    assert codes(record, address="salma@example.com") == []
