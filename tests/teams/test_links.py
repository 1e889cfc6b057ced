"""Where readers find an author elsewhere: what may stand there, who changes it, and who sees it at once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from articles import workflow
from articles.models import Byline
from newsroom.cache.shelf import shelf
from newsroom.teams import profiles
from newsroom.teams.introductions import link
from newsroom.teams.models import Person, User
from tests import cast
from tests.look.page import Page
from tests.teams.test_panel import OWN_ACCOUNT

SITE, ON_X = "https://salma.example/", "https://x.com/salma"


@pytest.fixture
def person(people):
    return Person.objects.create(name="سلمى", slug="salma", user=people.writer)


def named(*addresses) -> list[tuple[str, str]]:
    return [(str(profile.site), profile.detail) for profile in profiles.shown(addresses)]


def objections(*lines) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        profiles.read(lines)
    return [said.replace("\u2068", "").replace("\u2069", "") for said in refused.value.messages]


def own_form(words: str) -> dict:
    return OWN_ACCOUNT | {"name_email-first_name": "سلمى", "own_page-links": words}


def person_form(person, **changes) -> dict:
    facts = {"name": person.name, "slug": person.slug, "role": "", "picture": "", "biography": "", "links": ""}
    return facts | {"user": person.user_id or ""} | changes


# --- what may stand there --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://x.com/salma", "إكس"),
        ("https://mobile.twitter.com/salma", "إكس"),
        ("https://ar-ar.facebook.com/salma", "فيسبوك"),
        ("https://www.instagram.com/salma", "إنستغرام"),
        ("https://www.LinkedIn.com/in/salma", "لينكد إن"),
        ("https://www.youtube.com/@salma", "يوتيوب"),
        ("https://t.me/salma", "تيليغرام"),
        ("https://mastodon.example/@salma", "ماستودون"),
        ("https://salma.example/", "الموقع الشخصي"),
        ("https://سلمى.شبكة/عني", "الموقع الشخصي"),
        ("https://notx.com/salma", "الموقع الشخصي"),
        ("https://x.com.salma.example/", "الموقع الشخصي"),
        ("https://salma.example/?next=https://x.com/", "الموقع الشخصي"),
    ],
)
def test_a_site_is_known_by_its_host_alone(address, site):
    assert profiles.read([address]) == [address]
    assert named(address) == [(site, "")]


def test_two_of_one_site_are_told_apart():
    assert named("https://x.com/salma", "https://x.com/harbour", SITE, "https://www.books.example/a") == [
        ("إكس", "salma"),
        ("إكس", "harbour"),
        ("الموقع الشخصي", "salma.example"),
        ("الموقع الشخصي", "books.example"),
    ]


def test_the_order_is_kept_and_what_is_written_twice_stands_once():
    assert profiles.read(["x.com/salma", "", f" \u200e{SITE}\u200f\u202e", ON_X]) == [ON_X, SITE]


@pytest.mark.parametrize(
    "line",
    ["http://salma.example/", "javascript://salma.example/%0aalert(1)", "ftp://salma.example/", "HTTPS//://a.example"],
)
def test_another_scheme_than_https_is_refused(line):
    assert objections(line) == [f"{line}: لا يُعرض إلا ما يبدأ بـ https://\u200e."]


@pytest.mark.parametrize(
    "line",
    [
        "salma@example.org",
        "mailto:salma@example.org",
        "https://salma@salma.example/",
        "https://x.com:secret@salma.example/",
        "https://x.com\\@salma.example/",
    ],
)
def test_a_name_before_an_at_sign_is_refused(line):
    assert objections(line)[0].startswith(f"{line}: ")
    assert "البريد" in objections(line)[0] or "عنوان صفحة" in objections(line)[0]


@pytest.mark.parametrize(
    "line",
    [
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[salma/",
        "https://salma.example:8443/",
        "https://salma..example/",
        "https://-salma.example/",
        "https://salma.example/a b",
        'https://salma.example/"onclick=',
        "https://salma.example/<b>",
        "javascript:alert(1)",
        "سلمى",
        "@salma",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 130}example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused_by_name(line):
    [said] = objections(line)
    assert said.startswith(f"{line}: ")


def test_every_wrong_line_is_named_and_a_ninth_is_too_many():
    assert len(objections("http://a.example", SITE, "كلام", f"https://a.example/{'a' * 300}")) == 3
    assert objections(*(f"https://a{n}.example/" for n in range(9))) == [
        "ثمانية عناوين على الأكثر: أبقِ ما يهمّ القرّاء منها."
    ]


@pytest.mark.parametrize("stored", ["https://a.example", [1], {"a": 1}, ["http://a.example/"], None])
def test_the_stored_list_holds_nothing_else(stored):
    with pytest.raises(ValidationError):
        profiles.check(stored)


# --- who changes it --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_the_person_chiefs_and_operators_change_the_links(people, person):
    may = {}
    for who in vars(people):
        try:
            link(person, [f"https://{who.replace('_', '-')}.example/"], by=getattr(people, who))
            may[who] = Person.objects.get(pk=person.pk).links
        except PermissionDenied:
            continue
    assert list(may) == ["operator", "writer", "chief", "other_chief"]
    assert may["writer"] == ["https://writer.example/"]
    with pytest.raises(PermissionDenied):
        link(person, [SITE], by=AnonymousUser())


@pytest.mark.django_db
def test_a_closed_account_changes_nothing_and_a_name_without_one_is_the_chiefs(people, person):
    people.writer.is_active = False
    people.writer.save()
    agency = Person.objects.create(name="وكالة")
    for whose in (person, agency):
        with pytest.raises(PermissionDenied):
            link(whose, [SITE], by=people.writer)
        assert link(whose, [SITE], by=people.chief).links == [SITE]


@pytest.mark.django_db
def test_the_e_mail_address_of_the_account_is_never_among_them(people, person):
    for address in ("https://a.example/?to=Writer@example.org", "https://a.example/writer%40example.org"):
        with pytest.raises(ValidationError):
            link(person, [address], by=people.chief)
    assert Person.objects.get(pk=person.pk).links == []


@pytest.mark.django_db
def test_colleagues_change_their_own_links_on_the_page_of_their_account(people, person, client):
    client.force_login(people.writer)
    page = client.get("/admin/account/").content.decode()
    assert "أين يجدك القرّاء في مواقع أخرى" in page
    assert 'href="/author/salma/"' in page
    client.post("/admin/account/", own_form(f"{ON_X}\r\nsalma.example/\r\n"))
    assert Person.objects.get(pk=person.pk).links == [ON_X, SITE]
    assert f"{ON_X}\n{SITE}" in client.get("/admin/account/").content.decode()
    [event] = ModelLogEntry.objects.for_instance(person)
    assert (event.action, event.user) == ("wagtail.edit", people.writer)
    client.post("/admin/account/", own_form(f"{ON_X}\r\n{SITE}"))
    client.post("/admin/account/", OWN_ACCOUNT | {"name_email-first_name": "سلمى"})  # a page from before there were any
    assert Person.objects.get(pk=person.pk).links == [ON_X, SITE]
    assert ModelLogEntry.objects.for_instance(person).count() == 1
    client.post("/admin/account/", own_form(""))
    assert Person.objects.get(pk=person.pk).links == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["http://salma.example/", "https://a.example/?writer@example.org"])
def test_a_wrong_address_is_told_beside_the_field_and_nothing_is_changed(people, person, client, typed):
    client.force_login(people.writer)
    answer = client.post("/admin/account/", own_form(typed))
    page = answer.content.decode()
    assert (answer.status_code, typed in page) == (200, True)
    assert "لا يُعرض إلا ما يبدأ بـ" in page or "البريد الإلكتروني للحساب" in page
    people.writer.refresh_from_db()
    assert (Person.objects.get(pk=person.pk).links, people.writer.first_name) == ([], "سلمى")


@pytest.mark.django_db
def test_whoever_signs_nothing_is_asked_for_no_links_and_changes_nobody_elses(people, person, client):
    client.force_login(people.editor)
    assert "own_page-links" not in client.get("/admin/account/").content.decode()
    client.post("/admin/account/", own_form(SITE))
    assert Person.objects.get(pk=person.pk).links == []


@pytest.mark.django_db
def test_a_chief_changes_them_in_the_form_of_the_person(people, person, client):
    client.force_login(people.chief)
    url = reverse("wagtailsnippets_teams_person:edit", args=[person.pk])
    assert 'name="links"' in client.get(url).content.decode()
    answer = client.post(url, person_form(person, links="https://127.0.0.1/"))
    assert list(answer.context["form"].errors) == ["links"]
    answer = client.post(url, person_form(person, links="https://a.example/writer@example.org"))
    assert list(answer.context["form"].errors) == ["links"]
    client.post(url, person_form(person, links=f"{SITE}\r\n{ON_X}"))
    assert Person.objects.get(pk=person.pk).links == [SITE, ON_X]
    client.force_login(people.other_editor)
    client.post(url, person_form(person, links=""))
    assert Person.objects.get(pk=person.pk).links == [SITE, ON_X]


@pytest.mark.django_db
def test_a_new_person_may_have_none_or_some(people, client):
    client.force_login(people.chief)
    nobody = Person(name="هدى", slug="huda")
    client.post(reverse("wagtailsnippets_teams_person:add"), person_form(nobody))
    client.post(reverse("wagtailsnippets_teams_person:add"), person_form(nobody, slug="huda-2", links=SITE))
    assert list(Person.objects.order_by("pk").values_list("links", flat=True)) == [[], [SITE]]


# --- who sees it -----------------------------------------------------------------------------------------------------


def links_on(url: str) -> list[tuple[str, str]]:
    """What the page links to as its author's own, read through the cache."""
    found = Page(Client().get(url).content.decode()).select(".profiles__link")
    assert {each.get("rel") for each in found} <= {"me noopener"}
    return [(each.get("href"), " ".join("".join(each.itertext()).split())) for each in found]


@pytest.mark.django_db(transaction=True)
def test_readers_see_them_on_both_pages_as_soon_as_they_change(house, people, person):
    draft = cast.draft(house.politics)
    draft.byline = [Byline(person=person)]
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    both = ("/author/salma/", draft.url)
    shelf.clear()
    assert [links_on(url) for url in both] == [[], []]
    link(person, [SITE, ON_X], by=people.writer)
    expected = [(SITE, "الموقع الشخصي"), (ON_X, "إكس")]
    assert [links_on(url) for url in both] == [expected, expected]
    link(person, [ON_X], by=people.chief)
    assert [links_on(url) for url in both] == [expected[1:]] * 2
    page = Client().get(draft.url).content.decode()
    assert 'aria-label="\u2068سلمى\u2069 في مواقع أخرى"' in page
    assert "author__life" not in page
    assert "writer@example.org" not in page


@pytest.mark.django_db
def test_what_came_past_every_form_leads_nowhere(house):
    User.objects.create_user("x@example.org")
    Person.objects.create(name="سلمى", slug="salma", links=["javascript:alert(1)", "http://a.example/", SITE])
    shelf.clear()
    assert links_on("/author/salma/") == [(SITE, "الموقع الشخصي")]
