"""Pictures of land and sea: each function draws one picture and returns it."""

import math

from .canvas import (
    ASH,
    BRICK,
    CLAY,
    DUSK,
    FOAM,
    HONEY,
    INK,
    LEAF,
    MOSS,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    ROSE,
    SAND,
    SEA,
    SHALLOW,
    SKY,
    STONE,
    WHITE,
    Canvas,
    blend,
)


def sea_harbour() -> Canvas:
    """A cargo ship at the quay in the evening."""
    c = Canvas("sea-harbour", SKY)
    c.fade(blend(SKY, SEA, 0.25), "#f0d9bd", 0, 620)
    c.disc(430, 520, 86, "#f3c48f")
    c.hills(600, 40, blend(SEA, SKY, 0.55), 1.3, 1)
    c.fade(SHALLOW, SEA, 610, 1067)
    for i in range(42):
        y = 622 + i * 7 + c.chance.random() * 6
        half = 18 + c.chance.random() * 60
        c.box(430 - half + c.chance.uniform(-40, 40), y, half * 2, 2.6, blend("#f3c48f", SHALLOW, i / 42), 1)
    _ship(c, 700, 640)
    for x, height in ((1180, 420), (1400, 500)):
        _crane(c, x, 690, height)
    c.box(980, 690, 620, 60, INK)
    c.box(980, 690, 620, 10, DUSK)
    for x in range(1000, 1600, 70):
        c.box(x, 750, 14, 90, NIGHT)
    for i in range(60):
        c.box(c.chance.uniform(0, 1560), 800 + i * 4.4, c.chance.uniform(30, 120), 2.4, blend(SEA, FOAM, 0.25), 1)
    _dinghy(c, 300, 900)
    return c


def _ship(c: Canvas, x: float, y: float) -> None:
    colours = [CLAY, OCHRE, SEA, ASH, BRICK, SHALLOW]
    for row in range(3):
        for column in range(7 - row):
            c.box(x - 90 + column * 56, y - 46 - row * 34, 53, 31, colours[(column * 2 + row * 3) % 6])
    c.box(x - 200, y - 150, 74, 140, WHITE)
    c.box(x - 200, y - 150, 74, 18, CLAY)
    for row in range(3):
        c.box(x - 190, y - 116 + row * 30, 54, 10, DUSK)
    c.box(x - 172, y - 190, 26, 42, INK)
    c.shape([(x - 240, y - 16), (x + 360, y - 16), (x + 318, y + 70), (x - 210, y + 70)], INK)
    c.shape([(x - 219, y + 44), (x + 331, y + 44), (x + 318, y + 70), (x - 210, y + 70)], BRICK)


def _crane(c: Canvas, x: float, y: float, height: float) -> None:
    tone = blend(INK, CLAY, 0.15)
    for side in (-46, 46):
        c.stroke([(x + side, y), (x + side * 0.6, y - height)], tone, 12)
    for level in (0.25, 0.5, 0.75):
        c.stroke([(x - 46, y - height * level), (x + 46, y - height * level)], tone, 7)
    c.stroke([(x - 300, y - height * 0.86), (x + 150, y - height * 0.86)], tone, 13)
    c.stroke([(x, y - height * 1.15), (x - 290, y - height * 0.87)], tone, 4)
    c.stroke([(x, y - height * 1.15), (x + 140, y - height * 0.87)], tone, 4)
    c.stroke([(x, y - height * 1.15), (x, y - height * 0.8)], tone, 9)
    c.stroke([(x - 210, y - height * 0.86), (x - 210, y - height * 0.5)], tone, 3)


def _dinghy(c: Canvas, x: float, y: float) -> None:
    c.shape([(x - 120, y), (x + 130, y), (x + 90, y + 44), (x - 86, y + 44)], PAPER)
    c.shape([(x - 120, y), (x + 130, y), (x + 119, y + 12), (x - 110, y + 12)], CLAY)
    c.stroke([(x + 6, y), (x + 6, y - 150)], INK, 6)
    c.shape([(x + 14, y - 146), (x + 14, y - 22), (x + 104, y - 22)], WHITE)
    c.shape([(x - 2, y - 130), (x - 2, y - 22), (x - 70, y - 22)], ROSE)


