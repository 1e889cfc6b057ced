"""The review that every front page has: one workflow with its steps, made with the page.

Which steps a section wants is a switch of the section; those it does not want are passed over.
"""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import translation
from wagtail.models import Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import published


def listen() -> None:
    """Connect the receiver, once, when the app is ready."""
    from articles.models import ArticlePage, HomePage

    post_save.connect(_home_saved, sender=HomePage)
    published.connect(_spare_newer_review, sender=ArticlePage)


def _home_saved(instance, raw: bool, **_rest) -> None:
    if not raw:
        establish(instance)


def _spare_newer_review(instance, revision, **_rest) -> None:
    """Let the review of a newer version go on while an older one goes live: Wagtail cancels whatever is under way.

    It says that a version went live just before it asks this very object for its review, and takes what it finds here.
    """
    state = instance.current_workflow_state
    if state and state.current_task_state and state.current_task_state.revision_id > revision.pk:
        instance._current_workflow_states = []


@transaction.atomic
def establish(home) -> None:
    """Give the front page its review, unless an editor has given it one already."""
    if WorkflowPage.objects.filter(page=home.pk).exists():
        return
    from articles.models import CopyEdit, SectionReview

    with translation.override(settings.LANGUAGE_CODE):
        tasks = [
            model.objects.order_by("pk").first() or model.objects.create(name=str(model.step.label))
            for model in (SectionReview, CopyEdit)
        ]
        workflow = Workflow.objects.filter(workflow_tasks__task=tasks[0]).first()
        if workflow is None:
            workflow = Workflow.objects.create(name=str(SectionReview.step.label))
            for place, task in enumerate(tasks):
                WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)
