"""Pictures of streets and rooms: each function draws one picture and returns it."""

import math

from .canvas import (
    ASH,
    BRICK,
    CLAY,
    DUSK,
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


def city_skyline() -> Canvas:
    """A city of flat roofs with a dome, early in the evening."""
    c = Canvas("city-skyline", SKY)
    c.fade("#c2cfd3", "#f4dcc0", 0, 760)
    c.disc(1120, 470, 92, "#f7cf9c")
    for depth, (base, tone) in enumerate(((560, blend(SHALLOW, SKY, 0.55)), (660, blend(SEA, SKY, 0.4)), (800, DUSK))):
        x = -20.0
        while x < 1600:
            width, height = c.chance.uniform(70, 170), c.chance.uniform(60, 240 - depth * 20)
            top = base - height
            c.box(x, top, width - 4, 1067 - top, tone)
            if c.chance.random() < 0.4:
                c.box(x + width * 0.2, top - 22, width * 0.25, 24, tone)
            if depth:
                _windows(c, x, top, width, depth)
            x += width
        if depth == 1:
            _dome(c, 560, 560, blend(SEA, INK, 0.35))
    c.box(0, 930, 1600, 140, INK)
    for i in range(26):
        x = i * 66 + c.chance.uniform(-14, 14)
        c.disc(x, 930 - (i % 3) * 8, 46, blend(MOSS, INK, 0.35 + (i % 2) * 0.2), 40)
    return c


def _windows(c: Canvas, x: float, top: float, width: float, depth: int) -> None:
    for row in range(6):
        for column in range(int((width - 22) // 24)):
            if c.chance.random() < 0.42:
                light = c.chance.choice([HONEY, "#f1dcae", blend(DUSK, SKY, 0.3)])
                c.box(
                    x + 14 + column * 24, top + 18 + row * 34, 10, 15, light if depth == 2 else blend(light, SKY, 0.5)
                )


def _dome(c: Canvas, x: float, y: float, tone: str) -> None:
    c.box(x - 110, y - 40, 220, 300, tone)
    c.disc(x, y - 40, 92, tone, 96)
    c.stroke([(x, y - 130), (x, y - 172)], tone, 5)
    c.box(x + 170, y - 220, 34, 400, tone)
    c.box(x + 160, y - 130, 54, 14, tone)
    c.shape([(x + 166, y - 218), (x + 187, y - 290), (x + 208, y - 218)], tone)
    for i in range(5):
        c.box(x - 86 + i * 38, y + 12, 18, 44, HONEY, 9)


def market_arches() -> Canvas:
    """A vaulted market street, arch behind arch, with stalls on both sides."""
    c = Canvas("market-arches", blend(BRICK, INK, 0.45))
    tones = [
        blend(BRICK, INK, 0.5),
        blend(CLAY, INK, 0.35),
        blend(CLAY, SAND, 0.25),
        blend(OCHRE, SAND, 0.5),
        SAND,
        PAPER,
    ]
    for step, tone in enumerate(tones):
        half, top = 760 - step * 122, 30 + step * 62
        floor = 1067 - step * 62
        c.box(800 - half, top + half * 0.62, half * 2, floor - top - half * 0.62, tone)
        c.disc(800, top + half * 0.64, half, tone, half * 0.66)
        if step < 5:
            c.ring(800, top + half * 1.06, half * 1.0, blend(tone, INK, 0.12), 5, 200, 340)
    c.shape([(650, 757), (950, 757), (1500, 1067), (100, 1067)], blend(SAND, STONE, 0.45))
    for i in range(7):
        y = 775 + i * i * 6
        c.stroke([(660 - (y - 757) * 1.7, y), (940 + (y - 757) * 1.7, y)], blend(SAND, STONE, 0.75), 2.5)
    for side in (-1, 1):
        for depth in range(3):
            _stall(c, 800 + side * (570 - depth * 160), 960 - depth * 95, 1 - depth * 0.25, side, depth)
    for x, y, size in ((800, 330, 1.0), (800, 210, 1.6)):
        c.stroke([(x, y - 150 * size), (x, y)], INK, 2.4 * size)
        c.shape(
            [
                (x - 16 * size, y),
                (x + 16 * size, y),
                (x + 24 * size, y + 34 * size),
                (x, y + 58 * size),
                (x - 24 * size, y + 34 * size),
            ],
            HONEY,
        )
    for x, y, size, tone in ((760, 770, 0.9, DUSK), (846, 764, 0.8, BRICK), (700, 830, 1.25, SEA)):
        _walker(c, x, y, size, tone)
    return c


def _stall(c: Canvas, x: float, y: float, size: float, side: int, depth: int) -> None:
    cloth = [CLAY, SEA, OLIVE][depth]
    c.box(x - 120 * size, y - 70 * size, 240 * size, 110 * size, blend(BRICK, INK, 0.6))
    for i in range(5):
        tone = [OCHRE, LEAF, CLAY, HONEY, MOSS][(i + depth * 2 + (side > 0)) % 5]
        c.disc(x - 92 * size + i * 46 * size, y - 72 * size, 25 * size, tone, 20 * size)
    c.stroke([(x - 110 * size, y), (x - 110 * size, y - 270 * size)], NIGHT, 7 * size)
    c.stroke([(x + 110 * size, y), (x + 110 * size, y - 270 * size)], NIGHT, 7 * size)
    for i in range(6):
        left, width = x - 150 * size + i * 50 * size, 50 * size
        tone = cloth if i % 2 else PAPER
        c.shape(
            [
                (left + 12 * size, y - 310 * size),
                (left + width, y - 310 * size),
                (left + width, y - 250 * size),
                (left, y - 250 * size),
            ],
            tone,
        )
        c.disc(left + width / 2, y - 250 * size, width / 2, tone, 14 * size)


def _walker(c: Canvas, x: float, y: float, size: float, tone: str) -> None:
    c.disc(x, y - 118 * size, 15 * size, blend(tone, INK, 0.5))
    c.shape(
        [(x - 20 * size, y - 98 * size), (x + 20 * size, y - 98 * size), (x + 30 * size, y), (x - 30 * size, y)], tone
    )


def library_shelves() -> Canvas:
    """Four shelves of books and a ladder, in lamp light."""
    c = Canvas("library-shelves", blend(BRICK, INK, 0.72))
    tones = [CLAY, OCHRE, SEA, MOSS, SAND, BRICK, DUSK, ASH, OLIVE, SHALLOW, blend(CLAY, INK, 0.4)]
    wood = blend(BRICK, INK, 0.45)
    for row in range(4):
        floor = 262 + row * 262
        x = 30.0
        while x < 1550:
            if c.chance.random() < 0.05:
                x += c.chance.uniform(30, 70)
            width, height = c.chance.uniform(20, 54), c.chance.uniform(140, 212)
            if row == 1 and 640 < x < 700:
                x = _lying(c, x, floor, tones)
            tone = c.chance.choice(tones)
            _book(c, x, floor, width, height, tone)
            x += width + 2
        c.box(0, floor, 1600, 24, wood)
        c.box(0, floor, 1600, 5, blend(wood, SAND, 0.3))
    c.box(0, 0, 30, 1067, wood)
    c.box(1570, 0, 30, 1067, wood)
    for x in (1120, 1262):
        c.stroke([(x + 60, 0), (x, 1067)], blend(SAND, BRICK, 0.3), 17)
    for i in range(9):
        y = 60 + i * 120
        shift = 60 - 60 * y / 1067
        c.box(1120 + shift, y, 142, 13, blend(SAND, BRICK, 0.15), 5)
    c.glow(420, 330, 560, "#f3cf8e", 0.26)
    return c


def _book(c: Canvas, x: float, floor: float, width: float, height: float, tone: str) -> None:
    c.box(x, floor - height, width, height, tone, 2)
    c.box(x + width - 4, floor - height, 4, height, blend(tone, INK, 0.3))
    band = blend(tone, PAPER, 0.55) if c.chance.random() < 0.6 else blend(tone, INK, 0.35)
    c.box(x, floor - height * 0.86, width, 5, band)
    c.box(x, floor - height * 0.2, width, 5, band)
    if width > 34:
        c.box(x + width * 0.3, floor - height * 0.7, width * 0.36, height * 0.28, band)


def _lying(c: Canvas, x: float, floor: float, tones: list[str]) -> float:
    for i in range(4):
        c.box(x + 10 + i * 6, floor - 30 - i * 31, 190 - i * 14, 29, tones[i * 2], 3)
        c.box(x + 20 + i * 6, floor - 20 - i * 31, 40, 9, blend(tones[i * 2], PAPER, 0.5))
    return x + 220


def theatre_stage() -> Canvas:
    """A chair and a lamp in a beam of light, and the heads of the first row."""
    c = Canvas("theatre-stage", NIGHT)
    c.box(230, 90, 1140, 700, blend(SEA, NIGHT, 0.6))
    c.box(230, 560, 1140, 14, blend(SEA, NIGHT, 0.3))
    c.shape([(230, 760), (1370, 760), (1500, 900), (100, 900)], blend(BRICK, NIGHT, 0.45))
    c.veil([(905, 60), (935, 60), (1130, 850), (610, 850)], "#f3dca6", 0.34, 8)
    c.disc(870, 838, 262, blend(OCHRE, BRICK, 0.35), 44)
    c.disc(870, 836, 200, blend(OCHRE, SAND, 0.2), 32)
    for x in (790, 880):
        c.stroke([(x, 700), (x - 5, 834)], INK, 12)
    c.box(780, 690, 112, 18, INK, 4)
    c.stroke([(786, 700), (774, 540)], INK, 12)
    c.box(764, 540, 20, 110, INK, 4)
    c.box(968, 730, 90, 12, INK)
    c.stroke([(980, 740), (972, 838)], INK, 8)
    c.stroke([(1046, 740), (1054, 838)], INK, 8)
    c.box(996, 668, 34, 62, HONEY, 8)
    c.box(990, 656, 46, 14, INK, 4)
    c.ring(1013, 652, 20, INK, 5, 180, 360)
    _curtains(c)
    for i in range(15):
        x = 40 + i * 110 + (i % 2) * 20
        c.disc(x, 1000 - (i % 3) * 14, 40, "#0b1119", 46)
        c.disc(x, 1090, 84, "#0b1119", 62)
    return c


def _curtains(c: Canvas) -> None:
    for side in (0, 1):
        for i in range(7):
            x = i * 46 if not side else 1600 - (i + 1) * 46
            tone = blend(BRICK, NIGHT, 0.12 + (i % 2) * 0.3 + i * 0.03)
            c.box(x, 0, 48, 930, tone)
    for i in range(14):
        tone = blend(BRICK, NIGHT, 0.1 + (i % 2) * 0.24)
        c.disc(60 + i * 114, 66, 62, tone, 84)
    c.box(0, 0, 1600, 64, blend(BRICK, NIGHT, 0.5))


def hospital_corridor() -> Canvas:
    """A quiet corridor towards a window where the day begins."""
    c = Canvas("hospital-corridor", "#dfe6e1")
    far = (690, 400, 910, 640)
    c.shape([(0, 0), (1600, 0), (far[2], far[1]), (far[0], far[1])], "#e9ece4")
    c.shape([(0, 1067), (1600, 1067), (far[2], far[3]), (far[0], far[3])], blend(SHALLOW, SKY, 0.45))
    c.shape([(0, 0), (far[0], far[1]), (far[0], far[3]), (0, 1067)], "#cbd8d4")
    c.shape([(1600, 0), (far[2], far[1]), (far[2], far[3]), (1600, 1067)], "#bccdca")
    for side in (-1, 1):
        _wall(c, side)
    c.box(690, 400, 220, 240, "#d9e2dd")
    c.fade("#f0c9a0", "#f8ead0", 400, 400)
    for row in range(150):
        c.box(735, 430 + row, 130, 1.5, blend("#e9b48c", "#f9edd2", row / 150))
    c.box(797, 430, 6, 150, WHITE)
    c.box(735, 502, 130, 5, WHITE)
    c.shape([(740, 642), (860, 642), (1080, 1067), (520, 1067)], blend(SHALLOW, "#f8ead0", 0.62))
    for near in (0.14, 0.36, 0.78):
        half = 36 + near * 190
        y = 400 - near * 400
        c.shape(
            [
                (800 - half, y),
                (800 + half, y),
                (800 + half * 0.82, y + 40 * near + 8),
                (800 - half * 0.82, y + 40 * near + 8),
            ],
            WHITE,
        )
    c.disc(862, 548, 13, INK)
    c.shape([(845, 562), (879, 562), (886, 640), (838, 640)], SEA)
    return c


def _wall(c: Canvas, side: int) -> None:
    def at(near: float, high: float) -> tuple[float, float]:
        """Turn nearness (0 far, 1 near) and height (0 floor, 1 ceiling) into a place on the wall."""
        x = 110 + near * 690
        top, floor = 400 - near * 400, 640 + near * 427
        return 800 + side * x, floor - (floor - top) * high

    c.shape([at(0, 0.36), at(1, 0.36), at(1, 0.33), at(0, 0.33)], SHALLOW)
    c.shape([at(0, 0.04), at(1, 0.04), at(1, 0), at(0, 0)], SEA)
    for start, end in ((0.08, 0.17), (0.27, 0.42), (0.58, 0.86)):
        frame = blend(SEA, SKY, 0.25) if side < 0 else blend(SEA, SKY, 0.12)
        c.shape([at(start, 0), at(start, 0.72), at(end, 0.72), at(end, 0)], frame)
        inset = (end - start) * 0.3
        c.shape(
            [at(start + inset, 0.44), at(start + inset, 0.64), at(end - inset, 0.64), at(end - inset, 0.44)], "#f2dfb4"
        )


def stadium() -> Canvas:
    """A football pitch under floodlights."""
    c = Canvas("stadium", NIGHT)
    c.fade("#22384d", "#c98f6d", 0, 520)
    c.disc(800, 640, 900, blend(INK, DUSK, 0.3), 330)
    c.disc(800, 660, 880, blend(INK, CLAY, 0.18), 290)
    for row in range(8):
        for i in range(150):
            angle = math.pi + math.pi * (i + 0.5) / 150
            x, y = 800 + math.cos(angle) * (850 - row * 16), 668 + math.sin(angle) * (270 - row * 22)
            c.disc(x, y, 3.6, c.chance.choice([CLAY, PAPER, OCHRE, ROSE, DUSK, SEA]))
    c.box(0, 640, 1600, 430, blend(INK, CLAY, 0.18))
    for i in range(8):
        near, end = i / 8, (i + 1) / 8
        tone = "#5d7d4f" if i % 2 else "#547347"
        c.shape([_pitch(near, 0), _pitch(end, 0), _pitch(end, 1), _pitch(near, 1)], tone)
    for line in (
        [(0.02, 0.03), (0.98, 0.03), (0.98, 0.97), (0.02, 0.97), (0.02, 0.03)],
        [(0.5, 0.03), (0.5, 0.97)],
        [(0.02, 0.25), (0.16, 0.25), (0.16, 0.75), (0.02, 0.75)],
        [(0.98, 0.25), (0.84, 0.25), (0.84, 0.75), (0.98, 0.75)],
        [(0.5 + math.cos(t / 8) * 0.1, 0.5 + math.sin(t / 8) * 0.18) for t in range(52)],
    ):
        c.stroke([_pitch(x, y) for x, y in line], "#e7eddc", 5)
    for x in (110, 1490):
        c.stroke([(x, 640), (x, 150)], NIGHT, 14)
        c.box(x - 74, 92, 148, 72, NIGHT, 6)
        for lamp in range(8):
            c.disc(x - 52 + lamp % 4 * 35, 112 + lamp // 4 * 32, 12, "#fdf3d0")
        c.glow(x, 128, 210, "#fdf3d0", 0.3)
    return c


def _pitch(across: float, down: float) -> tuple[float, float]:
    depth = down**1.35
    return 800 + (across - 0.5) * (1060 + depth * 760), 600 + depth * 430


TOWN = {
    "city-skyline": city_skyline,
    "market-arches": market_arches,
    "library-shelves": library_shelves,
    "theatre-stage": theatre_stage,
    "hospital-corridor": hospital_corridor,
    "stadium": stadium,
}
