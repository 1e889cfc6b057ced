"""What both databases share in asking: the order of time, and which words of a large archive find."""

NEWEST_FIRST = "public.listed_at DESC, public.article_id DESC"
# How much more a word of the headline counts than one of the text.
HEADLINE = 4


def rarest(expected: dict[str, float], most: float) -> list[str]:
    """Return terms, the rarest first, as long as no more than ``most`` articles hold one of them; one at least.

    ``expected`` says in how many articles each stands.
    """
    found, together = [], 0.0
    for term in sorted(expected, key=expected.__getitem__):
        together += expected[term]
        if found and together > most:
            break
        found.append(term)
    return found
