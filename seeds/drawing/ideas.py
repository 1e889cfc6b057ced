"""Pictures of things and thoughts: each function draws one picture and returns it."""

import itertools
import math
from pathlib import Path

from PIL import ImageFont

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
    SCALE,
    SEA,
    SHALLOW,
    SKY,
    STONE,
    WHITE,
    Canvas,
    blend,
)

FACE = Path(__file__).parents[2] / "newsroom/static/site/fonts/newsroom-sans-bold.woff2"


def ballot_abstract() -> Canvas:
    """The seats of a council as a half circle, in three colours."""
    c = Canvas("ballot-abstract", PAPER)
    c.box(0, 860, 1600, 207, blend(PAPER, SAND, 0.55))
    seats = []
    for row in range(7):
        radius, count = 350 + row * 62, 17 + row * 3
        seats += [(math.pi * (i + 0.5) / count, radius) for i in range(count)]
    seats.sort()
    for place, (angle, radius) in enumerate(seats):
        share = place / len(seats)
        tone = SEA if share < 0.40 else OCHRE if share < 0.75 else CLAY
        c.disc(800 - math.cos(angle) * radius, 830 - math.sin(angle) * radius, 24, tone)
    c.box(640, 660, 320, 250, INK, 6)
    c.box(620, 640, 360, 36, blend(INK, DUSK, 0.6), 6)
    c.box(730, 652, 140, 10, NIGHT, 5)
    c.shape([(752, 560), (846, 548), (858, 656), (764, 656)], WHITE)
    c.stroke([(778, 602), (798, 624), (834, 576)], CLAY, 9)
    return c


def chart_abstract() -> Canvas:
    """Columns and a curve on squared paper."""
    c = Canvas("chart-abstract", blend(PAPER, WHITE, 0.4))
    for x in range(0, 1601, 80):
        c.stroke([(x, 0), (x, 1067)], blend(PAPER, ASH, 0.45), 1.5)
    for y in range(27, 1067, 80):
        c.stroke([(0, y), (1600, y)], blend(PAPER, ASH, 0.45), 1.5)
    heights = [190, 260, 230, 330, 300, 420, 390, 520, 480, 610]
    for i, height in enumerate(heights):
        x = 160 + i * 130
        c.box(x, 907 - height, 78, height, CLAY if i == 7 else blend(SEA, SHALLOW, 1 - i / 10))
        c.box(x, 907 - height, 78, 12, blend(CLAY if i == 7 else SEA, INK, 0.25))
    c.stroke([(120, 907), (1480, 907)], INK, 6)
    points = [(199 + i * 130, 700 - 430 * (1 - math.exp(-i / 3.2)) + 26 * math.sin(i * 1.7)) for i in range(10)]
    c.stroke(points, OCHRE, 9)
    for x, y in points:
        c.disc(x, y, 17, PAPER)
        c.disc(x, y, 11, OCHRE)
    return c


