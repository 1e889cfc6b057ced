"""Numbers of comments, as Arabic counts."""

import pytest
from django.utils.translation import ngettext

from comments.templatetags.comments import in_words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "لا تعليقات"), (1, "تعليق واحد"), (2, "تعليقان"), (3, "3 تعليقات"), (10, "10 تعليقات"), (11, "11 تعليقًا"),
     (99, "99 تعليقًا"), (100, "100 تعليق"), (102, "102 تعليق"), (103, "103 تعليقات"), (111, "111 تعليقًا")],
)  # fmt: skip
def test_comments_are_counted_in_all_six_forms(count, words):
    assert in_words(count) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "نُشر تعليق واحد."),
        (2, "نُشر تعليقان."),
        (5, "نُشرت 5 تعليقات."),
        (25, "نُشر 25 تعليقًا."),
        (100, "نُشر 100 تعليق."),
    ],
)
def test_what_was_done_agrees_with_its_number(count, words):
    said = ngettext("%(count)s comment was approved.", "%(count)s comments were approved.", count)

    assert said % {"count": count} == words
