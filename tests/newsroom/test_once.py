"""A part of a page that is the same on many is rendered once in a process."""

from django.template import Context, Template
from django.utils.translation import override

FOOTER = Template('{% load once %}{% once "_footer.html" site_name=name year="2026" %}')


def test_it_is_rendered_for_what_it_is_given_and_knows_nothing_else(settings):
    first, second = (FOOTER.render(Context({"name": name, "sections": [1]})) for name in ("<أولى>", "ثانية"))

    assert ("&lt;أولى&gt;" in first, "<nav" in first, "ثانية" in second) == (True, False, True)


def test_each_language_has_its_own():
    arabic = FOOTER.render(Context({"name": "صحيفة"}))
    with override("en"):
        english = FOOTER.render(Context({"name": "صحيفة"}))

    assert ("All rights reserved" in arabic, "All rights reserved" in english) == (False, True)
