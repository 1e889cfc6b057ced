"""What the search of the public site reads of an article."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """The words of a live article; ``articles/search/index.py`` alone writes it.

    The database keeps its full-text index beside it by triggers (migration 0010): FTS5 on SQLite, a ``tsvector`` on
    PostgreSQL.
    """

    article = models.OneToOneField(
        "articles.ArticlePage", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    headline = models.TextField(_("terms of the headline"), blank=True)
    body = models.TextField(_("terms of the text"), blank=True)
    words = models.TextField(_("words in their order"), blank=True)
    text = models.TextField(_("text as it is read"), blank=True)

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")

    def __str__(self) -> str:
        return str(self.article_id)


class SearchTerm(models.Model):
    """In how many of the newest articles a term stands: what makes a rare word weigh more (PostgreSQL)."""

    term = models.TextField(_("term"), primary_key=True)
    entries = models.PositiveIntegerField(_("entries"))

    class Meta:
        verbose_name = _("term of the search")
        verbose_name_plural = _("terms of the search")

    def __str__(self) -> str:
        return self.term
