"""The characters that do something to text without being seen, named once for every cleaner.

Each name holds the inside of a character class (`[...]`) for the `regex` module. Sources: UAX 9 (bidirectional
controls), UAX 44 (Default_Ignorable_Code_Point, Noncharacter_Code_Point); which of them a name or a body may keep is
the house's rule. Signs that are drawn although Unicode calls them format characters (the end of ayah ۝, U+0600 to
U+0605) stand in none of these sets.
"""

TATWEEL = "\u0640"

# LRM, RLM and ALM push the text beside them one way and cannot turn letters round: bodies keep them.
DIRECTION_MARKS = r"\u061C\u200E\u200F"

# Embeddings, overrides and isolates: `\u202Enimda` shows as "admin".
DIRECTION_OVERRIDES = r"\u202A-\u202E\u2066-\u2069"

# Soft hyphen, grapheme joiner, Hangul fillers, zero-width space, word joiner, byte order mark, interlinear
# annotation, tags. ZWNJ (U+200C) and ZWJ (U+200D) are spelling in Persian and glue in emoji, and are not here.
INVISIBLES = (
    r"\u00AD\u034F\u115F\u1160\u180E\u200B\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB"
    r"\U000E0000-\U000E007F"
)

# What no database, feed or mail can carry: controls (C0, C1) but for white space, halves of a surrogate pair,
# code points that are never characters (U+FFFE would make an XML feed invalid).
UNSTORABLE = r"\x00-\x08\x0E-\x1B\x7F-\x84\x86-\x9F\uD800-\uDFFF\p{Noncharacter_Code_Point}"

# Everything that ends a line somewhere: vertical tab, form feed, separators, next line, and the two of Unicode.
LINE_ENDS = r"\n\r\x0B\x0C\x1C-\x1F\x85\u2028\u2029"

JOINERS = r"\u200C\u200D"
