"""Portraits without faces, and the marks of the teams: quiet shapes on a calm ground."""

import math
from dataclasses import dataclass
from functools import partial

from .canvas import BRICK, CLAY, DUSK, FOAM, INK, MOSS, OCHRE, OLIVE, PAPER, ROSE, SAND, SEA, WHITE, Canvas, blend


@dataclass(frozen=True)
class Look:
    """What tells one silhouette from another."""

    ground: str
    coat: str
    hair: str
    skin: str
    cut: str  # short, long, scarf, bald, curls, bun
    glasses: bool = False
    beard: bool = False


LOOKS = {
    "portrait-salma": Look("#c9d5d1", INK, "#2b2430", "#c99a78", "long"),
    "portrait-youssef": Look("#e4d7bd", SEA, "#8d8880", "#d8ac88", "short", glasses=True),
    "portrait-huda": Look("#dcc7b6", MOSS, CLAY, "#d9ae8c", "scarf"),
    "portrait-karim": Look("#cfd6c4", BRICK, "#3a2a22", "#bd8a66", "curls", beard=True),
    "portrait-nader": Look("#d8cfc0", DUSK, "#4a3a30", "#cfa07c", "bald", glasses=True, beard=True),
    "portrait-rana": Look("#c4d0d6", OCHRE, "#54302a", "#deb592", "bun"),
    "portrait-tareq": Look("#dfd2b4", CLAY, "#1f1b1e", "#b78260", "short", beard=True),
    "portrait-sami": Look("#c8c9c2", "#5b5148", "#e9e5dc", "#d2a583", "short", glasses=True, beard=True),
}


def portrait(key: str) -> Canvas:
    """Draw the bust of one person."""
    look = LOOKS[key]
    c = Canvas(key, look.ground, 800, 800)
    c.disc(400, 420, 330, blend(look.ground, WHITE, 0.35))
    shade = blend(look.skin, BRICK, 0.25)
    _hair_behind(c, look)
    c.disc(400, 860, 300, look.coat, 290)
    c.shape([(340, 500), (460, 500), (468, 610), (400, 660), (332, 610)], shade)
    c.shape([(332, 596), (400, 664), (300, 640)], blend(look.coat, WHITE, 0.75))
    c.shape([(468, 596), (400, 664), (500, 640)], blend(look.coat, WHITE, 0.75))
    c.stroke([(400, 668), (400, 800)], blend(look.coat, INK, 0.3), 5)
    c.disc(400, 380, 122, look.skin, 154)
    if look.beard:
        _beard(c, look)
    _hair_before(c, look)
    if look.glasses:
        for x in (346, 454):
            c.ring(x, 384, 38, INK, 6)
        c.stroke([(383, 380), (417, 380)], INK, 6)
    return c


def _hair_behind(c: Canvas, look: Look) -> None:
    if look.cut == "long":
        c.box(252, 250, 296, 390, look.hair, 130)
    if look.cut == "bun":
        c.disc(400, 196, 66, look.hair)
    if look.cut == "scarf":
        c.disc(400, 372, 176, blend(look.hair, INK, 0.15), 196)
        c.shape([(236, 430), (564, 430), (610, 700), (190, 700)], blend(look.hair, INK, 0.15))


def _beard(c: Canvas, look: Look) -> None:
    points = [(400 + math.cos(math.pi * i / 40) * 122, 392 + math.sin(math.pi * i / 40) * 158) for i in range(41)]
    inner = [(400 - math.cos(math.pi * i / 40) * 92, 426 + math.sin(math.pi * i / 40) * 34) for i in range(41)]
    c.shape([*points, *inner], look.hair)


def _hair_before(c: Canvas, look: Look) -> None:
    dome = [
        (400 + math.cos(math.pi + math.pi * i / 40) * 130, 366 + math.sin(math.pi + math.pi * i / 40) * 156)
        for i in range(41)
    ]
    if look.cut == "short":
        c.shape([*dome, (522, 348), (490, 290), (420, 300), (330, 276), (282, 350)], look.hair)
    elif look.cut in ("long", "bun"):
        c.shape([*dome, (528, 410), (500, 330), (420, 280), (330, 326), (288, 400), (270, 420)], look.hair)
    elif look.cut == "curls":
        for i in range(11):
            angle = math.pi + math.pi * i / 10
            c.disc(400 + math.cos(angle) * 112, 330 + math.sin(angle) * 96, 46, look.hair)
        c.disc(400, 266, 80, look.hair, 44)
    elif look.cut == "scarf":
        c.shape([*dome, (538, 420), (508, 380), (470, 280), (330, 280), (292, 380), (262, 420)], look.hair)
        sweep = [
            (268, 410),
            (300, 470),
            (360, 540),
            (440, 544),
            (500, 480),
            (534, 410),
            (560, 560),
            (520, 690),
            (360, 730),
            (230, 640),
        ]
        c.shape(sweep, look.hair)
        c.stroke([(300, 600), (400, 650), (520, 600)], blend(look.hair, INK, 0.2), 6)


def emblem_newsdesk() -> Canvas:
    """Ruled lines under a bold one: a column of print."""
    c = Canvas("emblem-newsdesk", INK, 400, 400)
    c.box(96, 104, 208, 44, PAPER)
    for i in range(4):
        c.box(96 + (72 if i == 3 else 0), 176 + i * 36, 208 - (72 if i == 3 else 0), 14, FOAM)
    c.box(280, 104, 24, 44, CLAY)
    return c


def emblem_economy() -> Canvas:
    """Three columns and a level."""
    c = Canvas("emblem-economy", SEA, 400, 400)
    for i, (height, tone) in enumerate(((84, FOAM), (136, PAPER), (190, OCHRE))):
        c.box(108 + i * 68, 290 - height, 48, height, tone)
    c.box(92, 300, 216, 10, PAPER)
    return c


def emblem_culture() -> Canvas:
    """An open book that is also a lens."""
    c = Canvas("emblem-culture", OLIVE, 400, 400)
    c.disc(200, 166, 58, OCHRE)
    c.shape([(92, 196), (194, 226), (194, 316), (92, 286)], PAPER)
    c.shape([(308, 196), (206, 226), (206, 316), (308, 286)], SAND)
    return c


def emblem_sport() -> Canvas:
    """The lanes of a track."""
    c = Canvas("emblem-sport", CLAY, 400, 400)
    for i in range(4):
        for radius, tone in ((128 - i * 30, PAPER if i % 2 == 0 else ROSE), (116 - i * 30, CLAY)):
            c.disc(200, 210, radius, tone)
            c.box(200 - radius, 210, radius * 2, 82, tone)
    c.box(72, 291, 256, 60, CLAY)
    return c


PORTRAITS = {key: partial(portrait, key) for key in LOOKS}
EMBLEMS = {
    "emblem-newsdesk": emblem_newsdesk,
    "emblem-economy": emblem_economy,
    "emblem-culture": emblem_culture,
    "emblem-sport": emblem_sport,
}
PEOPLE = {**PORTRAITS, **EMBLEMS}
