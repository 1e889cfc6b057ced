"""What the documents say is so."""

import re

from tests.newsroom import checkout

READS = re.compile(r'(?:environ(?:\.get|\.setdefault)?|flag|whole|words|networks|address)[(\[]\s*"([A-Z][A-Z0-9_]+)"')
# Named to Django by ourselves, not set by an operator.
INTERNAL = {"DJANGO_SETTINGS_MODULE"}


def test_every_variable_that_is_read_is_explained_to_operators():
    read = set()
    for path in checkout.files(".py", under=("newsroom", "articles", "comments")):
        read |= set(READS.findall(path.read_text()))
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)[`=]", (checkout.ROOT / "docs" / "operations.md").read_text()))

    assert "SITE_URL" in read
    assert read - INTERNAL - explained == set()


def test_every_link_between_our_documents_leads_somewhere():
    lost = []
    for path in (*checkout.ROOT.glob("*.md"), *checkout.ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
            if not (path.parent / target).exists():
                lost.append(f"{checkout.place(path)} {target}")

    assert lost == []


def test_the_readme_names_only_targets_that_make_knows():
    makefile = (checkout.ROOT / "Makefile").read_text()
    named = {
        name
        for path in (checkout.ROOT / "README.md", checkout.ROOT / "docs" / "operations.md")
        for name in re.findall(r"\bmake ([a-z]+)\b(?=[`\s])", "\n".join(re.findall(r"`[^`]*`", path.read_text())))
    }

    assert named >= {"run", "lint"}
    assert [name for name in sorted(named) if not re.search(rf"^{name}:", makefile, re.M)] == []
