"""What moderators decided teaches what to look at: learned by night, measured, explained, never more than a hold."""

import random
import zlib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from comments import learning, lessons, moderation, policy
from comments.learning import Example, Model
from comments.models import Comment, Lesson
from newsroom.benchmarks import score as texts
from newsroom.cache import versions
from tests.rtl.texts import any_text

Status = Comment.Status
INSULTS = "كذاب حقير لئيم تافه خائن نذل وغد سافل".split()


@pytest.fixture(autouse=True)
def a_small_paper(monkeypatch):
    """Few decisions are enough, and no night has passed."""
    monkeypatch.setattr(lessons, "_last_night", None)
    monkeypatch.setattr(lessons, "FEWEST", 60)
    monkeypatch.setattr(learning, "FEWEST_MEASURED", 10)


@pytest.fixture
def decide(article, people):
    """Store comments and decide them: ``decide(approved=[…], refused=[…])``, in turns, so that both kinds are new."""

    def decide(approved, refused, by=None, reason="abuse"):
        now = timezone.now() - timedelta(days=1)
        for turn in range(5):
            at = now + timedelta(hours=turn)
            for kind, all_bodies in (("approved", approved), ("refused", refused)):
                ids = [stored(article, body, f"{kind}{turn}{n}").pk for n, body in enumerate(all_bodies[turn::5])]
                if kind == "approved" and ids:
                    moderation.approve(ids, by=by or people.moderator, at=at)
                elif ids:
                    moderation.reject(ids, reason, by=by or people.moderator, at=at)

    return decide


def stored(article, body: str, reader: str) -> Comment:
    return Comment.objects.create(article=article, name="قارئ", email_hash=reader, body=body)


def some_texts(count: int = 100) -> tuple[list[str], list[str]]:
    """Return honest texts, and as many of other honest ones with insults round them."""
    chance = random.Random(7)
    honest = texts.honest(chance)
    return honest[:count], texts.refused(INSULTS, honest[count : 2 * count], chance)


def learn() -> Lesson | None:
    return lessons.learn(timezone.now())


# --- what is said of a new comment -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_before_anything_was_learned_nothing_is_said(write):
    assert write("أنت كذاب حقير").reasons == []


@pytest.mark.django_db
def test_what_reads_like_refused_comments_is_told_with_the_words_that_weighed_most(decide, write):
    decide(*some_texts())
    assert learn().is_good_enough
    comment = write("من كتب هذا الخبر كذّاب حقـــير مأجور")
    (reason,) = comment.reasons
    assert (reason["code"], reason["field"]) == ("likely_refused", "body")
    marked = [comment.body[start:end] for start, end in reason["spans"]]
    assert {"كذّاب", "حقـــير"} <= set(marked)
    assert write("متى تبدأ الرحلات إلى الجزيرة، وكم ثمن التذكرة؟").reasons == []


@pytest.mark.django_db
def test_it_holds_a_comment_and_never_makes_it_spam(decide, write, article, people):
    policy.say(article, "post", by=people.moderator)
    decide(*some_texts())
    learn()
    comment = write("يا كذاب يا حقير، أنت لئيم تافه نذل https://x.example")
    comment.refresh_from_db()
    assert "likely_refused" in {reason["code"] for reason in comment.reasons}
    assert comment.status == Status.PENDING
    assert "likely_refused" not in policy.ADVISORY


@pytest.mark.django_db
def test_its_words_are_marked_in_the_queue(decide, write, client, people):
    decide(*some_texts())
    learn()
    write("أنت كذاب حقير")
    client.force_login(people.moderator)
    page = client.get("/admin/comments/").content.decode()
    assert "<mark>كذاب" in page
    assert "ألفاظه كألفاظ تعليقات مرفوضة" in page


@pytest.mark.django_db
def test_a_model_that_cannot_be_read_holds_the_comment_and_says_so(decide, write):
    decide(*some_texts())
    learn()
    Lesson.objects.update(model=b"\x00 half a model")
    lessons._kept = None
    assert write("تحية").reasons == [{"code": "check_incomplete", "check": "score"}]


@pytest.mark.django_db
def test_a_new_lesson_counts_in_every_process_from_the_next_comment_on(decide, write):
    assert lessons.current() is None
    decide(*some_texts())
    learn()
    assert lessons.current() is not None
    kept = lessons.current()
    assert lessons.current() is kept, "read once, while nothing changes"
    versions.bump(lessons.TAG)
    assert lessons.current() is not kept