def sea_lines() -> Canvas:
    """A coast on a chart, with the belts of the sea around it."""
    c = Canvas("sea-lines", blend(SEA, INK, 0.35))
    coast = [
        (-60 + i * 8, 640 + 90 * math.sin(i / 24) + 46 * math.sin(i / 9 + 1) + 18 * math.sin(i / 3.7) + i * 0.9)
        for i in range(225)
    ]
    belts = [
        (540, blend(SEA, INK, 0.12)),
        (330, SEA),
        (200, blend(SEA, SHALLOW, 0.4)),
        (110, blend(SEA, SHALLOW, 0.85)),
    ]
    for width, tone in belts:
        for x, y in coast[::3]:
            c.disc(x, y, width, tone)
        if width > 150:
            edge = [
                (
                    x,
                    min(
                        py - math.sqrt(max(0, width**2 - (px - x) ** 2)) for px, py in coast[::3] if abs(px - x) < width
                    ),
                )
                for x in range(-20, 1640, 12)
            ]
            for i in range(0, len(edge) - 2, 3):
                c.stroke(edge[i : i + 2], FOAM, 4)
    for x, y in coast[::2]:
        c.disc(x, y, 26, FOAM)
    c.shape([*coast, (1740, 1300), (-60, 1300)], SAND)
    c.shape(
        [(x, y + 46 + 8 * math.sin(x / 50)) for x, y in coast] + [(1740, 1300), (-60, 1300)], blend(SAND, LEAF, 0.3)
    )
    for x, y, radius in ((1180, 590, 44), (1262, 640, 22), (330, 420, 30)):
        c.disc(x, y, radius + 10, FOAM, (radius + 10) * 0.8)
        c.disc(x, y, radius, SAND, radius * 0.8)
    for i in range(8):
        angle = math.tau * i / 8
        long = 92 if i % 2 == 0 else 50
        tip = (1380 + math.cos(angle) * long, 210 + math.sin(angle) * long)
        for side, tone in ((-1, PAPER), (1, ROSE)):
            c.shape(
                [(1380, 210), tip, (1380 + math.cos(angle + side * 0.4) * 26, 210 + math.sin(angle + side * 0.4) * 26)],
                tone,
            )
    return c


def solar_panels() -> Canvas:
    """Panels on a school roof, and the sun."""
    c = Canvas("solar-panels", SKY)
    c.fade("#b8cdd2", "#f6e7c6", 0, 640)
    c.disc(1190, 240, 100, "#f8dc9c")
    for i in range(16):
        angle = math.tau * i / 16
        c.stroke(
            [
                (1190 + math.cos(angle) * 130, 240 + math.sin(angle) * 130),
                (1190 + math.cos(angle) * 166, 240 + math.sin(angle) * 166),
            ],
            "#f8dc9c",
            8,
        )
    c.hills(560, 50, blend(LEAF, SKY, 0.5), 1.2, 1.4)
    c.hills(620, 34, blend(LEAF, OLIVE, 0.4), 1.6, 3)
    c.box(0, 700, 1600, 370, blend(SAND, PAPER, 0.4))
    c.box(0, 690, 1600, 26, blend(SAND, STONE, 0.5))
    for row, (y, size) in enumerate(((700, 0.72), (980, 1.0))):
        for i in range(-1, 6):
            _panel(c, 60 + i * 330 * size + row * 40, y, size)
    return c


def _panel(c: Canvas, x: float, y: float, size: float) -> None:
    def at(across: float, up: float) -> tuple[float, float]:
        return x + (across * 290 + up * 84) * size, y - up * 190 * size

    c.stroke([at(0.16, 0), (at(0.16, 0)[0], y + 50 * size)], DUSK, 9 * size)
    c.stroke([at(0.9, 0), (at(0.9, 0)[0], y + 50 * size)], DUSK, 9 * size)
    c.shape([at(-0.015, -0.03), at(1.015, -0.03), at(1.015, 1.03), at(-0.015, 1.03)], FOAM)
    for column in range(5):
        for row in range(4):
            tone = blend(INK, SEA, 0.25 + 0.09 * row + 0.05 * column)
            left, low = column / 5 + 0.008, row / 4 + 0.012
            c.shape([at(left, low), at(left + 0.186, low), at(left + 0.186, low + 0.228), at(left, low + 0.228)], tone)


def neural_letters() -> Canvas:
    """Arabic letters cut apart and tied together again."""
    c = Canvas("neural-letters", "#e9e4d6")
    columns = [(1390, "و س ي"), (1080, "ك ت ب"), (770, "و ن ه"), (460, "ا ع ل"), (170, "م ق ر")]
    places = [[(x, 230 + row * 300 + (n % 2) * 40) for row in range(3)] for n, (x, _) in enumerate(columns)]
    for here, there in itertools.pairwise(places):
        for i, start in enumerate(here):
            for j, end in enumerate(there):
                strong = (i * 2 + j + round(start[0])) % 3 == 0
                c.stroke([start, end], CLAY if strong else blend(STONE, PAPER, 0.45), 6 if strong else 2.5)
    font = ImageFont.truetype(str(FACE), 104 * SCALE)
    tones = [SEA, INK, OCHRE, CLAY, MOSS, DUSK]
    for n, (_, letters) in enumerate(columns):
        for row, letter in enumerate(letters.split()):
            x, y = places[n][row]
            tone = tones[(n * 2 + row * 5) % 6]
            c.box(x - 92, y - 92, 184, 184, tone, 10)
            left, top, right, bottom = c.pen.textbbox((0, 0), letter, font=font)
            spot = (x * SCALE - (left + right) / 2, y * SCALE - (top + bottom) / 2)
            c.pen.text(spot, letter, font=font, fill=PAPER)
    return c


