"""Draw the pictures of the demo newsroom into seeds/pictures: the same bytes each time on the same Pillow.

Run from the project's folder: python -m seeds.draw_pictures [KEY ...]
"""

import sys
from pathlib import Path

from .drawing.ideas import IDEAS
from .drawing.people import PEOPLE
from .drawing.places import PLACES
from .drawing.town import TOWN

FOLDER = Path(__file__).parent / "pictures"
DRAWINGS = {**PLACES, **TOWN, **IDEAS, **PEOPLE}


def draw(keys: list[str]) -> None:
    """Write each named picture (all, without names) as a JPEG."""
    for key in keys or DRAWINGS:
        picture = DRAWINGS[key]().finish()
        picture.save(FOLDER / f"{key}.jpg", quality=76, optimize=True, progressive=True)


if __name__ == "__main__":
    draw(sys.argv[1:])
