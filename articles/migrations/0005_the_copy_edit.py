"""The copy edit is a step; what was approved says since when, by whom, and which steps it passed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_corrections_and_the_bin"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="CopyEdit",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={"verbose_name": "copy edit", "verbose_name_plural": "copy edits", "abstract": False},
            bases=("wagtailcore.task",),
        ),
        migrations.AddField(
            model_name="publication",
            name="ready_steps",
            field=models.JSONField(blank=True, default=list, verbose_name="steps that it passed"),
        ),
        migrations.AddField(
            model_name="publication",
            name="ready_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ready since"),
        ),
        migrations.AddField(
            model_name="publication",
            name="ready_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["ready_at"], condition=models.Q(ready_at__isnull=False), name="articles_that_are_ready"
            ),
        ),
    ]
