"""The step of the workflow in which a section editor reads a version and approves it or sends it back."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from articles import review
from articles.notyet import NotYet
from newsroom.teams.models import User


class SectionReview(Task):
    """Approval by an editor of the section's team, or a chief. Skipped where the section asks for no review."""

    admin_form_fields = ["name"]

    class Meta:
        verbose_name = _("section review")
        verbose_name_plural = _("section reviews")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Open the review of the latest revision, or pass over it where the section needs none."""
        page = workflow_state.content_object.specific
        if review.is_reviewed(page):
            return super().start(workflow_state, user=user)
        state = self.get_task_state_class()(workflow_state=workflow_state, task=self)
        state.revision = page.get_latest_revision()
        state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
        state.save()
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs) -> None:
        """Approve or send back. The approver's own last touches are approved with the text; anybody else's are not.

        Raises PermissionDenied for who may not approve, ``NotYet`` where a colleague changed the text meanwhile.
        """
        article = task_state.workflow_state.content_object.specific
        if action_name not in {name for name, _label, _modal in self.get_actions(article, user)}:
            raise PermissionDenied
        latest = article.get_latest_revision()
        if action_name == "approve" and latest.pk != task_state.revision_id:
            if latest.user_id != user.pk:
                raise NotYet({"review": [_("The text has changed since it was handed in. Read it again first.")]})
            task_state.revision = latest
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **kwargs)

    def get_actions(self, obj, user: User | AnonymousUser) -> list[tuple]:
        """Return what ``user`` may decide about the article."""
        if not review.may_approve(user, obj):
            return []
        return [
            ("reject", _("Send back with a note"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a note"), True),
        ]

    def user_can_access_editor(self, obj, user: User) -> bool:
        """Whether the review opens the editor to ``user``."""
        return bool(self.get_actions(obj, user))

    def locked_for_user(self, obj, user: User) -> bool:
        """While it is being read, only who may approve it changes the text."""
        return not self.get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs):
        """Return the reviews that wait for ``user``."""
        return review.awaiting(self, user)

    @classmethod
    def get_description(cls) -> str:
        """Return what the panel says about this kind of step."""
        return _("An editor of the section's team reads the text and approves it.")
