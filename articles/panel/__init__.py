"""The panel's pages for articles: editing, the sheet of one article, what waits, the bin."""

from articles.panel.editing import ArticleViewSet
from articles.panel.listing import ArticleListing

__all__ = ["ArticleListing", "ArticleViewSet"]
