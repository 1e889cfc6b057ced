"""The demo's pictures, put into the library when something that shows them is made."""

from django.core.files import File
from wagtail.models import Collection

from newsroom.images.models import Picture
from newsroom.seeding import manuscripts


class Album:
    """Finds the pictures of ``seeds/pictures`` by their key; each comes into the library once."""

    def __init__(self) -> None:
        facts = manuscripts.sheet("pictures/pictures.yaml")
        self.credit, self.facts = facts["credit"], facts["pictures"]
        self.found: dict[str, Picture] = {}

    def picture(self, key: str | None) -> Picture | None:
        """Return the picture of that key (None for none), from the library or newly put there."""
        if key is None:
            return None
        if key not in self.found:
            known = Picture.objects.filter(title=self.facts[key]["title"], credit=self.credit).first()
            self.found[key] = known or self._add(key)
        return self.found[key]

    def _add(self, key: str) -> Picture:
        facts = self.facts[key]
        with (manuscripts.FOLDER / "pictures" / f"{key}.jpg").open("rb") as file:
            picture = Picture(
                title=facts["title"],
                file=File(file, name=f"{key}.jpg"),
                description=facts["alt"],
                caption=facts.get("caption", ""),
                credit=self.credit,
                collection=Collection.get_first_root_node(),
            )
            picture.full_clean()
            picture.save()
        return picture