def wheat_field() -> Canvas:
    """Rows of ripe wheat that lead to an old mill of black stone."""
    c = Canvas("wheat-field", SKY)
    c.fade("#cfdcda", "#f4e6c8", 0, 520)
    c.disc(1180, 250, 70, WHITE)
    c.hills(500, 50, blend(OLIVE, SKY, 0.6), 1.1, 2)
    c.hills(540, 26, blend(OLIVE, SAND, 0.4), 1.7, 0.4)
    c.fade(HONEY, blend(OCHRE, BRICK, 0.25), 548, 1067)
    for i in range(-22, 23):
        edge = 800 + i * 150
        tone = blend(OCHRE, HONEY, 0.75) if i % 2 else blend(OCHRE, BRICK, 0.2)
        c.shape([(700 + i * 11, 552), (706 + i * 11, 552), (edge + 72, 1067), (edge, 1067)], tone)
    c.box(420, 400, 190, 150, INK)
    c.shape([(405, 404), (515, 336), (625, 404)], blend(INK, BRICK, 0.5))
    c.box(490, 480, 44, 70, OCHRE)
    c.box(448, 440, 24, 28, SAND)
    c.box(556, 440, 24, 28, SAND)
    for i in range(3):
        c.disc(330 - i * 74, 520 - (i % 2) * 6, 34, blend(MOSS, OLIVE, i / 3), 52)
        c.box(327 - i * 74, 540, 7, 26, MOSS)
    for i in range(46):
        _ear(c, 18 + i * 35 + c.chance.uniform(-12, 12), 1090, c.chance.uniform(190, 350), c.chance.uniform(-38, 38))
    return c


def _ear(c: Canvas, x: float, y: float, height: float, lean: float) -> None:
    tone = c.chance.choice([HONEY, SAND, OCHRE, blend(OCHRE, BRICK, 0.35)])
    top = (x + lean, y - height)
    c.stroke([(x, y), (x + lean * 0.3, y - height * 0.6), top], tone, 4)
    for step in range(6):
        share = step * 0.055
        gx, gy = top[0] - lean * share * 1.2, top[1] + height * share
        for side in (-1, 1):
            c.shape([(gx, gy), (gx + side * 13, gy - 16), (gx + side * 5, gy - 27), (gx - side, gy - 12)], tone)


def train_bridge() -> Canvas:
    """A train crosses an arched bridge between two hills in the mist."""
    c = Canvas("train-bridge", SKY)
    c.fade("#c3d0d0", "#ede5d3", 0, 700)
    c.disc(1130, 230, 58, "#f6ead2")
    c.hills(470, 70, blend(SEA, SKY, 0.72), 1.2, 0.6)
    c.hills(560, 60, blend(SEA, SKY, 0.5), 1.6, 2.2)
    c.fade(blend(SHALLOW, SKY, 0.4), SEA, 690, 1067)
    stone, top = blend(STONE, INK, 0.25), 560
    c.box(0, top, 1600, 34, stone)
    c.box(0, top - 8, 1600, 10, blend(stone, INK, 0.4))
    for i in range(8):
        x = 130 + i * 190
        c.box(x, top, 44, 330, stone)
        c.box(x + 30, top, 14, 330, blend(stone, INK, 0.3))
        for step in range(60):
            angle = math.pi * step / 60
            ax, ay = x + 117 - math.cos(angle) * 73, top + 100 - math.sin(angle) * 78
            c.box(ax - 3, top + 20, 6, ay - top - 20, stone)
    _train(c, 360, top - 8)
    c.veil([(0, 640), (1600, 600), (1600, 720), (0, 740)], PAPER, 0.4, 34)
    c.shape([(0, 470), (150, 500), (300, 620), (380, 800), (450, 1067), (0, 1067)], MOSS)
    c.shape([(1600, 420), (1450, 480), (1290, 640), (1230, 830), (1150, 1067), (1600, 1067)], blend(MOSS, INK, 0.3))
    c.shape([(0, 640), (120, 660), (230, 790), (300, 1067), (0, 1067)], blend(MOSS, INK, 0.45))
    for i in range(50):
        y = 760 + i * 6
        c.box(c.chance.uniform(420, 1120), y, c.chance.uniform(30, 130), 2.6, blend(SEA, FOAM, 0.3), 1)
    return c


