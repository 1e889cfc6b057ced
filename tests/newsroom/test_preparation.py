"""What is due is done, what was done is left alone."""

from dataclasses import replace

import pytest

from newsroom import env, preparation
from newsroom.preparation import Step
from tests.newsroom import checkout


@pytest.fixture
def step(tmp_path):
    """A step that was done."""
    made = tmp_path / "made"
    made.touch()
    done = Step("example", ("check",), preparation.files("requirements.in", "manage.py"), made=(made,))
    (tmp_path / "example").write_text(done.fingerprint())
    return done


def test_a_step_whose_inputs_are_the_same_is_done(step, tmp_path):
    assert step.is_done(tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"inputs": preparation.files("manage.py")}, {"command": ("check", "--deploy")}, {"also": "1"}, {"always": True}],
    ids=lambda change: next(iter(change)),
)
def test_a_step_is_due_again_when_what_it_is_made_from_changes(step, tmp_path, change):
    assert not replace(step, **change).is_done(tmp_path)


def test_a_step_is_due_again_when_what_it_made_is_gone(step, tmp_path):
    step.made[0].unlink()

    assert not step.is_done(tmp_path)


def test_a_new_embedded_database_gets_its_tables_again(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = tmp_path / "newsroom.sqlite3"
    database.touch()
    (tmp_path / "tables").write_text(preparation.tables(tmp_path).fingerprint())
    assert preparation.tables(tmp_path).is_done(tmp_path)

    (tmp_path / "restored").touch()
    (tmp_path / "restored").replace(database)

    assert not preparation.tables(tmp_path).is_done(tmp_path)


def test_another_server_s_tables_are_asked_each_time(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/newsroom")

    assert preparation.tables(tmp_path).always


def test_a_step_that_fails_is_named_and_not_stamped(tmp_path):
    said = []

    with pytest.raises(preparation.NotPrepared, match="This step failed, for the reason above: example"):
        preparation._do([Step("example", ("no_such_command",), ())], tmp_path, said.append)

    assert "Unknown command: 'no_such_command'" in said[0]
    assert not (tmp_path / "example").exists()


def test_the_steps_see_the_files_they_are_made_from(tmp_path):
    names = {checkout.place(path) for path in preparation.tables(tmp_path).inputs}

    assert {"requirements.txt", "articles/migrations/0001_the_house.py"} <= names
    assert any(path.suffix == ".woff2" for path in preparation.static_files(tmp_path).inputs)


def test_a_demo_that_may_not_be_loaded_keeps_nothing_closed(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SITE_URL", "https://news.example")
    monkeypatch.setenv("SECRET_KEY", "k" * 60)
    monkeypatch.setenv("EMAIL_KEYS", env.fernet_key())
    (tmp_path / "stamps").mkdir()
    said = []

    preparation._load_demo(tmp_path, said.append)

    assert said[-1] == "  demo: not loaded"
    assert not (tmp_path / "stamps" / "demo").exists()
