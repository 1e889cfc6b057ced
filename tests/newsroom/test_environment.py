"""A variable that makes no sense stops the start with one clear line."""

import stat
import subprocess
import sys

import pytest

from newsroom import env
from tests.newsroom import checkout

LONG_KEY = "k" * 60


def start(folder, **variables: str) -> subprocess.CompletedProcess:
    """Load the settings in a fresh process that sees these variables only."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from newsroom import settings as s; print(s.SITE_URL, s.DEBUG, s.SESSION_COOKIE_SECURE)",
        ],
        cwd=checkout.ROOT,
        env={"DATA_DIR": str(folder), "LANG": "C.UTF-8", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(folder, **variables: str) -> str:
    """Return the last line that a start with these variables leaves behind."""
    result = start(folder, **variables)
    assert result.returncode == 1
    return result.stderr.strip().splitlines()[-1]


def test_nothing_at_all_starts_on_this_machine_with_debug_off(tmp_path):
    assert start(tmp_path).stdout == "http://127.0.0.1:8000 False False\n"


def test_a_production_start_without_a_secret_key_is_refused(tmp_path):
    line = refusal(tmp_path, SITE_URL="https://news.example", EMAIL_KEYS=env.fernet_key())

    assert "SECRET_KEY is missing" in line
    assert not (tmp_path / "secrets").exists()


def test_a_production_start_with_a_short_secret_key_is_refused(tmp_path):
    line = refusal(tmp_path, SITE_URL="https://news.example", SECRET_KEY="short", EMAIL_KEYS=env.fernet_key())

    assert "SECRET_KEY is too short" in line


def test_a_production_start_without_keys_for_addresses_is_refused(tmp_path):
    assert "EMAIL_KEYS is missing" in refusal(tmp_path, SITE_URL="https://news.example", SECRET_KEY=LONG_KEY)


def test_https_means_secure_cookies(tmp_path):
    result = start(tmp_path, SITE_URL="https://news.example", SECRET_KEY=LONG_KEY, EMAIL_KEYS=env.fernet_key())

    assert result.stdout == "https://news.example False True\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SITE_URL", "news.example"),
        ("SITE_URL", "http://news.example"),
        ("SITE_URL", "https://news.example/site"),
        ("SITE_URL", "http://127.0.0.1:99999"),
        ("TIME_ZONE", "Cairo"),
        ("ARABIC_LOCALE", "ar-XX"),
        ("DIGITS", "roman"),
        ("WEEK_STARTS", "friday"),
        ("PAGE_CACHE_SECONDS", "-1"),
        ("PAGE_CACHE_SECONDS", "٦٠"),
        ("TRUSTED_PROXIES", "proxy.example"),
        ("EMAIL_KEYS", "not-a-key"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_in_one_line(tmp_path, name, value):
    assert f" {name} " in f" {refusal(tmp_path, **{name: value}).split(': ', 1)[1]} "


@pytest.mark.parametrize("name", ["DATABASE_URL", "CACHE_URL", "EMAIL_URL"])
@pytest.mark.parametrize("value", ["gopher://host/room", "host/room", "postgres://owner:hush@host:port/room"])
def test_an_address_that_makes_no_sense_is_named_but_never_repeated(tmp_path, name, value):
    line = refusal(tmp_path, **{name: value})

    assert f"{name} must be an address" in line
    assert "hush" not in line


def test_secrets_are_made_once_and_for_their_owner_only(tmp_path):
    first = env.read_secrets(tmp_path / "secrets", local=True)

    assert env.read_secrets(tmp_path / "secrets", local=True) == first
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()} == {0o600}
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == ["email_keys", "secret_key"]


def test_the_environment_comes_before_what_is_kept(tmp_path, monkeypatch):
    env.read_secrets(tmp_path, local=True)
    monkeypatch.setenv("SECRET_KEY", LONG_KEY)

    assert env.read_secrets(tmp_path, local=True).secret_key == LONG_KEY
