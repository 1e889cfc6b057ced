"""The demo's front page, its sections and its articles."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Site

from articles import workflow
from articles.models import ArticlePage, Byline, FrontPick, HomePage, SectionPage
from newsroom.seeding.bodies import body, shown
from newsroom.seeding.manuscripts import Manuscript, moment
from newsroom.seeding.pictures import Album
from newsroom.teams.models import Person, Team, User


def mark(room: str, key: str) -> UUID:
    """Return the mark by which a page of the demo is known again, whatever becomes of its headline and address."""
    return uuid5(NAMESPACE_URL, f"newsroom/seeds/{room}/{key}")


@transaction.atomic
def load_home() -> HomePage:
    """Return the site's front page; where there is none, put one in the place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.get_first_root_node()
    welcome = list(root.get_children().filter(numchild=0))
    home = root.add_child(
        instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="front", translation_key=mark("", "home"))
    )
    at = urlsplit(settings.SITE_URL)
    place = {"hostname": at.hostname, "port": at.port or 80, "site_name": settings.WAGTAIL_SITE_NAME, "root_page": home}
    Site.objects.update_or_create(is_default_site=True, defaults=place)
    Site.clear_site_root_paths_cache()
    for page in welcome:
        if page.specific_class is Page:
            page.delete()
    return HomePage.objects.get(pk=home.pk)


@transaction.atomic
def load_section(home: HomePage, manuscript: Manuscript, team: Team) -> SectionPage:
    """Return a section of the demo; make it, covered by its team, where there is none.

    Where another section has its address already (a house that stood before), it stands beside it as ``…-demo``.
    """
    key = mark("sections", manuscript.key)
    known = SectionPage.objects.filter(translation_key=key).first()
    if known:
        return known
    taken = home.get_children().filter(slug=manuscript.key).exists()
    section = SectionPage(
        title=manuscript.facts["title"],
        slug=f"{manuscript.key}-demo" if taken else manuscript.key,
        colour=manuscript.facts["colour"],
        introduction=manuscript.text,
        team=team,
        translation_key=key,
    )
    # Read anew: the number of children changed with the section before.
    HomePage.objects.get(pk=home.pk).add_child(instance=section)
    section.save_revision().publish()
    return SectionPage.objects.get(pk=section.pk)


@transaction.atomic
def choose_for_front_page(home: HomePage, chosen: list[ArticlePage]) -> None:
    """Let these articles open the front page, unless an editor has chosen already."""
    if home.picks.exists() or not chosen:
        return
    home.picks = [FrontPick(article=article, sort_order=place) for place, article in enumerate(chosen)]
    home.save_revision().publish()


class Desk:
    """Turns manuscripts into articles; needs the sections, teams, people and pictures that they name, by key."""

    def __init__(
        self,
        sections: dict[str, SectionPage],
        teams: dict[str, Team],
        people: dict[str, Person],
        album: Album,
        now: datetime,
    ) -> None:
        self.sections, self.teams, self.people, self.album, self.now = sections, teams, people, album, now
        self.articles: dict[str, ArticlePage] = {}

    def known(self, manuscript: Manuscript) -> ArticlePage | None:
        """Return the article that an earlier loading made of it; None where there is none."""
        found = ArticlePage.objects.filter(translation_key=mark("articles", manuscript.key)).first()
        if found:
            self.articles[manuscript.key] = found
        return found

    def load(self, manuscript: Manuscript) -> ArticlePage:
        """Write the article and bring it to the state its file names. Call it in a transaction."""
        article = self._write(manuscript)
        self.articles[manuscript.key] = article
        state, facts = manuscript.facts["state"], manuscript.facts
        revision = article.latest_revision
        if state in {"live", "withdrawn"}:
            dated = moment(facts["published"], self.now)
            workflow.publish(article, revision, by=None, dated=dated)
            if state == "withdrawn":
                workflow.withdraw(article, by=None)
            set_back(article, dated)
        elif state == "scheduled":
            workflow.schedule(article, revision, moment(facts["published"], self.now), by=None)
        elif state == "review":
            workflow.submit(article, by=article.owner, note=facts.get("note", ""))
        return article

    def _write(self, manuscript: Manuscript) -> ArticlePage:
        facts = manuscript.facts
        article = ArticlePage(
            title=facts["headline"],
            kicker=facts["kicker"],
            standfirst=facts["standfirst"],
            kind=facts["kind"],
            place="/".join(facts.get("places", [])),
            agency=facts.get("agency", ""),
            lead=self.album.picture(facts["picture"]),
            lead_gallery=[("picture", shown(self.album, **row)) for row in facts.get("gallery", [])],
            body=body(manuscript.text, self.album, self.articles),
            owner=self._owner(facts["byline"]),
            translation_key=mark("articles", manuscript.key),
        )
        article.byline = [self._signature(name, place) for place, name in enumerate(facts["byline"])]
        article.tags.add(*facts["tags"])
        SectionPage.objects.get(pk=self.sections[facts["section"]].pk).add_child(instance=article)
        article.save_revision(user=article.owner)
        return article

    def _signature(self, name: str, place: int) -> Byline:
        kind, _colon, key = name.partition(":")
        signer = self.teams[key] if kind == "team" else self.people[key]
        return Byline(**{kind: signer}, sort_order=place)

    def _owner(self, names: list[str]) -> User | None:
        """Return the account of the first who signs and has one."""
        signers = (self.people.get(name.removeprefix("person:")) for name in names)
        return next((signer.user for signer in signers if signer and signer.user), None)


def set_back(article: ArticlePage, to: datetime) -> None:
    """Date the history of a demo article as if it had been published at ``to`` (aware).

    No verb does that and nobody but the loader may: a paper whose stories all came out in one second shows nothing of
    what lists, archives and relative dates do. Writes the dates of the page, its versions and its log, and no word.
    """
    dates = {"last_published_at": to, "latest_revision_created_at": to}
    Page.objects.filter(pk=article.pk).update(**dates)
    article.revisions.update(created_at=to)
    PageLogEntry.objects.filter(page=article.pk, timestamp__gte=to).update(timestamp=min(to, timezone.now()))
    article.refresh_from_db()
