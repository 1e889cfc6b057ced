"""What the tests of the comments share: a reader's form, and comments in the states they need."""

import time
from unittest.mock import patch

import pytest

from comments import guard, lessons, moderation, posting, wordlist
from comments.checks import names
from newsroom import catalogues

GOOD = {
    "name": "سلمى",
    "email": "salma@example.com",
    "body": "شكرًا على هذا التقرير. متى يُفتح الميناء؟",
}


@pytest.fixture(autouse=True, scope="session")
def arabic():
    """Compile the catalogues: the sentences are tested as readers see them."""
    catalogues.compile_all()


@pytest.fixture(autouse=True)
def lists_read_anew(monkeypatch):
    """Keep the lists of one test from the next: a rollback takes their version back too."""
    monkeypatch.setattr(wordlist, "_kept", None)
    monkeypatch.setattr(names, "_kept", None)
    monkeypatch.setattr(lessons, "_kept", None)


@pytest.fixture
def write(article):
    """Store a reader's comment: ``write("text")``, with any field of the verb."""

    def write(body=GOOD["body"], *, on=None, **fields):
        facts = {"name": GOOD["name"], "email": GOOD["email"], "body": body} | fields
        return posting.post(on or article, **facts)

    return write


@pytest.fixture
def approved(write, people):
    """Store a comment and let the moderator approve it."""

    def approved(body=GOOD["body"], **fields):
        comment = write(body, **fields)
        moderation.approve([comment.pk], by=people.moderator)
        comment.refresh_from_db()
        return comment

    return approved


def ticket(article, age: float = 10) -> str:
    """Return a ticket for the form below ``article`` that was fetched ``age`` seconds ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - age):
        return guard.issue(article)


@pytest.fixture
def send(client, article):
    """Send the form below the article, as a browser does: ``send(name="…")`` changes one field, None leaves it out."""

    def send(to=None, headers=None, visitor="198.51.100.7", **fields):
        ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
        sent = GOOD | {"remark": "", "ticket": ticket(article)} | fields
        data = {key: value for key, value in sent.items() if value is not None}
        url = f"/comments/{to or article.pk}/"
        return client.post(url, data, headers=ours | (headers or {}), REMOTE_ADDR=visitor)

    return send
