"""What the property tests write: any text at all, with a liking for what breaks Arabic."""

from hypothesis import strategies as st

# Letters, marks, hidden signs, joiners, emoji, halves of surrogate pairs, controls, spaces, digits of three kinds.
AWKWARD = (
    "اأإآٱبةهىيیکؤئءلﻻﷺ۝﴿ـ"
    "\u064b\u064e\u0651\u0653\u0654\u0655\u0670\u0301\u0307\u0344\u0958\u0915\u20dd"
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u00ad\u034f\u115f\u180e\u2060\u206a\u3164\ufeff\uffa0\U000e0001\U000e007f\ufe0f\u2800\ufffe\uffff"
    "👨👩👧🏴\ud800\udfff\x00\x07\x1b\x7f\x85\u2028\u2029\t\n\r\x0b\x0c \u00a0\u3000"
    "aZİßΣſﬁé19٣۷²Ⅷ.-_/@#،؟%:"
)

any_text = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters()), max_size=60)


def hidden(*, but: str = "") -> str:
    """Return the direction controls, invisible signs and unstorable code points that cleaners must take out."""
    spans = [
        (0x200E, 0x200F), (0x061C, 0x061C), (0x202A, 0x202E), (0x2066, 0x2069),
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x115F, 0x1160), (0x180E, 0x180E), (0x200B, 0x200B), (0x2060, 0x2064),
        (0x206A, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xE0000, 0xE007F),
        (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xD800, 0xDFFF), (0xFFFE, 0xFFFF), (0x2028, 0x2029),
    ]  # fmt: skip
    return "".join(chr(code) for first, last in spans for code in range(first, last + 1) if chr(code) not in but)
