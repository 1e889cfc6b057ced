"""Every way on which an article may come to readers, and every reason against it: what ``test_every_way`` walks.

A way is a function of a scene and of what happens before it is gone to its end; it returns the words that were told.
``ArticlePage.objects.update(live=True)`` is none: no person and no form reaches it, and nothing in Django can stop it.
"""

import html
from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles import bin as the_bin
from articles import schedule, workflow
from articles.models import ArticlePage, Byline, Publication, SectionPage
from articles.workflow import NotYet
from newsroom.images.models import Picture
from newsroom.teams.membership import join
from newsroom.teams.models import User
from tests import cast
from tests.articles.editor import add_url, edit_url, typed

HOUR = timedelta(hours=1)
Happens = Callable[[], None]


class Scene:
    """A draft of politics that lacks nothing, and somebody who may publish it: ``who``. Everything is read anew."""

    def __init__(self, house) -> None:
        self.section, self.other = house.politics, house.sport
        lead, inside = cast.picture(title="رصيف"), cast.picture(title="سفينة")
        body = [("paragraph", "<p>يفتح الميناء.</p>"), ("picture", {"picture": inside, "caption": ""})]
        self.pk = cast.draft(house.politics, owner=self.person("writer"), lead=lead, body=body).pk
        self.who, self.closes, self.before = "chief", self.section, set()

    def person(self, who: str) -> User:
        return User.objects.get(email=f"{who}@example.org")

    @property
    def by(self) -> User:
        return self.person(self.who)

    @property
    def article(self) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.pk)

    @property
    def version(self) -> Revision:
        return Revision.objects.get(pk=self.article.latest_revision_id)

    def publish(self) -> None:
        workflow.publish(self.article, self.version, by=None)

    def answer(self, url: str, fields: dict) -> HttpResponse:
        """Send a form as ``who`` and return the next page."""
        client = Client()
        client.force_login(self.by)
        return client.post(url, fields, follow=True)

    def post(self, url: str, fields: dict) -> str:
        """Send a form as ``who`` and return what the next page says."""
        answer = self.answer(url, fields)
        messages = answer.context["messages"] if answer.context and "messages" in answer.context else []
        return html.unescape(" ".join([*map(str, messages), answer.content.decode()]))

    def form(self, version: Revision | None = None, **fields) -> dict:
        """Return what the editor's form would send of a version."""
        article = (version or self.version).as_object()
        body = [
            ("picture", {"picture": block.value["picture"].pk, "caption": ""})
            if block.block_type == "picture"
            else ("paragraph", rich_text(str(block.value)))
            for block in article.body
        ]
        expires = f"{localtime(article.expire_at):%Y-%m-%d %H:%M}" if article.expire_at else ""
        facts = {"title": article.title, "lead": article.lead_id, "expire_at": expires}
        return typed(article, **facts | fields) | nested_form_data({"body": streamfield(body)})


def standing() -> set[tuple]:
    """Return what readers see: which articles, in which version, in which section."""
    live = ArticlePage.objects.filter(live=True)
    return {(page.pk, page.live_revision_id, page.section.pk) for page in live}


# --- the reasons -----------------------------------------------------------------------------------------------------


def marked(**fields) -> Callable[[Scene], None]:
    return lambda scene: Publication.objects.filter(pk=scene.pk).update(**fields)


def written(change: Callable[[ArticlePage], None]) -> Callable[[Scene], None]:
    """Change the text itself: in the version that is asked about and, for what is live, in the row."""

    def write(scene: Scene) -> None:
        for version in Revision.objects.filter(object_id=str(scene.pk)):
            article = version.as_object()
            change(article)
            Revision.objects.filter(pk=version.pk).update(content=article.serializable_data())
        row = scene.article
        change(row)
        facts = {name: getattr(row, name) for name in ("title", "body", "expire_at")}
        ArticlePage.objects.filter(pk=scene.pk).update(**facts)
        Byline.objects.filter(article=scene.pk).exclude(pk__in=[name.pk for name in row.byline.all()]).delete()

    return write


