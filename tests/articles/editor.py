"""The panel's editor, as a browser fills it in."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.models import ArticlePage


def typed(article: ArticlePage | None = None, **fields) -> dict:
    """Return what the form of an article sends; ``team`` and ``person`` sign, ``body`` is one paragraph of HTML."""
    fields = loaded(article) | fields
    signature = {name: fields.pop(name, "") for name in ("team", "person")}
    body = fields.pop("body", "<p>قالت البلدية إن الميناء القديم يفتح أبوابه يوم الجمعة.</p>")
    kept = list(article.byline.all()) if article else []
    signed = [signature] if any(signature.values()) else []
    return nested_form_data(
        {
            "title": "البلدية تفتح الميناء القديم للزوّار",
            "standfirst": "",
            "kicker": "",
            "kind": "news",
            "place": "",
            "agency": "",
            "lead": "",
            "lead_gallery": streamfield([]),
            "tags": "",
            "language": "ar",
            "search_description": "",
            "body": streamfield([("paragraph", rich_text(body))]),
            "byline": inline_formset(
                [{"id": row.pk or "", "person": row.person_id or "", "team": row.team_id or ""} for row in kept]
                + signed,
                initial=len([row for row in kept if row.pk]),
            ),
            "comments": inline_formset([]),
        }
        | fields
    )


def loaded(article: ArticlePage | None) -> dict:
    """Return what the form says of the version that it was opened with: the latest, as of now."""
    stored = ArticlePage.objects.select_related("latest_revision").filter(pk=article and article.pk).first()
    if stored is None or stored.latest_revision is None:
        return {}
    latest = stored.latest_revision
    return {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}


def add_url(section) -> str:
    return reverse("wagtailadmin_pages:add", args=("articles", "articlepage", section.pk))


def edit_url(article) -> str:
    return reverse("wagtailadmin_pages:edit", args=(article.pk,))
