"""The bin in the panel: what is deleted is found there, and nowhere else."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage, Publication, SectionPage
from articles.notyet import NotYet
from articles.panel.bin import ON_A_PAGE
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


# --- by the panel's buttons ------------------------------------------------------------------------------------------


def test_the_panel_asks_and_speaks_of_the_bin_and_then_leads_to_it(draft, desk):
    editor, url = desk("editor"), reverse("wagtailadmin_pages:delete", args=(draft.pk,))
    asked = editor.get(url).content.decode()
    assert "وتبقى فيها 30 يومًا" in asked
    assert "وتعليقات قرّائها" in asked
    assert stored(draft).publication.binned_at is None
    answer = editor.post(url, follow=True)
    assert stored(draft).publication.binned_by.first_name == "هدى"
    said = answer.content.decode()
    assert "في سلّة المحذوفات" in said
    assert reverse("bin") in said


def test_many_go_to_the_bin_at_once(house, draft, article, desk):
    empty = SectionPage(title="فارغ", slug="empty")
    house.home.refresh_from_db()
    house.home.add_child(instance=empty)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    url += "".join(f"{sign}id={page.pk}" for sign, page in zip("?&&", (draft, article, empty), strict=True))
    assert "وتبقى فيها 30 يومًا" in desk("chief").get(url).content.decode()
    answer = desk("chief").post(url, follow=True)
    assert Publication.objects.binned().count() == 2
    assert not Page.objects.filter(pk=empty.pk).exists()
    assert any("حُذفت 3 مواد." in str(message) for message in answer.context["messages"])


def test_the_panels_api_deletes_nothing(draft, desk):
    for answer in (
        desk("operator").delete(f"/admin/api/main/pages/{draft.pk}/"),
        desk("operator").post(f"/admin/api/main/pages/{draft.pk}/action/delete/"),
    ):
        assert answer.status_code in {403, 404, 405}
    assert stored(draft).publication.binned_at is None


# --- while it lies there ---------------------------------------------------------------------------------------------


def places(house, picture) -> list[str]:
    """The addresses of the panel that list, find or offer pages."""
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=(house.politics.pk,)),
        "/admin/articles/",
        reverse("wagtailadmin_explore", args=(house.home.pk,)) + "?q=الأرشيف",
        reverse("wagtailadmin_pages:search") + "?q=الأرشيف",
        reverse("wagtailadmin_choose_page_child", args=(house.politics.pk,)),
        reverse("wagtailadmin_choose_page_search") + "?q=الأرشيف",
        reverse("wagtailadmin_reports:locked_pages"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_pages:type_use", args=("articles", "articlepage")),
        f"/admin/api/main/pages/?child_of={house.politics.pk}",
        f"/admin/api/main/pages/?child_of={house.politics.pk}&for_explorer=1",
        reverse("wagtailimages:image_usage", args=(picture.pk,)),
    ]


@pytest.mark.parametrize("who", ["writer", "editor", "publisher", "chief", "operator"])
def test_what_lies_in_the_bin_is_nowhere_in_the_panel_but_there(house, people, desk, who):
    picture = cast.picture()
    hidden = cast.draft(house.politics, title="أسرار الأرشيف", owner=getattr(people, who), lead=picture)
    workflow.submit(hidden, by=getattr(people, who))
    hidden.save_revision(user=getattr(people, who), log_action=True)
    reviewer = people.chief if who == "operator" else people.editor
    seen_before = [url for url in places(house, picture) if "أسرار الأرشيف" in said(desk(who), url)]
    assert len(seen_before) >= 6
    the_bin.discard(hidden, by=reviewer)
    seen = [url for url in places(house, picture) if "أسرار الأرشيف" in said(desk(who), url)]
    assert seen == []


def said(client, url) -> str:
    answer = client.get(url)
    if answer.get("Content-Type", "").startswith("application/json"):
        return str(answer.json())
    return answer.content.decode()


VIEWS = "edit history usage copy move view_draft delete unpublish lock unlock convert_alias preview_on_edit".split()


@pytest.mark.parametrize("name", [*VIEWS, "workflow_history"])
def test_every_page_about_it_leads_to_the_bin(binned, desk, name):
    url = reverse(f"wagtailadmin_pages:{name}", args=(binned.pk,))
    there = reverse("binned_article", args=(binned.pk,))
    answer = desk("editor").get(url)
    assert (answer.status_code, answer.headers.get("Location")) == (302, there)
    page = desk("editor").get(there).content.decode()
    assert binned.title in page
    assert reverse("restore_article", args=(binned.pk,)) in page
    assert desk("other_editor").get(url).status_code == 404


def test_versions_of_it_lead_to_the_bin_as_well(binned, desk):
    first = binned.latest_revision.pk
    for name, args in {
        "revisions_view": (first,),
        "revisions_revert": (first,),
        "revisions_compare": ("live", first),
    }.items():
        answer = desk("chief").get(reverse(f"wagtailadmin_pages:{name}", args=(binned.pk, *args)))
        assert answer.headers["Location"] == reverse("binned_article", args=(binned.pk,))


def test_who_was_typing_meanwhile_gets_the_words_back(binned, desk):
    mine = typed(binned, title="عنواني", body="<p>سطر طويل كتبته وحدي.</p>")
    answer = desk("writer").post(edit_url(binned), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("عنواني" in page, "سطر طويل كتبته وحدي." in page) == (True, True)
    assert reverse("binned_article", args=(binned.pk,)) in page
    autosaved = desk("writer").post(edit_url(binned), mine, headers={"accept": "application/json"})
    assert (autosaved.status_code, autosaved.json()["error_code"]) == (400, "locked")
    assert binned.revisions.count() == 1


def test_no_verb_does_anything_to_it(binned, house, people):
    now, latest = timezone.now(), binned.latest_revision
    verbs = {
        "submit": lambda: workflow.submit(binned, by=people.chief),
        "approve": lambda: workflow.approve(binned, by=people.chief),
        "send back": lambda: workflow.send_back(binned, by=people.chief, note="x"),
        "publish": lambda: workflow.publish(binned, latest, by=people.chief),
        "publish by the house": lambda: workflow.publish(binned, latest, by=None),
        "publish by Wagtail": lambda: latest.publish(user=people.chief),
        "schedule": lambda: workflow.schedule(binned, latest, now + timedelta(hours=1), by=people.operator),
        "withdraw": lambda: workflow.withdraw(binned, by=people.chief),
        "unschedule": lambda: workflow.unschedule(binned, by=people.chief),
        "copy": lambda: (
            binned.copy(update_attrs={"slug": "x"}, user=people.operator, keep_live=False)
            if binned.permissions_for_user(people.operator).can_copy()
            else (_ for _ in ()).throw(PermissionDenied)
        ),
    }
    for name, verb in verbs.items():
        with pytest.raises((NotYet, PermissionDenied)):
            verb()
            pytest.fail(name)
    assert not stored(binned).live


@pytest.mark.parametrize("who", ["operator", "chief"])
def test_nobody_may_do_anything_but_restore_it(binned, house, people, who):
    rights = binned.permissions_for_user(getattr(people, who))
    questions = {name for name in dir(rights) if name.startswith("can_")} - {"can_move_to", "can_copy_to"}
    assert {name for name in questions if getattr(rights, name)()} == {"can_restore"}
    assert not rights.can_move_to(house.sport)
    assert not rights.can_copy_to(house.sport)


def test_a_crafted_move_bulk_or_publish_does_nothing(binned, house, desk):
    operator = desk("operator")
    operator.post(reverse("wagtailadmin_pages:move_confirm", args=(binned.pk, house.sport.pk)))
    for action in ("publish", "unpublish", "move", "delete"):
        url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?id={binned.pk}"
        operator.post(url, {"chooser": house.sport.pk, "move_to": house.sport.pk})
    after = stored(binned)
    assert (after.live, after.path, after.publication.binned_at is not None) == (False, binned.path, True)


# --- the bin ---------------------------------------------------------------------------------------------------------


def test_the_bin_says_who_deleted_what_when_and_how_long_it_stays(binned, desk):
    Publication.objects.filter(pk=binned.pk).update(binned_at=timezone.now() - timedelta(days=2, seconds=1))
    page = desk("editor").get(reverse("bin")).content.decode()
    for words in (binned.title, "سياسة", "حُذفت بيد <bdi>هدى</bdi>", "قبل يومين", "بقي 28 يومًا", "لم تُنشر قط"):
        assert words in page


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "بقي 30 يومًا"), (23, "بقيت 7 أيام"), (28, "بقي يومان"), (29, "بقي يوم واحد"), (30, "انقضت مدتها")],
)
def test_the_days_that_are_left_are_said_in_good_arabic(binned, desk, days, said):
    with time_machine.travel(binned.publication.binned_at + timedelta(days=days), tick=False):
        assert said in desk("editor").get(reverse("bin")).content.decode()


def test_an_empty_bin_says_what_it_is_for(people, desk):
    assert "السلّة فارغة. تبقى هنا كل مادة تحذفها 30 يومًا" in desk("writer").get(reverse("bin")).content.decode()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("writer", {"own draft"}),
        ("editor", {"own draft", "of the desk", "once live"}),
        ("publisher", {"own draft", "of the desk", "once live"}),
        ("other_editor", {"elsewhere"}),
        ("chief", {"own draft", "of the desk", "once live", "elsewhere"}),
        ("operator", {"own draft", "of the desk", "once live", "elsewhere"}),
    ],
)
def test_everybody_sees_what_they_may_restore_and_nothing_else(house, people, desk, who, sees):
    lying = [
        cast.draft(house.politics, title="own draft", owner=people.writer),
        cast.draft(house.politics, title="of the desk", owner=people.publisher),
        cast.live_article(house.politics, title="once live", owner=people.writer),
        cast.draft(house.sport, title="elsewhere", owner=people.other_writer),
    ]
    for article in lying:
        the_bin.discard(article, by=people.chief)
    page = desk(who).get(reverse("bin")).content.decode()
    assert {article.title for article in lying if article.title in page} == sees
    able = {each.title for each in lying if stored(each).permissions_for_user(getattr(people, who)).can_restore()}
    assert able == sees


@pytest.mark.parametrize("who", ["moderator", "photo_editor", "stranger"])
def test_who_does_not_work_with_articles_has_no_bin(binned, desk, who):
    assert desk(who).get(reverse("bin")).status_code == 302
    assert desk(who).post(reverse("restore_article", args=(binned.pk,))).status_code in {302, 404}
    assert stored(binned).publication.binned_at is not None


def test_the_bin_is_read_page_by_page_at_the_same_cost(house, people, desk):
    editor = desk("editor")
    editor.get(reverse("bin"))

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("bin"))
        return len(queries)

    costs = []
    for number in range(ON_A_PAGE + 1):
        the_bin.discard(cast.draft(house.politics, title=f"مادة رقم {number} "), by=people.editor)
        if number in {0, 2, ON_A_PAGE}:
            costs.append(counted())
    assert len(set(costs)) == 1
    first = editor.get(reverse("bin"))
    assert len(first.context["lying"]) == ON_A_PAGE
    second = editor.get(first.context["older_url"])
    assert [each.article.title for each in second.context["lying"]] == ["مادة رقم 0 "]
    assert second.context["older_url"] == ""
    assert editor.get(reverse("bin") + "?before=x").status_code == 404
