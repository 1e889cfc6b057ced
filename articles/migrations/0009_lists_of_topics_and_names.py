"""The register of topics and names, filled with what is live; the addresses of topics by the house's rule."""

import django.db.models.deletion
from django.db import migrations, models

from newsroom.rtl.slugs import slug

AT_ONCE = 1000


def enter_what_is_live(apps, schema_editor):
    """Write an entry for each topic of a live article, and for each name that signs it."""
    Entry = apps.get_model("articles", "Entry")
    listed = {"publication__listed_at__isnull": False, "live": True}
    ArticlePage = apps.get_model("articles", "ArticlePage")
    since = "publication__listed_at"
    topics = ArticlePage.objects.filter(**listed, tagged_items__isnull=False)
    names = ArticlePage.objects.filter(**listed, byline__isnull=False)
    rows = {
        ("topic_id",): topics.values_list("pk", since, "tagged_items__tag"),
        ("person_id", "team_id"): names.values_list("pk", since, "byline__person", "byline__team"),
    }
    for headings, found in rows.items():
        batch = []
        for pk, listed_at, *values in found.order_by().distinct().iterator(AT_ONCE):
            batch.append(Entry(article_id=pk, listed_at=listed_at, **dict(zip(headings, values, strict=True))))
            if len(batch) == AT_ONCE:
                Entry.objects.bulk_create(batch)
                batch = []
        Entry.objects.bulk_create(batch)


def address_topics(apps, schema_editor):
    """Give topics the addresses that new ones get; none of them was public before."""
    Topic = apps.get_model("articles", "Topic")
    taken = set()
    wanted = {}
    for topic in Topic.objects.order_by("pk").iterator(AT_ONCE):
        made = slug(topic.name, fallback="topic")
        free, number = made, 1
        while free in taken:
            number += 1
            free = f"{made}-{number}"
        taken.add(free)
        if free != topic.slug:
            wanted[topic.pk] = free
    for pk in wanted:
        Topic.objects.filter(pk=pk).update(slug=f"-{pk}")  # out of the others' way
    for pk, free in wanted.items():
        Topic.objects.filter(pk=pk).update(slug=free)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0008_the_article_page_complete"),
        ("teams", "0005_sorted_and_addressed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("listed_at", models.DateTimeField()),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="articles.articlepage")),
                ("person", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="teams.person")),
                ("team", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="teams.team")),
                ("topic", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="articles.topic")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("topic__isnull", False)), fields=["topic", "-listed_at", "-article"], name="entries_of_a_topic"),
                    models.Index(condition=models.Q(("person__isnull", False)), fields=["person", "-listed_at", "-article"], name="entries_of_a_person"),
                    models.Index(condition=models.Q(("team__isnull", False)), fields=["team", "-listed_at", "-article"], name="entries_of_a_team"),
                ],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("person__isnull", True), ("team__isnull", True), ("topic__isnull", False)), models.Q(("person__isnull", False), ("team__isnull", True), ("topic__isnull", True)), models.Q(("person__isnull", True), ("team__isnull", False), ("topic__isnull", True)), _connector="OR"), name="an_entry_has_one_heading")],
            },
        ),
        migrations.RunPython(enter_what_is_live, migrations.RunPython.noop),
        migrations.RunPython(address_topics, migrations.RunPython.noop),
    ]
