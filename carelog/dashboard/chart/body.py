"""The body from front and back with how bad it was in each place: a colour and a digit in each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from carelog.clinical.pain import band
from carelog.dashboard.chart.svg import named, plain
from carelog.logs.body_map import BACK, FRONT, Region, drawn_as

#: One view is 600 by 1340; above it stand its name and its sides.
WIDE, HIGH, ABOVE, APART = 600, 1340, 90, 80
#: Letters in units of the drawing: words beside it, digits in it.
SMALL, LARGE = 54, 66
FILLS = {"none": "--h0", "mild": "--h1", "moderate": "--h2", "severe": "--h3"}
#: What stands in a place that was named without a number.
NO_NUMBER = "•"
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def body(
    shown: Mapping[str, int | None],
    *,
    uid: str,
    label: str,
    description: str,
    letters: float = 1,
) -> str:
    """Return the picture of the worst number, 0 to 10, of each place by its code; None for none.

    `letters` makes them larger for a smaller picture. A place that is no region of the drawing is
    left to the words beside it; "" where all are. Raises ValueError for a uid that cannot start an
    id.
    """
    numbers: dict[str, int | None] = {}
    for code, number in shown.items():
        for part in drawn_as(code):
            known = numbers.get(part)
            numbers[part] = number if known is None else max(known, number or 0)
    if not numbers:
        return ""
    root = Element("svg", {"viewBox": f"0 0 {2 * WIDE + APART} {HIGH + ABOVE}"})
    pen = _Pen(letters, numbers)
    pen.view(root, 0, _("Front"), (_("right"), _("left")), FRONT)
    pen.view(root, WIDE + APART, _("Back"), (_("left"), _("right")), BACK)
    return named(root, uid, label, description, "body")


@dataclass(frozen=True)
class _Pen:
    letters: float
    numbers: Mapping[str, int | None]

    def view(
        self, root: Element, x: int, name: str, sides: tuple[str, str], regions: tuple[Region, ...]
    ) -> None:
        """Draw one view, its left edge at `x`, with its name and the sides of the person."""
        view = SubElement(root, "g", {"transform": f"translate({x} {ABOVE})"})
        self.word(view, (WIDE / 2, -24), name, SMALL, ink="--muted")
        self.word(view, (110, 110), sides[0], SMALL, ink="--muted")
        self.word(view, (WIDE - 110, 110), sides[1], SMALL, ink="--muted")
        rest = {"fill": "var(--card)", "stroke": "var(--muted)", "stroke-width": "3"}
        SubElement(view, "path", {"d": "".join(region.path for region in regions)} | rest)
        # All grounds first: no edge of a neighbour lies over a digit.
        found = [region for region in regions if region.code in self.numbers]
        for region in found:
            _ground(view, region, self.numbers[region.code])
        for region in found:
            number = self.numbers[region.code]
            x_middle, y_middle = _middle(region.path)
            said = NO_NUMBER if number is None else str(number)
            self.word(view, (x_middle, y_middle + 22 * self.letters), said, LARGE, ink="--h-ink")

    def word(
        self, view: Element, spot: tuple[float, float], said: str, size: int, *, ink: str
    ) -> None:
        """Write a word with its middle at a spot of the view."""
        at = {"x": f"{spot[0]:g}", "y": f"{spot[1]:g}", "font-size": f"{size * self.letters:g}"}
        at |= {"text-anchor": "middle", "font-weight": "700", "fill": f"var({ink})"}
        SubElement(view, "text", at).text = plain(said, 20)


def _ground(view: Element, region: Region, number: int | None) -> None:
    fill = FILLS["none" if number is None else band(number)]
    edge = {"fill": f"var({fill})", "stroke": "var(--h-edge)", "stroke-width": "7"}
    SubElement(view, "path", {"d": region.path} | edge)


def _middle(path: str) -> tuple[float, float]:
    points = [(float(x), float(y)) for x, y in _POINT.findall(path)]
    across, down = zip(*points, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
