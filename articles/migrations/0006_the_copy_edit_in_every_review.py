"""Reviews that exist get the copy edit as their next step. Apart from 0005: PostgreSQL writes no rows and indexes at once."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

NAME = "التدقيق"


def add_the_step(apps, schema_editor) -> None:
    """Put the copy edit behind the section review of every workflow that has one."""
    Workflow, WorkflowTask, ContentType, CopyEdit = (
        apps.get_model(*name)
        for name in (
            ("wagtailcore", "Workflow"),
            ("wagtailcore", "WorkflowTask"),
            ("contenttypes", "ContentType"),
            ("articles", "CopyEdit"),
        )
    )
    reviews = ContentType.objects.filter(app_label="articles", model="sectionreview")
    workflows = Workflow.objects.filter(workflow_tasks__task__content_type__in=reviews).distinct()
    if not workflows.exists():
        return
    kind, _made = ContentType.objects.get_or_create(app_label="articles", model="copyedit")
    task = CopyEdit.objects.create(name=NAME, active=True, content_type=kind)
    for workflow in workflows:
        last = WorkflowTask.objects.filter(workflow=workflow).order_by("-sort_order").first()
        WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=(last.sort_order or 0) + 1)


def take_the_step_out(apps, schema_editor) -> None:
    """Stop what waits for a copy edit, and take the step out of the workflows; its writers hand in again."""
    Task, WorkflowState = apps.get_model("wagtailcore", "Task"), apps.get_model("wagtailcore", "WorkflowState")
    tasks = Task.objects.filter(content_type__app_label="articles", content_type__model="copyedit")
    waiting = WorkflowState.objects.filter(
        current_task_state__task__in=tasks, status__in=["in_progress", "needs_changes"]
    )
    waiting.update(status="cancelled")
    tasks.delete()


def say_what_was_passed(apps, schema_editor) -> None:
    """Until now an approval was the section review's; what is older than the live version waits for nobody."""
    Publication, Revision = apps.get_model("articles", "Publication"), apps.get_model("wagtailcore", "Revision")
    approved = Publication.objects.filter(ready_revision__isnull=False)
    approved.update(ready_steps=["review"])
    saved = Revision.objects.filter(pk=OuterRef("ready_revision")).values("created_at")
    waiting = approved.exclude(article__live_revision__gte=F("ready_revision")).exclude(
        withdrawn_at__gte=F("ready_revision__created_at")
    )
    Publication.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(ready_at=Subquery(saved))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_the_copy_edit"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunPython(say_what_was_passed, migrations.RunPython.noop),
        migrations.RunPython(add_the_step, take_the_step_out),
    ]
