"""The review that every front page has: one workflow with one step, made with the page."""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask


def listen() -> None:
    """Connect the receiver, once, when the app is ready."""
    from articles.models import HomePage

    post_save.connect(_home_saved, sender=HomePage)


def _home_saved(instance, raw: bool, **_rest) -> None:
    if not raw:
        establish(instance)


@transaction.atomic
def establish(home) -> None:
    """Give the front page its review, unless an editor has given it one already."""
    if WorkflowPage.objects.filter(page=home.pk).exists():
        return
    from articles.models import SectionReview

    with translation.override(settings.LANGUAGE_CODE):
        name = _("Section review")
    task = SectionReview.objects.order_by("pk").first() or SectionReview.objects.create(name=name)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)
