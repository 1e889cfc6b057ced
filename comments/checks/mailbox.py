"""What an address says of itself: thrown away after use, or mistyped, so that no letter would arrive."""

from collections.abc import Iterator

from comments.reasons import Reason, Submission

THROWN_AWAY = frozenset(
    """mailinator.com guerrillamail.com 10minutemail.com tempmail.com temp-mail.org yopmail.com trashmail.com
    sharklasers.com getnada.com maildrop.cc dispostable.com fakeinbox.com mintemail.com mohmal.com emailondeck.com
    throwawaymail.com mailnesia.com spamgourmet.com moakt.com tempail.com""".split()
)
MISTYPED = frozenset(
    """gmial.com gmai.com gmal.com gnail.com gamil.com gmail.co gmail.con gmail.cm gmail.om gmaill.com hotmial.com
    hotmal.com hotmail.con hotmil.com hotamil.com yaho.com yahooo.com yahoo.con yahoo.co outlok.com outloo.com
    outlook.con iclod.com icloud.con""".split()
)
DOTS = 3


def mailbox(submission: Submission) -> Iterator[Reason]:
    """Tell what is odd about an address; the address itself is told to nobody."""
    local, _, domain = submission.address.rpartition("@")
    domain = domain.lower()
    if domain in THROWN_AWAY:
        yield {"code": "thrown_away_address", "field": "email"}
    if domain in MISTYPED:
        yield {"code": "mistyped_address", "field": "email"}
    if local.count(".") >= DOTS:
        yield {"code": "dotted_address", "field": "email"}
