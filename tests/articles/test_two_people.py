"""Two people in one article: nobody's newer version is written over unless who does it says so."""

from contextlib import ExitStack

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail import hooks
from wagtail.models import Page, PageLogEntry, Revision

from articles import workflow
from articles.models import ArticlePage, Publication
from tests.articles.editor import add_url, edit_url, loaded, typed

pytestmark = pytest.mark.django_db


def save(article, by, title) -> Revision:
    """Save a version the way a colleague's editor does."""
    colleague = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    colleague.title = title
    return colleague.save_revision(user=by, log_action=True)


def latest(article) -> Revision:
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision()


def titles(article) -> list[str]:
    """The headlines of all versions, oldest first."""
    return [version.content["title"] for version in article.revisions.order_by("created_at", "pk")]


STALE = {
    "a save": {},
    "handing in": {"action-submit": "1"},
    "publishing": {"action-publish": "1"},
    "an approval": {"action-workflow-action": "1", "workflow-action-name": "approve"},
    "a cancelled review": {"action-cancel-workflow": "1"},
    "a restarted review": {"action-restart-workflow": "1"},
}


@pytest.mark.parametrize("pressed", STALE.values(), ids=STALE)
def test_no_button_writes_over_a_version_that_was_not_seen(draft, people, desk, pressed):
    mine = typed(draft, title="عنواني") | pressed
    save(draft, people.editor, "عنوان هدى")
    answer = desk("chief").post(edit_url(draft), mine)
    assert (answer.status_code, latest(draft).content["title"]) == (409, "عنوان هدى")
    page = answer.content.decode()
    assert 'value="عنواني"' in page, "what was typed stands on the page"
    assert "بيد <bdi>هدى</bdi>" in page
    assert "الآن" in page
    assert reverse("wagtailadmin_pages:revisions_view", args=(draft.pk, latest(draft).pk)) in page
    compare = (draft.pk, mine["loaded_revision_id"], latest(draft).pk)
    assert reverse("wagtailadmin_pages:revisions_compare", args=compare) in page
    assert ArticlePage.objects.get(pk=draft.pk).current_workflow_state is None


def test_an_approval_on_a_stale_page_decides_nothing(draft, people, desk):
    workflow.submit(draft, by=people.writer)
    mine = typed(draft) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    save(draft, people.chief, "عنوان مريم")
    assert desk("editor").post(edit_url(draft), mine).status_code == 409
    stored = ArticlePage.objects.get(pk=draft.pk)
    assert stored.current_workflow_task_state.status == "in_progress"
    assert stored.publication.ready_revision is None


def test_a_form_that_does_not_say_what_it_was_opened_with_saves_nothing(draft, desk):
    mine = typed(draft, title="عنواني")
    for name in loaded(draft):
        del mine[name]
    assert desk("writer").post(edit_url(draft), mine).status_code == 409
    assert titles(draft) == ["البلدية تفتح الميناء القديم للزوّار"]


def test_pressing_save_again_is_no_way_round(draft, people, desk):
    mine = typed(draft, title="عنواني")
    save(draft, people.editor, "عنوان هدى")
    answer = desk("writer").post(edit_url(draft), mine)
    again = mine | {"loaded_revision_created_at": answer.context["loaded_revision_created_at"]}
    again |= {"loaded_revision_id": answer.context["page"].latest_revision_id}
    assert desk("writer").post(edit_url(draft), again).status_code == 409
    assert answer.context["autosave_enabled"] is False
    assert latest(draft).content["title"] == "عنوان هدى"


def test_saving_over_it_knowingly_keeps_the_other_version_in_the_history(draft, people, desk):
    mine = typed(draft, title="عنواني")
    theirs = save(draft, people.editor, "عنوان هدى")
    answer = desk("writer").post(edit_url(draft), mine)
    button = answer.context["newer"].mark
    assert f'name="overwrite-knowingly" value="{button}"' in answer.content.decode()
    assert desk("writer").post(edit_url(draft), mine | {"overwrite-knowingly": button}).status_code == 302
    assert titles(draft)[1:] == ["عنوان هدى", "عنواني"]
    assert theirs in draft.revisions.all()


def test_what_is_knowingly_written_over_is_the_version_that_was_shown_not_a_later_one(draft, people, desk):
    mine = typed(draft, title="عنواني")
    save(draft, people.editor, "عنوان هدى")
    shown = desk("writer").post(edit_url(draft), mine).context["newer"].mark
    save(draft, people.chief, "عنوان مريم")
    answer = desk("writer").post(edit_url(draft), mine | {"overwrite-knowingly": shown})
    assert (answer.status_code, latest(draft).content["title"]) == (409, "عنوان مريم")
    assert answer.context["newer"].version.user == people.chief


