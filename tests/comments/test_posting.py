"""A reader comments: what is received, what is refused, and in which words."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from comments import discussion, moderation
from comments.models import Comment
from tests import cast
from tests.comments.conftest import GOOD


def errors(response):
    """Return the sentences beside the fields, by field."""
    found = re.findall(r'id="comment-(\w+)_error">(.*?)</p>', response.content.decode(), re.S)
    return {field: sentence.strip() for field, sentence in found}


def test_a_good_comment_is_received_and_awaits_review(send, article):
    response = send()

    assert response.status_code == 303
    assert response.headers["Location"] == f"{article.url}#comment-received"
    comment = Comment.objects.get()
    assert (comment.article_id, comment.name, comment.body) == (article.pk, GOOD["name"], GOOD["body"])
    assert (comment.status, comment.reasons, comment.html, comment.decided_at) == ("pending", [], "", None)


def test_it_is_not_on_the_page_before_it_is_approved(send, article, client):
    send()

    assert GOOD["body"] not in client.get(article.url).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", None, "اكتب اسمك."),
        ("name", " \u200b\u202e\u0640\u00a0", "اكتب اسمك."),
        ("name", "س", "اكتب حرفين على الأقل."),
        ("name", "س" * 61, "النص أطول من الحدّ، وهو 60: فيه 61 حرفًا."),
        ("name", "س" + "\u0301\u200d" * 300 + "س", "النص أطول من الحدّ، وهو 60: فيه 61 حرفًا."),
        ("body", None, "اكتب تعليقك."),
        ("body", "ـــ \u2066\u2069\ufeff\u200f \n\t \u064b", "اكتب تعليقك."),
        ("body", "؟", "اكتب حرفين على الأقل."),
        ("body", "ا" * 2001, "النص أطول من الحدّ، وهو 2000: فيه 2001 حرف."),
        ("email", None, "اكتب عنوان بريدك الإلكتروني."),
        ("email", "salma.example.com", "هذا ليس عنوان بريد إلكتروني صحيحًا. يُكتب العنوان هكذا: name@example.com"),
        ("email", "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + ".com",
         "عنوان البريد الإلكتروني أطول من المسموح به، وهو 254 حرفًا."),
        ("email", "س" * 33 + "@example.com", "ما قبل علامة @ في عنوان بريدك الإلكتروني أطول من المسموح به."),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_beside_its_field(send, field, typed, sentence):
    response = send(**{field: typed})

    assert response.status_code == 422
    assert errors(response) == {field: sentence}
    assert not Comment.objects.exists()


def test_all_that_was_typed_is_kept_and_every_fault_is_told_at_once(send):
    response = send(name="<b>س</b>", email="nobody", body="؟")

    page = response.content.decode()
    assert set(errors(response)) == {"email", "body"}
    assert 'value="&lt;b&gt;س&lt;/b&gt;"' in page
    assert 'value="nobody"' in page
    assert re.search(r"<textarea[^>]*>\s*؟</textarea>", page)
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("name", ["مي", "م" * 60, "👨‍👩‍👧‍👦" * 30, "هٰ" * 60])
def test_lengths_count_what_a_person_sees(send, name):
    assert send(name=name, body="🇸🇦" * 2000).status_code == 303


def test_fields_the_form_does_not_know_change_nothing(send):
    send(status="approved", approved="1", ip="192.0.2.1", html="<b>", id="77", created_at="2001-01-01", article="1")

    comment = Comment.objects.get()
    assert (comment.status, comment.html, comment.pk == 77) == ("pending", "", False)
    assert timezone.now() - comment.created_at < timedelta(minutes=1)


def test_hidden_marks_are_taken_out_and_the_moderator_is_told_where(send):
    send(name="\u202enimda", body="قبل\u2066 بعد\u200f.")

    comment = Comment.objects.get()
    assert (comment.name, comment.body) == ("nimda", "قبل بعد\u200f.")
    assert comment.reasons == [
        {"code": "hidden_marks", "field": "name", "spans": [[0, "U+202E"]]},
        {"code": "hidden_marks", "field": "body", "spans": [[3, "U+2066"]]},
    ]


def test_nul_and_other_controls_are_dropped_without_a_word(send):
    assert send(name="سل\x00مى", body="كلام\x00 \x07واضح").status_code == 303
    assert list(Comment.objects.values_list("name", "body")) == [("سلمى", "كلام واضح")]


def test_a_reply_stands_in_its_thread(send, approved):
    root = approved()
    send(body="وأنا أسأل أيضًا", parent=root.pk)
    first = Comment.objects.latest("pk")

    assert (first.parent_id, first.thread_id) == (root.pk, root.pk)


@pytest.mark.parametrize("state", ["pending", "rejected", "of another article", "missing", "no number", "too large"])
def test_only_a_live_comment_of_the_same_article_is_answered(send, write, approved, people, house, state):
    parent = {"missing": "9999", "no number": "١ or 1=1", "too large": "9" * 30}.get(state)
    if state == "pending":
        parent = write().pk
    elif state == "rejected":
        parent = write().pk
        moderation.reject([parent], "abuse", by=people.moderator)
    elif state == "of another article":
        parent = approved(on=cast.live_article(house.politics, title="مادة أخرى")).pk
    before = Comment.objects.count()

    response = send(parent=parent)

    assert response.status_code == 422
    assert "التعليق الذي تردّ عليه لم يعد منشورًا." in response.content.decode()
    # What is sent next is a comment of its own.
    assert 'name="parent"' not in response.content.decode()
    assert GOOD["body"] in response.content.decode()
    assert Comment.objects.count() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": ""},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": ""},
    ],
)
def test_a_form_on_another_site_is_refused(send, headers):
    response = send(headers=headers)

    assert (response.status_code, response.headers["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert response.content.decode() == "أُرسل هذا النموذج من موقع آخر. افتح المادة في موقعنا واكتب تعليقك فيها."
    assert not Comment.objects.exists()


def test_a_browser_that_lets_no_referrer_out_is_believed_where_it_says_that_the_form_is_ours(send):
    send(headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})

    assert Comment.objects.get().reasons == []


@pytest.mark.parametrize(
    ("sent", "content_type"),
    [
        (b"body=" + b"a" * 5_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(12_000)), "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data"),
        (b"name=a", "application/x-www-form-urlencoded; charset=utf-16"),
    ],
)
def test_what_cannot_be_read_is_refused_in_arabic(client, article, sent, content_type):
    response = client.generic("POST", f"/comments/{article.pk}/", sent, content_type=content_type)

    assert response.status_code == 400
    assert '<h1 class="notice__title">تعذّرت قراءة الطلب</h1>' in response.content.decode()
    assert not Comment.objects.exists()


def test_a_browser_that_does_not_say_where_it_comes_from_is_held_not_refused(send):
    send(headers={"Origin": "", "Sec-Fetch-Site": ""})

    assert Comment.objects.get().reasons == [{"code": "no_origin"}]


def test_the_form_needs_no_cookie_and_no_token_and_sets_none(article):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/comments/{article.pk}/", GOOD, headers={"Origin": "http://testserver"})

    assert (response.status_code, dict(strict.cookies)) == (303, {})


def test_closed_keeps_the_text_and_says_so(send, article, people):
    discussion.switch(article, "closed", by=people.editor)

    response = send()

    assert response.status_code == 403
    page = response.content.decode()
    assert "أُغلق باب التعليق على هذه المادة قبل وصول تعليقك" in page
    assert re.search(rf"<textarea[^>]*readonly>\s*{re.escape(GOOD['body'])}</textarea>", page)
    assert not Comment.objects.exists()


def test_a_draft_a_scheduled_a_withdrawn_and_a_missing_article_are_the_same_404(send, house, people):
    draft = cast.draft(house.politics, title="مسودة لم تُنشر")
    scheduled = cast.draft(house.politics, title="مادة مجدولة")
    workflow.schedule(scheduled, scheduled.latest_revision, timezone.now() + timedelta(hours=1), by=None)
    withdrawn = cast.live_article(house.politics, title="مادة سُحبت")
    workflow.withdraw(withdrawn, by=people.publisher)

    answers = [send(to=pk) for pk in (draft.pk, scheduled.pk, withdrawn.pk, house.politics.pk, 999_999, 2**70)]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert len({answer.content for answer in answers}) == 1
    assert not Comment.objects.exists()


def test_other_methods_are_refused(client, article):
    assert client.put(f"/comments/{article.pk}/").status_code == 405
