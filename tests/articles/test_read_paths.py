"""Every page of the panel that could show a draft: whoever does not work on it reads no word of it, anywhere."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse, reverse_lazy
from wagtail.models import Page, Revision

from articles import workflow
from articles.models import ArticlePage, Byline
from comments import moderation, posting
from newsroom.teams.models import Person, User
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db

SECRET = "سرّ-المسودة"  # in every field; what is searched for is the word beside it, for a page may say what was sought
FOUND_BY = "الأرشيف"
WORDS = f"{SECRET} {FOUND_BY}"
OUTSIDERS = ["other_writer", "other_publisher", "photo_editor", "moderator", "visitor", "stranger"]
ABOUT_A_PAGE = """edit view_draft preview_on_edit history history_results usage copy move delete unpublish lock unlock
    convert_alias workflow_history set_privacy revisions_index confirm_workflow_cancellation""".split()
# What its editor reads it in. The others say less: a form of theirs is sent and not opened.
READ_IN = {"edit", "view_draft", "history", "usage", "copy", "move", "delete", "revisions_view", "revisions_compare"}


@pytest.fixture
def people(people):
    """One more: an account that enters the panel, with no role in any team."""
    people.visitor = User.objects.create_user("visitor@example.org")
    people.visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return people


@pytest.fixture
def picture(people):
    """What draft and live version show both: its page says where it is used."""
    return cast.picture(uploaded_by_user=people.photo_editor)


def secrets(picture, person) -> dict:
    names = ("title", "draft_title", "standfirst", "kicker", "place", "agency", "seo_title", "search_description")
    body = [("paragraph", f"<p>{WORDS}</p>"), ("picture", {"picture": picture, "caption": WORDS})]
    return dict.fromkeys(names, WORDS) | {"lead": picture, "body": body, "byline": [Byline(person=person)]}


@pytest.fixture
def drafts(house, people, picture) -> list[ArticlePage]:
    """Three foreign texts: one that nobody handed in, one that is being read, and an update of a live article."""
    person = Person.objects.create(name="هند")
    written, handed_in, live = (
        cast.draft(house.politics, owner=people.writer),
        cast.draft(house.politics, owner=people.writer),
        cast.live_article(house.politics, owner=people.writer, lead=picture),
    )
    comment = posting.post(live, name="قارئة", email="reader@example.org", body="متى يُفتح الميناء؟")
    moderation.approve([comment.pk], by=people.moderator)
    for article in (written, handed_in, live):
        copy = article.get_latest_revision_as_object()
        for name, value in secrets(picture, person).items():
            setattr(copy, name, value)
        version = copy.save_revision(user=people.writer, clean=False, log_action=True)
        if not article.live:
            # The first save of a new article writes its words into the page itself, as the panel's form does.
            Page.objects.filter(pk=article.pk).update(title=WORDS, search_description=WORDS)
            ArticlePage.objects.filter(pk=article.pk).update(standfirst=WORDS)
        Page.objects.filter(pk=article.pk).update(draft_title=version.content["title"])
    workflow.submit(ArticlePage.objects.get(pk=handed_in.pk), by=people.writer, note=WORDS)
    workflow.submit(ArticlePage.objects.get(pk=live.pk), by=people.writer, note=WORDS)
    workflow.send_back(ArticlePage.objects.get(pk=live.pk), by=people.editor, note=WORDS)
    Page.objects.filter(pk=written.pk).update(locked=True, locked_by=people.writer)
    return [ArticlePage.objects.get(pk=article.pk) for article in (written, handed_in, live)]


def of_one(article, house) -> dict[str, str]:
    """The pages about one article, by name."""
    pk = article.pk
    first, last = article.revisions.order_by("pk").values_list("pk", flat=True)[:2]

    def page(name: str, *args) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=(pk, *args))

    found = {name: page(name) for name in ABOUT_A_PAGE} | {
        "revisions_view": page("revisions_view", last),
        "revisions_revert": page("revisions_revert", last),
        "revisions_compare": page("revisions_compare", first, last),
        "from live to now": page("revisions_compare", "live", "latest"),
        "from the first": page("revisions_compare", "earliest", "latest"),
        "unschedule": page("revisions_unschedule", last),
        "move_confirm": page("move_confirm", house.sport.pk),
        "its comments": reverse("comments_discussion", args=(pk,)),
        "in the API": reverse("wagtailadmin_api:pages:detail", args=(pk,)) + "?fields=*",
        "chosen": reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={pk}",
        "binned": reverse("binned_article", args=(pk,)),
        "its desk sheet": reverse("article_desk", args=(pk,)),
        "what is ready": reverse("articles_ready", args=(pk,)),
        "its tree": reverse("wagtailadmin_explore", args=(pk,)),
        "its choosing": reverse("wagtailadmin_choose_page_child", args=(pk,)),
    }
    for action in ("publish", "unpublish", "move", "delete"):
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
        found[f"{action} many"] = f"{address}?id={pk}"
    state = article.workflow_states.order_by("pk").last()
    if state:
        task = state.current_task_state
        found |= {
            "workflow_history_detail": page("workflow_history_detail", state.pk),
            "workflow_preview": page("workflow_preview", task.task_id),
            "decide": page("workflow_action", "reject", task.pk),
            "ask before": page("collect_workflow_action_data", "reject", task.pk),
        }
    return found


def of_many(house, picture) -> list[str]:
    """The pages that list, find, count or offer."""
    q = f"?q={FOUND_BY}"
    reports = "locked_pages workflow workflow_tasks site_history aging_pages page_types_usage".split()
    report = [reverse(f"wagtailadmin_reports:{name}{end}") for name in reports for end in ("", "_results")]
    section, home = house.politics.pk, house.home.pk
    api = reverse("wagtailadmin_api:pages:listing")
    return [
        reverse("wagtailadmin_explore_root"),
        *(reverse("wagtailadmin_explore", args=(pk,)) + end for pk in (section, home) for end in ("", q)),
        reverse("wagtailadmin_explore_results", args=(section,)) + q,
        *(reverse(f"wagtailadmin_pages:{name}") + q for name in ("search", "search_results")),
        *(reverse(f"articles:{name}") + end for name in ("index", "index_results") for end in ("", q)),
        reverse("wagtailadmin_pages:type_use", args=("articles", "articlepage")),
        *(reverse("wagtailadmin_choose_page") + end for end in ("", "?page_type=articles.articlepage")),
        *(reverse("wagtailadmin_choose_page_child", args=(pk,)) for pk in (section, home)),
        *(reverse("wagtailadmin_choose_page_search") + end for end in (q, f"{q}&page_type=articles.articlepage")),
        *report,
        *(f"{address}?export=csv" for address in report),
        f"{api}?child_of={section}&fields=*",
        f"{api}?child_of={section}&for_explorer=1",
        f"{api}?descendant_of={home}",
        f"{api}?search={FOUND_BY}",
        f"{api}?order=-id&type=articles.ArticlePage&fields=_,title,admin_display_title,latest_revision_created_at",
        f"{api}find/?id={house.politics.pk}",
        reverse("wagtailimages:edit", args=(picture.pk,)),
        reverse("wagtailimages:image_usage", args=(picture.pk,)),
        reverse("wagtailimages:delete", args=(picture.pk,)),
        reverse("wagtailsnippets_teams_person:list"),
        reverse("wagtailsnippets_teams_person:usage", args=(Person.objects.get().pk,)),
        reverse("wagtailsnippets_teams_team:usage", args=(house.team.pk,)),
        reverse("comments_queue"),
        reverse("bin"),
    ]


HOME = reverse_lazy("wagtailadmin_home")  # asked last: it shows what is to be said after every page that led away


def told(client, address: str) -> str:
    answer = client.get(address)
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    is_json = answer.get("Content-Type", "").startswith("application/json")
    return str(answer.json()) if is_json else answer.content.decode()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_of_the_panel_tells_an_outsider_a_word_of_a_draft(house, people, desk, picture, drafts, who):
    client = desk(who)
    pages = of_many(house, picture) + [address for draft in drafts for address in of_one(draft, house).values()]
    assert [address for address in [*pages, HOME] if SECRET in told(client, address)] == []


@pytest.mark.parametrize("who", ["writer", "editor", "publisher", "chief", "operator"])
def test_who_works_on_it_reads_it_in_every_one_of_them(house, people, desk, picture, drafts, who):
    Page.objects.filter(pk=drafts[0].pk).update(locked=False, locked_by=None)
    client, pages = desk(who), of_one(drafts[0], house)
    assert {name: client.get(pages[name]).status_code for name in READ_IN} == dict.fromkeys(READ_IN, 200)
    assert [name for name in READ_IN if SECRET not in told(client, pages[name])] == []
    lists = [address for address in [*of_many(house, picture), HOME] if SECRET in told(client, address)]
    assert len(lists) >= 8


@pytest.mark.parametrize("who", ["other_publisher", "photo_editor", "moderator", "visitor"])
def test_what_is_sent_is_answered_with_no_word_of_it_either(house, people, desk, drafts, who):
    client = desk(who)
    for draft in drafts:
        ping = reverse("wagtailadmin_editing_sessions:ping", args=("articles", "articlepage", draft.pk, 1))
        mine = typed(draft, title="كلامي")
        answers = [
            client.post(ping, {"revision_id": draft.latest_revision_id}),
            client.post(edit_url(draft), mine),
            client.post(edit_url(draft), mine, headers={"accept": "application/json"}),
            *(client.post(address, mine) for address in of_one(draft, house).values()),
            client.get(HOME),
        ]
        assert [answer.request["PATH_INFO"] for answer in answers if SECRET in answer.content.decode()] == []
        assert draft.revisions.count() == 2


# --- Wagtail's advisories of 2026, one by one ------------------------------------------------------------------------


def refused(client, *addresses: str) -> bool:
    return all(client.get(address).status_code in {302, 403, 404} for address in addresses)


@pytest.mark.parametrize("who", ["other_editor", "photo_editor", "visitor"])
def test_the_preview_asks_for_the_right_to_edit(desk, drafts, house, who):
    address = of_one(drafts[0], house)["preview_on_edit"]
    sent = desk(who).post(address, typed(drafts[0]))
    assert (sent.status_code, refused(desk(who), address, f"{address}?mode=")) == (302, True)
    new = reverse("wagtailadmin_pages:preview_on_add", args=("articles", "articlepage", house.politics.pk))
    assert desk(who).post(new, typed()).status_code == 302


@pytest.mark.parametrize("who", ["other_editor", "photo_editor", "visitor"])
@pytest.mark.parametrize("name", ["revisions_compare", "from live to now", "from the first"])
def test_comparing_versions_asks_for_the_right_to_edit(desk, drafts, house, who, name):
    assert refused(desk(who), of_one(drafts[2], house)[name])


@pytest.mark.parametrize("who", ["other_editor", "photo_editor", "visitor"])
@pytest.mark.parametrize("name", ["history", "history_results", "workflow_history", "workflow_history_detail"])
def test_the_history_asks_for_the_right_to_edit(desk, drafts, house, who, name):
    assert refused(desk(who), of_one(drafts[2], house)[name])


def test_a_version_is_read_through_its_own_article_only(desk, drafts, house, people):
    """A foreign version's number, asked for below an article of one's own."""
    own = cast.draft(house.sport, owner=people.other_editor)
    version = drafts[0].latest_revision_id
    for name, args in (
        ("revisions_view", (version,)),
        ("revisions_revert", (version,)),
        ("revisions_compare", (version, own.latest_revision_id)),
    ):
        assert desk("other_editor").get(reverse(f"wagtailadmin_pages:{name}", args=(own.pk, *args))).status_code == 404
    unschedule = reverse("wagtailadmin_pages:revisions_unschedule", args=(own.pk, version))
    assert desk("other_publisher").get(unschedule).status_code == 404


def test_copying_asks_for_the_right_to_edit_what_is_copied(desk, drafts, house):
    there = {"new_title": "نسخة", "new_slug": "a-copy", "new_parent_page": house.sport.pk}
    before = Page.objects.count()
    desk("other_editor").post(of_one(drafts[2], house)["copy"], there)
    assert (Page.objects.count(), Revision.objects.filter(content__title="نسخة").count()) == (before, 0)


@pytest.mark.parametrize("who", ["publisher", "photo_editor", "moderator", "visitor"])
def test_a_signature_is_copied_by_chiefs_alone(desk, house, who):
    person = Person.objects.create(name="هند")
    address = reverse("wagtailsnippets_teams_person:copy", args=(person.pk,))
    desk(who).post(address, {"name": "هند", "slug": "hind-2"})
    assert (refused(desk(who), address), Person.objects.count()) == (True, 1)


def test_there_are_no_forms_and_no_documents_whose_contents_could_be_asked_for(desk):
    assert not apps.is_installed("wagtail.contrib.forms")
    assert not apps.is_installed("wagtail.documents")
    with pytest.raises(NoReverseMatch):
        reverse("wagtaildocs_serve", args=(1, "x.pdf"))
    assert desk("operator").get(reverse("wagtailadmin_api:documents:listing")).status_code == 404


@pytest.mark.parametrize("who", ["moderator", "visitor", "stranger"])
def test_who_may_choose_no_picture_is_told_of_none_by_the_panels_api(desk, picture, who):
    for address in (
        reverse("wagtailadmin_api:images:listing"),
        reverse("wagtailadmin_api:images:detail", args=(picture.pk,)),
    ):
        answer = desk(who).get(address)
        assert "ميناء" not in answer.content.decode()
        assert answer.status_code != 200 or answer.json()["items"] == []
