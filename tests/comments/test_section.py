"""What readers answered, at the end of an article's page."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.template import Context, Template
from django.utils import timezone

from comments import discussion, moderation, rendering, threads
from comments.models import Comment
from newsroom.cache.shelf import shelf

MINUTE = timedelta(minutes=1)


def section(article):
    """Render the section as the article's template does."""
    fresh = type(article).objects.get(pk=article.pk)
    fresh.section  # noqa: B018 - the page has it already
    return Template("{% load comments %}{% comments article %}").render(Context({"article": fresh}))


def ids(html):
    return [int(pk) for pk in re.findall(r'<article class="comment" id="c(\d+)"', html)]


@pytest.fixture
def conversation(write, people):
    """Write comments a minute apart and approve all of them at once."""

    def conversation(count, **fields):
        start = timezone.now() - 100 * MINUTE
        comments = [write(f"تعليق رقم {number}", at=start + number * MINUTE, **fields) for number in range(count)]
        moderation.approve([comment.pk for comment in comments], by=people.moderator)
        return comments

    return conversation


def test_those_who_open_a_conversation_stand_newest_first_their_answers_oldest_first(article, conversation):
    old, new = conversation(2)
    first, second = conversation(2, parent=old)
    (deeper,) = conversation(1, parent=Comment.objects.get(pk=first.pk))

    html = section(article)

    assert ids(html)[:2] == [new.pk, old.pk]
    assert sorted(ids(html)[2:]) == sorted([first.pk, second.pk, deeper.pk])
    assert [pk for pk in ids(html) if pk in (first.pk, second.pk)] == [first.pk, second.pk]
    assert ">5 تعليقات<" in re.sub(r"\s*([<>])\s*", r"\1", html)


