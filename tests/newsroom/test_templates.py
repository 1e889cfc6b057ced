"""Templates keep scripts and styles in files, translate whole sentences, and say why where they trust HTML."""

import re

from django.template import TemplateSyntaxError, engines

from tests.newsroom import checkout

COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}|<!--.*?-->", re.S)
# The panel's own pages stand under Wagtail's policy, which allows inline code; the public site's does not.
PANEL = (
    "templates/wagtailadmin/",
    "templates/wagtailimages/",
    "templates/comments/panel/",
    "templates/articles/panel/",
)


def templates(public_only: bool = False):
    """Yield each template with its text, comments taken out."""
    for path in checkout.files(".html", ".txt", ".xml", under=("templates",)):
        if not (public_only and checkout.place(path).startswith(PANEL)):
            yield path, COMMENT.sub("", path.read_text())


def found(pattern: str, public_only: bool = False) -> list[str]:
    """Return where the pattern stands in any template."""
    return [
        f"{checkout.place(path)} {match[0].strip()[:80]}"
        for path, text in templates(public_only)
        for match in re.finditer(pattern, text, re.S | re.I)
    ]


def test_no_public_template_has_an_inline_script():
    # Structured data is no script: browsers do not run it, and the policy lets it pass.
    assert found(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", public_only=True) == []


def test_no_public_template_has_an_inline_style_or_handler():
    assert found(r"<style[\s>]|\sstyle=|\son[a-z]+=[\"']|href=[\"']javascript:", public_only=True) == []


def test_every_blocktranslate_is_trimmed():
    assert found(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}") == []


def test_no_template_has_words_of_its_own_in_latin_letters():
    text_of = re.compile(
        r"{% blocktrans.*?{% endblocktrans\w* %}|{%.*?%}|{{.*?}}|<(script|style|svg)\b.*?</\1>|<[^>]*>|&\w+;", re.S
    )
    words = [
        f"{checkout.place(path)} {word}"
        for path, text in templates()
        if path.suffix == ".html"
        for word in re.findall(r"[A-Za-z][a-z]{2,}(?: [A-Za-z]+)*", text_of.sub(" ", text))
    ]

    assert words == []


def test_what_a_person_typed_is_isolated_from_the_words_around_it():
    """A name, headline or caption stands in ``<bdi>``, or in an element whose direction the server decided."""
    typed = re.compile(r"{{\s*(?!site_name)[\w.]*(?:name|caption|credit|standfirst|kicker|article\.title)\b[^}]*}}")
    isolated = re.compile(r"<bdi|\bdir=|plain_isolate|{% block title %}|\b(?:content|alt|value|aria-label|title)=\"")
    bare = [
        f"{checkout.place(path)} {line.strip()[:100]}"
        for path, text in templates(public_only=True)
        if path.suffix == ".html"
        and checkout.place(path).startswith(("templates/articles", "templates/comments", "templates/teams"))
        for line in text.split("\n")
        if typed.search(line) and not isolated.search(line)
    ]

    assert bare == []


def test_nothing_is_loaded_from_another_host():
    loads = r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*\b(?:src|href|srcset)=[\"'](?:https?:)?//"

    assert found(loads) == []


def test_trusting_html_needs_a_reason_beside_it():
    bare = []
    for path in checkout.files(".html", under=("templates",)):
        lines = path.read_text().split("\n")
        for number, line in enumerate(lines):
            trusts = re.search(r"\|\s*safe\b|{%\s*autoescape off", line)
            if trusts and "{#" not in line and "{#" not in lines[number - 1] and "endcomment" not in lines[number - 1]:
                bare.append(checkout.place(path, number + 1))
    for path in checkout.files(".py", under=checkout.ROOMS):
        lines = path.read_text().split("\n")
        for number, line in enumerate(lines):
            trusts = re.search(r"\bmark_safe\(|@csrf_exempt|\bcsrf_exempt\(", line)
            if trusts and "#" not in line and not lines[number - 1].lstrip().startswith("#"):
                bare.append(checkout.place(path, number + 1))

    assert bare == []


def test_each_template_compiles():
    broken = []
    for path in checkout.files(".html", ".txt", ".xml", under=("templates",)):
        try:
            engines["django"].from_string(path.read_text())
        except TemplateSyntaxError as error:
            broken.append(f"{checkout.place(path)} {error}")

    assert broken == []
