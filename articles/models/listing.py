"""How articles are read from the database: adjectives of the QuerySet."""

from django.db.models import Prefetch
from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    """Articles, read the way an editor would say it."""

    def newest(self) -> "ArticleQuerySet":
        """Newest first, by the moment of first publication."""
        return self.order_by("-publication__listed_at", "-pk")

    def listed(self) -> "ArticleQuerySet":
        """Those that readers find in lists: live, and not kept out of them."""
        return self.live().filter(publication__listed_at__isnull=False)

    def signed_by(self, **signature) -> "ArticleQuerySet":
        """Those signed by one ``person`` or one ``team``."""
        return self.filter(byline__in=self.model.byline.rel.related_model.objects.filter(**signature))

    def teasers(self) -> "ArticleQuerySet":
        """With all that a teaser shows, and without the body: the same few queries for one and for thirty."""
        return self.select_related("publication", "lead").prefetch_related("lead__renditions").defer("body")

    def for_reading(self) -> "ArticleQuerySet":
        """With all that an article's own page shows; its body is the baked one."""
        from articles.models import Byline

        signatures = Byline.objects.select_related("person__picture", "team__picture").prefetch_related(
            "person__picture__renditions", "team__picture__renditions"
        )
        return self.teasers().prefetch_related(Prefetch("byline", signatures))


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
