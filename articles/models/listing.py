"""How articles are read from the database: adjectives of the QuerySet."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from articles.permissions import not_binned


class ArticleQuerySet(PageQuerySet):
    """Articles, read the way an editor would say it."""

    def newest(self) -> "ArticleQuerySet":
        """Newest first, by the moment of first publication."""
        return self.order_by("-publication__listed_at", "-pk")

    def listed(self) -> "ArticleQuerySet":
        """Those that readers find in lists: live, and not kept out of them."""
        return self.live().filter(publication__listed_at__isnull=False)

    def not_binned(self) -> "ArticleQuerySet":
        """Those that do not lie in the bin."""
        return self.filter(not_binned())

    def for_reading(self) -> "ArticleQuerySet":
        """With all that an article's own page shows, which was baked at publication."""
        own = (
            "title slug live path depth url_path kind language standfirst search_description first_published_at".split()
        )
        public = "story_html renderer byline_text tags read_also card updated_at withdrawn_at listed_at".split()
        return self.select_related("publication").only(*own, *(f"publication__{name}" for name in public))


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
