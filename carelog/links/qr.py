"""A link as a QR code."""

from math import ceil

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

#: The quiet zone of a QR code, in modules.
EDGE = 4
#: In CSS pixels: a code smaller than this is not read off a screen of one pixel each.
LEAST_WIDTH = 360


def qr_svg(link: str, label: str) -> SafeString:
    """Return the QR code of a link as inline SVG, dark on white in any theme."""
    rows = segno.make(link, error="m", micro=False).matrix
    squares = [
        f"M{x + EDGE} {y + EDGE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    size = len(rows) + 2 * EDGE
    # Squares of whole pixels are as sharp on a plain screen as on paper.
    width = size * ceil(LEAST_WIDTH / size)
    context = {"label": label, "size": size, "width": width, "path": "".join(squares)}
    return render_to_string("links/_qr.html", context)
