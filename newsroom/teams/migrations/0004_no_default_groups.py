"""Wagtail's own groups, and the review they carry, give way to the groups of our teams."""

from django.db import migrations


def remove_default_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    # A group somebody is in is in use: it stays.
    unused = Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True)
    tasks = GroupApprovalTask.objects.filter(groups__in=unused)
    # A review nobody can ever approve; it is left alone where something was already submitted to it.
    Workflow.objects.filter(workflow_tasks__task__in=tasks.values("pk"), workflow_states__isnull=True).delete()
    tasks.filter(task_states__isnull=True).delete()
    unused.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0003_groups_of_roles"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(remove_default_groups, migrations.RunPython.noop)]
