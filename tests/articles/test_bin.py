"""The bin: what is deleted is out of sight for thirty days, and comes back whole."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage, Publication, SectionPage
from articles.notyet import NotYet
from newsroom.images.models import Picture
from newsroom.management.commands.clock import DUTIES
from newsroom.teams.membership import leave
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "writer editor publisher chief operator photo_editor moderator stranger "
    "other_writer other_editor other_publisher other_moderator"
).split()


@pytest.fixture
def desk(client, people):
    """Sit down at the panel as somebody: ``desk("writer")``."""

    def sit(who: str):
        client.force_login(getattr(people, who))
        return client

    return sit


@pytest.fixture
def draft(house, people):
    """A draft of the writer's."""
    return cast.draft(house.politics, owner=people.writer)


@pytest.fixture
def binned(draft, people):
    """A draft of the writer's, in the bin."""
    the_bin.discard(draft, by=people.editor)
    return stored(draft)


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def lines(article) -> list[str]:
    """What the history says of the bin, oldest first."""
    names = ["articles.discard", "articles.restore", "articles.deleted_for_good", "wagtail.delete"]
    entries = PageLogEntry.objects.filter(page=article.pk, action__in=names).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))


def who_can(verb, people) -> set[str]:
    """Try a verb as everybody, undoing what was done; return who could."""
    from django.db import transaction

    able = set()
    for who in EVERYBODY:
        point = transaction.savepoint()
        try:
            verb(by=getattr(people, who))
            able.add(who)
        except PermissionDenied:
            pass
        transaction.savepoint_rollback(point)
    return able


# --- into the bin ----------------------------------------------------------------------------------------------------


def test_who_may_delete_a_draft(draft, people):
    able = who_can(lambda by: the_bin.discard(draft, by=by), people)
    assert able == {"writer", "editor", "publisher", "chief", "operator"}


def test_a_writer_deletes_no_colleagues_draft(house, people):
    with pytest.raises(PermissionDenied):
        the_bin.discard(cast.draft(house.politics, owner=people.editor), by=people.writer)


def test_who_may_delete_what_readers_see(article, people):
    able = who_can(lambda by: the_bin.discard(article, by=by), people)
    assert able == {"publisher", "chief", "operator"}


def test_a_deleted_draft_keeps_its_place_its_versions_and_one_line_says_who(draft, people):
    before = (draft.path, draft.slug, draft.revisions.count())
    the_bin.discard(draft, by=people.editor)
    after = stored(draft)
    assert (after.path, after.slug, after.revisions.count()) == before
    assert after.publication.binned_by == people.editor
    assert lines(draft) == ["articles.discard"]
    assert PageLogEntry.objects.get(action="articles.discard").user == people.editor


def test_a_deleted_article_answers_410_where_readers_had_seen_it_and_else_404(article, draft, people, client):
    url = article.url
    for each in (article, draft):
        the_bin.discard(each, by=people.chief)
    assert client.get(url).status_code == 410
    assert client.get(f"/a/{article.pk}/").status_code == 410
    assert client.get(draft.url).status_code == 404
    assert article.title not in client.get("/politics/").content.decode()


def test_deleting_cancels_the_review_and_drops_the_schedule(draft, people):
    workflow.submit(draft, by=people.writer)
    the_bin.discard(draft, by=people.editor)
    assert stored(draft).current_workflow_state is None
    other = cast.draft(draft.section, title="موعدها غدًا")
    workflow.schedule(other, other.latest_revision, timezone.now() + timedelta(days=1), by=None)
    the_bin.discard(other, by=None)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_is_scheduled_or_being_read_is_not_deleted_by_its_writer(draft, people):
    workflow.submit(draft, by=people.writer)
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=people.writer)


@pytest.mark.parametrize("who", ["editor", "chief", "operator"])
def test_a_locked_article_is_deleted_by_nobody_by_no_way(draft, people, desk, who):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=people.publisher, locked_at=timezone.now())
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=getattr(people, who))
    client = desk(who)
    client.post(reverse("wagtailadmin_pages:delete", args=(draft.pk,)))
    client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete")) + f"?id={draft.pk}")
    client.delete(f"/admin/api/main/pages/{draft.pk}/")
    client.post(f"/admin/api/main/pages/{draft.pk}/action/delete/")
    client.post(reverse("wagtailadmin_pages:delete", args=(draft.section.pk,)))
    assert (stored(draft).publication.binned_at, lines(draft)) == (None, [])


def test_the_house_deletes_no_locked_article_either(draft, people):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=people.publisher)
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=None)


def test_nothing_is_deleted_twice(binned, people):
    with pytest.raises(NotYet):
        the_bin.discard(binned, by=people.chief)


def test_neither_a_section_with_articles_nor_the_front_page_is_deleted(house, binned, desk):
    operator = desk("operator")
    for page in (house.politics, house.home):
        operator.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)), {"wagtail_site_name": "غرفة الأخبار"})
        operator.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete")) + f"?id={page.pk}")
    assert Page.objects.filter(pk__in=[house.politics.pk, house.home.pk, binned.pk]).count() == 3


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
    Publication.objects.filter(pk=binned.pk).update(binned_at=timezone.now() - timedelta(days=2, hours=1))
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


