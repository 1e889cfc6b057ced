"""Render anew the comments that an older renderer baked."""

from django.core.management.base import BaseCommand

from comments import rendering
from comments.models import Comment
from newsroom.cache.versions import bump

BATCH = 500


class Command(BaseCommand):
    help = "Renders every approved comment that was baked by an older version of the renderer."

    def handle(self, *args, **options) -> None:
        done = 0
        outdated = Comment.objects.approved().exclude(renderer=rendering.RENDERER).order_by("pk")
        while comments := list(outdated[:BATCH]):
            for comment in comments:
                comment.html, comment.renderer = rendering.bake(comment), rendering.RENDERER
            Comment.objects.bulk_update(comments, ["html", "renderer"])
            done += len(comments)
        if done:
            bump("site")
        self.stdout.write(f"{done} comments rendered.")
