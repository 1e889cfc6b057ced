"""``manage.py letters``: how many letters wait, were sent and were given up; ``--again`` tries the last ones anew."""

from django.core.management.base import BaseCommand, CommandParser

from newsroom.outbox.delivery import try_again
from newsroom.outbox.models import Letter


class Command(BaseCommand):
    """Says how the outbox stands, by numbers alone: no address, no text."""

    help = "Says how many letters wait, were sent and were given up; --again tries the last ones anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--again``: make what was given up due at once."""
        parser.add_argument("--again", action="store_true", help="Try once more what was given up.")

    def handle(self, *args, again: bool, **options) -> None:
        """Print one line, and one for each letter that was given up."""
        if again:
            self.stdout.write(f"{try_again()} given up before, due now.")
        waiting = Letter.objects.filter(next_try_at__isnull=False).count()
        sent = Letter.objects.filter(sent_at__isnull=False).count()
        given_up = Letter.objects.filter(given_up_at__isnull=False).order_by("pk")
        self.stdout.write(f"{waiting} waiting, {sent} sent in the last month, {len(given_up)} given up.")
        for letter in given_up:
            moment = f"{letter.created_at:%Y-%m-%d %H:%M} UTC"
            self.stdout.write(f"Letter {letter.pk} ({letter.kind}), written {moment}, {letter.tries} tries")
