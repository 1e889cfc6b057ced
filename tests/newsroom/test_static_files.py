"""What templates and styles point to is there."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

NAMED = re.compile(r"{%\s*(?:versioned_)?static\s+[\"']([^\"']+)[\"']")


def test_every_static_file_that_a_template_names_exists():
    named = {
        (name, path.relative_to(settings.BASE_DIR).as_posix())
        for path in Path(settings.BASE_DIR, "templates").glob("**/*.html")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }

    assert named
    assert [found for found in sorted(named) if finders.find(found[0]) is None] == []


def test_who_asks_for_the_icon_by_its_old_name_is_led_to_it(client, db):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, static("site/icons/favicon-48.png"))
