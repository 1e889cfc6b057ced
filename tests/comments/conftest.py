"""What the tests of the comments share: a reader's form, and comments in the states they need."""

import pytest

from comments import moderation, posting, wordlist
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


@pytest.fixture
def send(client, article):
    """Send the form below the article, as a browser does: ``send(name="…")`` changes one field."""

    def send(to=None, headers=None, **fields):
        ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
        data = {key: value for key, value in (GOOD | fields).items() if value is not None}
        return client.post(f"/comments/{to or article.pk}/", data, headers=ours | (headers or {}))

    return send