def test_an_answer_to_an_answer_says_whom_it_answers(article, approved):
    root = approved(name="هدى")
    answer = approved(name="يوسف", parent=root)
    approved(name="سلمى", parent=answer)

    assert re.findall(r'comment__answered">(.*?)</p>', section(article)) == [
        f'ردًّا على <a href="#c{answer.pk}"><bdi>يوسف</bdi></a>'
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_section_asks_two_queries_however_many_comments_there_are(
    article, conversation, count, django_assert_num_queries
):
    roots = conversation(count)
    conversation(count, parent=roots[0])
    fresh = type(article).objects.get(pk=article.pk)
    fresh.url  # noqa: B018 - asks for the site once, as the page has done by then
    template = Template("{% load comments %}{% comment_count article %}{% comments article %}")

    with django_assert_num_queries(2):
        template.render(Context({"article": fresh}))


def test_a_long_discussion_asks_three_and_shows_the_same(
    article, conversation, approved, people, monkeypatch, django_assert_num_queries
):
    roots = conversation(25)
    answer = approved("جواب", parent=roots[-3])
    approved("جواب الجواب", parent=answer)
    moderation.reject([roots[-3].pk], "abuse", by=people.moderator, seen="approved")
    template = Template("{% load comments %}{% comments article %}")
    stored = type(article).objects
    short = template.render(Context({"article": stored.get(pk=article.pk)}))
    monkeypatch.setattr(threads, "FEW", 10)
    fresh = stored.get(pk=article.pk)
    fresh.url  # noqa: B018 - as above

    with django_assert_num_queries(3):
        assert template.render(Context({"article": fresh})) == short


def test_further_comments_follow_by_a_cursor_none_twice_and_none_left_out(article, conversation, client):
    comments = conversation(45)
    page, seen = client.get(article.url), []
    while True:
        seen += ids(page.content.decode())
        more = re.search(r'href="(/comments/[^"]*)" data-more', page.content.decode())
        if not more:
            break
        page = client.get(more[1])
        assert page.headers["X-Robots-Tag"] == "noindex"

    assert seen == [comment.pk for comment in reversed(comments)]


@pytest.mark.parametrize("after", ["1", "zz-1", "ffffffffffffffff-1", "-", "5-5-5", "x" * 5000])
def test_a_cursor_that_is_none_of_ours_is_404(article, client, after):
    assert client.get(f"/comments/{article.pk}/", {"after": after}).status_code == 404


def test_an_approved_comment_is_there_at_the_next_request_and_a_rejected_one_gone(article, write, people, client):
    shelf.clear()
    comment = write("كلمة لا تُنسى")
    pages = [client.get(article.url).content.decode()]
    moderation.approve([comment.pk], by=people.moderator)
    pages.append(client.get(article.url).content.decode())
    moderation.reject([comment.pk], "abuse", by=people.moderator, seen="approved")
    pages.append(client.get(article.url).content.decode())

    assert ["كلمة لا تُنسى" in page for page in pages] == [False, True, False]


def test_answers_stay_under_a_tombstone(article, approved, people):
    root = approved("أول الكلام")
    answer = approved("جواب باقٍ", parent=root)
    moderation.reject([root.pk], "abuse", by=people.moderator, seen="approved")

    html = section(article)

    assert ids(html) == [root.pk, answer.pk]
    assert ("أول الكلام" in html, "جواب باقٍ" in html, "هذا التعليق لم يعد منشورًا." in html) == (False, True, True)
    assert "تعليق واحد" in html


def test_the_form_has_the_sentences_of_the_seed_page_tied_to_its_fields(article):
    html = section(article)

    assert '<h3 class="comment-form__title" id="comment-form-title">اترك تعليقاً</h3>' in html
    notes = dict(re.findall(r'<span id="(comment-note-\w+)">(.*?)</span>', html))
    assert notes == {
        "comment-note-email": "لن يتم نشر عنوان بريدك الإلكتروني.",
        "comment-note-required": "الحقول الإلزامية مشار إليها بـ *",
    }
    inputs = re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*>', html)
    assert inputs == ["name", "email", "body", "notice", "remark"]
    for name in inputs[:3]:
        tag = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', html)[0]
        assert " required" in tag
        assert "comment-note-required" in re.search(r'aria-describedby="([^"]*)"', tag)[1]
    assert 'autocomplete="email" dir="ltr"' in html
    assert 'aria-describedby="comment-note-email comment-note-required"' in html


def test_the_notice_of_arrival_is_on_the_page_and_shown_by_its_address(article):
    sentence = "وصلنا تعليقك، وهو قيد المراجعة، ويظهر إذا أُجيز نشره"

    assert (
        re.search(r'<p class="comment-received" id="comment-received"[^>]*>(.*?)</p>', section(article))[1] == sentence
    )


def test_closed_shows_the_comments_and_a_sentence_in_place_of_the_form(article, approved, people):
    approved("كلام قديم")
    discussion.switch(article, "closed", by=people.moderator)

    html = section(article)

    assert "كلام قديم" in html
    assert "أُغلق باب التعليق على هذه المادة." in html
    assert ("<form" in html, "comment__reply" in html) == (False, False)


def test_a_reader_without_script_answers_on_a_page_of_its_own(article, approved, client):
    comment = approved(name="هدى")

    page = client.get(f"/comments/{article.pk}/reply/{comment.pk}/")

    html = page.content.decode()
    assert f'<input type="hidden" name="parent" value="{comment.pk}">' in html
    assert "<bdi data-answers-name>هدى</bdi>" in html
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_nobody_answers_what_is_not_shown(article, write, client):
    assert client.get(f"/comments/{article.pk}/reply/{write().pk}/").status_code == 404


def test_the_page_carries_no_cookie_and_no_token(article, approved, client):
    approved()
    page = client.get(article.url)

    assert (dict(page.cookies), "Cookie" in page.headers.get("Vary", "")) == ({}, False)
    assert "csrf" not in page.content.decode()


def test_a_newer_renderer_bakes_the_old_comments_anew(approved, monkeypatch, capsys):
    comment = approved()
    Comment.objects.update(html="قديم")
    monkeypatch.setattr(rendering, "RENDERER", rendering.RENDERER + 1)

    call_command("rebake_comments")

    assert Comment.objects.get().html == comment.html
    assert capsys.readouterr().out == "1 comments rendered.\n"
