"""Makes the cast of the tests: the house, its people, a live article."""

from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Page, Site

from articles.models import ArticlePage, Byline, HomePage, SectionPage
from newsroom.images.models import Picture
from newsroom.teams.models import Membership, Team, User

PASSWORD = "كلمة-مرور-طويلة-17"
NAMES = {
    "writer": "سلمى",
    "editor": "هدى",
    "publisher": "رنا",
    "chief": "مريم",
    "photo_editor": "نور",
    "moderator": "ليلى",
}


def build_house() -> SimpleNamespace:
    """Replace Wagtail's welcome page by a front page with two sections, each covered by a team."""
    root = Page.objects.get(depth=1)
    home = HomePage(title="غرفة الأخبار", slug="front")
    root.add_child(instance=home)
    Site.objects.update(root_page=home, site_name="غرفة الأخبار", hostname="testserver", port=80)
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    Site.clear_site_root_paths_cache()
    root.refresh_from_db()
    home = HomePage.objects.get(pk=home.pk)
    teams = [Team.objects.create(name="فريق التحرير", slug="news"), Team.objects.create(name="الرياضة", slug="games")]
    politics = SectionPage(title="سياسة", slug="politics", team=teams[0])
    sport = SectionPage(title="رياضة", slug="sport", team=teams[1])
    for section in (politics, sport):
        home.add_child(instance=section)
    return SimpleNamespace(home=home, politics=politics, sport=sport, team=teams[0], other_team=teams[1])


def hire(house: SimpleNamespace) -> SimpleNamespace:
    """Give both teams one account for each role (``other_…`` is the second team), and make one stranger."""
    from newsroom.teams.membership import join

    operator = User.objects.create_superuser("operator@example.org", PASSWORD, first_name="المشغّل")
    people = {"operator": operator, "stranger": User.objects.create_user("stranger@example.org", PASSWORD)}
    for prefix, team in (("", house.team), ("other_", house.other_team)):
        for role in Membership.Role.values:
            names = {"first_name": NAMES[role], "last_name": "الثانية" if prefix else ""}
            user = User.objects.create_user(f"{prefix}{role}@example.org", PASSWORD, **names)
            join(user, team, role, by=operator)
            people[f"{prefix}{role}"] = user
    return SimpleNamespace(**people)


def find_house() -> SimpleNamespace:
    """Return the house that stands already, read anew."""
    home = HomePage.objects.get()
    politics, sport = SectionPage.objects.select_related("team").order_by("path")
    Site.clear_site_root_paths_cache()
    return SimpleNamespace(
        home=home,
        politics=politics,
        sport=sport,
        team=Team.objects.get(slug="news"),
        other_team=Team.objects.get(slug="games"),
    )


def find_people() -> SimpleNamespace:
    """Return its people by role, read anew."""
    return SimpleNamespace(**{user.email.partition("@")[0]: user for user in User.objects.order_by("pk")})


def picture(**fields) -> Picture:
    """Make a small picture with alt text and credit."""
    file = BytesIO()
    Image.new("RGB", (1200, 800), "#446").save(file, "JPEG")
    upload = SimpleUploadedFile(f"{uuid4().int}.jpg", file.getvalue(), "image/jpeg")
    facts = {"title": "ميناء", "description": "ميناء عند الغروب", "caption": "الميناء مساءً", "credit": "غرفة الأخبار"}
    return Picture.objects.create(file=upload, **facts | fields)


def draft(section: SectionPage, *, owner: User | None = None, **fields) -> ArticlePage:
    """Make a draft of ``section`` that lacks nothing a live article needs."""
    facts = {
        "title": "البلدية تفتح الميناء القديم للزوّار",
        "standfirst": "ثلاثة أرصفة تعود إلى المدينة بعد ترميم دام عامين.",
        "place": "طرابلس",
        "body": [("paragraph", "<p>قالت البلدية إن الميناء القديم يفتح أبوابه يوم الجمعة.</p>")],
        "live": False,
        "owner": owner,
    }
    article = ArticlePage(**facts | fields)
    article.byline = [Byline(team=section.team)]
    section.add_child(instance=article)
    article.save_revision(user=owner, clean=False)
    return article


def live_article(section: SectionPage, **fields) -> ArticlePage:
    """Make a live article the way the loader does: by the publisher's verb, as the house itself."""
    from articles import workflow

    article = draft(section, **fields)
    workflow.publish(article, article.latest_revision, by=None)
    article.refresh_from_db()
    return article
