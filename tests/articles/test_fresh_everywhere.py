"""Whatever is changed, no public page is left behind: after each change, every address answers as if made just now.

Three looks follow each change: at what is kept; at the same made anew; and, once the clock has ticked, at what a paper
would show that was baked, indexed and entered from nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import baking, corrections, interrupts, schedule, takedown, workflow
from articles import bin as the_bin
from articles.models import ArticlePage, Byline, Correction, FrontPick, HomePage, Topic
from newsroom.teams.models import Person
from tests.articles import everything_public as public
from tests.articles.everything_public import ADDRESS, SECRET, Scene

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
OLD = "افتتاح الميناء"


@dataclass(frozen=True)
class Change:
    """What is done; the words that no reader finds any more, and those that a number of pages show then."""

    do: Callable[[Scene], object]
    gone: str = ""
    shown: str = ""
    pages: int = 0


@pytest.fixture(autouse=True)
def noon():
    """No midnight passes meanwhile: the front page shows the day, and a month of the archive which day is today."""
    with time_machine.travel(timezone.now().replace(hour=9, minute=0) + timedelta(days=1), tick=True):
        yield


@pytest.fixture
def scene(house, people, monkeypatch):
    monkeypatch.setattr("articles.front.STORIES", 2)  # the rest stands in strips below
    return Scene(house, people)


def walk(scene: Scene, day: dict[str, Change]) -> dict[str, list[str]]:
    """Make the changes one after the other; return what was wrong after each."""
    public.look(known := public.surfaces())
    wrong = {}
    for name, change in day.items():
        change.do(scene)
        known |= public.surfaces()
        kept, anew = public.look(known), public.look_anew(known)
        found, ticked = public.differences(kept, anew), anew
        if baking.rebake_stale():
            ticked = public.look(known)
        rows, as_it_should_be = public.rows(), public.written_anew()
        found += [f"rows of the {table}" for table in rows if rows[table] != as_it_should_be[table]]
        found += [f"forgotten: {line}" for line in public.differences(ticked, public.look_anew(known))]
        for words in filter(None, (SECRET, ADDRESS, change.gone)):
            found += [f"shows {words}: {address}" for address in public.naming(words, kept | ticked)]
        shown = public.naming(change.shown, kept) if change.shown else []
        if len(shown) != change.pages:
            found.append(f"shown by {len(shown)}: {shown}")
        if found:
            wrong[name] = found
    return wrong


def stored(thing):
    return type(thing).objects.get(pk=thing.pk)


def changed(thing, **fields) -> None:
    thing = stored(thing)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def section_changed(section, **fields) -> None:
    for name, value in fields.items():
        setattr(section, name, value)
    section.save_revision().publish()


def picked(article) -> None:
    home = HomePage.objects.get()
    home.picks = [FrontPick(article=article)]
    home.save_revision().publish()


def scheduled(scene: Scene) -> None:
    moment = timezone.now() + HOUR
    workflow.schedule(stored(scene.port), scene.write(scene.port, title=SECRET), moment, by=None)


def a_promise_kept(scene: Scene) -> None:
    moment = timezone.now() + HOUR
    workflow.schedule(stored(scene.port), scene.write(scene.port, title="ليلة الميناء"), moment, by=None)
    public.look(public.surfaces())
    with time_machine.travel(moment + HOUR, tick=True):
        schedule.publish_due(moment + HOUR)


def expired(scene: Scene) -> None:
    moment = timezone.now() + HOUR
    scene.publish(scene.port, expire_at=moment)
    public.look(public.surfaces())
    schedule.expire_due(moment + HOUR)


def embargoed(scene: Scene) -> None:
    interrupts.embargo(stored(scene.port), until=timezone.now() + HOUR, by=None)
    scene.write(scene.port, title=SECRET)


def back(scene: Scene) -> None:
    workflow.republish(stored(scene.port), by=None, revision=scene.write(scene.port, expire_at=None))


def deleted_for_good(scene: Scene) -> None:
    the_bin.discard(stored(scene.port), by=None)
    public.look(public.surfaces())
    assert the_bin.empty_due(timezone.now() + timedelta(days=31)) == [scene.port.pk]


def test_what_the_desk_publishes_stands_everywhere_at_once(scene):
    port, hind = scene.port, scene.hind
    news = "خبر عن الميناء"
    day = {
        "nothing": Change(lambda s: None, shown=OLD, pages=14),
        "a new article": Change(lambda s: s.live(s.politics, news, "بحر", "سفن", signer=hind), shown=news, pages=16),
        "a draft": Change(lambda s: s.write(port, title=SECRET, topics=[SECRET])),
        "an update": Change(lambda s: s.publish(port, title="إغلاق الميناء", topics=["بحر"]), OLD, "إغلاق الميناء", 15),
        "a minor fix": Change(
            lambda s: s.publish(port, minor=True, title="رصيف الميناء"), "إغلاق الميناء", "رصيف الميناء", 15
        ),
        "a standfirst": Change(lambda s: s.publish(port, standfirst="مقدّمة ثانية"), "مقدّمة الميناء"),
        "a kind": Change(lambda s: s.publish(s.race, kind="news")),
        "topics": Change(lambda s: s.publish(port, topics=["سفن", "رصيف"])),
        "a by-line": Change(lambda s: s.publish(port, byline=[Byline(team=s.team)])),
        "a lead picture": Change(lambda s: s.publish(port, lead=public.picture("بعد الترميم"))),
        "a correction": Change(
            lambda s: corrections.correct(stored(port), kind="clarification", text="إيضاح ثانٍ", by=None),
            shown="إيضاح ثانٍ",
            pages=2,
        ),
        "a correction taken back": Change(
            lambda s: corrections.take_back(Correction.objects.order_by("-pk")[0], by=None), "إيضاح ثانٍ"
        ),
        "a choice for the front": Change(lambda s: picked(s.column)),
        "a schedule": Change(scheduled),
        "a promise kept": Change(a_promise_kept, "رصيف الميناء", "ليلة الميناء", 17),
        "an embargo": Change(embargoed),
    }
    assert walk(scene, day) == {}


def test_what_is_taken_away_is_nowhere_at_once_and_comes_back_everywhere(scene):
    port = scene.port
    day = {
        "withdrawn": Change(lambda s: workflow.withdraw(stored(port), by=None), OLD),
        "republished": Change(back, shown=OLD, pages=14),
        "expired": Change(expired, OLD),
        "back again": Change(back, shown=OLD, pages=14),
        "into the bin": Change(lambda s: the_bin.discard(stored(port), by=None), OLD),
        "out of the bin": Change(lambda s: the_bin.restore(stored(port), by=None), OLD),
        "back once more": Change(back, shown=OLD, pages=14),
        "taken down": Change(lambda s: takedown.take_down(stored(port), reason="حكم", by=s.chief), OLD),
        "put back": Change(lambda s: takedown.put_back(stored(port), by=s.chief), OLD),
        "back for the last time": Change(back, shown=OLD, pages=14),
        "a neighbour withdrawn": Change(lambda s: workflow.withdraw(stored(s.ferry), by=None), "عودة العبّارة"),
        "a neighbour back": Change(lambda s: workflow.republish(stored(s.ferry), by=None)),
        "to another section": Change(lambda s: stored(port).move(s.sport, pos="last-child"), shown=OLD, pages=15),
        "deleted for good": Change(deleted_for_good, OLD),
        "deleted while live": Change(lambda s: ArticlePage.objects.get(pk=s.column.pk).delete(), "رأي في السباحة"),
    }
    assert walk(scene, day) == {}


def test_a_new_name_stands_everywhere_after_the_clocks_next_tick_and_on_its_own_page_at_once(scene):
    hind, topic = scene.hind, Topic.objects.get(name="بحر")
    day = {
        "a section's name": Change(lambda s: section_changed(s.politics, title="محلّيات"), "سياسة"),
        "a section's address": Change(lambda s: section_changed(s.politics, slug="local"), "/politics/"),
        "a section's words": Change(lambda s: section_changed(s.politics, introduction="تمهيد"), "", "تمهيد", 2),
        "the sections' order": Change(lambda s: s.sport.move(s.politics, pos="left")),
        "a person's address": Change(lambda s: changed(hind, slug="hind-2"), "/author/hind/"),
        "a person's life": Change(lambda s: changed(hind, biography="حياة أخرى"), "تكتب."),
        "a person's name": Change(lambda s: changed(hind, name="هند الثانية")),
        "a team's name": Change(lambda s: changed(s.team, name="مكتب الأخبار")),
        "a team's address": Change(lambda s: changed(s.team, slug="desk"), "/team/news/"),
        "nobody deleted": Change(lambda s: s.nobody.delete(), "لا أحد"),
        "a topic's name": Change(lambda s: changed(topic, name="بحار")),
        "a topic's address": Change(lambda s: changed(topic, slug="sea"), "/tag/بحر/"),
        "a topic deleted": Change(lambda s: stored(topic).delete(), "بحار"),
        "a section closed": Change(lambda s: s.sport.unpublish()),
        "a section opened": Change(lambda s: section_changed(s.sport)),
        "a section deleted": Change(lambda s: s.politics.delete(), OLD),
    }
    assert walk(scene, day) == {}
    words = str(public.look(public.surfaces()))
    assert [name for name in ("هند الأولى", "فريق التحرير") if name in words] == []


def test_no_page_shows_a_picture_as_it_was(scene):
    hind = Person.objects.get(slug="hind")
    day = {
        "words of a picture": Change(lambda s: changed(s.lead, description="وصف آخر"), "الرصيف"),
        "words of a face": Change(lambda s: changed(s.portrait, description="وصف وجه")),
        "another face": Change(lambda s: changed(hind, picture=public.picture("وجه آخر"))),
        "the first face again": Change(lambda s: changed(hind, picture=s.portrait)),
        "a face deleted": Change(lambda s: s.portrait.delete()),
        "a picture deleted": Change(lambda s: s.lead.delete(), "وصف آخر"),
    }
    assert walk(scene, day) == {}
