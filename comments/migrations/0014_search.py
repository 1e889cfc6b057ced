"""The index of the queue's search, and what keeps it beside its table: FTS5 on SQLite, a tsvector on PostgreSQL.

A later change of ``CommentEntry`` that makes SQLite copy the table must make the triggers anew.
"""

import django.db.models.deletion
from django.db import migrations, models

BATCH = 1000
SQLITE = (
    """
    CREATE VIRTUAL TABLE comments_commententry_fts USING fts5(
        words, content='comments_commententry', content_rowid='comment_id', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER comments_commententry_entered AFTER INSERT ON comments_commententry BEGIN
        INSERT INTO comments_commententry_fts(rowid, words) VALUES (new.comment_id, new.words);
    END
    """,
    """
    CREATE TRIGGER comments_commententry_struck AFTER DELETE ON comments_commententry BEGIN
        INSERT INTO comments_commententry_fts(comments_commententry_fts, rowid, words)
        VALUES ('delete', old.comment_id, old.words);
    END
    """,
    """
    CREATE TRIGGER comments_commententry_rewritten AFTER UPDATE ON comments_commententry BEGIN
        INSERT INTO comments_commententry_fts(comments_commententry_fts, rowid, words)
        VALUES ('delete', old.comment_id, old.words);
        INSERT INTO comments_commententry_fts(rowid, words) VALUES (new.comment_id, new.words);
    END
    """,
)
POSTGRESQL = (
    "ALTER TABLE comments_commententry ADD COLUMN terms tsvector",
    """
    CREATE FUNCTION comments_commententry_fill() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        new.terms := to_tsvector('simple', new.words);
        RETURN new;
    END
    $$
    """,
    """
    CREATE TRIGGER comments_commententry_filled BEFORE INSERT OR UPDATE ON comments_commententry
    FOR EACH ROW EXECUTE FUNCTION comments_commententry_fill()
    """,
    "CREATE INDEX comments_commententry_terms ON comments_commententry USING gin (terms)",
)


def make_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def enter_what_is_there(apps, schema_editor):
    from comments.index import found_by

    entry = apps.get_model("comments", "CommentEntry")
    rows = apps.get_model("comments", "Comment").objects.order_by("pk").values_list("pk", "name", "body")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        entry.objects.bulk_create(entry(comment_id=pk, words=found_by(name, body)) for pk, name, body in batch)
        last = batch[-1][0]


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0009_whole_lists_and_recounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentEntry",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="words and their stems")),
            ],
            options={
                "verbose_name": "entry of the queue's search",
                "verbose_name_plural": "entries of the queue's search",
            },
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(enter_what_is_there, migrations.RunPython.noop, elidable=True),
    ]
