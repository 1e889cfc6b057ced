"""Which comments go on the page at once: none that a check holds, none of a stranger, the rest as the desk says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from comments import moderation, policy, readers, recount
from comments.models import Comment, Discussion, ListedWord, ModerationEvent, Reader
from tests.comments.conftest import GOOD


@pytest.fixture
def proven(client, db):
    """Let the browser remember that it has proven the address of the form."""
    from django.http import HttpResponse
    from django.utils import timezone

    from comments import addresses

    reader = Reader.objects.create(email_hash=addresses.keyed_hash(GOOD["email"]), verified_at=timezone.now())
    response = HttpResponse()
    readers.remember(response, reader)
    client.cookies["reader"] = response.cookies["reader"].value
    return reader


@pytest.fixture
def post_moderated(article, people):
    policy.say(article, "post", by=people.moderator)


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("site", "section", "own", "expected"),
    [
        ("inherit", "inherit", "inherit", "pre"),
        ("post", "inherit", "inherit", "post"),
        ("post", "pre", "inherit", "pre"),
        ("pre", "post", "first", "first"),
        ("post", "first", "pre", "pre"),
    ],
)
def test_the_nearest_that_says_anything_decides(
    article, house, people, site, section, own, expected, django_assert_num_queries
):
    for page, said in ((house.home, site), (house.politics, section), (article, own)):
        policy.say(page, said, first_n=2, by=people.chief)
    policy.say(house.sport, "post", by=people.chief)

    with django_assert_num_queries(1):
        assert policy.of(article).policy == expected


def test_without_a_word_everything_is_reviewed_first(send, proven):
    send()

    assert (Comment.objects.get().verified, statuses()) == (True, ["pending"])


def test_published_at_once_is_baked_counted_and_written_down_as_the_house(
    send, proven, post_moderated, article, client
):
    client.get(article.url)
    answer = send(body="يُنشر فورًا")

    comment, event = Comment.objects.get(), ModerationEvent.objects.get()
    assert answer.headers["Location"] == f"{article.url}#c{comment.pk}"
    assert (comment.status, comment.decided_at, bool(comment.html)) == ("approved", comment.created_at, True)
    assert (event.by, event.before, event.after, event.decision.by) == (None, "pending", "approved", None)
    assert (Discussion.objects.get(page=article.pk).approved_count, recount.drifts()) == (1, [])
    assert "يُنشر فورًا" in client.get(article.url).content.decode()


def test_the_queue_says_that_the_policy_decided_and_a_moderator_decides_otherwise(
    send, proven, post_moderated, client, people
):
    send()
    client.force_login(people.moderator)

    assert "سياسة القسم" in client.get("/admin/comments/?status=approved").content.decode()
    moderation.reject([Comment.objects.get().pk], "abuse", by=people.moderator, seen="approved")
    assert (statuses(), recount.drifts()) == (["rejected"], [])


def test_a_stranger_waits_whatever_the_policy_says(send, post_moderated):
    assert send().headers["Location"].endswith("#comment-received")
    assert statuses() == ["pending"]


@pytest.mark.parametrize(
    "held",
    [
        {"body": "انظر https://shop.example/x"},
        {"body": "اتصل على 00966501234567"},
        {"ticket": None},
        {"remark": None},
        {"headers": {"Origin": "", "Sec-Fetch-Site": ""}},
        {"body": "كلام\u202e مقلوب"},
        {"body": "فيه ممنوعة"},
    ],
)
def test_any_reason_that_holds_waits(send, proven, post_moderated, held):
    ListedWord.objects.create(text="ممنوعة")
    send(**held)

    assert (statuses(), len(Comment.objects.get().reasons)) == (["pending"], 1)


def test_a_word_to_look_at_and_a_text_that_others_sent_too_hold_nobody(send, write, proven, post_moderated):
    text = "نطالب البلدية بفتح الميناء القديم أمام الصيادين قبل نهاية الشهر الجاري كما وعدت"
    ListedWord.objects.create(text="الصيادين", level="highlight")
    write(text, email="other@example.com")
    send(body=text)

    mine = Comment.objects.latest("pk")
    assert ({reason["code"] for reason in mine.reasons}, mine.status) == ({"noted_word", "copy_of_others"}, "approved")


def test_spam_stays_spam(send, proven, post_moderated):
    send(remark="x", ticket="forged:a:b:c")

    assert statuses() == ["spam"]


def test_of_the_first_ones_so_many_are_approved_by_a_moderator_first(send, proven, article, people):
    policy.say(article, "first", first_n=2, by=people.moderator)
    for number in range(2):
        send(body=f"تعليق رقم {number}")
        moderation.approve([Comment.objects.latest("pk").pk], by=people.moderator)
    send(body="صار معروفًا")

    assert statuses() == ["approved"] * 3
    assert [event.by for event in ModerationEvent.objects.order_by("pk")] == [people.moderator, people.moderator, None]


def test_what_the_policy_published_and_what_a_stranger_typed_earn_no_trust(
    send, client, proven, article, house, people
):
    policy.say(article, "post", by=people.moderator)
    send(body="نشرته السياسة")
    cookie = client.cookies.pop("reader").value
    send(body="كتبه غيره باسمه")
    moderation.approve([Comment.objects.latest("pk").pk], by=people.moderator)
    client.cookies["reader"] = cookie
    policy.say(article, "first", first_n=1, by=people.moderator)
    send(body="ينتظر")

    assert statuses() == ["approved", "approved", "pending"]


def test_whatever_fails_leaves_it_awaiting_review(send, proven, post_moderated, monkeypatch, article):
    def broken(comment):
        raise RuntimeError(comment.body)

    monkeypatch.setattr("comments.rendering.bake", broken)
    assert send().status_code == 303

    comment = Comment.objects.get()
    assert (comment.status, comment.reasons) == (
        "pending",
        [{"code": "check_incomplete", "check": "follow_policy"}],
    )
    assert (ModerationEvent.objects.count(), recount.drifts()) == (0, [])


@pytest.mark.parametrize("who", ["stranger", "writer", "editor", "publisher", "photo_editor", "other_moderator"])
def test_only_moderators_of_the_section_and_chiefs_say_it(article, people, who):
    with pytest.raises(PermissionDenied):
        policy.say(article, "post", by=getattr(people, who))
    assert policy.of(article).policy == "pre"


@pytest.mark.parametrize("count", [None, 0, 51, -1])
def test_how_many_come_first_has_a_measure(article, people, count):
    with pytest.raises(ValidationError) as refusal:
        policy.say(article, "first", first_n=count, by=people.chief)
    assert refusal.value.message_dict == {"first_n": ["اكتب عددًا من 1 إلى 50."]}


def test_the_panel_sets_it_with_one_line_in_the_history(article, people, client):
    client.force_login(people.moderator)
    address = f"/admin/comments/discussion/{article.pk}/"
    assert 'name="policy" value="first"' in client.get(address).content.decode()

    for _again in range(2):
        client.post(address, {"mode": "inherit", "policy": "first", "first_n": "3"})

    assert policy.of(article) == policy.Rule("first", 3)
    line = PageLogEntry.objects.get(action="comments.policy", page=article.pk)
    assert (line.user, line.data) == (people.moderator, {"policy": "first", "first_n": 3})


@pytest.mark.parametrize(
    ("typed", "told"), [("", "اكتب عددًا من 1 إلى 50."), ("x", "اكتب عددًا صحيحًا."), ("99", "اكتب عددًا من 1 إلى 50.")]
)
def test_bad_input_is_told_beside_its_field_and_nothing_half_happens(article, people, client, typed, told):
    client.force_login(people.moderator)

    page = client.post(
        f"/admin/comments/discussion/{article.pk}/", {"mode": "closed", "policy": "first", "first_n": typed}
    )

    assert page.context["form"].errors == {"first_n": [told]}
    assert not Discussion.objects.exclude(mode="inherit").exists()


def test_an_editor_who_moderates_nothing_is_not_shown_the_policy_and_cannot_craft_it(article, people, client):
    client.force_login(people.publisher)
    address = f"/admin/comments/discussion/{article.pk}/"

    assert 'name="policy"' not in client.get(address).content.decode()
    client.post(address, {"mode": "open", "policy": "post"})
    assert policy.of(article).policy == "pre"
