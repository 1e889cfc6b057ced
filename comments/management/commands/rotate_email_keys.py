"""Encrypt readers' addresses with the newest key, and write their hashes with the current one."""

from django.core.management.base import BaseCommand
from django.db import transaction

from comments import addresses
from comments.models import Ban, Comment, Reader
from newsroom.outbox import posting

BATCH = 500


class Command(BaseCommand):
    help = "Run it after EMAIL_KEYS changed: the old keys may be taken out of the list when it is done."

    def handle(self, *args, **options) -> None:
        done, last = 0, 0
        while pks := list(Comment.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            self._rotate(pks)
            done, last = done + len(pks), pks[-1]
        done += posting.encrypt_anew()
        self.stdout.write(f"{done} addresses encrypted anew.")

    @transaction.atomic
    def _rotate(self, pks: list[int]) -> None:
        comments = list(Comment.objects.filter(pk__in=pks).order_by("pk").select_for_update())
        anew: dict[str, tuple[str, str]] = {}
        for comment in comments:
            before, address = comment.email_hash, addresses.decrypt(comment.email_encrypted)
            comment.email_hash = addresses.keyed_hash(address)
            anew[before] = comment.email_hash, addresses.keyed_hash(addresses.mailbox(address))
            comment.email_encrypted = addresses.rotate(comment.email_encrypted)
        Comment.objects.bulk_update(comments, ["email_encrypted", "email_hash"])
        for before, (after, mailbox) in anew.items():
            if after != before:
                Reader.objects.filter(email_hash=before).update(email_hash=after)
                Ban.objects.filter(kind=Ban.Kind.ADDRESS, key=before).update(key=after, mailbox_key=mailbox)
