"""What colleagues say of themselves to readers."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from newsroom.teams import profiles
from newsroom.teams.models import Person, User
from newsroom.teams.rights import is_chief


@transaction.atomic
def link(person: Person, addresses: Iterable[str], *, by: User) -> Person:
    """Set where readers find ``person`` elsewhere (``profiles.read``), and return the person as stored.

    ``by`` is the person's own account, a chief or the operator. Side effects: the pages that show the links are made
    anew, and the history says who changed them. Raises PermissionDenied; ValidationError for what is no address.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not (is_chief(by) or (by.is_active and person.user_id == by.pk)):
        raise PermissionDenied(_("Only the person and an editor-in-chief change these links."))
    found = profiles.read(addresses)
    profiles.keep_secret(person.user.email if person.user else "", found)
    if found != person.links:
        person.links = found
        person.save(update_fields=["links"])
        log(person, "wagtail.edit", user=by)
    return person
