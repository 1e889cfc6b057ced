"""The demo's teams, its people, and the five accounts that anybody may try."""

import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from newsroom.seeding.manuscripts import Manuscript, read_all
from newsroom.seeding.pictures import Album
from newsroom.teams.accounts import confirm_address
from newsroom.teams.membership import join
from newsroom.teams.models import Person, Team, User

ROLES = ("chief", "publisher", "editor", "writer", "moderator")
_OWNER_ONLY = 0o600


def load_teams(album: Album) -> dict[str, Team]:
    """Make the teams that are missing; return all of them by their key, which is their slug.

    A team of the same name that stood before the demo is taken for the demo's.
    """
    teams = {}
    for manuscript in read_all("teams"):
        slug, name = manuscript.key, manuscript.facts["name"]
        teams[slug] = Team.objects.filter(Q(slug=slug) | Q(name=name)).order_by("pk").first() or Team.objects.create(
            name=name, slug=slug, picture=album.picture(manuscript.facts.get("picture")), about=manuscript.text
        )
    return teams


def load_people(teams: dict[str, Team], album: Album) -> dict[str, Person]:
    """Make the persons that are missing, with accounts and roles where they have some; return all by their key.

    Side effects: writes ``demo-accounts.json`` (for its owner's eyes only) into ``DATA_DIR``.
    """
    book = AccountBook(settings.DATA_DIR / "demo-accounts.json")
    people = {}
    for manuscript in read_all("people"):
        with transaction.atomic():
            people[manuscript.key] = _person(manuscript, _user(manuscript, teams, book), album)
    book.keep()
    return people


def _person(manuscript: Manuscript, user: User | None, album: Album) -> Person:
    known = Person.objects.filter(slug=manuscript.key).first()
    if known:
        return known
    facts = manuscript.facts
    person = Person(
        name=facts["name"],
        slug=manuscript.key,
        role=facts["job"],
        picture=album.picture(facts.get("picture")),
        biography=manuscript.text,
        links=facts.get("links", []),
        user=user,
    )
    person.full_clean()
    person.save()
    return person


def _user(manuscript: Manuscript, teams: dict[str, Team], book: "AccountBook") -> User | None:
    """Return the person's account, made with its roles where it is missing; only the five demo roles get a password."""
    facts = manuscript.facts
    if "email" not in facts:
        return None
    user, role = User.objects.filter(email=facts["email"]).first(), facts.get("demo")
    if user is None:
        names = {"first_name": facts["first_name"], "last_name": facts["last_name"]}
        user = User.objects.create_user(facts["email"], book.password(role, facts["email"]) if role else None, **names)
        confirm_address(user)
        for team, held in facts["roles"].items():
            for each in held:
                join(user, teams[team], each, by=None)
    elif role and not book.knows(facts["email"]):
        # The file was lost: nobody could sign in any more, so the account gets a new password.
        user.set_password(book.password(role, facts["email"]))
        user.save(update_fields=["password"])
    return user


class AccountBook:
    """The file that says who can sign in to the demo; its passwords stay the same from one loading to the next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = path.read_text(encoding="utf-8") if path.exists() else ""
        self.rows = {row["login"]: row for row in json.loads(self.before or "[]")}

    def knows(self, login: str) -> bool:
        """Say whether the file has a password for this address."""
        return login in self.rows

    def password(self, role: str, login: str) -> str:
        """Return the password of this address, a new one where there is none."""
        if login not in self.rows:
            password = "-".join(secrets.token_hex(2) for _ in range(4))
            self.rows[login] = {"role": role, "login": login, "password": password}
        return self.rows[login]["password"]

    def keep(self) -> None:
        """Write the file, where it has changed, readable by its owner only."""
        rows = sorted(self.rows.values(), key=lambda row: ROLES.index(row["role"]))
        after = json.dumps(rows, indent=2) + "\n"
        if after == self.before:
            return
        beside = self.path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as file:
            file.write(after)
        beside.replace(self.path)