def test_the_bin_is_read_page_by_page_at_the_same_cost(house, people, desk, django_assert_num_queries):
    from articles.panel.bin import ON_A_PAGE

    editor = desk("editor")
    editor.get(reverse("bin"))

    def counted() -> int:
        from django.test.utils import CaptureQueriesContext

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


# --- out of the bin --------------------------------------------------------------------------------------------------


def test_who_may_restore_a_draft(binned, people):
    able = who_can(lambda by: the_bin.restore(binned, by=by), people)
    assert able == {"writer", "editor", "publisher", "chief", "operator"}


def test_a_writer_who_left_the_team_restores_nothing(binned, people):
    leave(people.writer, binned.team, "writer", by=people.chief)
    with pytest.raises(PermissionDenied):
        the_bin.restore(binned, by=people.writer)


def test_a_draft_comes_back_by_the_button_with_all_that_it_was(binned, people, desk):
    signed = [row.team for row in binned.byline.all()]
    answer = desk("writer").post(reverse("restore_article", args=(binned.pk,)), follow=True)
    assert answer.redirect_chain == [(edit_url(binned), 302)]
    assert "مسودةً: لا يُنشر شيء من تلقاء نفسه." in answer.content.decode()
    back = stored(binned)
    assert (back.live, back.locked, back.publication.binned_at, back.publication.binned_by) == (
        False,
        False,
        None,
        None,
    )
    assert [row.team for row in back.byline.all()] == signed
    assert lines(back) == ["articles.discard", "articles.restore"]
    assert desk("writer").get(edit_url(back)).status_code == 200


def test_what_readers_had_seen_comes_back_withdrawn_and_goes_live_again_at_its_address(article, people, client, desk):
    url, first = article.url, article.first_published_at
    the_bin.discard(article, by=people.publisher)
    answer = desk("publisher").post(reverse("restore_article", args=(article.pk,)), follow=True)
    assert "مسحوبةً" in answer.content.decode()
    assert client.get(url).status_code == 410
    workflow.republish(stored(article), by=people.chief)
    assert client.get(url).status_code == 200
    assert stored(article).first_published_at == first


def test_a_new_article_of_the_same_headline_meanwhile_changes_nothing(article, people, client):
    url = article.url
    the_bin.discard(article, by=people.publisher)
    cast.live_article(article.section)
    the_bin.restore(article, by=people.publisher)
    workflow.republish(stored(article), by=people.chief)
    assert client.get(url).status_code == 200


def test_nothing_is_restored_that_is_not_in_the_bin(draft, people, desk):
    with pytest.raises(NotYet):
        the_bin.restore(draft, by=people.chief)
    assert desk("chief").post(reverse("restore_article", args=(draft.pk,))).status_code == 404
    assert desk("chief").get(reverse("binned_article", args=(draft.pk,))).status_code == 404
    assert desk("chief").get(reverse("restore_article", args=(draft.pk,))).status_code == 405


# --- after thirty days -----------------------------------------------------------------------------------------------


def test_after_thirty_days_the_clock_deletes_for_good_and_not_a_moment_before(house, binned):
    picture = cast.picture()
    due = binned.publication.binned_at + timedelta(days=30)
    assert the_bin.empty_due(due - timedelta(seconds=1)) == []
    assert the_bin.empty_due(due) == [binned.pk]
    assert not Page.objects.filter(pk=binned.pk).exists()
    assert not Revision.objects.filter(object_id=str(binned.pk)).exists()
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert lines(binned) == ["articles.discard", "articles.deleted_for_good"]
    assert the_bin.empty_due(due) == []
    house.politics.refresh_from_db()
    assert house.politics.numchild == 0


def test_the_clock_empties_the_bin(binned):
    assert "articles.bin.empty_due" in DUTIES


def test_what_was_restored_in_time_stays(binned, people):
    due = binned.publication.binned_at + timedelta(days=31)
    the_bin.restore(binned, by=people.editor)
    assert the_bin.empty_due(due) == []


def test_an_article_on_the_front_page_and_in_read_also_goes_for_good_too(house, article, people):
    other = cast.live_article(
        house.politics, title="أخرى", body=[("paragraph", "<p>نص</p>"), ("read_also", article.page_ptr)]
    )
    house.home.picks.create(article=article)
    the_bin.discard(article, by=people.chief)
    assert the_bin.empty_due(timezone.now() + timedelta(days=31)) == [article.pk]
    assert stored(other).live


@pytest.mark.django_db(transaction=True)
def test_several_clocks_delete_each_once(house):
    wanted = [cast.draft(house.politics, title=f"مادة {number}") for number in range(8)]
    for article in wanted:
        the_bin.discard(article, by=None)
    later, done = timezone.now() + timedelta(days=31), []

    def clock() -> None:
        done.append(the_bin.empty_due(later))
        connection.close()

    clocks = [Thread(target=clock) for _ in range(3)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    assert sorted(pk for pks in done for pk in pks) == sorted(article.pk for article in wanted)
    assert PageLogEntry.objects.filter(action="articles.deleted_for_good").count() == len(wanted)
    house.politics.refresh_from_db()
    assert house.politics.numchild == 0
