"""Pictures for paper: the same drawings in greys, told apart by thickness, dashes and marks."""

import re
from dataclasses import replace

from carelog.dashboard.chart.body import body
from carelog.dashboard.chart.panel import panel
from carelog.summary.glyphs import OWN, Ink
from carelog.summary.words.pieces import BodyMap, Picture

WIDTH = 360
GREYS = {
    "--chart-1": "#000000",
    "--chart-2": "#5a5a5a",
    "--chart-grid": "#d4d4d4",
    "--chart-text": "#333333",
    "--chart-band": "#ececec",
    "--chart-goal": "#5a5a5a",
    "--chart-mark": "#000000",
    "--card": "#ffffff",
    "--muted": "#333333",
    "--h0": "#ffffff",
    "--h1": "#ececec",
    "--h2": "#d4d4d4",
    "--h3": "#b5b5b5",
    "--h-ink": "#000000",
    "--h-edge": "#333333",
}
#: The weaker line. A stroke without length is a dot, and dashes would swallow it.
_WEAK = re.compile(r'(<path (?![^>]*h0)[^>]*stroke="var\(--chart-2\)")')


def grey(picture: Picture) -> tuple[str, bool]:
    """Return a drawing as an SVG in greys, and whether a box stands for some character in it.

    It is set in our own font alone: what has no letter there is whole in the list of events.
    """
    ink, drawing = Ink(only_own=True), picture.drawing
    events = tuple((day, ink.text(words)) for day, words in drawing.events)
    svg = panel(
        replace(drawing, events=events),
        width=WIDTH,
        uid=f"paper-{picture.slug}",
        label=picture.title,
        description="",
        small=True,
    )
    return _in_greys(_WEAK.sub(r'\1 stroke-dasharray="4 2.5"', svg)), ink.lost


def grey_body(shown: BodyMap) -> str:
    """Return the body with its numbers as an SVG in greys; "" where no place is on it.

    Its words are large enough to be read where it is 5 cm wide.
    """
    svg = body(shown.numbers, uid="paper-body", label=shown.title, description="", letters=1.25)
    return _in_greys(svg)


def _in_greys(svg: str) -> str:
    for name, colour in GREYS.items():
        svg = svg.replace(f"var({name})", colour)
    return svg.replace("<svg ", f'<svg font-family="{OWN}" ', 1)
