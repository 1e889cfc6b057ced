"""Whatever changes what readers see bakes it anew and raises the versions of the pages that show it."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from articles import baking, fixes, pictures, register
from articles.search import index
from newsroom.cache.versions import bump
from newsroom.images.models import Picture
from newsroom.teams.models import Person, Team

if TYPE_CHECKING:
    from articles.models import ArticlePage, SectionPage, Topic


def listen() -> None:
    """Connect the receivers, once, when the app is ready."""
    from articles.models import ArticlePage, HomePage, SectionPage, Topic

    post_save.connect(_article_saved, sender=ArticlePage)
    page_published.connect(_article_published, sender=ArticlePage)
    page_unpublished.connect(_article_withdrawn, sender=ArticlePage)
    post_page_move.connect(_article_moved, sender=ArticlePage)
    post_delete.connect(_article_deleted, sender=ArticlePage)
    post_save.connect(_version_saved, sender=Revision)
    for model in (SectionPage, Person, Team):
        pre_save.connect(_about_to_be_saved, sender=model)
    for model in (HomePage, SectionPage):
        post_save.connect(_frame_changed, sender=model)
        post_delete.connect(_frame_changed, sender=model)
    post_page_move.connect(_frame_changed, sender=SectionPage)
    post_save.connect(_section_saved, sender=SectionPage)
    page_slug_changed.connect(_section_moved, sender=SectionPage)
    for model in (Person, Team):
        post_save.connect(_signer_saved, sender=model)
    post_save.connect(_topic_saved, sender=Topic)
    pre_delete.connect(_topic_deleted, sender=Topic)
    post_save.connect(_picture_saved, sender=Picture)
    pre_delete.connect(_picture_deleted, sender=Picture)


def changed(article: "ArticlePage", *lists: str) -> None:
    """Raise the versions of every page that shows ``article``; call it as late as can be in the transaction.

    ``lists`` are the tags of further lists: those that it has just left.
    """
    tags = {f"article:{article.pk}", f"section:{article.section.pk}", "front", "corrections", "archive"}
    bump(*tags, *register.headings(article), *lists)


def neighbours(article: "ArticlePage") -> "QuerySet[ArticlePage]":
    """Return the other live articles whose baked body names this one («read also», links in the text)."""
    return _referring_to(article).exclude(pk=article.pk)


def _referring_to(target: Page | Picture) -> "QuerySet[ArticlePage]":
    from articles.models import ArticlePage

    pages = ContentType.objects.get_for_model(Page)
    ids = ReferenceIndex.get_references_to(target).filter(base_content_type=pages).values_list("object_id", flat=True)
    return ArticlePage.objects.live().filter(pk__in=[int(pk) for pk in set(ids)])


def _article_saved(instance: "ArticlePage", created: bool, raw: bool, **_rest) -> None:
    from articles.models import Publication

    if created and not raw:
        Publication.objects.get_or_create(article=instance, defaults={"section": instance.section})


@transaction.atomic
def _article_published(instance: "ArticlePage", revision: Revision | None = None, **_rest) -> None:
    from articles.models import Publication

    if not instance.live:
        return  # scheduled
    baking.alone()
    publication = Publication.objects.get(pk=instance.pk)
    publication.section, publication.listed_at = instance.section, instance.first_published_at
    publication.expires_at = instance.expire_at
    came_back, publication.withdrawn_at = publication.withdrawn_at is not None, None
    if publication.body_html and not came_back and not fixes.is_minor(revision):
        publication.updated_at = timezone.now()
    publication.save(update_fields=["section", "listed_at", "expires_at", "withdrawn_at", "updated_at"])
    left = register.headings(instance)
    register.enter(instance, publication.listed_at)
    baking.bake(instance)
    baking.rebake(neighbours(instance))
    changed(instance, *left)


@transaction.atomic
def _article_withdrawn(instance: "ArticlePage", **_rest) -> None:
    from articles.models import Publication

    baking.alone()
    Publication.objects.filter(pk=instance.pk).update(withdrawn_at=timezone.now(), listed_at=None, expires_at=None)
    left = register.headings(instance)
    register.strike(instance)
    index.strike(instance.pk)
    baking.rebake(neighbours(instance))
    changed(instance, *left)


@transaction.atomic
def _article_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_rest) -> None:
    from articles.models import Publication

    moved = {"section": parent_page_after.pk, "renderer": 0}
    if parent_page_after.pk != parent_page_before.pk:
        # Another section has not read it yet.
        moved |= {
            "ready_revision": None,
            "ready_fingerprint": "",
            "ready_steps": [],
            "ready_at": None,
            "ready_by": None,
        }
    baking.alone()
    Publication.objects.filter(pk=instance.pk).update(**moved)
    baking.rebake(neighbours(instance))
    changed(instance.specific, *(f"section:{page.pk}" for page in (parent_page_before, parent_page_after)))


@transaction.atomic
def _article_deleted(instance: "ArticlePage", **_rest) -> None:
    """Its address is one that never was; no page leads there."""
    named = list(neighbours(instance).values_list("pk", flat=True))
    _grow_stale(Q(pk__in=named))
    bump(*(f"article:{pk}" for pk in (instance.pk, *named)))


def _version_saved(instance: Revision, raw: bool, update_fields: frozenset[str] | None = None, **_rest) -> None:
    """Tell every kept page that something is scheduled, or is no more: no page has this tag, so none is dropped."""
    if not raw and (instance.approved_go_live_at or "approved_go_live_at" in (update_fields or ())):
        baking.alone()  # whoever drops a schedule may withdraw the article next
        bump("schedule")
    if not raw and instance.approved_go_live_at:
        fixes.keep(instance)


def _about_to_be_saved(instance: "SectionPage | Person | Team", raw: bool, **_rest) -> None:
    """Articles grow stale with it: that is waited for before the row is locked, which publishing may need.

    A face takes seconds to make: it is made while nobody waits.
    """
    if raw:
        return
    if isinstance(instance, Person | Team) and instance.picture:
        pictures.make(instance.picture, pictures.FACE, pictures.PORTRAIT)
    baking.alone()


def _frame_changed(raw: bool = False, **_rest) -> None:
    if not raw:
        bump("site")


def _section_saved(instance: Page, created: bool, raw: bool, **_rest) -> None:
    if not (created or raw):
        _grow_stale(Q(section=instance.pk))


def _section_moved(instance: Page, **_rest) -> None:
    _grow_stale(Q())  # any article may name one of the section's in «read also»
    bump("site")


@transaction.atomic
def _grow_stale(which: Q) -> None:
    """Have articles rendered for each reader until the clock has baked them anew."""
    from articles.models import Publication

    baking.alone()
    Publication.objects.filter(which, listed_at__isnull=False).update(renderer=0)


def _signer_saved(instance: Person | Team, raw: bool, **_rest) -> None:
    if raw:
        return
    kind = "person" if isinstance(instance, Person) else "team"
    _grow_stale(Q(article__byline__in=instance.signatures.all()))
    bump(f"{kind}:{instance.pk}", "front")  # columnists' faces stand there


def _topic_saved(instance: "Topic", created: bool, raw: bool, **_rest) -> None:
    if not created and not raw:
        _topic_deleted(instance)


def _topic_deleted(instance: "Topic", **_rest) -> None:
    """Its name stands on its articles, and in feeds: both are read anew."""
    _grow_stale(Q(article__entries__topic=instance))
    bump("site")


def _picture_saved(instance: Picture, created: bool, raw: bool, **_rest) -> None:
    if not created and not raw:
        _shown_anew(instance)


def _picture_deleted(instance: Picture, **_rest) -> None:
    from articles.models import ArticlePage

    showing = ArticlePage.objects.filter(pk__in=list(_referring_to(instance).values_list("pk", flat=True)))
    signed = Q(article__byline__person__picture=instance) | Q(article__byline__team__picture=instance)
    _grow_stale(Q(pk__in=showing.values("pk")) | signed)
    transaction.on_commit(lambda: baking.rebake(showing))  # read then, when none of them leads to it any more
    bump("site")


def _shown_anew(picture: Picture) -> None:
    shown = list(_referring_to(picture))
    for article in shown:
        pictures.develop(article)
    signers = [*Person.objects.filter(picture=picture), *Team.objects.filter(picture=picture)]
    if signers:
        pictures.make(picture, pictures.FACE, pictures.PORTRAIT)
    with transaction.atomic():
        baking.rebake(shown)
        for signer in signers:
            _signer_saved(signer, raw=False)
