"""The queue at /admin/comments/: seen and worked by moderators, and by nobody else."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from comments import moderation, queue, recount
from comments.filters import Filters
from comments.models import Comment, Decision, ModerationEvent
from tests import cast

QUEUE = "/admin/comments/"
DECIDE = "/admin/comments/decide/"
MINUTE = timedelta(minutes=1)


def cards(page):
    return [int(pk) for pk in re.findall(r'<article class="queue-card" id="c(\d+)"', page.content.decode())]


def counts(page):
    tabs = re.findall(r'>([^<>]+) <span class="queue-tabs__count"[^>]*>(\d+)</span>', page.content.decode())
    return {label: int(count) for label, count in tabs}


def told(page):
    """Return what the messages on a page of the panel say, without their markup."""
    found = re.findall(r'<li class="(success|warning|error)">(.*?)</li>', page.content.decode(), re.S)
    words = [(kind, re.sub(r"<svg.*?</svg>|</?bdi>|<[^>]*>", "", text, flags=re.S)) for kind, text in found]
    return [(kind, unescape(" ".join(text.split()))) for kind, text in words if text.strip()]


@pytest.fixture
def moderator(client, people):
    """Sign the moderator of politics in."""
    client.force_login(people.moderator)
    return people.moderator


def press(client, button, *ids, seen="pending"):
    """Press a button of the queue with some comments ticked, and follow to where it leads."""
    return client.post(DECIDE, {"press": button, "seen": seen, "comment": ids}, follow=True)


def test_each_tab_has_its_own_comments_and_a_true_count(moderator, client, write):
    ids = [write().pk for _ in range(5)]
    moderation.approve(ids[1:2], by=moderator)
    moderation.reject(ids[2:4], "abuse", by=moderator)

    tabs = {status: client.get(QUEUE, {"status": status}) for status in ("pending", "approved", "rejected", "spam")}

    assert {status: set(cards(page)) for status, page in tabs.items()} == {
        "pending": {ids[0], ids[4]}, "approved": {ids[1]}, "rejected": set(ids[2:4]), "spam": set(),
    }  # fmt: skip
    assert counts(tabs["spam"]) == {"قيد المراجعة": 2, "المنشورة": 1, "المرفوضة": 2, "المزعجة": 0}


def test_the_oldest_awaits_first_and_the_latest_decision_stands_first(moderator, client, write):
    now = timezone.now()
    late, early = write(at=now - MINUTE).pk, write(at=now - 5 * MINUTE).pk
    assert cards(client.get(QUEUE)) == [early, late]

    moderation.approve([late], by=moderator)
    moderation.approve([early], by=moderator)
    assert cards(client.get(QUEUE, {"status": "approved"})) == [early, late]


@pytest.mark.parametrize("status", ["pending", "approved"])
def test_pages_follow_by_a_cursor(moderator, client, write, status):
    ids = [write().pk for _ in range(57)]
    if status == "approved":
        for start in range(0, 57, 10):
            moderation.approve(ids[start : start + 10], by=moderator)
    page, seen = client.get(QUEUE, {"status": status}), []
    while True:
        seen += cards(page)
        further = re.search(r'queue__next"><a[^>]*href="([^"]*)"', page.content.decode())
        if not further:
            break
        page = client.get(further[1].replace("&amp;", "&"))

    assert sorted(seen) == ids
    assert (seen == ids) == (status == "pending")


def test_a_card_shows_what_a_decision_needs_and_no_address(moderator, client, approved, write):
    root = approved("سؤال القارئ الأول", name="هدى")
    write(
        "جواب <b>غامق</b>\u202e", name="يوسف", email="canary@leak.example", parent=root, at=timezone.now() - 3 * MINUTE
    )

    page = client.get(QUEUE).content.decode()

    parts = (
        "<bdi>هدى</bdi>",
        "سؤال القارئ الأول",
        "<bdi>يوسف</bdi>",
        "قبل 3 دقائق",
        "جواب &lt;b&gt;غامق&lt;/b&gt;",
        "في النص علامات اتجاه خفية",
        "البلدية تفتح الميناء القديم للزوّار",
    )
    for part in parts:
        assert part in page
    assert "canary" not in page


def test_a_card_says_which_address_was_proven_and_of_no_other(moderator, client, write):
    proven, typed = write(), write()
    Comment.objects.filter(pk=proven.pk).update(verified=True)

    shown = client.get(QUEUE).content.decode().split('<article class="queue-card" id="c')[1:]

    said = {int(card.split('"')[0]): "✓ بريد مثبت" in card for card in shown}
    assert said == {proven.pk: True, typed.pk: False}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_queue_asks_nine_queries_however_many_comments_there_are(people, write, count, django_assert_num_queries):
    for _ in range(count):
        write()

    with django_assert_num_queries(9):
        filters, seen = Filters.parse({}, people.moderator), queue.of(people.moderator)
        assert queue.tabs(filters.narrow(seen), filters)[0].count == count
        assert len(queue.page(filters.narrow(seen), seen, "pending", "", filters).cards) == min(count, 25)


def test_one_is_approved_by_its_own_button(moderator, client, write):
    one, other = write().pk, write().pk

    page = press(client, f"approve::{one}", other)

    assert told(page) == [("success", "نُشر تعليق واحد. تراجع")]
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["approved", "pending"]


def test_many_are_decided_at_once_and_put_back_at_once(moderator, client, write):
    ids = [write().pk for _ in range(12)]

    page = press(client, "reject:advertising:", *ids[:11])
    assert told(page) == [("success", "رُفض 11 تعليقًا. تراجع")]
    assert set(ModerationEvent.objects.values_list("reason", flat=True)) == {"advertising"}
    assert cards(page) == ids[11:]

    undo = re.search(r'action="(/admin/comments/undo/[^"]*)"', page.content.decode())[1]
    page = client.post(undo, {"seen": "pending"}, follow=True)

    assert told(page) == [("success", "عاد 11 تعليقًا إلى حالته السابقة.")]
    assert cards(page) == ids
    assert (Decision.objects.count(), ModerationEvent.objects.count(), recount.drifts()) == (2, 22, [])


def test_the_tab_of_the_rejected_says_who_when_and_why(moderator, client, write, people):
    people.moderator.first_name, people.moderator.last_name = "ليلى", "حداد"
    people.moderator.save()
    moderation.reject([write().pk], "personal_data", by=people.moderator)

    page = client.get(QUEUE, {"status": "rejected"}).content.decode()

    assert "القرار: <bdi>ليلى حداد</bdi>، الآن" in page
    assert '<span class="w-status">بيانات شخصية</span>' in page


def test_the_second_moderator_is_told_who_was_first(moderator, client, write, people):
    comment = write(name="<i>سلمى</i>").pk
    people.chief.first_name = "هالة"
    people.chief.save()
    moderation.approve([comment], by=people.chief)

    page = press(client, f"reject:abuse:{comment}")

    assert told(page) == [("warning", "سبقك هالة إلى البتّ في تعليق <i>سلمى</i> (الآن)، وحالته الآن: منشور.")]
    assert (Comment.objects.get().status, ModerationEvent.objects.count()) == ("approved", 1)


def test_a_decision_without_a_comment_is_asked_for_one(moderator, client, write):
    write()

    assert told(press(client, "approve::")) == [("warning", "لم تحدّد أي تعليق. حدّد تعليقًا أو أكثر، ثم اختر القرار.")]
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("button", "seen"),
    [("reject::1", "pending"), ("reject:because:1", "pending"), ("delete::1", "pending"), ("", "pending"),
     ("approve::1", "approved"), ("approve::1", "removed"), ("approve::1", "")],
)  # fmt: skip
def test_a_button_that_the_queue_does_not_have_does_nothing(moderator, client, write, button, seen):
    comment = write()
    button = button.replace(":1", f":{comment.pk}")

    assert client.post(DECIDE, {"press": button, "seen": seen}).status_code == 404
    assert Comment.objects.get().status == "pending"


@pytest.mark.parametrize(
    ("who", "where"), [("stranger", "/account/login/"), ("writer", "/admin/"), ("publisher", "/admin/")]
)
def test_others_neither_see_the_queue_nor_act_in_it(client, write, people, who, where):
    comment = write().pk
    decision = moderation.approve([write().pk], by=people.moderator).decision
    client.force_login(getattr(people, who))

    answers = [
        client.get(QUEUE),
        client.post(DECIDE, {"press": f"approve::{comment}", "seen": "pending"}),
        client.post(f"/admin/comments/undo/{decision.pk}/", {"seen": "pending"}),
    ]

    assert [(answer.status_code, answer.headers["Location"].split("?")[0]) for answer in answers] == [(302, where)] * 3
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["pending", "approved"]


def test_a_visitor_is_sent_to_sign_in(client, db):
    assert client.get(QUEUE).headers["Location"] == "/account/login/?next=/admin/comments/"


def test_another_teams_moderator_sees_only_their_own_and_cannot_reach_ours(client, write, people, house):
    ours, theirs = write().pk, write(on=cast.live_article(house.sport, title="مباراة")).pk
    decision = moderation.approve([write().pk], by=people.moderator).decision
    client.force_login(people.other_moderator)

    page = client.get(QUEUE)
    assert (cards(page), counts(page)["قيد المراجعة"], counts(page)["المنشورة"]) == ([theirs], 1, 0)
    undo = client.post(f"/admin/comments/undo/{decision.pk}/")
    assert undo.status_code == client.post(f"/admin/comments/undo/{uuid4()}/").status_code == 404
    moderation.undo(decision.pk, by=people.moderator)
    assert client.post(f"/admin/comments/undo/{decision.pk}/").status_code == 404
    assert Comment.objects.get(pk=ours).status == "pending"


@pytest.mark.parametrize("button", ["approve::", "reject:abuse:", "spam::"])
def test_another_teams_comment_is_answered_as_one_that_is_not_there(client, write, people, house, button):
    ours, theirs = write().pk, write(on=cast.live_article(house.sport, title="مباراة")).pk
    client.force_login(people.other_moderator)
    script = {"Accept": "application/json"}

    pages = [press(client, f"{button}{pk}") for pk in (ours, 987654)]
    answers = [
        client.post(DECIDE, {"press": f"{button}{pk}", "seen": "pending"}, headers=script) for pk in (ours, 987654)
    ]

    assert [told(page) for page in pages] == [[("warning", "لم يعد تعليق واحد موجودًا.")]] * 2
    assert [(answer.status_code, answer.json() | {"missing": []}) for answer in answers] == [
        (
            409,
            {"told": [], "decided": [], "missing": [], "gone": "لم يعد تعليق واحد موجودًا.", "settled": [], "undo": ""},
        )
    ] * 2
    assert [answer.json()["missing"] for answer in answers] == [[ours], [987654]]
    press(client, button, ours, theirs, 987654)
    assert Comment.objects.get(pk=ours).status == "pending"
    assert Comment.objects.get(pk=theirs).status != "pending"


@pytest.mark.parametrize(
    ("who", "waiting"), [("moderator", "2"), ("other_moderator", "1"), ("chief", "3"), ("writer", None)]
)
def test_the_menu_counts_what_awaits_and_is_not_shown_to_others(client, write, people, house, who, waiting):
    write()
    write()
    write(on=cast.live_article(house.sport, title="مباراة"))
    client.force_login(getattr(people, who))

    found = re.search(r'data-waiting\\?": \\?"(\d+)', client.get("/admin/").content.decode().replace("&quot;", '"'))

    assert (found[1] if found else None) == waiting


@pytest.mark.parametrize("asked", [{"status": "removed"}, {"status": "x"}, {"after": "x"}])
def test_an_address_that_makes_no_sense_is_404(moderator, client, asked):
    assert client.get(QUEUE, asked).status_code == 404


def test_the_buttons_need_the_token(people, write):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.moderator)
    comment = write().pk

    assert strict.post(DECIDE, {"press": f"approve::{comment}", "seen": "pending"}).status_code == 403
    assert Comment.objects.get().status == "pending"


def test_an_empty_tab_says_what_comes_here(moderator, client):
    assert "لا تعليقات قيد المراجعة. يصل كل تعليق جديد إلى هنا أولًا." in client.get(QUEUE).content.decode()