def _train(c: Canvas, x: float, y: float) -> None:
    for i in range(5):
        cx = x + i * 158
        c.box(cx, y - 66, 150, 58, MOSS if i else INK, 8)
        c.box(cx, y - 34, 150, 6, OCHRE)
        for window in range(5):
            c.box(cx + 14 + window * 26, y - 56, 17, 15, "#f1dcae", 2)
        for wheel in (24, 48, 102, 126):
            c.disc(cx + wheel, y - 6, 8, NIGHT)


def olive_trees() -> Canvas:
    """Terraces of olive trees in the afternoon."""
    c = Canvas("olive-trees", PAPER)
    c.fade("#d8e0d8", "#f5ead3", 0, 560)
    c.disc(330, 240, 64, "#f6d9a4")
    c.hills(450, 70, blend(LEAF, SKY, 0.6), 1.1, 3.5)
    slopes = [
        (600, 55, blend(LEAF, SAND, 0.45), 1.0, 0.3),
        (760, 50, blend(LEAF, SAND, 0.15), 1.3, 2.0),
        (930, 40, LEAF, 0.9, 4.1),
    ]
    for depth, (base, height, colour, waves, shift) in enumerate(slopes):
        line = c.hills(base, height, colour, waves, shift)
        for offset in (22, 46):
            c.stroke([(x, y + offset * (depth + 1) * 0.6) for x, y in line], blend(colour, STONE, 0.4), 4 + depth)
        count = 9 - depth * 2
        for i in range(count):
            x, y = line[round((i + 0.5 + c.chance.uniform(-0.18, 0.18)) / count * (len(line) - 1))]
            _olive(c, x, y + 10 + depth * 12, 0.55 + depth * 0.5)
    return c


def _olive(c: Canvas, x: float, y: float, size: float) -> None:
    trunk = blend(MOSS, BRICK, 0.25)
    c.disc(x + 26 * size, y + 4 * size, 74 * size, blend(OLIVE, LEAF, 0.5), 10 * size)
    c.shape(
        [(x - 15 * size, y), (x - 4 * size, y - 60 * size), (x + 10 * size, y - 60 * size), (x + 17 * size, y)], trunk
    )
    c.stroke([(x + 2 * size, y - 46 * size), (x - 36 * size, y - 96 * size)], trunk, 9 * size)
    c.stroke([(x + 2 * size, y - 46 * size), (x + 40 * size, y - 100 * size)], trunk, 8 * size)
    for dx, dy, radius, tone in (
        (-40, -104, 40, MOSS),
        (38, -106, 42, MOSS),
        (0, -132, 50, OLIVE),
        (-26, -120, 32, OLIVE),
        (34, -128, 30, blend(OLIVE, LEAF, 0.6)),
        (-8, -150, 30, blend(OLIVE, LEAF, 0.7)),
    ):
        c.disc(x + dx * size, y + dy * size, radius * size, tone, radius * size * 0.82)


def desert_road() -> Canvas:
    """An empty road over a white salt flat."""
    c = Canvas("desert-road", SAND)
    c.fade("#b9cdd0", "#f2e2c6", 0, 480)
    c.disc(1010, 360, 74, WHITE)
    c.hills(480, 46, blend(ROSE, SKY, 0.4), 1.4, 1.2)
    c.hills(520, 24, blend(CLAY, SAND, 0.55), 0.9, 3.0)
    c.fade(blend(PAPER, SAND, 0.5), SAND, 528, 1067)
    c.shape([(792, 528), (804, 528), (1130, 1067), (380, 1067)], blend(STONE, INK, 0.4))
    for step in range(9):
        near, far = (step / 9) ** 1.9, ((step + 0.5) / 9) ** 1.9
        y, end = 532 + near * 535, 532 + far * 535
        x, width = 798 - near * 43, 1 + near * 8
        c.shape([(x - width / 2, y), (x + width / 2, y), (x + width * 0.8, end), (x - width * 0.8, end)], PAPER)
    for step in range(1, 7):
        near = (step / 6) ** 2
        for side in (-1, 1):
            x, y = 798 - near * 30 + side * (14 + near * 400), 534 + near * 440
            c.box(x, y - 8 - near * 100, 2 + near * 18, 8 + near * 100, WHITE, near * 5)
            c.box(x, y - 6 - near * 84, 2 + near * 18, 2 + near * 20, CLAY)
    for _ in range(90):
        y = c.chance.uniform(560, 1060)
        x = c.chance.choice([c.chance.uniform(0, 420), c.chance.uniform(1180, 1600)])
        c.disc(x, y, (y - 500) / 22, blend(SAND, WHITE, 0.5), (y - 500) / 160)
    return c