# --- what is learned from --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_too_few_decisions_teach_nothing(decide):
    honest, refused = some_texts()
    decide(honest, refused[:50])
    assert learn() is None
    assert not Lesson.objects.exists()


@pytest.mark.django_db
def test_only_what_people_decided_about_the_words_is_learned_from(decide, article, people):
    decide(["مرحبًا بالجميع"], ["أنت كذاب"])
    decide([], ["لا علاقة لهذا بالخبر"], reason="off_topic")
    decide([], ["رقمه عندي"], reason="personal_data")
    decide([], ["أعيدها مرة أخرى"], reason="repetition")
    house = stored(article, "نشرته السياسة وحدها", "somebody")
    moderation._decide_for_the_house(house, Status.APPROVED)
    caught = stored(article, "أمسكته المصائد", "a bot")
    Comment.objects.filter(pk=caught.pk).update(status=Status.SPAM, decided_at=timezone.now())
    undone = stored(article, "قبلته ثم تراجعت", "another")
    moderation.undo(moderation.approve([undone.pk], by=people.moderator).decision.pk, by=people.moderator)
    stored(article, "ينتظر", "a third")
    assert {(one.refused, " ".join(sorted(one.words))) for one in lessons.decided()} == {
        (False, "بالجميع مرحبا"),
        (True, "انت كذاب"),
    }


@pytest.mark.django_db
def test_a_campaign_and_a_quarrel_count_once_or_little(decide, article, people):
    offer = "عرض خاص اليوم فقط: اربح من المنزل ألف دولار كل أسبوع بلا خبرة ولا رأس مال، راسلني على الفور"
    decide([], [f"{offer} {sign * 3}" for sign in "!؟.،"] + [f"{offer} الآن يا أخي", offer])
    assert len(list(lessons.decided())) == 1
    honest, _refused = some_texts(40)
    moderation.approve([stored(article, body, "one reader").pk for body in honest], by=people.moderator)
    assert len(list(lessons.decided())) == 1 + lessons.OF_ONE_READER


@pytest.mark.django_db
def test_the_oldest_stand_first_and_only_the_newest_are_asked(decide, monkeypatch):
    decide(["أوّل", "ثانٍ", "ثالث", "رابع", "خامس"], [])
    monkeypatch.setattr(lessons, "DECISIONS", 3)
    assert [set(one.words) for one in lessons.decided()] == [{"ثالث"}, {"رابع"}, {"خامس"}]


def test_what_few_people_wrote_is_not_remembered():
    told = [Example(learning.words_of(f"كلام عادي {number % 2}"), bool(number % 2)) for number in range(10)]
    secret = Example(learning.words_of("اسمه شمعون ورقمه 0551234567"), True)
    model = learning.learn([*told, secret, secret])
    assert not [part for part in model.weights if "شمع" in part or "1" in part]


# --- measured, put into use, kept ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_lesson_that_finds_too_little_is_kept_as_a_figure_and_not_used(decide, monkeypatch):
    honest, _refused = some_texts()
    decide(honest[::2], honest[1::2])  # chance decided: there is nothing to learn
    monkeypatch.setattr(lessons, "FEWEST", 40)
    lesson = learn()
    assert (lesson.is_good_enough, lesson.model, lessons.current()) == (False, None, None)


@pytest.mark.django_db
def test_the_lesson_before_stays_in_use_while_it_is_still_right_and_goes_when_it_is_not(decide, monkeypatch):
    decide(*some_texts())
    first = learn()
    monkeypatch.setattr(learning, "learn", lambda _examples: Model({}, 0.0))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not learn().is_good_enough
    assert Lesson.objects.in_use() == first
    monkeypatch.setattr(lessons, "decided", lambda: [Example(frozenset({f"جديد{n}"}), bool(n % 2)) for n in range(200)])
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert not learn().is_good_enough
    assert Lesson.objects.in_use() is None


@pytest.mark.django_db
@pytest.mark.parametrize("stored", [b"\x00 half a model", b"", zlib.compress(b"[0]"), zlib.compress(b"[0, 0, 7]")])
def test_a_model_in_use_that_cannot_be_read_goes_and_the_night_has_its_lesson(decide, monkeypatch, stored):
    decide(*some_texts())
    learn()
    Lesson.objects.update(model=stored)
    monkeypatch.setattr(learning, "learn", lambda _examples: Model({}, 0.0))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not learn().is_good_enough
    assert (Lesson.objects.count(), Lesson.objects.in_use()) == (2, None)


