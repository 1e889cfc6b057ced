"""Stylesheets know start and end, never left and right; Arabic is neither spaced out nor slanted."""

import re

from tests.newsroom import checkout

PHYSICAL = re.compile(
    r"""(?<![\w-])(?:
        (?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?\s*:
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:left|right)\s*:
      | (?:float|clear|text-align|text-align-last|caption-side)\s*:\s*(?:left|right)\b
      | (?:transform-origin|background-position|object-position|perspective-origin)\s*:[^;}]*\b(?:left|right)\b
      | to\s+(?:left|right)\b
    )""",
    re.VERBOSE,
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-width)\s*:\s*([^;}]+)")


def stylesheets():
    """Yield each stylesheet with its text, comments blanked out."""
    for path in checkout.files(".css", under=checkout.ROOMS):
        yield path, re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), path.read_text(), flags=re.S)


def found(pattern: re.Pattern) -> list[str]:
    """Return where the pattern stands in any stylesheet."""
    return [
        f"{checkout.place(path, text.count(chr(10), 0, match.start()) + 1)} {match[0].strip()}"
        for path, text in stylesheets()
        for match in pattern.finditer(text)
    ]


def test_no_stylesheet_uses_left_or_right():
    assert found(PHYSICAL) == []


def test_no_shorthand_gives_left_and_right_different_sizes():
    lopsided = []
    for path, text in stylesheets():
        for match in FOUR_SIDES.finditer(text):
            sides = re.findall(r"(?:[^\s()]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?)+", match[1].split("!")[0])
            if len(sides) == 4 and sides[1] != sides[3]:
                lopsided.append(f"{checkout.place(path)} {match[0]}")

    assert lopsided == []


def test_letters_are_not_spaced_out_and_not_slanted():
    assert found(re.compile(r"letter-spacing\s*:\s*(?!0\b|normal\b)[^;}]+|font-style\s*:\s*(?:italic|oblique)")) == []


def test_nothing_is_fetched_from_another_host():
    assert found(re.compile(r"url\(\s*['\"]?(?:https?:)?//[^)]*|@import[^;]*//[^;]*")) == []


def test_the_check_itself_finds_what_it_forbids():
    samples = ("margin-left: 1px", "left: 0", "text-align: right", "border-top-left-radius: 2px", "to right")

    assert [bool(PHYSICAL.search(sample)) for sample in samples] == [True] * 5
    assert not PHYSICAL.search("margin-inline-start: 1px; text-align: start; inset-inline: 0; --copyright: 1")