def night_sky() -> Canvas:
    """The Milky Way over the roofs of a dark village."""
    c = Canvas("night-sky", NIGHT)
    c.fade("#0d1522", "#2c4257", 0, 900)
    for i in range(9):
        x = 200 + i * 150
        c.glow(x, 90 + i * 72, 190 - abs(4 - i) * 12, "#8fa6b4", 0.10)
    for _ in range(2300):
        along = c.chance.random()
        x, y = 60 + along * 1500, along * 780 + 10
        spread = c.chance.gauss(0, 70)
        c.disc(
            x + spread * 0.46, y - spread, c.chance.choice([0.8, 0.8, 1.1, 1.7]), blend(DUSK, WHITE, c.chance.random())
        )
    for _ in range(420):
        c.disc(c.chance.uniform(0, 1600), c.chance.uniform(0, 820), c.chance.choice([1, 1.2, 1.6, 2.6]), WHITE)
    c.hills(820, 50, "#17222f", 1.2, 0.8)
    for x, y, width, height in (
        (80, 850, 190, 200),
        (250, 800, 150, 260),
        (420, 870, 220, 200),
        (980, 860, 200, 220),
        (1160, 820, 160, 260),
        (1320, 880, 240, 200),
    ):
        c.box(x, y, width, height, "#0b121b")
        c.box(x - 6, y - 8, width + 12, 10, "#0b121b")
    c.box(660, 760, 44, 300, "#0b121b")
    c.shape([(650, 764), (682, 690), (714, 764)], "#0b121b")
    c.box(0, 980, 1600, 90, "#0b121b")
    for x, y in ((300, 860), (1210, 890), (1400, 940)):
        c.box(x, y, 16, 24, "#a5442f")
    for x, size in ((1030, 1.0), (1066, 0.7)):
        c.disc(x, 860 - 64 * size, 11 * size, "#0b121b")
        c.box(x - 13 * size, 860 - 54 * size, 26 * size, 56 * size, "#0b121b", 10 * size)
    return c


def earth_night() -> Canvas:
    """The night side of the globe, its lands sprinkled with light."""
    c = Canvas("earth-night", "#0a0f18")
    for _ in range(360):
        c.disc(c.chance.uniform(0, 1600), c.chance.uniform(0, 1067), c.chance.choice([0.8, 1, 1.4]), DUSK)
    c.glow(800, 560, 560, SHALLOW, 0.28)
    c.disc(800, 560, 430, "#111d2c")
    lands = ((640, 380, 190, 120), (830, 480, 130, 170), (930, 330, 170, 90), (880, 740, 110, 150), (620, 700, 90, 110))
    for x, y, wide, tall in lands:
        c.disc(x, y, wide, "#1d2c3a", tall)
    for x, y, wide, tall in lands:
        for _ in range(9):
            town = c.chance.gauss(x, wide * 0.42), c.chance.gauss(y, tall * 0.42)
            for _ in range(34):
                c.disc(c.chance.gauss(town[0], 16), c.chance.gauss(town[1], 12), c.chance.choice([1.4, 2, 3]), HONEY)
            c.glow(*town, 46, OCHRE, 0.25)
    c.ring(800, 560, 430, blend(SHALLOW, NIGHT, 0.2), 5, 200, 320)
    return c


PLACES = {
    "earth-night": earth_night,
    "sea-harbour": sea_harbour,
    "wheat-field": wheat_field,
    "train-bridge": train_bridge,
    "olive-trees": olive_trees,
    "desert-road": desert_road,
    "night-sky": night_sky,
}