def test_going_on_from_the_newer_version_keeps_my_text_in_the_history(draft, people, desk):
    mine = typed(draft, title="عنواني", body="<p>سطر طويل كتبته وحدي.</p>")
    theirs = save(draft, people.editor, "عنوان هدى")
    writer = desk("writer")
    answer = writer.post(edit_url(draft), mine | {"keep-aside": "1"}, follow=True)
    assert answer.redirect_chain == [(edit_url(draft), 302)]
    assert answer.context["form"].instance.title == "عنوان هدى"
    assert latest(draft) == theirs
    assert theirs.is_latest_revision()
    kept = draft.revisions.order_by("-pk").first()
    assert (kept.user, kept.as_object().title) == (people.writer, "عنواني")
    assert "سطر طويل كتبته وحدي." in kept.as_object().body[0].value.source
    said = answer.content.decode()
    assert reverse("wagtailadmin_pages:revisions_compare", args=(draft.pk, kept.pk, theirs.pk)) in said
    line = PageLogEntry.objects.get(action="articles.kept_aside")
    assert (line.user, line.revision) == (people.writer, kept)
    history = writer.get(reverse("wagtailadmin_pages:history", args=(draft.pk,))).content.decode()
    assert "حُفظ هنا نص كُتب بينما حُفظت نسخة أحدث منه" in history
    assert reverse("wagtailadmin_pages:revisions_revert", args=(draft.pk, kept.pk)) in history


def test_a_text_kept_aside_can_be_taken_up_again(draft, people, desk):
    mine = typed(draft, title="عنواني")
    save(draft, people.editor, "عنوان هدى")
    writer = desk("writer")
    writer.post(edit_url(draft), mine | {"keep-aside": "1"})
    kept = draft.revisions.order_by("-pk").first()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=(draft.pk, kept.pk))
    page = writer.get(revert)
    assert page.context["form"].instance.title == "عنواني"
    assert writer.post(revert, typed(draft, title="عنواني")).status_code == 302
    assert latest(draft).content["title"] == "عنواني"


def test_reverting_to_an_earlier_version_does_not_write_over_what_came_meanwhile(draft, people, desk):
    first = draft.latest_revision
    save(draft, people.writer, "الثاني")
    mine = typed(draft, title=first.content["title"])
    save(draft, people.editor, "عنوان هدى")
    revert = reverse("wagtailadmin_pages:revisions_revert", args=(draft.pk, first.pk))
    assert desk("writer").post(revert, mine).status_code == 409
    assert latest(draft).content["title"] == "عنوان هدى"


def test_what_cannot_be_kept_as_it_is_stays_on_the_page(draft, people, desk):
    mine = typed(draft, title="ع" * 300)
    theirs = save(draft, people.editor, "عنوان هدى")
    answer = desk("writer").post(edit_url(draft), mine | {"keep-aside": "1"})
    assert (answer.status_code, latest(draft)) == (409, theirs)
    assert "ع" * 300 in answer.content.decode()
    assert answer.context["form"].errors["title"]


# --- autosave --------------------------------------------------------------------------------------------------------


def autosave(client, article, mine):
    return client.post(edit_url(article), mine, headers={"accept": "application/json"})


def test_an_autosave_over_a_colleagues_version_is_refused(draft, people, desk):
    mine = typed(draft, title="عنواني")
    save(draft, people.editor, "عنوان هدى")
    answer = autosave(desk("writer"), draft, mine)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")
    assert latest(draft).content["title"] == "عنوان هدى"


def test_an_autosave_that_says_nothing_of_what_it_was_opened_with_is_refused(draft, desk):
    mine = {name: value for name, value in typed(draft).items() if name not in loaded(draft)}
    assert autosave(desk("writer"), draft, mine).json()["error_code"] == "invalid_revision"


def test_a_save_by_hand_after_an_autosave_of_ones_own_is_not_stale(draft, desk):
    writer = desk("writer")
    saved = autosave(writer, draft, typed(draft, title="نصف عنوان")).json()
    ids = {"loaded_revision_id": saved["revision_id"], "loaded_revision_created_at": saved["revision_created_at"]}
    mine = typed(draft, title="عنوان كامل") | ids
    again = autosave(writer, draft, mine | {"overwrite_revision_id": saved["revision_id"]}).json()
    assert again["revision_id"] == saved["revision_id"]
    ids = {"loaded_revision_id": again["revision_id"], "loaded_revision_created_at": again["revision_created_at"]}
    assert writer.post(edit_url(draft), mine | ids).status_code == 302
    assert titles(draft)[1:] == ["عنوان كامل", "عنوان كامل"]


def test_a_save_by_hand_that_crosses_an_autosave_of_the_same_form_is_no_conflict(draft, people, desk):
    writer = desk("writer")
    mine = typed(draft, title="عنواني") | {"opened": writer.get(edit_url(draft)).context["opened"]}
    assert autosave(writer, draft, mine).status_code == 200
    assert writer.post(edit_url(draft), mine).status_code == 302
    assert titles(draft)[1:] == ["عنواني", "عنواني"]
    assert autosave(writer, draft, mine).status_code == 400, "the page that sent it is being left"


