"""The panel: what the door refuses stays a draft, and every way of going live passes the door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from wagtail.models import PageLogEntry

from articles import workflow
from articles.models import ArticlePage, Publication
from articles.workflow import NotYet
from tests import cast
from tests.articles.editor import add_url, edit_url, typed

pytestmark = pytest.mark.django_db


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def only_article() -> ArticlePage:
    return ArticlePage.objects.get()


def test_a_writer_adds_a_draft_whose_address_follows_its_headline(house, desk):
    desk("writer").post(add_url(house.politics), typed(team=house.team.pk))
    draft = only_article()
    assert (draft.live, draft.slug) == (False, "البلدية-تفتح-الميناء-القديم-للزوار")
    desk("writer").post(edit_url(draft), typed(draft, title="الميناء القديم يعود"))
    assert stored(draft).slug == "الميناء-القديم-يعود"


def test_hidden_direction_marks_are_taken_out_of_what_was_typed(house, desk):
    desk("writer").post(add_url(house.politics), typed(title="\u202eخبر\u2066", kicker="خا\u200bص"))
    assert (only_article().title, only_article().kicker) == ("خبر", "خاص")


def test_two_articles_may_have_the_same_headline(house, desk):
    for _time in range(2):
        desk("writer").post(add_url(house.politics), typed())
    assert [article.slug[-5:] for article in ArticlePage.objects.order_by("pk")] == ["لزوار", "وار-2"]


@pytest.mark.parametrize("who", ["stranger", "moderator", "photo_editor", "other_writer", "other_editor"])
def test_nobody_from_elsewhere_adds_an_article(house, desk, who):
    desk(who).post(add_url(house.politics), typed())
    assert not ArticlePage.objects.exists()


def test_a_crafted_publish_by_a_writer_saves_a_draft(house, desk):
    desk("writer").post(add_url(house.politics), typed(team=house.team.pk) | {"action-publish": "1"})
    draft = only_article()
    desk("writer").post(edit_url(draft), typed(draft, title="عنوان جديد") | {"action-publish": "1"})
    assert (stored(draft).live, stored(draft).draft_title) == (False, "عنوان جديد")


def test_publishing_what_lacks_something_keeps_the_draft_and_shows_every_reason(house, desk):
    chief = desk("chief")
    answer = chief.post(add_url(house.politics), typed(body="<p></p>") | {"action-publish": "1"}, follow=True)
    draft = only_article()
    assert answer.redirect_chain == [(f"{edit_url(draft)}?refused=publish", 302)]
    form = answer.context["form"]
    assert form.errors["body"] == ["لا نصّ في المادة."]
    assert form.formsets["byline"].non_form_errors() == ["لا أحد يوقّع المادة: أضف شخصًا أو فريقًا."]
    assert "لا نصّ في المادة." in answer.content.decode()
    assert draft.live is False


def test_editing_towards_a_refusal_keeps_what_was_typed(house, desk):
    draft = cast.draft(house.politics)
    Publication.objects.filter(pk=draft.pk).update(hold_reason="ننتظر")
    posted = typed(draft, title="عنوان أفضل") | {"action-publish": "1"}
    answer = desk("chief").post(edit_url(draft), posted, follow=True)
    assert answer.context["form"].non_field_errors() == ["المادة موقوفة: \u2068ننتظر\u2069"]
    assert (stored(draft).live, stored(draft).draft_title) == (False, "عنوان أفضل")
    assert stored(draft).revisions.count() == 2


def test_a_live_article_stays_as_it_was_where_its_update_is_refused(article, desk):
    posted = typed(article, title="تحديث", body="<p></p>") | {"action-publish": "1"}
    desk("chief").post(edit_url(article), posted)
    assert (stored(article).title, stored(article).draft_title) == ("البلدية تفتح الميناء القديم للزوّار", "تحديث")


def test_a_story_goes_through_the_panel_from_writer_to_reader(house, desk, client):
    desk("writer").post(add_url(house.politics), typed(team=house.team.pk) | {"action-submit": "1"})
    draft = only_article()
    decide = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    desk("editor").post(edit_url(draft), typed(draft) | decide)
    assert not stored(draft).live
    desk("publisher").post(edit_url(draft), typed(draft) | {"action-publish": "1"})
    assert stored(draft).live
    client.logout()
    assert client.get(stored(draft).url).status_code == 200


def test_a_publisher_who_changes_an_approved_text_needs_a_new_approval(house, desk, people):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    posted = typed(draft, title="عنوان آخر") | {"action-publish": "1"}
    answer = desk("publisher").post(edit_url(draft), posted, follow=True)
    assert answer.context["form"].non_field_errors() == ["لم يُجِز القسم هذه النسخة بعد."]
    assert not stored(draft).live


def test_the_schedule_dialog_passes_the_door_too(house, desk):
    moment = timezone.now() + timedelta(hours=2)
    when = {"go_live_at": localtime(moment).strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    draft = cast.draft(house.politics)
    Publication.objects.filter(pk=draft.pk).update(hold_reason="ننتظر")
    desk("chief").post(edit_url(draft), typed(draft) | when)
    assert not stored(draft).approved_schedule
    Publication.objects.filter(pk=draft.pk).update(hold_reason="")
    desk("chief").post(edit_url(draft), typed(draft) | when)
    assert (stored(draft).approved_schedule, stored(draft).live) == (True, False)


def test_withdrawing_from_the_panel_is_withdrawing(article, desk, client):
    desk("publisher").post(reverse("wagtailadmin_pages:unpublish", args=(article.pk,)))
    assert stored(article).publication.withdrawn_at is not None
    client.logout()
    assert client.get(article.url).status_code == 410


def test_many_are_published_at_once_each_through_the_door(house, desk):
    good, bad = cast.draft(house.politics), cast.draft(house.politics, body=[])
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={bad.pk}&id={good.pk}"
    answer = desk("chief").post(url, {"include_descendants": ""}, follow=True)
    assert (stored(good).live, stored(bad).live) == (True, False)
    told = {message.level_tag: str(message) for message in answer.context["messages"]}
    assert "صفحة" in told["success"]
    assert "مادة واحدة لم تُنشر." in told["warning"]
    assert f"<bdi>{bad.title}</bdi>: لا نصّ في المادة." in told["warning"]


def test_where_none_of_many_is_published_nothing_is_called_a_success(house, desk):
    bad = cast.draft(house.politics, body=[])
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = desk("chief").post(f"{url}?id={bad.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    answer = desk("chief").post(f"{url}?id=0&next=/admin/", {"include_descendants": ""}, follow=True)
    assert list(answer.context["messages"]) == []


def test_an_approval_from_the_dashboard_tells_why_it_could_not_be_given(house, desk, people):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    state = stored(draft).current_workflow_task_state
    changed = stored(draft)
    changed.title = "عنوان غيّره كاتبه"
    changed.save_revision(user=people.writer)
    url = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, "approve", state.pk))
    answer = desk("editor").post(url, {"comment": ""}, follow=True)
    assert "تغيّر النص منذ سُلّم. اقرأه مجددًا أولًا." in str(next(iter(answer.context["messages"])))
    assert stored(draft).current_workflow_task_state.status == "in_progress"


def test_a_preview_of_an_article_that_was_never_saved_shows_the_body(house, desk):
    url = reverse("wagtailadmin_pages:preview_on_add", args=("articles", "articlepage", house.politics.pk))
    writer = desk("writer")
    assert writer.post(url, typed(place="طرابلس", team=house.team.pk)).json() == {
        "is_valid": True,
        "is_available": True,
    }
    page = writer.get(f"{url}?mode=").content.decode()
    assert '<span class="dateline"><bdi>طرابلس</bdi> – </span>قالت البلدية' in page


def test_a_preview_of_a_draft_shows_what_is_being_written(house, desk, people):
    draft = cast.draft(house.politics, owner=people.writer)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(draft.pk,))
    writer = desk("writer")
    writer.post(url, typed(draft, body="<p>سطر لم يُحفظ بعد.</p>"))
    assert "سطر لم يُحفظ بعد." in writer.get(f"{url}?mode=").content.decode()


# --- ways round the action -------------------------------------------------------------------------------------------


def test_no_page_is_added_live(house):
    with pytest.raises(NotYet):
        house.politics.add_child(instance=ArticlePage(title="خبر", live=True))
    assert not ArticlePage.objects.exists()


def test_no_copy_is_born_live_and_no_alias_is_made(house, article):
    with pytest.raises(NotYet):
        article.copy(update_attrs={"slug": "x"}, to=house.sport, keep_live=True)
    with pytest.raises(NotYet):
        article.create_alias(parent=house.sport)
    assert not article.copy(update_attrs={"slug": "x"}, to=house.sport, keep_live=False).live


def test_the_panels_copy_is_a_draft(house, article, desk):
    url = reverse("wagtailadmin_pages:copy", args=(article.pk,))
    fields = {
        "new_title": "نسخة",
        "new_slug": "n",
        "new_parent_page": house.politics.pk,
        "publish_copies": "on",
        "alias": "on",
    }
    desk("chief").post(url, fields)
    copy = ArticlePage.objects.exclude(pk=article.pk).get()
    assert (copy.live, copy.alias_of_id, copy.publication.body_html) == (False, None, "")


def test_a_draft_is_not_made_live_by_saving_it(house):
    draft = cast.draft(house.politics)
    draft.live = True
    with pytest.raises(NotYet):
        draft.save()


def test_the_house_publishes_through_the_same_door(house):
    draft = cast.draft(house.politics, body=[])
    for way in (draft.latest_revision.publish, lambda: draft.publish(draft.latest_revision)):
        with pytest.raises(NotYet):
            way()
    assert not PageLogEntry.objects.filter(action="wagtail.publish").exists()


# --- deleting --------------------------------------------------------------------------------------------------------


def test_a_locked_article_is_not_deleted_by_anybody(article, people):
    article.locked = True
    assert [article.permissions_for_user(user).can_delete() for user in (people.chief, people.operator)] == [
        False,
        False,
    ]


def test_a_section_with_articles_is_not_deleted(house, article, desk):
    house.politics.refresh_from_db()
    desk("operator").post(reverse("wagtailadmin_pages:delete", args=(house.politics.pk,)))
    assert ArticlePage.objects.filter(pk=article.pk).exists()


def test_a_chooser_shows_no_drafts_of_other_sections(house, desk):
    cast.draft(house.sport, title="سرّ الرياضة")
    cast.live_article(house.sport, title="خبر منشور")
    page = desk("writer").get(reverse("wagtailadmin_choose_page_child", args=(house.sport.pk,))).json()["html"]
    assert ("خبر منشور" in page, "سرّ الرياضة" in page) == (True, False)


def test_a_section_takes_no_address_of_another_part_of_the_site(house, desk):
    fields = {
        "title": "بحث",
        "slug": "search",
        "colour": "ink",
        "introduction": "",
        "search_description": "",
        "team": "",
    }
    url = reverse("wagtailadmin_pages:add", args=("articles", "sectionpage", house.home.pk))
    from wagtail.test.utils.form_data import inline_formset, nested_form_data

    answer = desk("operator").post(url, nested_form_data(fields | {"comments": inline_formset([])}))
    assert answer.context["form"].errors == {"slug": ["«search» عنوان جزء آخر من الموقع."]}
