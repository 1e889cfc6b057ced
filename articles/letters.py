"""Letters to those whom a step of an article concerns: handed in, sent back, ready, published, or gone wrong.

They hang on Wagtail's own signals of a review, and on the history for the rest, so that every way is covered: the
verbs, the editor, the bulk actions, the clock. Each is posted in the transaction of what it tells.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models.signals import post_save
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from articles import addresses, review, stages
from newsroom.outbox.posting import post
from newsroom.rtl.bidi import plain_isolate
from newsroom.teams.models import Membership, User

if TYPE_CHECKING:
    from articles.models import ArticlePage

Role = Membership.Role
SUBJECTS = {
    "review": _("For your review: %(headline)s"),
    "copy_edit": _("For your copy edit: %(headline)s"),
    "returned": _("Sent back: %(headline)s"),
    "ready": _("Ready to publish: %(headline)s"),
    "approved": _("Approved: %(headline)s"),
    "published": _("Published: %(headline)s"),
    "scheduled": _("Scheduled: %(headline)s"),
    "could_not_go_live": _("Could not go live: %(headline)s"),
    "could_not_expire": _("Could not expire: %(headline)s"),
}
# Which of the wishes in Wagtail's account page speaks of a kind of letter. Of what went wrong everybody is told.
WISHES = {
    "review": "submitted_notifications",
    "copy_edit": "submitted_notifications",
    "ready": "submitted_notifications",
    "returned": "rejected_notifications",
    "approved": "approved_notifications",
    "published": "approved_notifications",
    "scheduled": "approved_notifications",
}
PAGES = {"ready": "articles_ready"}  # where a letter leads, where that is not the editor


def listen() -> None:
    """Connect the receivers, once, when the app is ready.

    They take the names of Wagtail's own, whose mails are half English: Wagtail's apps come after ours, and a name
    that is taken is connected no second time. (Those that tell the operators are switched off in the settings.)
    """
    task_submitted.connect(_submitted, TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
    workflow_rejected.connect(_rejected, WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
    workflow_approved.connect(_approved, WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
    post_save.connect(_written_down, PageLogEntry)


def _submitted(instance: TaskState, user: User | None, **_rest) -> None:
    """Ask those who can take a step, but not who handed in, nor who took the step before."""
    step, state = stages.step_of(instance), instance.workflow_state
    article = _article(state.object_id)
    if step is None or article is None:
        return
    before = state.current_task_state
    approved_with = before.comment if before and before.status == TaskState.STATUS_APPROVED else ""
    asked = set(_desk(article, review.DECIDERS[step])) - {state.requested_by}
    facts = {"who": state.requested_by, "note": review.said_now() or approved_with}
    _write(str(step.value), f"asked:{instance.pk}", article, asked, by=user, version=instance.revision, **facts)


def _rejected(instance: WorkflowState, user: User | None, **_rest) -> None:
    if article := _article(instance.object_id):
        state = instance.current_task_state
        writers = {instance.requested_by, article.owner}
        facts = {"who": user, "note": state.comment, "version": state.revision}
        _write("returned", f"returned:{state.pk}", article, writers, by=user, **facts)


def _approved(instance: WorkflowState, user: User | None, **_rest) -> None:
    if article := _article(instance.object_id):
        publishers, writers = set(_desk(article, {Role.PUBLISHER})), {instance.requested_by, article.owner}
        facts = {"by": user, "who": user, "version": instance.current_task_state.revision}
        _write("ready", f"ready:{instance.pk}", article, publishers, **facts)
        _write("approved", f"ready:{instance.pk}", article, writers - publishers, **facts)


def _written_down(instance: PageLogEntry, created: bool, raw: bool, **_rest) -> None:
    """Tell the owner what somebody else published; tell the desk what the clock could not do."""
    tell = TELLERS.get(instance.action)
    if tell and created and not raw and (article := _article(instance.page_id)):
        tell(instance, article)


def _published(entry: PageLogEntry, article: "ArticlePage") -> None:
    if entry.user:  # what the house itself loads or brings in is no news to anybody
        facts = {"by": entry.user, "who": entry.user, "version": entry.revision}
        _write("published", f"published:{entry.pk}", article, {article.owner}, **facts)


def _scheduled(entry: PageLogEntry, article: "ArticlePage") -> None:
    if entry.user:
        moment = entry.data["revision"]["go_live_at"]
        facts = {
            "who": entry.user,
            "version": entry.revision,
            "moment": parse_datetime(moment) if isinstance(moment, str) else moment,
        }
        _write("scheduled", f"scheduled:{entry.pk}", article, {article.owner}, by=entry.user, **facts)


def _failed(entry: PageLogEntry, article: "ArticlePage") -> None:
    kind = entry.action.removeprefix("articles.")
    reasons = [plain_isolate(reason) for reason in entry.data.get("reasons", [])]
    told = {entry.user, *_desk(article, {Role.PUBLISHER})}
    _write(kind, f"{kind}:{entry.pk}", article, told, by=None, version=entry.revision, reasons=reasons)


TELLERS = {
    "wagtail.publish": _published,
    "wagtail.publish.scheduled": _published,
    "wagtail.publish.schedule": _scheduled,
    "articles.could_not_go_live": _failed,
    "articles.could_not_expire": _failed,
}


def _article(pk: int | str | None) -> "ArticlePage | None":
    from articles.models import ArticlePage

    return ArticlePage.objects.select_related("owner").filter(pk=pk).first()


def _desk(article: "ArticlePage", roles: Iterable[str]) -> tuple[User, ...]:
    return stages.desks([article.section]).who(article.section, roles)


def _write(
    kind: str,
    event: str,
    article: "ArticlePage",
    people: Iterable[User | None],
    *,
    by: User | None,
    version: Revision | None,
    who: User | None = None,
    note: str = "",
    **more,
) -> None:
    """Post one letter to each of ``people`` whom it reaches; ``by`` knows it already, having done it.

    It speaks of ``version``, under whose headline it goes: a newer draft may have another.
    """
    reached = _reached(kind, article, {person for person in people if person and person != by})
    if not reached:
        return
    facts = more | {
        "who": plain_isolate(str(who)) if who else "",
        "note": "\n".join(plain_isolate(line) for line in note.splitlines()),
        "headline": plain_isolate(version.object_str if version else article.draft_title),
        "section": plain_isolate(article.section.title),
        "newsroom": plain_isolate(settings.WAGTAIL_SITE_NAME),
        "link": addresses.absolute(reverse(PAGES.get(kind, "wagtailadmin_pages:edit"), args=(article.pk,))),
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = SUBJECTS[kind] % facts
        for person in reached:
            own = facts | {"name": plain_isolate(str(person))}
            text = render_to_string(f"articles/letters/{kind}.txt", own).strip() + "\n"
            post(kind=f"articles.{kind}", key=f"{event}:{person.pk}", subject=subject, text=text, to=person)


def _reached(kind: str, article: "ArticlePage", people: set[User]) -> list[User]:
    """Return who still works on the article and wants this kind of letter."""
    unwilling = set()
    if wish := WISHES.get(kind):
        profiles = UserProfile.objects.filter(user__in=people, **{wish: False})
        unwilling = set(profiles.values_list("user_id", flat=True))
    return [
        person
        for person in sorted(people, key=lambda person: person.pk)
        if person.pk not in unwilling and _still_works_on(article, person)
    ]


def _still_works_on(article: "ArticlePage", person: User) -> bool:
    rights = article.permissions_for_user(person)
    return person.is_active and bool(person.email) and (rights.can_edit() or rights.can_publish())
