"""A page as it comes out of a scanner: lines of a letter as a grey, slightly turned and dusty JPEG.

Pillow's own font, which has no accents, and fixed chances: the same lines give the same bytes with the
same Pillow.
"""

import io
import random

from PIL import Image, ImageDraw, ImageFont

from examples.source.agreement import Scan

_DPI = 120
_WIDTH, _HEIGHT = round(8.27 * _DPI), round(11.69 * _DPI)
_MARGIN = round(1.0 * _DPI)
_LETTERS, _LEADING = 19, 29  # pixels
_TURN = 0.7  # degrees: nobody lays a letter on the glass quite straight
_DUST = 140  # specks on a page


def as_jpeg(scan: Scan) -> bytes:
    """The page as a grey JPEG of A4 size."""
    chance = random.Random(0)  # noqa: S311  dust, not secrets
    page = Image.new("L", (_WIDTH, _HEIGHT), 238)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(_LETTERS)
    for number, line in enumerate(scan.lines):
        pen.text((_MARGIN, _MARGIN + number * _LEADING), line, fill=52, font=font)
    page = page.rotate(_TURN, Image.Resampling.BICUBIC, fillcolor=226)
    pen = ImageDraw.Draw(page)
    for _ in range(_DUST):
        pen.point((chance.randrange(_WIDTH), chance.randrange(_HEIGHT)), fill=chance.randrange(90, 200))
    noise = Image.frombytes("L", page.size, chance.randbytes(_WIDTH * _HEIGHT))
    out = io.BytesIO()
    Image.blend(page, noise, 0.05).save(out, "JPEG", quality=55)
    return out.getvalue()
