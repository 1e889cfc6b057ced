"""The root of the pages and of the collections are named in Arabic: every chooser shows them."""

from django.db import migrations

NAMES = {("wagtailcore", "Page", "title"): ("Root", "الجذر"), ("wagtailcore", "Collection", "name"): ("Root", "الصور كلّها")}


def rename(apps, old: int, new: int) -> None:
    for (app, model, field), names in NAMES.items():
        roots = apps.get_model(app, model).objects.filter(depth=1, **{field: names[old]})
        roots.update(**{field: names[new]} | ({"draft_title": names[new]} if model == "Page" else {}))


def in_arabic(apps, schema_editor) -> None:
    rename(apps, 0, 1)


def in_english(apps, schema_editor) -> None:
    rename(apps, 1, 0)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_the_house"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(in_arabic, in_english)]
