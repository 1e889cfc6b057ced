"""Cuts the two typefaces of the public site down to what Arabic news needs; run by hand when a face is renewed.

    npm pack @ibm/plex-sans-arabic@1.1.0 @fontsource-variable/noto-naskh-arabic@5.3.0
    python -m newsroom.look.fonts FOLDER newsroom/static/site/fonts

FOLDER holds `IBMPlexSansArabic-Bold.woff2`, `IBMPlexSansArabic-Medium.woff2` (the complete files) and
`noto-naskh-arabic-arabic-wght-normal.woff2`, `noto-naskh-arabic-latin-wght-normal.woff2`.

The results carry other names than their sources: both are under the SIL Open Font License, which reserves the name
"Plex" for unmodified copies. The licences stand beside the results and travel with them.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# What a journalist types: letters, tashkeel, tatweel, the letters Arabic borrows for foreign names (پچژگڤکی and the
# Maghreb's ڨ ڭ), both brackets and honorifics of the Quran and the Prophet, digits, punctuation. The joined forms of
# the letters come with them.
ARABIC = [
    *(0x060C, 0x061B, 0x061F, *range(0x0621, 0x063B), *range(0x0640, 0x0656), *range(0x0660, 0x066D)),
    *(0x0670, 0x0671, 0x067E, 0x0686, 0x0698, 0x06A4, 0x06A8, 0x06A9, 0x06AD, 0x06AF, 0x06CC),
    *(0xFD3E, 0xFD3F, 0xFDF2, 0xFDFA, 0xFDFB),
]
# Marks of recitation and the signs of the companions stand in running text only; a headline borrows them from Naskh.
QURANIC = [*range(0x0610, 0x0615), 0x0656, *range(0x06D6, 0x06DD), *range(0x06DE, 0x06EE), 0xFDFC]
LATIN = [*range(0x20, 0x7F), 0xA0, *map(ord, "éèêëàâäáãåçîïíôöóõøùûüúñßœğşıİŞÉÈÇÖÜÄ£§©«°±·»×€™−")]
SIGNS = [*range(0x200C, 0x2015), *map(ord, "‘’“”•…‹›")]
SANS = {*ARABIC, *LATIN, *SIGNS}
NASKH = {*SANS, *QURANIC}

# Small capitals, stylistic sets and the like are never asked for by the stylesheet.
FEATURES = ["calt", "ccmp", "curs", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig"]


def options() -> Options:
    """How every face is cut: no hints (Arabic news is read on phones), names kept only where a licence wants them."""
    chosen = Options()
    chosen.hinting = False
    chosen.layout_features = FEATURES
    chosen.flavor = "woff2"
    chosen.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    chosen.notdef_outline = True
    chosen.glyph_names = False
    return chosen


def add_latin(font: TTFont, latin: TTFont) -> None:
    """Puts the Latin letters, digits and punctuation of `latin` into `font`, so that one request brings both.

    Both are cuts of one variable face with the same axes. Latin kerning is left behind: merging variable positioning
    tables is not worth it for the few Latin words of an Arabic paper.
    """
    variations = font["gvar"].variations  # read before the number of glyphs changes
    order = font.getGlyphOrder()
    new = [name for name in latin.getGlyphOrder() if name not in set(order)]
    font["glyf"].ensureDecompiled()
    for name in new:
        font["glyf"][name] = latin["glyf"][name]
        font["hmtx"][name] = latin["hmtx"][name]
        variations[name] = latin["gvar"].variations.get(name, [])
    font.setGlyphOrder(list(dict.fromkeys([*order, *new])))
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code, name in latin.getBestCmap().items():
                table.cmap.setdefault(code, name)
    del font["HVAR"]  # it covers the old glyphs only; the same widths are in gvar


def rename(font: TTFont, family: str, style: str) -> None:
    """Gives the cut its own name in place of the source's."""
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for name_id, text in names.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)


def cut(font: TTFont, family: str, style: str, wanted: set[int], target: Path) -> None:
    """Writes one cut to `target` and says its size in bytes."""
    rename(font, family, style)
    subsetter = Subsetter(options())
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters\n")


def main(source: Path, target: Path) -> None:
    """Cuts all faces of `source` into `target`."""
    naskh = TTFont(source / "noto-naskh-arabic-arabic-wght-normal.woff2")
    add_latin(naskh, TTFont(source / "noto-naskh-arabic-latin-wght-normal.woff2"))
    cut(naskh, "Newsroom Naskh", "Regular", NASKH, target / "newsroom-naskh.woff2")
    for weight, style in (("medium", "Medium"), ("bold", "Bold")):
        cut(
            TTFont(source / f"IBMPlexSansArabic-{style}.woff2"),
            "Newsroom Sans",
            style,
            SANS,
            target / f"newsroom-sans-{weight}.woff2",
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