def test_of_two_windows_only_the_one_that_autosaved_is_spared(draft, people, desk):
    writer = desk("writer")
    one, other = (
        typed(draft, title=title) | {"opened": writer.get(edit_url(draft)).context["opened"]}
        for title in ("الأولى", "الثانية")
    )
    autosave(writer, draft, one)
    assert writer.post(edit_url(draft), other).status_code == 409
    assert desk("editor").post(edit_url(draft), one).status_code == 409, "the signature is another person's"


def test_an_autosaved_new_article_is_saved_by_hand_from_the_same_form(house, desk):
    writer, add = desk("writer"), add_url(house.politics)
    mine = typed(title="عنواني") | {"opened": writer.get(add).context["opened"]}
    made = writer.post(add, mine, headers={"accept": "application/json"}).json()
    assert writer.post(reverse("wagtailadmin_pages:edit", args=(made["pk"],)), mine).status_code == 302


def test_a_second_window_of_ones_own_is_told_as_well(draft, desk):
    writer = desk("writer")
    other_window = typed(draft, title="من النافذة الثانية")
    autosave(writer, draft, typed(draft, title="من النافذة الأولى"))
    answer = writer.post(edit_url(draft), other_window)
    assert answer.status_code == 409
    assert "حفظتَ نسخة أحدث من هذه المادة في نافذة أخرى" in answer.content.decode()


def test_a_colleagues_version_that_was_written_over_by_their_autosave_counts_as_newer(draft, people, desk):
    editor = desk("editor")
    saved = autosave(editor, draft, typed(draft, title="نصف عنوان")).json()
    mine = typed(draft, title="عنواني")
    autosave(editor, draft, typed(draft, title="عنوان هدى") | {"overwrite_revision_id": saved["revision_id"]})
    assert desk("writer").post(edit_url(draft), mine).status_code == 409


def test_an_autosave_writes_over_no_version_that_went_live_meanwhile(draft, people, desk):
    writer = desk("chief")
    saved = autosave(writer, draft, typed(draft, title="كما نُشر", team=draft.team.pk)).json()
    live = Revision.objects.get(pk=saved["revision_id"])
    workflow.publish(draft, live, by=people.chief)
    mine = typed(draft, title="بعد النشر") | {"overwrite_revision_id": live.pk}
    later = autosave(writer, draft, mine).json()
    live.refresh_from_db()
    assert (live.content["title"], later["revision_id"] != live.pk) == ("كما نُشر", True)


# --- under the lock --------------------------------------------------------------------------------------------------


@pytest.fixture
def meanwhile():
    """Let something happen between the first look at the article and the lock of its row."""
    with ExitStack() as stack:

        def happen(deed) -> None:
            waiting = [deed]
            stack.enter_context(
                hooks.register_temporarily(
                    "before_edit_page", lambda request, page: waiting and waiting.pop()() and None
                )
            )

        yield happen


def test_a_version_that_comes_within_the_same_second_is_not_written_over(draft, people, desk, meanwhile):
    mine = typed(draft, title="عنواني")
    meanwhile(lambda: save(draft, people.editor, "عنوان هدى"))
    answer = desk("writer").post(edit_url(draft), mine)
    assert (answer.status_code, titles(draft)[1:]) == (409, ["عنوان هدى"])


def test_an_autosave_of_the_same_form_within_the_same_second_is_no_conflict(draft, people, desk, meanwhile):
    writer, other = desk("writer"), Client()
    other.force_login(people.writer)
    mine = typed(draft, title="عنواني") | {"opened": writer.get(edit_url(draft)).context["opened"]}
    meanwhile(lambda: autosave(other, draft, mine))
    assert writer.post(edit_url(draft), mine).status_code == 302
    assert titles(draft)[1:] == ["عنواني", "عنواني"]


def test_going_live_within_the_same_second_is_not_undone_by_a_save(draft, people, desk, meanwhile):
    mine = typed(draft, title="عنواني")
    meanwhile(lambda: workflow.publish(draft, draft.latest_revision, by=people.chief))
    answer = desk("writer").post(edit_url(draft), mine)
    assert (answer.status_code, ArticlePage.objects.get(pk=draft.pk).live) == (409, True)
    assert "انظر إليها أدناه ثم احفظ مجددًا." in answer.content.decode()
    assert desk("writer").post(edit_url(draft), mine).status_code == 302, "seen now, and the text is the same"


def test_a_lock_within_the_same_second_holds(draft, people, desk, meanwhile):
    mine = typed(draft, title="عنواني")
    lock = {"locked": True, "locked_by": people.editor, "locked_at": now()}
    meanwhile(lambda: Page.objects.filter(pk=draft.pk).update(**lock))
    assert desk("writer").post(edit_url(draft), mine).status_code == 409
    assert titles(draft) == ["البلدية تفتح الميناء القديم للزوّار"]


def test_a_save_into_the_bin_within_the_same_second_is_refused(draft, people, desk, meanwhile):
    mine = typed(draft, title="عنواني")
    meanwhile(lambda: Publication.objects.filter(pk=draft.pk).update(binned_at=now()))
    assert desk("writer").post(edit_url(draft), mine).status_code == 409
    assert titles(draft) == ["البلدية تفتح الميناء القديم للزوّار"]
