"""Why an article may not go live: every reason at once, beside its field."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Publication
from tests import cast

pytestmark = pytest.mark.django_db


def reasons(article, by=None) -> dict[str, list[str]]:
    return workflow.refusals(article, article.get_latest_revision(), by)


def test_an_article_that_lacks_nothing_may_go_live(house):
    assert reasons(cast.draft(house.politics)) == {}


def test_every_reason_is_given_at_once(house):
    bare = cast.picture(title="ميناء", description=" ", credit="ـ")
    body = [("picture", {"picture": bare, "caption": ""}), ("paragraph", "<p>\u200f \u0640</p>")]
    draft = cast.draft(house.politics, title="ـــ", lead=bare, body=body)
    draft.byline = []
    draft.save_revision(clean=False)
    picture = [
        "لا نصّ بديلًا للصورة «\u2068ميناء\u2069».",
        "لا مصدر للصورة «\u2068ميناء\u2069».",
    ]
    assert reasons(draft) == {
        "title": ["لا عنوان للمادة."],
        "byline": ["لا أحد يوقّع المادة: أضف شخصًا أو فريقًا."],
        "body": ["لا نصّ في المادة.", *picture],
        "lead": picture,
    }


def test_a_picture_that_was_deleted_since_is_missed(house):
    gone = cast.picture()
    body = [("paragraph", "<p>نصّ.</p>"), ("picture", {"picture": gone, "caption": ""})]
    draft = cast.draft(house.politics, body=body)
    gone.delete()
    assert reasons(draft) == {"body": ["حُذفت صورة من النص: اختر غيرها أو أزل موضعها."]}


def test_a_section_that_is_not_open_holds_its_articles_back(house):
    draft = cast.draft(house.politics)
    house.politics.unpublish()
    assert reasons(draft) == {"section": ["القسم غير مفتوح للقرّاء."]}


def test_a_hold_stops_everybody(house, people):
    draft = cast.draft(house.politics)
    Publication.objects.filter(pk=draft.pk).update(hold_reason="ننتظر ردّ البلدية")
    assert reasons(draft) == reasons(draft, people.chief) == {"hold": ["المادة موقوفة: \u2068ننتظر ردّ البلدية\u2069"]}


def test_an_embargo_stops_everybody_until_it_ends(house, people):
    draft = cast.draft(house.politics)
    embargo = Publication.objects.filter(pk=draft.pk)
    embargo.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert list(reasons(draft, people.chief)) == ["embargo"]
    embargo.update(embargo_until=timezone.now())
    assert reasons(draft, people.chief) == {}


def test_a_schedule_after_the_embargo_passes(house, people):
    draft = cast.draft(house.politics)
    Publication.objects.filter(pk=draft.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    with pytest.raises(workflow.NotYet) as early:
        workflow.schedule(draft, draft.latest_revision, timezone.now() + timedelta(minutes=59), by=people.chief)
    assert list(early.value.message_dict) == ["embargo"]
    workflow.schedule(draft, draft.latest_revision, timezone.now() + timedelta(minutes=61), by=people.chief)
    assert draft.get_latest_revision().approved_go_live_at is not None


def test_a_publisher_needs_the_sections_approval(house, people):
    draft = cast.draft(house.politics)
    assert reasons(draft, people.publisher) == {"review": ["لم يُجِز القسم هذه النسخة بعد."]}


def test_a_section_without_review_asks_for_none(house, people):
    house.politics.needs_review = False
    house.politics.save()
    assert reasons(cast.draft(house.politics), people.publisher) == {}


def test_a_writer_may_not_publish(house, people):
    draft = cast.draft(house.politics, owner=people.writer)
    assert reasons(draft, people.writer)["right"] == ["لا يحقّ لك النشر في هذا القسم."]


@pytest.mark.parametrize("who", ["stranger", "editor", "moderator", "photo_editor", "other_publisher"])
def test_nobody_else_may_publish_either(house, people, who):
    assert "right" in reasons(cast.draft(house.politics), getattr(people, who))


@pytest.mark.parametrize("who", ["chief", "operator", "other_chief"])
def test_who_edits_and_publishes_needs_no_second_person(house, people, who):
    assert reasons(cast.draft(house.politics), getattr(people, who)) == {}
