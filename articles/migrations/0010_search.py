"""The index of the search, and what keeps it beside its table: FTS5 on SQLite, a tsvector on PostgreSQL.

A later change of ``SearchEntry`` that makes SQLite copy the table must make the triggers anew.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    """
    CREATE VIRTUAL TABLE articles_searchentry_fts USING fts5(
        headline, body, words, content='articles_searchentry', content_rowid='article_id',
        tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER articles_searchentry_entered AFTER INSERT ON articles_searchentry BEGIN
        INSERT INTO articles_searchentry_fts(rowid, headline, body, words)
        VALUES (new.article_id, new.headline, new.body, new.words);
    END
    """,
    """
    CREATE TRIGGER articles_searchentry_struck AFTER DELETE ON articles_searchentry BEGIN
        INSERT INTO articles_searchentry_fts(articles_searchentry_fts, rowid, headline, body, words)
        VALUES ('delete', old.article_id, old.headline, old.body, old.words);
    END
    """,
    """
    CREATE TRIGGER articles_searchentry_rewritten AFTER UPDATE ON articles_searchentry BEGIN
        INSERT INTO articles_searchentry_fts(articles_searchentry_fts, rowid, headline, body, words)
        VALUES ('delete', old.article_id, old.headline, old.body, old.words);
        INSERT INTO articles_searchentry_fts(rowid, headline, body, words)
        VALUES (new.article_id, new.headline, new.body, new.words);
    END
    """,
)
POSTGRESQL = (
    "ALTER TABLE articles_searchentry ADD COLUMN terms tsvector, ADD COLUMN phrases tsvector",
    """
    CREATE FUNCTION articles_searchentry_fill() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        new.terms := setweight(to_tsvector('simple', new.headline), 'A') || to_tsvector('simple', new.body);
        new.phrases := to_tsvector('simple', new.words);
        RETURN new;
    END
    $$
    """,
    """
    CREATE TRIGGER articles_searchentry_filled BEFORE INSERT OR UPDATE ON articles_searchentry
    FOR EACH ROW EXECUTE FUNCTION articles_searchentry_fill()
    """,
    "CREATE INDEX articles_searchentry_terms ON articles_searchentry USING gin (terms)",
    "CREATE INDEX articles_searchentry_phrases ON articles_searchentry USING gin (phrases)",
)


def make_index(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def enter_what_is_live(apps, schema_editor):
    # The clock bakes what is stale, and enters it with that.
    apps.get_model("articles", "Publication").objects.filter(listed_at__isnull=False).update(renderer=0)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_lists_of_topics_and_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("term", models.TextField(primary_key=True, serialize=False, verbose_name="term")),
                ("entries", models.PositiveIntegerField(verbose_name="entries")),
            ],
            options={
                "verbose_name": "term of the search",
                "verbose_name_plural": "terms of the search",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.articlepage",
                    ),
                ),
                ("headline", models.TextField(blank=True, verbose_name="terms of the headline")),
                ("body", models.TextField(blank=True, verbose_name="terms of the text")),
                ("words", models.TextField(blank=True, verbose_name="words in their order")),
                ("text", models.TextField(blank=True, verbose_name="text as it is read")),
            ],
            options={
                "verbose_name": "entry of the search",
                "verbose_name_plural": "entries of the search",
            },
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(enter_what_is_live, migrations.RunPython.noop, elidable=True),
    ]