@pytest.mark.django_db
def test_two_that_learn_in_one_night_leave_one_lesson_and_one_model(decide):
    decide(*some_texts())
    assert learn() is not None
    assert learn() is None
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        second = learn()
    assert Lesson.objects.count() == 2
    assert list(Lesson.objects.exclude(model=None)) == [second]


@pytest.mark.django_db
def test_who_learned_for_a_day_does_not_put_the_night_after_out_of_use(decide):
    decide(*some_texts())
    began = timezone.now()
    with time_machine.travel(began + timedelta(days=1)):
        newer = learn()
    late = lessons.learn(began)
    assert (late.pk > newer.pk, late.is_good_enough) == (True, True)
    assert list(Lesson.objects.exclude(model=None)) == [newer]
    Lesson.objects.filter(pk=late.pk).update(model=newer.model)  # both kept theirs at the same moment
    assert Lesson.objects.in_use() == newer
    with time_machine.travel(began + timedelta(days=2)):
        third = learn()
    assert list(Lesson.objects.exclude(model=None)) == [third]


@pytest.mark.django_db
def test_who_is_stopped_in_the_middle_changes_nothing(decide, monkeypatch):
    decide(*some_texts())
    first = learn()

    def stopped(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(learning, "measure", stopped)
    with time_machine.travel(timezone.now() + timedelta(days=1)), pytest.raises(KeyboardInterrupt):
        learn()
    assert list(Lesson.objects.all()) == [first]
    assert lessons.current() is not None


@pytest.mark.django_db
def test_the_clock_learns_once_a_night_and_not_before_the_hour(decide):
    decide(*some_texts())
    night = timezone.localtime().replace(hour=3, minute=50) + timedelta(days=1)
    with time_machine.travel(night):
        lessons.nightly()
        assert not Lesson.objects.exists()
    with time_machine.travel(night + timedelta(minutes=20)):
        lessons.nightly()
        lessons.nightly()
        lessons._last_night = None  # another clock, or the same started anew
        lessons.nightly()
    assert Lesson.objects.count() == 1


@pytest.mark.django_db
def test_the_figures_of_a_month_are_kept(decide, monkeypatch):
    monkeypatch.setattr(lessons, "KEPT", 2)
    decide(*some_texts(80))
    for days in range(5):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            learn()
    assert Lesson.objects.count() == 3
    assert Lesson.objects.exclude(model=None).count() == 1


def test_the_threshold_holds_no_more_approved_comments_than_the_rate_allows():
    model = Model({" ا ": 1.0}, 0.0)
    held_out = [*[Example(frozenset({"ا"}), True)] * 60, *[Example(frozenset({"ا"}), False)] * 60]
    assert learning.measure(model, held_out).false_rate == 0
    assert not learning.measure(model, held_out).is_good_enough
    told = learning.measure(model, [*held_out[:60], *[Example(frozenset({"ب"}), False)] * 60])
    assert (told.recall, told.false_rate, told.is_good_enough) == (1, 0, True)


@given(any_text)
@settings(max_examples=50)
def test_any_text_can_be_learned_and_read(text):
    model = learning.learn([Example(learning.words_of(text), True)] * 3 + [Example(frozenset({"سلام"}), False)] * 3)
    again = Model.unpack(model.pack())
    assert again == model
    assert isinstance(again.score(learning.words_of(text)), float)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.frozensets(st.sampled_from(INSULTS), max_size=4), st.booleans()), max_size=30))
def test_any_decisions_can_be_learned_from_and_always_teach_the_same(rows):
    examples = [Example(*row) for row in rows]
    assert learning.learn(examples) == learning.learn(examples)
    assert learning.measure(learning.learn(examples), examples).false_rate <= learning.FALSE_RATE


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_tells_each_nights_lesson_and_which_is_in_use(decide, client, people):
    client.force_login(people.moderator)
    assert "لم يُتعلَّم شيء بعد" in client.get("/admin/comments/lessons/").content.decode()
    decide(*some_texts())
    lesson = learn()
    page = client.get("/admin/comments/lessons/").content.decode()
    assert "مستعمَل" in page
    assert page.index("مستعمَل") < page.index(f"<td>{lesson.approved}</td>")  # in sight on a telephone
    assert f"<td>{lesson.approved}</td>" in page
    assert "كذاب" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("moderator", 200), ("chief", 200), ("writer", 302), ("publisher", 302)])
def test_moderators_alone_see_the_page(client, people, who, status):
    client.force_login(getattr(people, who))
    assert client.get("/admin/comments/lessons/").status_code == status
