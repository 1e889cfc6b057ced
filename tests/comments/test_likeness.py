"""Near copies of earlier comments are recognised however they were touched up, and honest ones are left in peace."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given

from comments import likeness, moderation
from comments.models import LikenessBand
from tests.rtl.texts import any_text

pytestmark = pytest.mark.django_db
OFFER = "عرض خاص اليوم فقط: اربح من المنزل ألف دولار كل أسبوع بلا خبرة ولا رأس مال، راسلني على الفور"
HONEST = "سكان الحيّ ينتظرون هذا الميناء منذ سنوات، فمتى تبدأ الرحلات إلى الجزيرة وكم ثمن التذكرة؟"


@pytest.mark.parametrize(
    ("way", "copy"),
    [
        ("the same", OFFER),
        ("drawn long, without hamza", OFFER.replace("خاص", "خااااص").replace("أسبوع", "اسبوع").replace("ة", "ه")),
        ("with tashkeel and tatweel", OFFER.replace("عرض", "عَــرْضٌ")),
        ("with other links and signs", f"{OFFER}!!! https://y{{}}.example/2 @abc #ربح".format(7)),
        ("with a few words changed", OFFER.replace("ألف دولار", "ألفي دولار").replace("على الفور", "الآن")),
    ],
)
def test_a_near_copy_of_spam_is_told(write, people, way, copy):
    spam = write(OFFER)
    moderation.mark_spam([spam.pk], by=people.moderator)
    (reason,) = [reason for reason in write(copy).reasons if reason["code"].startswith("copy")]
    assert reason == {"code": "copy_of_refused", "field": "body", "comments": [spam.pk], "count": 1}


def test_a_near_copy_of_spam_that_leads_away_lies_with_the_spam(write, people):
    moderation.mark_spam([write(OFFER).pk], by=people.moderator)
    copy = write(f"{OFFER} https://x.example")
    copy.refresh_from_db()
    assert copy.status == "spam"


def test_a_near_copy_of_what_nobody_refused_asks_for_a_look(write):
    first, second = write(OFFER), write(f"{OFFER}!")
    assert second.reasons == [{"code": "copy_of_others", "field": "body", "comments": [first.pk], "count": 1}]
    assert second.status == "pending"


def test_other_words_are_no_copy_and_short_ones_are_compared_with_nothing(write):
    write(OFFER)
    write("شكرًا على التقرير")
    assert write(HONEST).reasons == []
    assert write("شكرًا على التقرير").reasons == []


def test_only_the_last_thirty_days_are_compared_and_the_rest_is_forgotten(write):
    old = write(OFFER, at=timezone.now() - timedelta(days=31))
    assert write(OFFER).reasons == []
    assert likeness.forget_old() == 16
    assert not LikenessBand.objects.filter(comment=old).exists()


def test_texts_that_share_most_of_their_runs_meet_in_a_band():
    words = OFFER.split()
    met = 0
    for left_out in range(len(words)):
        copy = likeness.runs(" ".join(words[:left_out] + words[left_out + 1 :]))
        assert likeness.share(likeness.runs(OFFER), copy) > likeness.LIKE
        met += bool(set(likeness.bands(likeness.runs(OFFER))) & set(likeness.bands(copy)))
    assert met == len(words)


@given(any_text, any_text)
def test_any_two_texts_can_be_compared(one, other):
    share = likeness.share(likeness.runs(one), likeness.runs(other))
    assert 0 <= share <= 1
    assert len(likeness.bands(likeness.runs(one))) in (0, 16)
    assert share == likeness.share(likeness.runs(other), likeness.runs(one))


def test_an_address_of_mail_is_no_part_of_the_text():
    assert likeness.runs(f"راسلني على my.long.name@example.com {HONEST}") == likeness.runs(f"راسلني على {HONEST}")


@pytest.mark.parametrize("sign", ["ب" + "\u0651" * 9, "a@", "#", "www."])
def test_no_text_makes_the_comparison_slow(sign):
    def seconds(times: int) -> float:
        began = time.process_time()
        likeness._APART.sub(" ", sign * times)
        return time.process_time() - began

    assert min(seconds(2000) for _ in range(5)) < 0.05  # the least: whatever else this process did is no fault of it
