"""`{% load comments %}`: what readers answered, at the end of an article's page.

    {% comments article %}         the whole section: the comments, and the form or a sentence in its place
    {% comment_count article %}    «3 تعليقات», for a line near the headline

A view that answers a reader's form puts it into the page's context as ``comment_form``. Two queries for a discussion
of up to a hundred comments, three for any longer one; the two tags on one page share the first.
"""

from django import template
from django.utils.translation import ngettext

from articles.models import ArticlePage
from comments import discussion, threads
from comments.forms import CommentForm
from newsroom.rtl.numbers import grouped

register = template.Library()


def _state(article: ArticlePage) -> discussion.State:
    # Kept on the article, which lives as long as the request does.
    if not hasattr(article, "discussion_state"):
        article.discussion_state = discussion.state(article)
    return article.discussion_state


def in_words(count: int) -> str:
    """Return a number of comments as a reader would say it."""
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": grouped(count)}


@register.simple_tag
def comment_count(article: ArticlePage) -> str:
    """Return how many approved comments an article has, in words."""
    return in_words(_state(article).approved)


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comments(context: template.Context, article: ArticlePage) -> dict:
    """Show the comments of an article, and the form below them."""
    state = _state(article)
    return {
        "article": article,
        "state": state,
        "count": in_words(state.approved),
        "page": threads.page(article, approved=state.approved),
        "form": context.get("comment_form") or CommentForm(article=article),
    }