def pictures_lack(field: str) -> Callable[[Scene], None]:
    return lambda scene: Picture.objects.update(**{field: " "})


def put_into_the_bin(scene: Scene) -> None:
    the_bin.discard(scene.article, by=None)
    scene.before = standing()


def as_(who: str) -> Callable[[Scene], None]:
    def be(scene: Scene) -> None:
        scene.who = who

    return be


REASONS: dict[str, tuple[Callable[[Scene], None], list[str]]] = {
    "hold": (marked(hold_reason="ننتظر الردّ"), ["المادة موقوفة: \u2068ننتظر الردّ\u2069"]),
    "embargo": (marked(embargo_until=timezone.now() + timedelta(days=30)), ["على المادة حظر نشر حتى"]),
    "taken down": (marked(taken_down_at=timezone.now()), ["حُجبت المادة لسبب قانوني"]),
    "no headline": (written(lambda article: setattr(article, "title", "ـــ")), ["لا عنوان للمادة."]),
    "no by-line": (written(lambda article: setattr(article, "byline", [])), ["لا أحد يوقّع المادة"]),
    "no text": (written(lambda article: setattr(article, "body", [])), ["لا نصّ في المادة."]),
    "no alternative texts": (
        pictures_lack("description"),
        ["بديلًا للصورة «\u2068رصيف\u2069»", "بديلًا للصورة «\u2068سفينة\u2069»"],
    ),
    "no credits": (
        pictures_lack("credit"),
        ["لا مصدر للصورة «\u2068رصيف\u2069»", "لا مصدر للصورة «\u2068سفينة\u2069»"],
    ),
    "section closed": (
        lambda scene: SectionPage.objects.filter(pk=scene.closes.pk).update(live=False),
        ["القسم غير مفتوح للقرّاء."],
    ),
    "expires before": (
        written(lambda article: setattr(article, "expire_at", timezone.now() - HOUR)),
        ["ينتهي نشر المادة قبل أن يبدأ"],
    ),
    "not approved": (as_("publisher"), ["لم يُجِز القسم هذه النسخة بعد."]),
    "no right": (as_("writer"), []),  # who may not is told nothing: the button is not there
    "in the bin": (put_into_the_bin, []),  # nothing can be opened there but the bin itself
}
BY_THE_HOUSE = {"not approved", "no right"}
# What the form refuses by itself, at the field, before the door is asked.
AT_THE_FIELD = {"no headline": ["هذا الحقل"], "expires before": ["مضى هذا الموعد"]}


# --- the ways that lead to readers -----------------------------------------------------------------------------------


def asked(do: Callable[[], object]) -> str:
    """Do it in code; return the words of the refusal."""
    try:
        do()
    except NotYet as refusal:
        return " ".join(refusal.reasons())
    except PermissionDenied:
        return ""
    return ""


