"""The steps of the workflow: a section editor reads a version, a second reader its language."""

from typing import ClassVar

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, WorkflowState

from articles import review
from articles.notyet import NotYet
from newsroom.rtl.bidi import clean_body, is_blank
from newsroom.teams.models import User


class NoteForm(forms.Form):
    """What is said with an approval: it may be left out."""

    comment = forms.CharField(
        label=_("Note"), required=False, strip=True, max_length=2000, widget=forms.Textarea({"rows": 4, "dir": "rtl"})
    )


class ReturnForm(NoteForm):
    """What is said when an article is sent back: never nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = True
        self.fields["comment"].label = _("What is to be changed")

    def clean_comment(self) -> str:
        """Refuse a note in which nothing can be seen."""
        if is_blank(self.cleaned_data["comment"]):
            raise forms.ValidationError(_("Say what is to be changed."))
        return self.cleaned_data["comment"]

    def full_clean(self) -> None:
        """Say what is missing in the words of the desk, not in those of a form."""
        self.fields["comment"].error_messages["required"] = _("Say what is to be changed.")
        super().full_clean()


class Reading(Task):
    """One step: somebody of the section's desk reads a version, and approves it or sends it back with a note.

    Passed over where the section does not want it. An approval is of one text: a later edit asks for it again.
    """

    step: ClassVar[review.Step]
    admin_form_fields = ["name"]

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Open the step for the latest version, or pass over it where the section does not want it."""
        page = workflow_state.content_object.specific
        if review.wants(page, self.step):
            return super().start(workflow_state, user=user)
        passed = self.get_task_state_class()(
            workflow_state=workflow_state,
            task=self,
            revision=page.get_latest_revision(),
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )
        passed.save()
        return passed

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: User, action_name: str, *, comment: str = "", seen: int | None = None
    ) -> None:
        """Approve or send back, under the lock of the article's row.

        The approver's own last touches are approved with the text, and so is the version ``seen`` (the editor's page
        says which one it showed); what anybody else changed meanwhile is not. Raises PermissionDenied for who may not
        decide, ``NotYet`` where the text has changed or a return says nothing.
        """
        from articles.workflow import locked

        article = locked(task_state.workflow_state.content_object)
        if action_name not in {name for name, _label, _modal in self.get_actions(article, user)}:
            raise PermissionDenied
        if action_name == "reject" and is_blank(comment):
            raise NotYet({"note": [_("Say what is to be changed.")]})
        state = TaskState.objects.select_related("workflow_state", "revision").get(pk=task_state.pk)
        if action_name == "approve":
            self._follow(state, article.get_latest_revision(), user, seen)
        super().on_action(state, user, action_name, comment=clean_body(comment).strip())

    def _follow(self, state: TaskState, latest: Revision, user: User, seen: int | None) -> None:
        """Let the decision be about the latest version, where the approver knows every word of it."""
        read = state.revision
        if latest.pk == read.pk:
            return
        unchanged = review.same_text(read, latest)
        if not unchanged and user.pk != latest.user_id and seen != latest.pk:
            raise NotYet({"review": [_("The text has changed since it was handed in. Read it again first.")]})
        since = Revision.objects.filter(
            base_content_type=latest.base_content_type_id, object_id=latest.object_id, pk__gt=read.pk
        )
        if unchanged or not since.exclude(user=user).exists():
            # The steps before have read this text, but for the words that this reader answers for. Where a colleague's
            # words came in between, their approvals stay behind, and the workflow asks for them again.
            for earlier in state.workflow_state.task_states.filter(revision=read, status=TaskState.STATUS_APPROVED):
                earlier.copy(update_attrs={"revision": latest})
        state.revision = latest
        state.save(update_fields=["revision"])

    def get_actions(self, obj, user: User | AnonymousUser) -> list[tuple]:
        """Return what ``user`` may decide about the article."""
        if not review.may_decide(user, obj, self.step):
            return []
        return [
            ("reject", _("Send back with a note"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a note"), True),
        ]

    def get_form_for_action(self, action: str) -> type[NoteForm]:
        """Ask for a note; sending back asks for one that is not empty."""
        return ReturnForm if action == "reject" else NoteForm

    def user_can_access_editor(self, obj, user: User) -> bool:
        """Whether the step opens the editor to ``user``."""
        return bool(self.get_actions(obj, user))

    def locked_for_user(self, obj, user: User) -> bool:
        """While it is being read, only who may decide changes the text."""
        return not self.get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs):
        """Return what waits for ``user``."""
        return review.awaiting(self, user)


class SectionReview(Reading):
    """Approval by an editor of the section's team, or a chief."""

    step = review.Step.REVIEW

    class Meta:
        verbose_name = _("section review")
        verbose_name_plural = _("section reviews")

    @classmethod
    def get_description(cls) -> str:
        """Return what the panel says about this kind of step."""
        return _("An editor of the section's team reads the text and approves it.")


class CopyEdit(Reading):
    """A second reader's look at the language: an editor or a publisher of the section's team, or a chief."""

    step = review.Step.COPY_EDIT

    class Meta:
        verbose_name = _("copy edit")
        verbose_name_plural = _("copy edits")

    @classmethod
    def get_description(cls) -> str:
        """Return what the panel says about this kind of step."""
        return _("An editor or a publisher of the section's team reads the language of the text and approves it.")
