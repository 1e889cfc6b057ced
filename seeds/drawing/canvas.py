"""A sheet to draw on: fractions of a picture in, printed-looking flat shapes out.

Coordinates are those of the finished picture (1600 x 1067 unless told); the sheet is drawn twice as large and reduced,
which is what makes the edges smooth. Everything is deterministic: chance comes from a generator seeded by the key.
"""

import math
import random
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2
Point = tuple[float, float]

INK, NIGHT, DUSK = "#1f2a37", "#141d2b", "#33475b"
SEA, SHALLOW, FOAM = "#2f5d6b", "#6f9aa0", "#b9cfcb"
SKY, PAPER, WHITE = "#d5dfdb", "#f3ede0", "#fbf8f1"
SAND, OCHRE, HONEY = "#e3cfa6", "#c8963e", "#e0b868"
CLAY, BRICK, ROSE = "#b5583c", "#8a3d2e", "#dda58c"
OLIVE, LEAF, MOSS = "#5f6740", "#8f9a63", "#434a31"
STONE, ASH = "#a89f91", "#cfc7b8"


def blend(one: str, two: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from `one` to `two`."""
    pairs = zip(_rgb(one), _rgb(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


class Canvas:
    """One picture while it is being drawn."""

    def __init__(self, key: str, ground: str, width: int = 1600, height: int = 1067) -> None:
        self.width, self.height = width, height
        self.chance = random.Random(key)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def fade(self, top: str, bottom: str, start: float = 0, end: float | None = None) -> None:
        """Fill the rows from `start` to `end` with an even passage from one colour to another."""
        end = self.height if end is None else end
        first, last = int(start * SCALE), int(end * SCALE)
        for row in range(first, last):
            colour = blend(top, bottom, (row - first) / max(1, last - first))
            self.pen.line([(0, row), (self.width * SCALE, row)], fill=colour)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """Fill a rectangle given by its corner and its size."""
        bounds = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self.pen.rounded_rectangle(bounds, radius * SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, tall: float | None = None) -> None:
        """Fill a circle, or an ellipse of half-height `tall`, around its centre."""
        tall = radius if tall is None else tall
        self.pen.ellipse(
            [(x - radius) * SCALE, (y - tall) * SCALE, (x + radius) * SCALE, (y + tall) * SCALE], fill=colour
        )

    def stroke(self, points: Iterable[Point], colour: str, width: float) -> None:
        """Draw a line through the points."""
        path = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(path, fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def ring(
        self, x: float, y: float, radius: float, colour: str, width: float, start: int = 0, end: int = 360
    ) -> None:
        """Draw part of a circle's line, in degrees clockwise from three o'clock."""
        bounds = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.pen.arc(bounds, start, end, fill=colour, width=round(width * SCALE))

    def hills(self, base: float, height: float, colour: str, waves: float = 2, shift: float = 0) -> list[Point]:
        """Fill everything under a soft rolling line; return the line."""
        line = []
        for x in range(0, self.width + 9, 8):
            turn = x / self.width * math.tau * waves + shift
            line.append((x, base - height * (0.6 * math.sin(turn) + 0.4 * math.sin(turn * 0.47 + shift * 2))))
        self.shape([*line, (self.width, self.height), (0, self.height)], colour)
        return line

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float) -> None:
        """Lay a soft light over what is drawn so far; `strength` is its share (0 to 1) in the middle."""
        mask = Image.new("L", (self.width // 4, self.height // 4), 0)
        bounds = [(x - radius) / 4, (y - radius) / 4, (x + radius) / 4, (y + radius) / 4]
        ImageDraw.Draw(mask).ellipse(bounds, fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(radius / 10)).resize(self.image.size, Image.Resampling.BICUBIC)
        self._lay(colour, mask)

    def veil(self, points: Iterable[Point], colour: str, strength: float, blur: float = 0) -> None:
        """Lay a see-through polygon over what is drawn so far."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=round(255 * strength))
        self._lay(colour, mask.filter(ImageFilter.GaussianBlur(blur * SCALE)) if blur else mask)

    def _lay(self, colour: str, mask: Image.Image) -> None:
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)
        self.pen = ImageDraw.Draw(self.image)

    def finish(self) -> Image.Image:
        """Return the finished picture, reduced and with the faint grain of printed paper."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        grain = Image.frombytes("L", (400, 400), bytes(self.chance.choices(range(125, 132), k=160000)))
        sheet = Image.new("L", picture.size)
        for left in range(0, self.width, 400):
            for top in range(0, self.height, 400):
                sheet.paste(grain, (left, top))
        return ImageChops.overlay(picture, Image.merge("RGB", (sheet, sheet, sheet)))
