"""The demo newsroom is loaded once, whole, and never where it does not belong."""

import json
import shutil
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles.models import ArticlePage, HomePage, SectionPage
from newsroom.seeding import manuscripts
from newsroom.seeding.pages import mark
from newsroom.teams.models import User

# What the small demo keeps of the whole.
SMALL = {
    "articles": {"kim-visit", "salt-maps-novel"},
    "sections": {"world", "culture", "sport"},
    "people": {
        "salma-haddad", "youssef-kilani", "huda-mansour", "karim-bustani", "layla-abdelrahim", "rana-qasim",
    },
}  # fmt: skip


def seed(*switches: str) -> str:
    """Run the command as an operator would; return what it says."""
    said = StringIO()
    call_command("seed", *switches, stdout=said)
    return said.getvalue()


def everything() -> dict[str, list[dict]]:
    """Return all that the database holds, table by table."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def demo_article(key: str) -> ArticlePage:
    """Find an article of the demo by the name of its file."""
    return ArticlePage.objects.get(translation_key=mark("articles", key))


@pytest.fixture
def accounts(settings, tmp_path):
    """A folder for demo-accounts.json, and the file itself when it is there."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "demo-accounts.json"


@pytest.fixture
def small_demo(db, accounts, tmp_path, monkeypatch):
    """A few files of the demo, to load it often."""
    folder = tmp_path / "seeds"
    shutil.copytree(manuscripts.FOLDER, folder, ignore=shutil.ignore_patterns("drawing", "*.py", "__pycache__"))
    for room, kept in SMALL.items():
        for path in (folder / room).glob("*.md"):
            if path.stem not in kept:
                path.unlink()
    monkeypatch.setattr(manuscripts, "FOLDER", folder)
    return folder


def test_a_public_site_is_refused_and_nothing_is_made(db, settings, accounts):
    settings.SITE_URL = "https://newsroom.example"
    with pytest.raises(CommandError, match="https"):
        seed()
    assert (User.objects.count(), HomePage.objects.count(), accounts.exists()) == (0, 0, False)


def test_other_people_s_work_is_left_alone(article, accounts):
    before = everything()
    with pytest.raises(CommandError, match="--into-existing"):
        seed()
    assert (everything() == before, accounts.exists()) == (True, False)


def test_an_operator_s_account_is_no_work(small_demo):
    User.objects.create_superuser("operator@example.org", "كلمة-مرور-طويلة-17")
    assert seed() == "The demo newsroom: 2 articles and 7 comments were new.\n"


def test_an_operator_may_add_the_demo_to_a_house_that_stands(small_demo, article, house):
    seed("--into-existing")
    assert HomePage.objects.get() == house.home
    sections = dict(SectionPage.objects.filter(slug__startswith="sport").values_list("slug", "team__slug"))
    assert sections == {"sport": "games", "sport-demo": "sport"}
    assert ArticlePage.objects.live().count() == 2
    before = everything()
    seed()
    assert everything() == before


def test_what_an_editor_changed_stays_changed(small_demo):
    seed()
    draft = demo_article("salt-maps-novel")
    draft.title = "عنوان آخر"
    draft.save_revision()
    draft.save()
    seed()
    assert [page.title for page in ArticlePage.objects.filter(live=False)] == ["عنوان آخر"]


def test_a_text_that_is_added_later_is_loaded_alone(small_demo):
    seed()
    again = (small_demo / "articles" / "kim-visit.md").read_text(encoding="utf-8")
    (small_demo / "articles" / "later.md").write_text(again, encoding="utf-8")
    assert seed() == "The demo newsroom: 1 articles and 0 comments were new.\n"


def test_passwords_outlive_the_accounts(small_demo, accounts):
    seed()
    kept = accounts.read_bytes()
    User.objects.get(email="chief@example.org").delete()
    seed()
    assert accounts.read_bytes() == kept
    assert User.objects.get(email="chief@example.org").check_password(json.loads(kept)[0]["password"])


def test_a_lost_file_of_accounts_is_written_anew_with_passwords_that_work(small_demo, accounts):
    seed()
    accounts.unlink()
    seed()
    for row in json.loads(accounts.read_text()):
        assert User.objects.get(email=row["login"]).check_password(row["password"])