def phone_chip() -> Canvas:
    """A telephone with a chip in it, on a calm ground."""
    c = Canvas("phone-chip", blend(SEA, INK, 0.25))
    c.disc(800, 540, 470, blend(SEA, INK, 0.1))
    c.disc(800, 540, 350, SEA)
    c.box(590, 90, 420, 890, NIGHT, 56)
    c.box(608, 108, 384, 854, blend(PAPER, SKY, 0.4), 42)
    c.box(740, 128, 120, 26, NIGHT, 13)
    for i in range(7):
        shift = 690 + i * 36
        for y, end in ((300, 404), (676, 780)):
            c.stroke([(shift, y), (shift, end)], OCHRE, 6)
            c.disc(shift, y if y == 300 else end, 9, OCHRE)
        for x, end in ((636, 670), (930, 964)):
            c.stroke([(x, 432 + i * 36), (end, 432 + i * 36)], OCHRE, 6)
    c.box(664, 404, 272, 272, INK, 16)
    c.box(692, 432, 216, 216, DUSK, 8)
    for row in range(4):
        for column in range(4):
            tone = [CLAY, SHALLOW, HONEY, SEA][(row * 3 + column * 2 + row * column) % 4]
            c.box(706 + column * 49, 446 + row * 49, 41, 41, tone, 3)
    c.box(720, 920, 160, 10, INK, 5)
    return c


def coast_runners() -> Canvas:
    """Runners on the seafront before sunrise."""
    c = Canvas("coast-runners", DUSK)
    c.fade("#3d5468", "#f0bf97", 0, 560)
    c.disc(560, 548, 96, "#fbe0b2")
    c.fade("#d9a78c", SEA, 550, 800)
    for i in range(34):
        half = 20 + c.chance.random() * 70
        c.box(560 - half + c.chance.uniform(-30, 30), 558 + i * 6.6, half * 2, 2.6, blend("#fbe0b2", SEA, i / 34), 1)
    c.box(0, 760, 1600, 22, blend(ASH, INK, 0.25))
    for x in range(10, 1600, 46):
        c.box(x, 690, 7, 76, blend(ASH, INK, 0.45))
    c.box(0, 684, 1600, 11, blend(ASH, INK, 0.45))
    c.fade(blend(STONE, INK, 0.3), blend(STONE, INK, 0.55), 782, 1067)
    for x in (150, 610, 1070, 1530):
        c.stroke([(x, 790), (x, 330)], NIGHT, 10)
        c.stroke([(x, 334), (x + 70, 318)], NIGHT, 8)
        c.disc(x + 76, 324, 15, "#fdf0c6")
        c.glow(x + 76, 326, 110, "#fdf0c6", 0.3)
    for x, size, tone, scarf in (
        (1240, 1.0, CLAY, INK),
        (1040, 1.08, OCHRE, BRICK),
        (830, 0.98, SHALLOW, INK),
        (420, 1.1, ROSE, MOSS),
        (220, 1.0, LEAF, NIGHT),
    ):
        _runner(c, x, 980, size, tone, scarf)
    return c


