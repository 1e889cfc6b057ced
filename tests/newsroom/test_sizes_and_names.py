"""Files and functions stay short, and are named as the trade names things."""

import ast

from tests.newsroom import checkout

PATTERNS = {"utils", "util", "services", "service", "helpers", "helper", "managers", "manager", "misc", "common"}
VERB_MODULES = {"workflow", "bin", "moderation", "membership", "invitations"}


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


def test_migrations_are_named_for_what_they_change():
    unnamed = [
        checkout.place(path)
        for room in checkout.ROOMS
        for path in (checkout.ROOT / room).rglob("migrations/*.py")
        if "_auto_" in path.name
    ]

    assert unnamed == []


def test_every_verb_says_who_does_it():
    """A public function that opens a transaction in a module of verbs takes ``by=``, by keyword only."""
    verbs = [path for path in checkout.files(".py", under=checkout.ROOMS) if path.stem in VERB_MODULES]
    anonymous = [
        f"{checkout.place(path, node.lineno)} {node.name}"
        for path in verbs
        for node in checkout.tree(path).body
        if isinstance(node, checkout.FUNCTIONS)
        and not node.name.startswith("_")
        and any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
        and "by" not in {argument.arg for argument in node.args.kwonlyargs}
    ]

    assert anonymous == []
