"""A reader's address and words: in no public byte, and in no log."""

import logging
import re

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from comments import addresses, bans, moderation
from comments.models import Comment
from newsroom.outbox.models import Letter

LOCAL, DOMAIN = "kanari-7391", "leak-canary.example"
CANARY = f"{LOCAL}@{DOMAIN}"
FIXED = ("/", "/politics/", "/feed/", "/politics/feed/", "/feed/atom/", "/feed.json", "/sitemap.xml", "/robots.txt",
         "/search/?q=kanari-7391", "/admin/", "/health/ready")  # fmt: skip


def traces(comment):
    """Everything that would tell the address: itself, its parts, its hash, its encrypted form, well-known digests."""
    import hashlib

    wire = addresses.decrypt(comment.email_encrypted)
    digests = [hashlib.new(name, wire.encode()).hexdigest() for name in ("md5", "sha1", "sha256")]
    return [LOCAL, DOMAIN, comment.email_hash, comment.email_encrypted, *digests]


def crawl(start):
    """Return every public answer that can be reached by links from ``start``, as bytes with its headers."""
    client, todo, answers = Client(), list(start), {}
    while todo:
        address = todo.pop()
        if address in answers or len(answers) > 200:
            continue
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[address] = str(answer.headers).encode() + content
        found = re.findall(r'(?:href|src|action)="(/(?!/|static/|media/)[^"#]*)', content.decode(errors="replace"))
        todo += [link.replace("&amp;", "&") for link in found]
    return answers


@pytest.fixture
def said(caplog):
    """Everything that is logged during the test, at any level."""
    caplog.set_level(logging.DEBUG)
    return caplog


def test_the_address_is_in_no_public_byte(article, approved, write, send):
    comments = [approved("كلام منشور", email=CANARY) for _ in range(22)]
    approved("جواب", email=CANARY, parent=comments[0])
    write("لم يُنشر بعد", email=CANARY)
    answer = send(email=CANARY)
    refused = send(email="other@example.com", body="")

    answers = crawl([*FIXED, article.url, f"/a/{article.pk}/", f"/comments/{article.pk}/"])
    answers["sent"] = str(answer.headers).encode() + answer.content
    answers["refused"] = str(refused.headers).encode() + refused.content

    assert any("?after=" in address for address in answers)
    assert any("/reply/" in address for address in answers)
    leaks = [(address, trace) for address, content in answers.items() for trace in traces(comments[0])
             if trace.encode() in content]  # fmt: skip
    # The search page may repeat what was asked of it.
    assert [leak for leak in leaks if not leak[0].startswith("/search/")] == []


def test_neither_address_nor_text_is_logged(send, article, write, people, said):
    send(email=CANARY, name="اسم لا يُسجَّل", body="نصّ لا يُسجَّل")
    send(email=f"{LOCAL}@@{DOMAIN}", name="اسم لا يُسجَّل", body="نصّ لا يُسجَّل" * 500)
    send(email=CANARY, body="نصّ لا يُسجَّل", headers={"Origin": "https://evil.example"})
    comment = Comment.objects.get()
    moderation.approve([comment.pk], by=people.moderator)

    logged = "\n".join(record.getMessage() for record in said.records if not record.name.startswith("django.db"))
    assert "Unprocessable" in logged
    assert [word for word in (*traces(comment), "لا يُسجَّل") if word in logged] == []


def test_a_check_that_fails_holds_the_comment_and_says_nothing_of_it(send, said, monkeypatch):
    from comments import screening

    def broken(submission):
        raise ValueError(submission.body)

    monkeypatch.setattr(screening, "SIGNALS", (broken, *screening.SIGNALS))

    assert send(body="نصّ لا يُسجَّل\u202e").status_code == 303
    assert [reason["code"] for reason in Comment.objects.get().reasons] == ["check_incomplete", "hidden_marks"]
    assert [record.getMessage() for record in said.records if record.name == "comments.screening"] == [
        "The check broken failed: ValueError"
    ]


def test_what_knows_a_reader_again_tells_nobody_whose_address_it_is(send, client, people, article, said):
    """The letter and its link, the cookie, the pages behind them, the bans of the panel, the history."""
    send(email=CANARY, body="نصّ لا يُسجَّل")
    letter = Letter.objects.get()
    link = re.search(r"/comments/confirm/\S+", letter.text)[0]
    asked, done = client.get(link), client.post(link)
    cookie = done.cookies["reader"]
    again = send(email=CANARY, body="نصّ آخر لا يُسجَّل")
    client.force_login(people.chief)
    comment = Comment.objects.latest("pk")
    bans.ban(comment, "address", reason="سباب", by=people.chief)
    bans.ban(comment, "network", reason="سباب", by=people.chief)
    paths = ("/admin/comments/", "/admin/comments/bans/", f"/admin/comments/{comment.pk}/ban/",
             f"/admin/pages/{article.pk}/history/")  # fmt: skip
    answers = {path: client.get(path) for path in paths} | {"asked": asked, "done": done, "again": again}
    shown = {name: str(answer.headers).encode() + answer.content for name, answer in answers.items()}
    shown |= {"letter": f"{letter.subject} {letter.text} {letter.kind} {letter.key}".encode()}
    shown |= {"cookie": cookie.OutputString().encode()}

    secrets = [*traces(comment), comment.network_hash, "198.51.100"]
    assert (comment.verified, bool(comment.network_hash)) == (True, True)
    assert [(name, trace) for name, content in shown.items() for trace in secrets if trace.encode() in content] == []
    logged = [record.getMessage() for record in said.records if not record.name.startswith("django.db")]
    hidden = [*secrets, link.split("/")[3], cookie.value, "لا يُسجَّل"]
    assert [(line, trace) for line in logged for trace in hidden if trace in line] == []


def test_only_the_answer_to_the_click_tells_an_address_and_nothing_keeps_it(client, people, article, write, said):
    """The queue, the conversation and the sender's record, before and after; the log, the history, the session."""
    comment = write("كلام", email=CANARY)
    client.force_login(people.chief)
    paths = ("/admin/comments/", f"/admin/comments/thread/{comment.pk}/", f"/admin/comments/{comment.pk}/sender/",
             f"/admin/pages/{article.pk}/history/", "/admin/reports/site-history/")  # fmt: skip
    before = {f"before {path}": client.get(path) for path in paths}

    told = client.post(f"/admin/comments/{comment.pk}/sender/address/")
    after = {f"after {path}": client.get(path) for path in paths}

    assert CANARY in told.content.decode()
    assert "no-store" in told["Cache-Control"]
    assert {answer.status_code for answer in (before | after).values()} == {200}
    shown = {name: str(answer.headers).encode() + answer.content for name, answer in (before | after).items()}
    shown |= {"session": str(dict(client.session)).encode(), "headers": str(told.headers).encode()}
    kept = PageLogEntry.objects.filter(page=article.pk).values_list("data", "label")
    shown |= {"log": str(list(kept)).encode()}
    secrets = traces(comment)
    assert [(name, trace) for name, content in shown.items() for trace in secrets if trace.encode() in content] == []
    assert [trace for trace in secrets[2:] if trace.encode() in told.content] == []
    logged = [record.getMessage() for record in said.records if not record.name.startswith("django.db")]
    assert [(line, trace) for line in logged for trace in secrets if trace in line] == []