def _runner(c: Canvas, x: float, y: float, size: float, tone: str, scarf: str) -> None:
    def limb(points: list[tuple[float, float]], colour: str, width: float) -> None:
        path = [(x + dx * size, y + dy * size) for dx, dy in points]
        c.stroke(path, colour, width * size)
        for px, py in path:
            c.disc(px, py, width * size / 2, colour)

    skin = blend(ROSE, BRICK, 0.3)
    c.disc(x, y + 10, 76 * size, blend(STONE, INK, 0.72), 9 * size)
    limb([(-6, -120), (-34, -66), (-86, -48)], blend(INK, DUSK, 0.3), 25)
    limb([(6, -120), (42, -74), (30, -8), (52, -4)], INK, 26)
    limb([(-2, -210), (-40, -172), (-14, -140)], blend(tone, INK, 0.25), 18)
    c.shape([(x + dx * size, y + dy * size) for dx, dy in ((-22, -226), (28, -226), (24, -108), (-24, -108))], tone)
    limb([(-4, -214), (4, -120)], tone, 44)
    limb([(16, -212), (46, -170), (78, -192)], blend(tone, PAPER, 0.15), 18)
    c.disc(x + 79 * size, y - 194 * size, 10 * size, skin)
    c.disc(x + 16 * size, y - 264 * size, 29 * size, scarf, 32 * size)
    c.disc(x + 26 * size, y - 262 * size, 19 * size, skin, 22 * size)
    c.shape([(x + dx * size, y + dy * size) for dx, dy in ((-8, -250), (24, -238), (18, -218), (-20, -218))], scarf)


def railway_station() -> Canvas:
    """A country station with two clocks, and the train that came back."""
    c = Canvas("railway-station", SKY)
    c.fade("#bfd0d2", "#f3e4c9", 0, 720)
    c.hills(560, 70, blend(LEAF, SKY, 0.55), 1.3, 2.6)
    c.hills(640, 40, blend(LEAF, OLIVE, 0.3), 1.1, 0.5)
    c.box(900, 370, 700, 420, blend(SAND, PAPER, 0.3))
    c.shape([(860, 380), (1600, 380), (1600, 250), (960, 250)], CLAY)
    for i in range(3):
        c.box(965 + i * 220, 540, 116, 250, blend(BRICK, INK, 0.3), 58)
        c.box(965 + i * 220, 650, 116, 140, blend(BRICK, INK, 0.3))
        c.box(981 + i * 220, 610, 84, 180, HONEY if i != 1 else blend(SEA, INK, 0.2))
    for y, radius, hours in ((320, 44, (3.5, 30)), (452, 36, (7.1, 10))):
        c.disc(1243, y, radius + 8, INK)
        c.disc(1243, y, radius, PAPER)
        for turn, long in ((hours[0] / 12, 0.55), (hours[1] / 60, 0.82)):
            angle = math.tau * turn - math.pi / 2
            c.stroke([(1243, y), (1243 + math.cos(angle) * radius * long, y + math.sin(angle) * radius * long)], INK, 6)
    c.box(0, 790, 1600, 60, blend(ASH, STONE, 0.5))
    c.box(0, 790, 1600, 10, HONEY)
    c.box(0, 850, 1600, 217, blend(STONE, INK, 0.35))
    for x in range(-20, 1600, 74):
        c.shape([(x + 12, 946), (x + 52, 946), (x + 44, 1010), (x - 2, 1010)], blend(BRICK, INK, 0.55))
    c.box(0, 940, 1600, 10, ASH)
    c.box(0, 1000, 1600, 12, ASH)
    _engine(c, 690, 940)
    return c


def _engine(c: Canvas, front: float, rail: float) -> None:
    c.shape(
        [(-40, rail - 390), (front - 130, rail - 390), (front - 20, rail - 210), (front, rail - 60), (-40, rail - 60)],
        SEA,
    )
    c.box(-40, rail - 160, front + 34, 36, OCHRE)
    c.shape(
        [(front - 170, rail - 350), (front - 132, rail - 350), (front - 66, rail - 232), (front - 170, rail - 232)], INK
    )
    for i in range(4):
        c.box(20 + i * 122, rail - 350, 96, 100, "#f1dcae" if i % 2 else blend(SEA, INK, 0.6), 8)
    c.box(386, rail - 200, 4, 130, blend(SEA, INK, 0.4))
    c.disc(front - 44, rail - 104, 17, "#fdf0c6")
    c.box(-40, rail - 62, front + 30, 30, INK)
    for x in (70, 180, 430, 540):
        c.disc(x, rail - 26, 31, NIGHT)
        c.disc(x, rail - 26, 13, STONE)