def edit_and_publish(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    return scene.post(edit_url(scene.article), scene.form() | {"action-publish": "1"})


def publish_an_update(scene: Scene, something_happens: Happens) -> str:
    scene.publish()
    something_happens()
    return scene.post(edit_url(scene.article), scene.form() | {"action-publish": "1"})


def create_and_publish(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    lacks_names = not scene.version.as_object().byline.all()
    signed = {} if lacks_names else {"team": scene.section.team_id}
    new = {name: value for name, value in scene.form().items() if not name.startswith("byline")}
    names = {name: value for name, value in typed(**signed).items() if name.startswith("byline")}
    return scene.post(add_url(scene.section), new | names | {"action-publish": "1"})


def revert_and_publish(scene: Scene, something_happens: Happens) -> str:
    earlier = scene.version.pk
    again = scene.article.get_latest_revision_as_object()
    again.title = "عنوان ثانٍ"
    again.save_revision()
    something_happens()
    fields = scene.form(Revision.objects.get(pk=earlier))
    url = reverse("wagtailadmin_pages:revisions_revert", args=(scene.pk, earlier))
    return scene.post(url, fields | {"action-publish": "1"})


def publish_in_bulk(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    return scene.post(f"{url}?id={scene.pk}", {"include_descendants": ""})


def publish_by_the_verb(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    return asked(lambda: workflow.publish(scene.article, scene.version, by=scene.by))


def publish_by_wagtails_own(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    return asked(lambda: scene.version.publish(user=scene.by))


def publish_as_the_loader(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    dated = timezone.now() - timedelta(days=9)
    return asked(lambda: workflow.publish(scene.article, scene.version, by=None, dated=dated))


def republish(scene: Scene, something_happens: Happens) -> str:
    scene.publish()
    workflow.withdraw(scene.article, by=None)
    something_happens()
    return asked(lambda: workflow.republish(scene.article, by=scene.by))


def restore_and_publish(scene: Scene, something_happens: Happens) -> str:
    scene.publish()
    the_bin.discard(scene.article, by=None)
    the_bin.restore(scene.article, by=None)
    something_happens()
    return asked(lambda: workflow.publish(scene.article, scene.version, by=scene.by))


def wait_for_the_clock(scene: Scene) -> str:
    """Let the moment come; return what the history says of it."""
    with time_machine.travel(timezone.now() + 3 * HOUR, tick=False):
        schedule.publish_due()
    told = PageLogEntry.objects.filter(page=scene.pk, action="articles.could_not_go_live")
    return " ".join(str(entry.message) for entry in told)


def schedule_in_the_form(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    moment = f"{localtime(timezone.now() + 2 * HOUR):%Y-%m-%d %H:%M}"
    said = scene.post(edit_url(scene.article), scene.form() | {"go_live_at": moment, "action-publish": "1"})
    wait_for_the_clock(scene)
    return said


def schedule_by_the_verb(scene: Scene, something_happens: Happens) -> str:
    something_happens()
    said = asked(lambda: workflow.schedule(scene.article, scene.version, timezone.now() + 2 * HOUR, by=scene.by))
    wait_for_the_clock(scene)
    return said


def be_scheduled_before(scene: Scene, something_happens: Happens) -> str:
    workflow.schedule(scene.article, scene.version, timezone.now() + 2 * HOUR, by=scene.by)
    something_happens()
    return wait_for_the_clock(scene)


def prepare_a_move(scene: Scene) -> None:
    scene.publish()
    scene.closes = scene.other
    join(scene.person("publisher"), scene.other.team, "publisher", by=scene.person("operator"))


def move(scene: Scene, something_happens: Happens) -> str:
    prepare_a_move(scene)
    something_happens()
    return scene.post(reverse("wagtailadmin_pages:move_confirm", args=(scene.pk, scene.other.pk)), {})


def move_in_bulk(scene: Scene, something_happens: Happens) -> str:
    prepare_a_move(scene)
    something_happens()
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
    return scene.post(f"{url}?id={scene.pk}", {"chooser": scene.other.pk})


def move_by_code(scene: Scene, something_happens: Happens) -> str:
    prepare_a_move(scene)
    something_happens()
    target = SectionPage.objects.get(pk=scene.other.pk)
    return asked(lambda: Page.objects.get(pk=scene.pk).move(target, pos="last-child", user=scene.by))


# The ways, and the reasons that cannot stand against each.
WAYS: dict[Callable[[Scene, Happens], str], set[str]] = {
    edit_and_publish: set(),
    publish_an_update: {"in the bin"},  # there is no update of what lies there
    create_and_publish: {"hold", "embargo", "taken down", "in the bin"},  # there is nothing yet to put a mark on
    revert_and_publish: set(),
    publish_in_bulk: set(),
    publish_by_the_verb: set(),
    publish_by_wagtails_own: set(),
    publish_as_the_loader: BY_THE_HOUSE,
    republish: set(),
    restore_and_publish: set(),
    schedule_in_the_form: set(),
    schedule_by_the_verb: set(),
    # What was approved and allowed when it was scheduled stays so, though who scheduled it leaves.
    be_scheduled_before: BY_THE_HOUSE,
    move: set(),
    move_in_bulk: set(),
    move_by_code: set(),
}
