"""Drawing with matplotlib: strokes, shapes and words in pixels become an SVG of the page."""

import io
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

from carelog.dashboard.chart.svg import clean, paths


@cache
def _matplotlib() -> SimpleNamespace:
    """Load what draws, at the first picture: it takes a second and much memory."""
    from matplotlib import rcParams
    from matplotlib.backends.backend_svg import RendererSVG
    from matplotlib.colors import to_rgb
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.text import Text
    from matplotlib.transforms import IdentityTransform

    # Words stay text, and the same drawing gives the same bytes. Nothing else here draws.
    rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "carelog"})
    return SimpleNamespace(
        renderer=RendererSVG,
        fonts=cache(lambda size, weight: FontProperties(size=size, weight=weight)),
        path=Path,
        rgb=to_rgb,
        text=Text,
        as_it_is=IdentityTransform(),
    )


class Pen:
    """Strokes, boxes and words on one drawing, in pixels from its bottom left.

    Colours are values of SENTINELS. It draws with the library's renderer itself: figures, axes and
    layout would measure every word, and the browser sets them anew.
    """

    def __init__(self, width: int, height: int) -> None:
        self._library, self._out = _matplotlib(), io.StringIO()
        self._height = height
        # Where, in which letters, and how: all three are the library's own.
        self._words: list[tuple[Any, Any, Any]] = []
        self._renderer = self._library.renderer(
            width, height, self._out, image_dpi=72, metadata={"Date": None}
        )

    def stroke(
        self,
        lines: Sequence[Sequence[tuple[float, float]]],
        colour: str,
        thick: float,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """One path through each of `lines`, a list of (x, y); a line without length is a dot."""
        path = self._library.path
        spots = [(round(x, 1), round(y, 1)) for line in lines for x, y in line]
        codes = [path.LINETO if n else path.MOVETO for line in lines for n in range(len(line))]
        if spots:
            look = self._look(colour, thick)
            look.set_capstyle("butt" if dashes else "round")
            if dashes:
                look.set_dashes(0, [dash * thick for dash in dashes])
            self._draw(path(spots, codes), look)

    def box(self, left: float, bottom: float, right: float, top: float, colour: str) -> None:
        """A filled rectangle without an edge."""
        self.shapes([[(left, bottom), (right, bottom), (right, top), (left, top)]], colour)

    def shapes(self, outlines: Sequence[Sequence[tuple[float, float]]], colour: str) -> None:
        """One filled path without an edge; each outline is a list of corners (x, y)."""
        path = self._library.path
        outlines = [[(round(x, 1), round(y, 1)) for x, y in corners] for corners in outlines]
        rings = [path([*corners, corners[0]], closed=True) for corners in outlines]
        if rings:
            self._draw(path.make_compound_path(*rings), self._look(colour, 0), fill=colour)

    def word(
        self,
        text: str,
        x: float,
        y: float,
        colour: str,
        *,
        size: float,
        align: str = "left",
        weight: str = "normal",
    ) -> None:
        """A word whose small letters are centred on height `y`; `size` in pixels."""
        at = round(x, 1), round(y - size * 0.35, 1)
        anchor = self._library.text(*at, text, horizontalalignment=align)
        anchor.set_transform(self._library.as_it_is)
        self._words.append((anchor, self._library.fonts(size, weight), self._look(colour, 1)))

    def svg(self, *, uid: str, label: str, description: str) -> str:
        """The finished drawing; arguments and errors are those of `clean`. It ends the drawing."""
        # Words stand above all strokes, whatever was drawn first.
        for anchor, font, look in self._words:
            x, y = anchor.get_position()
            text = anchor.get_text()
            self._renderer.draw_text(look, x, self._height - y, text, font, 0, mtext=anchor)
        self._renderer.finalize()
        return clean(self._out.getvalue(), uid=uid, label=label, description=description)

    def paths(self) -> list[ElementTree.Element]:
        """The finished strokes and shapes alone. It ends the drawing."""
        self._renderer.finalize()
        return paths(self._out.getvalue())

    def _look(self, colour: str, thick: float):
        look = self._renderer.new_gc()
        look.set_foreground(colour)
        look.set_linewidth(thick)
        look.set_joinstyle("round")
        return look

    def _draw(self, path, look, fill: str | None = None) -> None:
        path.should_simplify = False
        face = None if fill is None else self._library.rgb(fill)
        self._renderer.draw_path(look, path, self._library.as_it_is, face)
