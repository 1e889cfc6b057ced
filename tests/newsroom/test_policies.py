"""What a browser may load: strict on the public site, as wide as Wagtail needs in the panel, never another host."""

from contextlib import closing

import pytest

PUBLIC = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
    "frame-ancestors": {"'self'"},
}
PANEL = PUBLIC | {
    "script-src-elem": {"'self'", "'unsafe-inline'"},
    "script-src-attr": {"'unsafe-inline'"},
    "style-src-elem": {"'self'", "'unsafe-inline'"},
    "style-src-attr": {"'none'"},
    "frame-src": {"'self'"},
}


def policy(answer) -> dict[str, set[str]]:
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize(
    "address", ["/", "/politics/", "/no-such-page/", "/account/login/", "/account/password/reset/"]
)
def test_the_public_site_runs_nothing_inline_and_asks_no_other_host(house, client, address):
    assert policy(client.get(address)) == PUBLIC


def test_an_article_is_as_strict(article, client):
    assert policy(client.get(article.url)) == PUBLIC


@pytest.mark.parametrize("address", ["/admin/", "/admin/images/", "/admin/no-such-page/"])
def test_the_panel_has_what_wagtail_needs_and_no_more(people, client, address):
    client.force_login(people.chief)
    assert policy(client.get(address)) == PANEL


def test_only_the_page_of_the_qr_code_may_show_a_data_image(people, client):
    client.force_login(people.chief)
    assert policy(client.get("/account/2fa/totp/activate/")) == PUBLIC | {"img-src": {"'self'", "data:"}}
    assert policy(client.get("/account/2fa/")) == PUBLIC


@pytest.mark.parametrize("address", ["/", "/account/login/", "/admin/", "/no-such-page/"])
def test_every_answer_carries_the_other_policies(house, client, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["Permissions-Policy"].split(", "))


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/", "evil.example", 400), ("/politics", "testserver", 301), ("/static/sign.svg", "testserver", 200)],
)
def test_so_does_what_is_answered_before_any_view_is_asked(house, client, settings, tmp_path, address, host, status):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "sign.svg").write_text("<svg/>")
    with closing(client.get(address, headers={"host": host})) as answer:  # a static file stays open otherwise
        assert (answer.status_code, policy(answer)) == (status, PUBLIC)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
