"""A request is read as UTF-8: what calls itself something else breaks nothing and brings nothing of it into the log."""

import logging

import pytest

from newsroom.charset import in_utf8, plain

pytestmark = pytest.mark.django_db

ODD = ["hex", "rot13", "idna", "undefined", "unicode_escape", "utf-7", "utf-16"]
FORM = '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nسلمى@example.com\r\n--x--\r\n'


@pytest.fixture
def send(client):
    """Send a request as the server hands it in."""
    inner = client.handler

    def handler(environ):
        taken = []
        in_utf8(lambda environ, _start: taken.append(environ) or [])(environ, None)
        return inner(*taken)

    client.handler = handler
    return lambda method, path, body, kind: client.generic(method, path, body, content_type=kind)


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize("path", ["/?a=%2B2AA-", "/account/login/?next=%2B2AA-%5Cud800"])
def test_an_address_is_read_whatever_the_header_says(send, house, path, charset):
    assert send("GET", path, "x", f"text/plain; charset={charset}").status_code == 200


@pytest.mark.parametrize("charset", ODD)
def test_a_form_is_read_and_quoted_in_no_log(send, article, charset, caplog):
    caplog.set_level(logging.DEBUG)

    kind = f"multipart/form-data; boundary=x; charset={charset}"
    response = send("POST", f"/comments/{article.pk}/?a=1", FORM, kind)

    assert response.status_code == 422
    assert 'value="سلمى@example.com"' in response.content.decode()
    assert "example.com" not in caplog.text


@pytest.mark.parametrize("charset", ODD)
def test_a_plain_form_in_other_letters_is_refused_with_every_header(send, article, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    response = send("POST", f"/comments/{article.pk}/?a=1", "email=x", kind)

    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers


def test_utf_8_may_be_named(send, article):
    kind = "application/x-www-form-urlencoded; charset=UTF-8"

    assert send("POST", f"/comments/{article.pk}/", "email=x", kind).status_code == 422


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("", ""),
        ("application/json", "application/json"),
        ("multipart/form-data; boundary=a", "multipart/form-data; boundary=a"),
        ("multipart/form-data; CHARSET*=us-ascii''hex; boundary=a", 'multipart/form-data; boundary="a"'),
        ("multipart/form-data; charset*0=he; charset*1=x; boundary=a", 'multipart/form-data; boundary="a"'),
        ("multipart/form-data; boundary*=nonsense''a", ""),
    ],
)
def test_however_it_is_named(sent, read):
    assert plain(sent) == read
