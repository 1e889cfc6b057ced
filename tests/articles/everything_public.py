"""A small paper in which everything public names everything else, and the look at all of it that a test needs."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import quote, unquote
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles import addresses, archive, baking, corrections, register, workflow
from articles.models import (
    ArticlePage,
    Byline,
    Entry,
    FrontPick,
    HomePage,
    Publication,
    SearchEntry,
    SectionPage,
    Topic,
)
from comments import moderation, posting
from newsroom.cache.shelf import shelf
from newsroom.images.models import Picture
from newsroom.teams.models import Person, Team, User
from tests import cast

# How long an answer may be kept hangs on the schedule; everything else of it must be the same, kept or made anew.
OF_THE_MOMENT = {"date", "expires", "cache-control"}
SECRET, ADDRESS = "سرّ المسودة", "example.org"
Answers = dict[str, tuple[int, str, str]]


class Scene:
    """Five live articles of two sections; every list has ``port``, and ``ferry`` tells to read it. And a secret."""

    def __init__(self, house, people) -> None:
        self.house, self.people = house, people
        self.lead, self.portrait = picture("الرصيف"), picture("وجه هند")
        self.hind = Person.objects.create(name="هند الأولى", slug="hind", picture=self.portrait, biography="تكتب.")
        self.nobody = Person.objects.create(name="لا أحد", slug="nobody")
        self.port = self.live(
            house.politics, "افتتاح الميناء", "بحر", signer=self.hind, lead=self.lead, standfirst="مقدّمة الميناء"
        )
        body = [
            ("paragraph", f'<p>كما <a linktype="page" id="{self.port.pk}">كتبنا أمس</a>.</p>'),
            ("picture", {"picture": self.lead, "caption": ""}),
            ("read_also", self.port),
        ]
        self.ferry = self.live(house.politics, "عودة العبّارة", "بحر", "سفن", body=body)
        self.column = self.live(house.sport, "رأي في السباحة", "سفن", signer=self.hind, kind="opinion")
        self.race = self.live(house.sport, "سباق القوارب", kind="opinion")
        self.tide = self.live(house.politics, "جدول المدّ", "مدّ")
        self.write(self.tide, title=SECRET, topics=[SECRET])
        cast.draft(house.politics, title=SECRET)
        corrections.correct(self.port, kind="correction", text="ورد في الخبر رقم خطأ.", by=None)
        said = posting.post(self.port, name="قارئة", email=f"reader@{ADDRESS}", body="متى؟")
        moderation.approve([said.pk], by=people.moderator)
        home = HomePage.objects.get()
        home.picks = [FrontPick(article=self.port)]
        home.save()

    @property
    def chief(self) -> User:
        return User.objects.get(email=f"chief@{ADDRESS}")

    @property
    def politics(self) -> SectionPage:
        return SectionPage.objects.get(pk=self.house.politics.pk)

    @property
    def sport(self) -> SectionPage:
        return SectionPage.objects.get(pk=self.house.sport.pk)

    @property
    def team(self) -> Team:
        return Team.objects.get(pk=self.house.team.pk)

    def live(self, section, title: str, *topics: str, signer=None, **fields) -> ArticlePage:
        """Publish an article on these topics, signed by ``signer`` or the section's team."""
        draft = cast.draft(section, title=title, **fields)
        if signer:
            draft.byline = [Byline(person=signer)]
        draft.tags.set(topics)
        dated = timezone.now() - timedelta(days=1)
        workflow.publish(draft, draft.save_revision(clean=False), by=None, dated=dated)
        return self.stored(draft)

    @staticmethod
    def stored(article) -> ArticlePage:
        return ArticlePage.objects.get(pk=article.pk)

    def write(self, article, **fields):
        """Save a version in which these fields are otherwise; return it."""
        version = self.stored(article).get_latest_revision_as_object()
        topics = fields.pop("topics", None)
        for name, value in fields.items():
            setattr(version, name, value)
        if topics is not None:
            version.tags.set(topics)
        return version.save_revision(clean=False)

    def publish(self, article, minor: bool = False, **fields) -> None:
        workflow.publish(self.stored(article), self.write(article, **fields), by=None, minor=minor)


def picture(description: str) -> Picture:
    """Make a picture so small that its sizes cost nothing."""
    file = BytesIO()
    Image.new("RGB", (48, 32), "#446").save(file, "JPEG")
    upload = SimpleUploadedFile(f"{uuid4().int}.jpg", file.getvalue(), "image/jpeg")
    return Picture.objects.create(file=upload, title="صورة", description=description, credit="غرفة الأخبار")


def surfaces() -> set[str]:
    """Return every public address that there is to ask for now."""
    yesterday = timezone.localdate() - timedelta(days=1)
    day = archive.Period(yesterday.year, yesterday.month, yesterday.day)
    found = {"/", "/corrections/", "/archive/", day.in_year.url, day.in_month.url, day.url}
    found |= {"/feed/", "/feed/atom/", "/feed.json", f"/search/?q={quote('ميناء عبّارة سباحة قوارب مدّ هند رياضة')}"}
    for section in SectionPage.objects.all():
        found |= {f"/{section.slug}/", f"/{section.slug}/feed/"}
    found |= {f"/author/{person.slug}/" for person in Person.objects.all()}
    found |= {f"/team/{team.slug}/" for team in Team.objects.all()}
    found |= {f"/tag/{topic.slug}/" for topic in Topic.objects.all()}
    for article in ArticlePage.objects.all():
        found |= {addresses.of_article(article.url_path, article.pk, article.slug), f"/a/{article.pk}/"}
    return found


def look(where: set[str]) -> Answers:
    """Return what a reader is answered at each address, from the cache where it stands there."""
    client = Client()
    return {unquote(address): _told(client.get(address)) for address in sorted(where)}


def look_anew(where: set[str]) -> Answers:
    """Return the same with nothing kept."""
    shelf.clear()
    return look(where)


def differences(one: Answers, other: Answers) -> list[str]:
    """Return the addresses whose answers are not the same, each with the first lines that differ."""
    found = []
    for address in sorted(one.keys() & other.keys()):
        lines = [set("\n".join(map(str, answer)).splitlines()) for answer in (one[address], other[address])]
        differing = sorted(line.strip() for line in lines[0] ^ lines[1] if "ETag" not in line)
        if one[address] != other[address]:
            found.append(f"{address}: {differing[:4]}")
    return found


def naming(words: str, answers: Answers) -> list[str]:
    """Return the addresses whose answers hold these words."""
    return sorted(address for address, answer in answers.items() if words in str(answer))


def rows() -> dict[str, set]:
    """Return what the search and the register hold."""
    entries = Entry.objects.values_list("article", "listed_at", "topic", "person", "team")
    found = SearchEntry.objects.values_list("article", "headline", "body", "words", "text")
    return {"register": set(entries), "search": set(found)}


def written_anew() -> dict[str, set]:
    """Bake, enter and register everything that is live from nothing; return what the tables hold then."""
    Entry.objects.all().delete()
    SearchEntry.objects.all().delete()
    Publication.objects.filter(listed_at__isnull=False).update(renderer=0)
    for article in ArticlePage.objects.live():
        register.enter(article, article.first_published_at)
        baking.rebake([article])
    return rows()


def _told(answer) -> tuple[int, str, str]:
    headers = sorted((name, value) for name, value in answer.items() if name.lower() not in OF_THE_MOMENT)
    return answer.status_code, str(headers), answer.content.decode()
