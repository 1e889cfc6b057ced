"""Each status has one door: the module that may assign it, and nobody else."""

import ast

from tests.newsroom import checkout

# Wagtail's own columns of "is it public?": they change inside Wagtail's actions, which the articles' verbs call.
PUBLICATION = {"live", "expired", "approved_go_live_at", "live_revision", "first_published_at", "last_published_at"}
WRITES = {"update", "create", "update_or_create", "get_or_create", "bulk_create"}


def assignments(path, names: set[str]):
    """Yield where the file gives one of the attributes a value: ``=``, ``update(…)``, ``create(…)``, ``setattr``."""
    for node in ast.walk(checkout.tree(path)):
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                yield from (node.lineno for part in parts if isinstance(part, ast.Attribute) and part.attr in names)
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in WRITES and any(word.arg in names for word in node.keywords):
                yield node.lineno
            if called == "setattr" and isinstance(node.args[1], ast.Constant) and node.args[1].value in names:
                yield node.lineno


def calls(path, name: str):
    """Yield where the file calls something of that name."""
    for node in ast.walk(checkout.tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name:
            yield node.lineno


def test_only_moderation_gives_a_comment_its_status():
    strangers = [
        checkout.place(path, line)
        for path in checkout.files(".py", under=checkout.ROOMS)
        if "comment" in path.read_text().lower() and checkout.place(path) != "comments/moderation.py"
        for line in assignments(path, {"status"})
    ]

    assert strangers == []


def test_only_the_articles_room_makes_pages_public_or_takes_them_back():
    strangers = [
        checkout.place(path, line)
        for path in checkout.files(".py", under=checkout.ROOMS)
        if not checkout.place(path).startswith("articles/")
        for line in assignments(path, PUBLICATION)
    ]

    assert strangers == []


def test_the_check_sees_every_way_of_assigning(tmp_path):
    file = tmp_path / "example.py"
    file.write_text(
        "comment.status = 1\nrows.update(status=2)\nComment.objects.create(status=3)\nsetattr(comment, 'status', 4)\n"
        "comment.note, comment.status = 5, 6\nrows.filter(status=7)\n"
    )

    assert sorted(assignments(file, {"status"})) == [1, 2, 3, 4, 5]
