"""Files and functions stay short, and are named as the trade names things."""

import ast

from tests.newsroom import checkout

PATTERNS = {"utils", "util", "services", "service", "helpers", "helper", "managers", "manager", "misc", "common"}


def test_no_file_has_more_than_400_lines():
    long = {
        checkout.place(path): lines
        for path in checkout.files(".py", ".css", ".js", ".html")
        if (lines := len((text := path.read_text()).splitlines())) > 400
        # What a command makes from shorter files says so in its first line.
        and not text.startswith("/* Made from ")
    }

    assert long == {}


def test_no_function_has_more_than_50_lines():
    long = {
        f"{checkout.place(path, node.lineno)} {node.name}": lines
        for path in checkout.files(".py")
        for node in ast.walk(checkout.tree(path))
        if isinstance(node, checkout.FUNCTIONS) and (lines := node.end_lineno - node.lineno + 1) > 50
    }

    assert long == {}


def test_modules_are_nouns_of_the_trade_not_patterns():
    named = [checkout.place(path) for path in checkout.files(".py") if path.stem in PATTERNS]

    assert named == []


def test_no_module_shadows_a_library_from_beside_manage_py():
    assert sorted(path.name for path in checkout.ROOT.glob("*.py")) == ["manage.py"]


def test_every_module_of_ours_says_what_lives_in_it():
    silent = [
        checkout.place(path)
        for path in checkout.files(".py", under=checkout.ROOMS)
        if path.read_text().strip() and not ast.get_docstring(checkout.tree(path))
    ]

    assert silent == []
