"""Which comments of a section go on the page at once, and which await a moderator.

What the guard's traps caught is spam, and what somebody who is banned sends is rejected (``comments/moderation.py``).
Of everything else, the first line that is true decides:

| a reason holds it: any but those in ``ADVISORY``, also a check that failed       | awaits review |
| its writer has not proven the address in this browser                            | awaits review |
| the policy is «all are reviewed first» (the site's, where nobody says otherwise) | awaits review |
| the policy is «the first N», and moderators have approved fewer of this reader's | awaits review |
| otherwise                                                                        | is published  |

The article says, else its section, else the site. Whatever fails on the way leaves a comment awaiting review.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from articles.models import ArticlePage
from comments import discussion
from comments.models import Comment, Discussion
from newsroom.teams.models import User
from newsroom.teams.rights import may_moderate

LOG_ACTION = "comments.policy"
Policy = Discussion.Policy
# What a moderator should look at, but no reason to make a reader wait: words of the list's mildest level, and a text
# that others sent too (a slogan, a prayer, a line of the article), an address with many dots.
ADVISORY = frozenset({"noted_word", "copy_of_others", "dotted_address"})
MOST = 50


@dataclass(frozen=True)
class Rule:
    """What is said of an article: the policy, and how many approved comments make a reader trusted."""

    policy: str
    first_n: int


def of(article: ArticlePage) -> Rule:
    """Return what the article, its section or the site says; one query."""
    paths = [article.path[: step * Page.steplen] for step in range(2, article.depth + 1)]
    rows = Discussion.objects.filter(page__path__in=paths).exclude(policy=Policy.INHERIT)
    nearest = rows.annotate(page_path=F("page__path")).order_by("-page_path").first()
    return Rule(nearest.policy, nearest.first_n) if nearest else Rule(Policy.PRE, 0)


def publishes(comment: Comment) -> bool:
    """Say whether a comment that awaits review may go on the page without one; at most two queries."""
    if {reason["code"] for reason in comment.reasons} - ADVISORY or not comment.verified:
        return False
    rule = of(comment.article)
    if rule.policy == Policy.FIRST:
        return approved_of(comment.email_hash, rule.first_n) >= rule.first_n
    return rule.policy == Policy.POST


def approved_of(email_hash: str, enough: int) -> int:
    """Return how many comments of a proven reader a moderator approved and nobody took back, counting to ``enough``."""
    approved = Comment.objects.approved().filter(email_hash=email_hash, verified=True)
    by_a_person = approved.filter(events__after=Comment.Status.APPROVED, events__by__isnull=False)
    return by_a_person.values("pk").distinct()[:enough].count()


def may_set(user: User, page: Page) -> bool:
    """Say whether ``user`` may say which comments below ``page`` await review: its moderators, and chiefs."""
    return may_moderate(user, discussion.team_of(page))


@transaction.atomic
def say(page: Page, policy: str, *, first_n: int | None = None, by: User) -> Discussion:
    """Say which comments below an article, of a section or of the site (its front page) await review.

    ``first_n`` is needed for «the first N». Side effect: one entry in the page's log, if anything changed. Raises
    PermissionDenied, or ValidationError by field.
    """
    if not may_set(by, page):
        raise PermissionDenied
    if policy not in Policy.values:
        raise ValidationError({"policy": _("Choose which comments await review.")})
    row = discussion.of(page)
    before = row.policy, row.first_n
    if policy == Policy.FIRST:
        if first_n is None or not 1 <= first_n <= MOST:
            raise ValidationError({"first_n": _("Write a number from 1 to %(most)s.") % {"most": MOST}})
        row.first_n = first_n
    row.policy = policy
    if (row.policy, row.first_n) == before:
        return row
    row.save(update_fields=["policy", "first_n"])
    log(page, LOG_ACTION, user=by, data={"policy": policy, "first_n": row.first_n})
    return row
