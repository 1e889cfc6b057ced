"""The versions of an article: how one is known again, which may not be written over, how a text is kept aside."""

from datetime import timedelta
from typing import TYPE_CHECKING

from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, TaskState

FORM = "made_by_form"
STANDING = (
    "path live expired live_revision_id first_published_at last_published_at locked locked_by_id locked_at owner_id"
).split()

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from newsroom.teams.models import User


def mark(version: Revision) -> str:
    """Return what a version is known by: its number, and its moment, which changes when it is written over."""
    return f"{version.pk} {version.created_at.isoformat()}"


def sign(version: Revision, form: str) -> None:
    """Write into a version which form made it (a key that belongs to no field). Call it in the transaction."""
    version.content[FORM] = form
    Revision.objects.filter(pk=version.pk).update(content=version.content)


def is_made_by(version: Revision, form: str) -> bool:
    """Say whether this form made the version: a save by hand may cross an autosave of the same form on its way."""
    return bool(form) and version.content.get(FORM) == form


def state(page: Page) -> tuple:
    """Return what a save must not undo unseen: where the page stands, whether it is live, locked, binned, in review.

    Its words are no part of it: those change with a version. ``page`` is freshly read, and a plain ``Page``.
    """
    from articles.models import Publication

    review = page.current_workflow_state
    binned = Publication.objects.filter(pk=page.pk).values_list("binned_at", flat=True).first()
    above = page.url_path.rstrip("/").rpartition("/")[0]
    row = tuple(getattr(page, name) for name in STANDING)
    return *row, above, binned, review and (review.pk, review.status, review.current_task_state_id)


def is_record(version: Revision | None) -> bool:
    """Say whether a version was published, approved or handed in: an autosave must not change what the history says."""
    from articles.models import Publication

    if version is None:
        return False
    page = Page.objects.filter(pk=version.object_id)
    return (
        page.filter(live_revision=version).exists()
        or TaskState.objects.filter(revision=version).exists()
        or Publication.objects.filter(ready_revision=version).exists()
    )


def keep_aside(article: "ArticlePage", *, before: Revision, by: "User") -> Revision:
    """Keep the text that ``article`` holds as a version just older than ``before``, which stays the latest.

    Call it under the lock of the article's row, with ``before`` as stored. Writes one line into the history.
    """
    for note in getattr(article, COMMENTS_RELATION_NAME).filter(pk__isnull=True):
        note.save()  # an editor's note needs its number in the version that it belongs to
    kept = Revision(
        content_object=article,
        base_content_type=article.get_base_content_type(),
        user=by,
        created_at=before.created_at - timedelta(microseconds=1),
        content=article.serializable_data(),
        object_str=str(article),
    )
    kept.save()
    log(instance=article, action="articles.kept_aside", user=by, revision=kept, content_changed=True)
    return kept
