"""The panel's pages for articles: editing, the sheet of one article, what waits, the bin."""

from articles.panel.editing import ArticleViewSet

__all__ = ["ArticleViewSet"]
