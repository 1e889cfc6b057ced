"""The queue narrowed by its address: section, article, reason, age, words and near copies, with true counts."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import filters, moderation, policy, queue
from comments.models import Comment
from tests import cast
from tests.comments.test_queue import QUEUE, cards, counts

CAMPAIGN = "قاطعوا هذه الشركة فورًا يا إخوتي ولا تشتروا منها شيئًا بعد اليوم أبدًا"


@pytest.fixture
def chief(client, people):
    """Sign in somebody who moderates every section."""
    client.force_login(people.chief)
    return people.chief


def test_a_section_and_an_article_narrow_the_list_and_its_counts(chief, client, write, house, article):
    here, there = write().pk, write(on=cast.live_article(house.sport, title="مباراة")).pk
    moderation.approve([write().pk], by=chief)

    by_section = client.get(QUEUE, {"section": house.sport.pk})
    by_article = client.get(QUEUE, {"article": article.pk})

    assert (cards(by_section), counts(by_section)["المنشورة"]) == ([there], 0)
    assert (cards(by_article), counts(by_article)["المنشورة"]) == ([here], 1)


def test_a_reason_narrows_the_list(chief, client, write):
    write("بلا سبب")
    linked = write("اقرأوا https://example.org/story هنا").pk
    write('كتبت "code": "link" في النص')

    assert cards(client.get(QUEUE, {"reason": "link"})) == [linked]


@pytest.mark.parametrize(
    ("age", "found"), [("hour", [3]), ("day", [2, 3]), ("week", [1, 2, 3]), ("late", [0, 1])]
)  # fmt: skip
def test_an_age_narrows_the_list(chief, client, write, age, found):
    ages = [timedelta(days=9), timedelta(days=2), timedelta(hours=5), timedelta(minutes=5)]
    ids = [write(at=timezone.now() - passed).pk for passed in ages]

    assert cards(client.get(QUEUE, {"age": age})) == [ids[place] for place in found]


@pytest.mark.parametrize("q", ["إدارة", "ادَاره", "الإدارة أين", "هدى", "أين الإدارة هدى"])
def test_a_search_folds_as_the_lists_do_and_wants_every_word(chief, client, write, q):
    found = write("أين الإدارة من هذا؟", name="هُدى").pk
    write("سؤال آخر", name="سلمى")

    assert cards(client.get(QUEUE, {"q": q})) == [found]


@pytest.mark.parametrize("q", ["ميناء", "والميناء", "مينا", "المي", "#الميناء!", "2030"])
def test_a_word_is_found_with_what_is_joined_to_it_and_by_its_beginning(chief, client, write, q):
    found = write("زرنا الميناء في 2030").pk
    write("سؤال آخر عن المطار")

    assert cards(client.get(QUEUE, {"q": q})) == [found]


def test_a_search_asks_for_signs_of_no_database(chief, client, write):
    write("الميناء")
    for q in ("OR", "NOT x", "words : x", "a & b", "!x", "x:*", "(", "NEAR(a b)"):
        assert cards(client.get(QUEUE, {"q": q})) == []


def test_what_goes_with_its_article_leaves_the_index_whole(chief, client, write, house):
    gone = cast.live_article(house.sport, title="مباراة")
    write("الميناء", on=gone)
    kept = write("الميناء").pk
    gone.delete()
    assert cards(client.get(QUEUE, {"q": "الميناء"})) == [kept]


def test_trust_narrows_the_list(chief, client, write):
    stranger, proven = write().pk, write()
    Comment.objects.filter(pk=proven.pk).update(verified=True)

    assert cards(client.get(QUEUE, {"trust": "proven"})) == [proven.pk]
    assert cards(client.get(QUEUE, {"trust": "unproven"})) == [stranger]


def test_what_was_published_without_review_is_found_until_a_moderator_looked_at_it(
    chief, client, write, article, people
):
    policy.say(article, policy.Policy.POST, by=people.chief)
    at_once, seen = write(), write()
    for comment in (at_once, seen):
        comment.verified = True
        moderation.follow_policy(comment)
    moderation.reject([seen.pk], "off_topic", by=chief, seen="approved")
    moderation.approve([seen.pk], by=chief, seen="rejected")

    assert cards(client.get(QUEUE, {"status": "approved", "trust": "unreviewed"})) == [at_once.pk]


def test_the_next_page_the_tabs_and_a_decision_keep_the_filters(chief, client, write, article):
    ids = [write().pk for _ in range(27)]
    asked = {"article": article.pk, "q": "الميناء"}
    page = client.get(QUEUE, asked)
    further = re.search(r'queue__next"><a[^>]*href="([^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert cards(client.get(further)) == ids[25:]

    decide = re.search(r'action="(/admin/comments/decide/[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    answer = client.post(decide, {"press": f"approve::{ids[0]}", "seen": "pending"})

    assert answer.headers["Location"] == queue.url(
        "pending", filters=filters.Filters.parse(asked_as_text(asked), chief)
    )
    assert f"article={article.pk}" in answer.headers["Location"]


def asked_as_text(asked):
    return {name: str(value) for name, value in asked.items()}


def test_what_matches_nothing_is_said(chief, client, write):
    write()
    assert "لا تعليق يطابق." in client.get(QUEUE, {"q": "زرافة"}).content.decode()


@pytest.mark.parametrize("name", ["section", "article", "like", "reason", "age", "trust"])
@pytest.mark.parametrize("value", ["x", "0", "999999", "9" * 40, "-1", "٣", "\0"])
def test_an_unknown_filter_is_404(chief, client, write, name, value):
    write()
    assert client.get(QUEUE, {name: value}).status_code == 404


@pytest.mark.parametrize("q", ["\0", "%", "_", "'", "ـ", "ٰ", "a" * 5000, "\ud83d"])
def test_no_search_breaks_the_queue(chief, client, write, q):
    write()
    assert client.get(QUEUE, {"q": q.encode("utf-8", "replace").decode()}).status_code == 200


def test_what_is_another_teams_is_404(client, write, people, house, article):
    ours = write()
    client.force_login(people.other_moderator)

    asked = [{"section": house.politics.pk}, {"article": article.pk}, {"like": ours.pk}]
    assert [client.get(QUEUE, one).status_code for one in asked] == [404] * 3
    assert client.get(f"/admin/comments/thread/{ours.pk}/").status_code == 404
    assert "سياسة" not in re.search(r'<select name="section">.*?</select>', client.get(QUEUE).content.decode(), re.S)[0]


def test_near_copies_are_counted_on_the_card_and_listed_at_once(chief, client, write, house):
    ids = [write(f"{CAMPAIGN} {number}", name=f"قارئ {number}").pk for number in "أبت"]
    write()
    moderation.reject([write(CAMPAIGN).pk], "repetition", by=chief)

    page = client.get(QUEUE).content.decode()
    assert page.count("تعليقان مشابهان") == 3
    alike = client.get(QUEUE, {"like": ids[1]})
    assert (cards(alike), counts(alike)["المرفوضة"]) == (ids, 1)


def test_a_card_tells_the_readers_record_and_never_how_they_are_known(chief, client, write):
    ids = [write(email="canary@leak.example").pk for _ in range(4)]
    moderation.approve(ids[:2], by=chief)
    moderation.reject(ids[2:3], "abuse", by=chief)

    page = client.get(QUEUE).content.decode()

    assert "منشور: 2 · مرفوض: 1" in page
    assert "canary" not in page
    assert Comment.objects.get(pk=ids[3]).email_hash not in page


def test_a_record_counts_only_what_the_moderator_may_see(client, write, people, house):
    there = cast.live_article(house.sport, title="مباراة")
    moderation.approve([write().pk], by=people.moderator)
    write(on=there)
    client.force_login(people.other_moderator)

    assert "منشور: 1" not in client.get(QUEUE).content.decode()


def test_a_reason_names_its_field_and_the_words_that_were_found(chief, client, write):
    write("راسلني t.me/offer الآن")

    page = client.get(QUEUE).content.decode()

    assert re.search(r'<li class="w-status">[^<]*: <bdi>t\.me/offer</bdi></li>', page)
    assert "<mark>t.me/offer</mark>" in page


def test_the_conversation_is_shown_with_the_status_of_each(chief, client, approved, write):
    root = approved("سؤال القارئ الأول", name="هدى")
    answer = write("جواب ينتظر", name="يوسف", email="canary@leak.example", parent=root)
    gone = approved("نص محذوف", name="سامي", parent=root)
    moderation.remove([gone.pk], by=chief)

    page = client.get(f"/admin/comments/thread/{answer.pk}/").content.decode()

    assert re.findall(r'<li class="queue-thread__comment[^"]*" id="c(\d+)"', page) == [
        str(pk) for pk in (root.pk, answer.pk, gone.pk)
    ]
    assert ("قيد المراجعة" in page, "جواب ينتظر" in page, 'aria-current="true"' in page) == (True, True, True)
    assert [word for word in ("نص محذوف", "سامي", "canary") if word in page] == []


def test_a_whole_list_is_decided_as_it_stood_and_undone_at_once(chief, client, write, people):
    ids = [write(CAMPAIGN).pk for _ in range(30)]
    asked = {"status": "pending", "q": "قاطعوا"}
    confirm = client.get("/admin/comments/whole/", asked).content.decode()
    assert "قرارك يشمل 30 تعليقًا معًا." in confirm
    snapshot = [int(pk) for pk in re.findall(r'name="comment" value="(\d+)"', confirm)]
    assert snapshot == ids
    late = write(CAMPAIGN).pk
    moderation.approve(ids[:2], by=people.moderator)

    page = client.post(
        "/admin/comments/whole/?q=قاطعوا",
        {"press": "reject:repetition:", "seen": "pending", "comment": snapshot},
        follow=True,
    )

    assert "تمّ: 28، سبق البتّ في: 2" in page.content.decode()
    assert cards(client.get(QUEUE, asked)) == [late]
    undo = re.search(r'action="(/admin/comments/undo/[^"]*)"', page.content.decode())[1]
    page = client.post(undo, {"seen": "pending"}, follow=True)
    assert counts(page) == {"قيد المراجعة": 29, "المنشورة": 2, "المرفوضة": 0, "المزعجة": 0}


def test_the_head_of_the_queue_tells_the_age_of_the_oldest(chief, client, write):
    write(at=timezone.now() - timedelta(minutes=3))
    write()
    found = re.search(r'class="queue__oldest">(.*?)</span>', client.get(QUEUE).content.decode(), re.S)[1]
    assert re.sub(r"<[^>]*>", "", found) == "وصل أقدمها: قبل 3 دقائق"


def test_a_script_is_told_in_json_and_can_take_it_back(chief, client, write):
    comment = write().pk
    press = {"press": f"approve::{comment}", "seen": "pending"}

    answer = client.post("/admin/comments/decide/", press, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["decided"], answer.json()["told"]) == (
        200,
        [comment],
        ["نُشر تعليق واحد."],
    )
    back = client.post(answer.json()["undo"], headers={"Accept": "application/json"})
    assert (back.status_code, back.json()["decided"]) == (200, [comment])
    assert Comment.objects.get().status == "pending"
    assert client.post(answer.json()["undo"], headers={"Accept": "application/json"}).status_code == 409


def test_a_script_that_comes_second_gets_409_and_a_fresh_card(chief, client, write, people):
    comment = write(email="canary@leak.example").pk
    people.moderator.first_name, people.moderator.last_name = "ليلى", "حداد"
    people.moderator.save()
    moderation.reject([comment], "libel", by=people.moderator)

    press = {"press": f"approve::{comment}", "seen": "pending"}
    answer = client.post("/admin/comments/decide/", press, headers={"Accept": "application/json"})

    settled = answer.json()["settled"][0]
    assert (answer.status_code, answer.json()["decided"], settled["id"]) == (409, [], comment)
    assert "سبقك" in settled["told"]
    for part in ('data-status="rejected"', "<bdi>ليلى حداد</bdi>", "تشهير بلا دليل", f"approve::{comment}"):
        assert part in settled["card"]
    assert "canary" not in answer.content.decode()


def test_addresses_of_the_queue_are_for_moderators_only(client, write, people):
    comment = write().pk
    client.force_login(people.writer)
    for path in ("news/?since=0", "whole/", f"thread/{comment}/"):
        answer = client.get(f"/admin/comments/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
