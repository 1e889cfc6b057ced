"""What is being written stays in the house: while an article is live, no public page shows anything of its draft."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from articles import baking, workflow
from articles.models import ArticlePage, Byline, FrontPick, Publication
from comments import moderation, posting
from newsroom.rtl.slugs import slug
from newsroom.teams.models import Person
from tests import cast
from tests.articles import street
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db

SECRET = "سرّ المسودة"
HOUR = timedelta(hours=1)


@pytest.fixture
def author(house):
    """Somebody who signs the draft, and nothing that readers have."""
    return Person.objects.create(name="هند", slug="hind")


@pytest.fixture
def article(house, article, people):
    """A live article with a comment: the front page has chosen it, and another article names it twice."""
    link = f'<p>كما <a linktype="page" id="{article.pk}">كتبنا أمس</a>.</p>'
    cast.live_article(house.sport, title="النتائج", body=[("paragraph", link), ("read_also", article)])
    house.home.picks = [FrontPick(article=article)]
    house.home.save()
    said = posting.post(article, name="قارئة", email="reader@example.org", body="متى يُفتح الميناء؟")
    moderation.approve([said.pk], by=people.moderator)
    return article


@pytest.fixture
def secrets(author) -> dict:
    """What the working copy says: something else in every field there is."""
    lead = cast.picture(title=SECRET, description=SECRET, caption=SECRET, credit=SECRET)
    return {
        "title": SECRET,
        "slug": slug(SECRET, fallback=""),
        "standfirst": SECRET,
        "kicker": SECRET,
        "kind": "opinion",
        "place": SECRET,
        "agency": SECRET,
        "lead": lead,
        "body": [("paragraph", f"<p>{SECRET}</p>"), ("picture", {"picture": lead, "caption": SECRET})],
        "byline": [Byline(person=author)],
        "language": "en",
        "seo_title": SECRET,
        "search_description": SECRET,
    }


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def write(article, by, **fields):
    """Save a version in which these fields are otherwise; return it."""
    copy = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.tags.add(SECRET)
    return copy.save_revision(user=by, clean=False)


@pytest.fixture
def probes(article, secrets) -> list[str]:
    return street.guesses(article, secrets["slug"])


# --- what is done with a working copy, one after the other, while readers read on ------------------------------------


def typed_secrets(article, secrets) -> dict:
    facts = dict.fromkeys(("title", "standfirst", "kicker", "place", "agency", "search_description", "tags"), SECRET)
    facts |= {"kind": "opinion", "language": "en", "lead": secrets["lead"].pk, "body": f"<p>{SECRET}</p>"}
    return typed(stored(article), person=secrets["byline"][0].person_id, **facts)


def save_by_itself(article, secrets, desk) -> None:
    saved = desk("chief").post(
        edit_url(article), typed_secrets(article, secrets), headers={"accept": "application/json"}
    )
    assert saved.json()["success"]


def save(article, secrets, desk) -> None:
    desk("chief").post(edit_url(article), typed_secrets(article, secrets))
    assert stored(article).draft_title == SECRET


def save_everything(article, secrets, desk) -> None:
    write(stored(article), None, **secrets)


def look_at_it(article, secrets, desk) -> None:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(article.pk,))
    desk("chief").post(url, typed_secrets(article, secrets))
    assert SECRET in desk("chief").get(f"{url}?mode=").content.decode()


def hand_in(article, secrets, desk) -> None:
    desk("chief").post(edit_url(article), typed_secrets(article, secrets) | {"action-submit": "1"})
    assert stored(article).current_workflow_state


def decide(article, action: str, desk, **fields) -> None:
    state = stored(article).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(article.pk, action, state.pk))
    desk("editor").post(url, {"comment": ""} | fields)


def send_back(article, secrets, desk) -> None:
    decide(article, "reject", desk, comment=SECRET)
    assert stored(article).current_workflow_state.status == "needs_changes"


def approve(article, secrets, desk) -> None:
    hand_in(article, secrets, desk)
    decide(article, "approve", desk)
    assert stored(article).publication.ready_at


def be_refused(article, secrets, desk) -> None:
    Publication.objects.filter(pk=article.pk).update(hold_reason=SECRET)
    desk("chief").post(edit_url(article), typed_secrets(article, secrets) | {"action-publish": "1"})
    Publication.objects.filter(pk=article.pk).update(hold_reason="")


def schedule(article, secrets, desk) -> None:
    moment = localtime(timezone.now() + 2 * HOUR)
    when = {"go_live_at": f"{moment:%Y-%m-%d %H:%M}", "action-publish": "1"}
    desk("chief").post(edit_url(article), typed_secrets(article, secrets) | when)
    assert stored(article).approved_schedule


def unschedule(article, secrets, desk) -> None:
    workflow.unschedule(stored(article), by=None)


def lock(article, secrets, desk) -> None:
    desk("chief").post(reverse("wagtailadmin_pages:lock", args=(article.pk,)))
    assert stored(article).locked
    desk("chief").post(reverse("wagtailadmin_pages:unlock", args=(article.pk,)))


def bake_anew(article, secrets, desk) -> None:
    Publication.objects.update(renderer=0)
    assert baking.rebake_stale()


def grow_stale(article, secrets, desk) -> None:
    Publication.objects.update(renderer=0)


DAY = (
    save_by_itself, save, save_everything, look_at_it, hand_in, send_back, approve, be_refused, schedule, unschedule,
    lock, bake_anew, grow_stale,
)  # fmt: skip


def test_no_byte_that_readers_get_changes_with_a_draft(article, secrets, probes, desk):
    fresh = street.walk_anew(*probes)
    kept, leaks = street.walk_again(fresh), {}
    for step in DAY:
        step(article, secrets, desk)
        leaks[step.__name__] = street.differences(fresh, street.walk_anew(*probes))
    leaks["kept pages and HEAD"] = street.differences(kept, street.walk_again(fresh))
    assert {step: found for step, found in leaks.items() if found} == {}


def test_the_same_walk_finds_all_of_it_once_it_is_published(article, secrets, probes, author):
    before = street.walk_anew(*probes)
    workflow.publish(stored(article), write(stored(article), None, **secrets), by=None)
    now = street.walk_anew(*probes)
    shown = set(map(street.unquoted, street.differences(before, now)))
    pk, neighbour = article.pk, ArticlePage.objects.get(title="النتائج")
    assert shown >= {
        "/", "/politics/", "/author/hind/", "/team/news/", f"/comments/{pk}/",
        street.unquoted(neighbour.url), street.unquoted(article.url),
    }  # fmt: skip
    assert stored(article).url == article.url  # the address of what readers have seen travels with no version


def test_a_reader_whose_comment_is_refused_or_taken_sees_nothing_of_the_draft(article, secrets):
    good = {"name": "قارئ", "email": "reader@example.org", "body": "شكرًا."}

    def answers() -> list[tuple]:
        return [street.comment(article, **fields) for fields in ({}, good)]

    before = answers()
    write(stored(article), None, **secrets)
    assert [answer[0] for answer in before] == [422, 303]
    assert answers() == before


def test_a_browser_that_has_the_page_is_told_that_it_is_still_good(article, secrets, client):
    etag = client.get(article.url)["ETag"]
    write(stored(article), None, **secrets)
    assert client.get(article.url, headers={"if-none-match": etag}).status_code == 304


def test_a_withdrawn_article_shows_nothing_of_what_is_written_meanwhile(article, secrets, probes, desk):
    workflow.withdraw(stored(article), by=None)
    before = street.walk_anew(*probes)
    save(article, secrets, desk)
    write(stored(article), None, **secrets)
    assert stored(article).title == SECRET  # nobody reads the row, so the panel writes into it
    assert street.differences(before, street.walk_anew(*probes)) == []
    assert [before[path][0] for path in (f"/politics/{article.pk}/", f"/a/{article.pk}/")] == [410, 410]


# --- what was never live, and what stands round an article -----------------------------------------------------------


@pytest.fixture
def announced(house, article, people) -> ArticlePage:
    """A draft that never was live; a live article links to it, and the front page has chosen it."""
    draft = cast.draft(house.politics, title=SECRET, owner=people.writer)
    naming = f'<p>وتجدون <a linktype="page" id="{draft.pk}">القصة كاملة</a>.</p>'
    cast.live_article(house.sport, title="الخبر", body=[("paragraph", naming), ("read_also", draft)])
    house.home.picks = [FrontPick(article=article), FrontPick(article=draft)]
    house.home.save()
    return draft


def traces(draft) -> list[str]:
    """The answers in which somebody without an account finds the headline or the slug; not those asked by it."""
    probes = [path for path in street.guesses(draft, draft.slug) if draft.slug not in street.unquoted(path)]
    told = {path: street.unquoted(f"{answer}") for path, answer in street.walk_anew(*probes).items()}
    return [path for path, words in told.items() if draft.title in words or draft.slug in words]


def test_a_draft_is_named_nowhere_not_even_by_a_link_to_it(announced, people):
    assert traces(announced) == []
    workflow.schedule(announced, announced.latest_revision, timezone.now() + HOUR, by=people.chief)
    assert traces(announced) == []


def test_a_link_to_it_is_there_once_it_is_live_and_gone_when_it_is_withdrawn(announced, client):
    naming = ArticlePage.objects.get(title="الخبر")
    link = '<a href="{}">القصة كاملة</a>'
    assert "وتجدون <a>القصة كاملة</a>." in client.get(naming.url).content.decode()
    workflow.publish(announced, announced.latest_revision, by=None)
    assert link.format(stored(announced).url) in client.get(naming.url).content.decode()
    workflow.withdraw(announced, by=None)
    assert traces(announced) == []


def test_the_draft_of_a_section_and_of_the_front_page_stay_in_the_house(house, article, desk):
    probes = street.guesses(article, "x")
    before = street.walk_anew(*probes)
    for page in (house.politics, house.home):
        page = type(page).objects.get(pk=page.pk)
        page.title = page.introduction = page.search_description = SECRET
        page.slug, page.picks = "hidden", []
        page.save_revision(clean=False)
    assert street.differences(before, street.walk_anew(*probes)) == []
