"""The one stylesheet that readers fetch is what the blocks say, and the blocks stay small."""

from newsroom.look.stylesheet import BLOCKS, STYLESHEET, joined


def test_the_committed_stylesheet_is_what_the_blocks_say():
    assert STYLESHEET.read_text(encoding="utf-8") == joined(), "run `manage.py build_stylesheet`"


def test_a_block_has_one_reason_to_exist():
    long = {block.name: lines for block in BLOCKS.glob("*.css") if (lines := len(block.read_text().splitlines())) > 150}

    assert long == {}


def test_every_rule_stands_in_a_layer():
    loose = [block.name for block in BLOCKS.glob("*.css") if "@layer " not in block.read_text()]

    assert loose == []


def test_styles_are_bound_to_classes_not_to_ids():
    selectors = [line for line in joined().splitlines() if line.endswith(("{", ",")) and line.startswith("#")]

    assert selectors == []