def city_pavement() -> Canvas:
    """A street front with a tree and a bench, and a car where people should walk."""
    c = Canvas("city-pavement", PAPER)
    fronts = [
        (0, 380, blend(ROSE, SAND, 0.5)),
        (380, 470, blend(SAND, PAPER, 0.3)),
        (850, 360, blend(SHALLOW, PAPER, 0.35)),
        (1210, 390, blend(OCHRE, PAPER, 0.45)),
    ]
    for n, (x, width, tone) in enumerate(fronts):
        c.box(x, 0, width, 800, tone)
        c.box(x + width - 7, 0, 7, 800, blend(tone, INK, 0.14))
        for row in range(2):
            for i in range(3):
                wx, wy = x + 46 + i * (width - 60) / 3, 70 + row * 210
                c.box(wx - 8, wy - 8, 84, 146, blend(tone, INK, 0.22))
                c.box(wx, wy, 68, 130, [SEA, DUSK, MOSS, BRICK][n])
                c.box(wx + 31, wy, 6, 130, blend(tone, INK, 0.22))
        c.box(x + 40, 560, width - 90, 240, blend(INK, tone, 0.25))
        c.box(x + 60, 600, (width - 150) * 0.6, 150, HONEY)
        for i in range(8):
            step = (width - 50) / 8
            c.box(x + 20 + i * step, 510, step, 64, [CLAY, SEA, OLIVE, BRICK][n] if i % 2 else WHITE)
    c.box(0, 800, 1600, 110, ASH)
    for x in range(0, 1600, 90):
        c.box(x, 800, 3, 110, STONE)
    c.box(0, 905, 1600, 20, STONE)
    c.box(0, 925, 1600, 142, blend(INK, STONE, 0.35))
    _car(c, 1010, 880)
    c.box(352, 560, 22, 330, blend(MOSS, BRICK, 0.4))
    for dx, dy, radius, tone in (
        (0, 0, 128, MOSS),
        (-80, 50, 84, OLIVE),
        (86, 44, 88, MOSS),
        (24, -52, 82, blend(OLIVE, LEAF, 0.5)),
    ):
        c.disc(363 + dx, 470 + dy, radius, tone)
    c.box(480, 800, 210, 14, BRICK)
    c.box(480, 754, 210, 16, BRICK)
    for x in (498, 660):
        c.box(x, 754, 10, 122, INK)
    return c


def _car(c: Canvas, x: float, y: float) -> None:
    c.shape([(x + 90, y - 110), (x + 160, y - 196), (x + 350, y - 196), (x + 430, y - 110)], DUSK)
    c.shape([(x + 118, y - 112), (x + 172, y - 178), (x + 246, y - 178), (x + 246, y - 112)], FOAM)
    c.shape([(x + 262, y - 112), (x + 262, y - 178), (x + 340, y - 178), (x + 396, y - 112)], FOAM)
    c.box(x, y - 118, 520, 90, DUSK, 30)
    c.box(x + 484, y - 96, 36, 22, HONEY, 6)
    for wheel in (110, 405):
        c.disc(x + wheel, y - 26, 48, NIGHT)
        c.disc(x + wheel, y - 26, 21, STONE)


IDEAS = {
    "ballot-abstract": ballot_abstract,
    "chart-abstract": chart_abstract,
    "sea-lines": sea_lines,
    "solar-panels": solar_panels,
    "neural-letters": neural_letters,
    "phone-chip": phone_chip,
    "coast-runners": coast_runners,
    "railway-station": railway_station,
    "city-pavement": city_pavement,
}
