"""Panels for tests, and what can be read from their SVG: words, strokes and where they are."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from carelog.clinical.series import Measure, Point, Series, bin_for, bin_start
from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.panel import panel

END = date(2026, 11, 22)
HIGHEST = Measure("a", "1", (0, 10))
LAST = Measure("b", "1", (0, 10), per_day="last")


def series(*values, bin="day", measure=HIGHEST):
    """Return days that end on END; None is a day without an entry."""
    start = END - timedelta(days=len(values) - 1)
    days = (start + timedelta(days=n) for n in range(len(values)))
    logged = [(day, v) for day, v in zip(days, values, strict=True) if v is not None]
    return Series(measure, bin, start, END, tuple(Point(day, v, v) for day, v in logged))


def long_series(days, mean=4.25, highest=8, measure=HIGHEST):
    """Return a window of that many days, every bin of it logged."""
    start = END - timedelta(days=days - 1)
    bin = bin_for(start, END)
    firsts = sorted({bin_start(start + timedelta(days=n), bin) for n in range(days)})
    return Series(measure, bin, start, END, tuple(Point(day, mean, highest) for day in firsts))


def drawing(*values, word="%(value)s", **options):
    """Return a drawing of one strong line through these days."""
    return Drawing((Line(series(*values), word),), **options)


def drawn(shown, **options):
    """Return the SVG of a drawing."""
    options = {"width": 760, "uid": "p", "label": "Panel", "description": "d"} | options
    return panel(shown, **options)


def texts(svg):
    """Return (text, x, y from the top) of every word."""
    found = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]
    return [(e.text, float(e.get("x")), float(e.get("y"))) for e in found]


def words(svg):
    """Return every word."""
    return [text for text, _x, _y in texts(svg)]


def where(svg, word):
    """Return (x, y) of a word that stands once."""
    ((x, y),) = [(x, y) for text, x, y in texts(svg) if text == word]
    return x, y


def strokes(svg, colour):
    """Return the path of each stroke in a colour."""
    return re.findall(rf'<path d="([^"]+)"[^>]*stroke="var\(--{colour}\)"', svg)


def shapes(svg, colour):
    """Return the corners of each filled shape in a colour."""
    paths = re.findall(rf'<path d="([^"]+)"[^>]*fill="var\(--{colour}\)"', svg)
    return [ring for path in paths for ring in parts(path)]


def spots(path):
    """Return the (x, y) a path goes through."""
    return [spot for part in parts(path) for spot in part]


def parts(path):
    """Return the (x, y) of each part of a path that is drawn without lifting the pen."""
    found, x, y = [], 0.0, 0.0
    for step in re.findall(r"[MmLlhz][^MmLlhz]*", path):
        numbers = [float(n) for n in step[1:].split()]
        if step[0] == "z":
            x, y = found[-1][0]
            continue
        across, down = ([*numbers, 0.0])[:2]
        x, y = (across, down) if step[0].isupper() else (x + across, y + down)
        if step[0] in "Mm":
            found.append([])
        found[-1].append((round(x, 1), round(y, 1)))
    return found


def grid(svg):
    """Return (left, right, y) of each line across the panel, the lowest first."""
    (path,) = strokes(svg, "chart-grid")
    ends = spots(path)
    found = [(a[0], b[0], a[1]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    return sorted(found, key=lambda line: -line[2])


def axis(svg):
    """Return the numbers at the lines across, the lowest first."""
    lines = [y for _left, _right, y in grid(svg)]
    left = min(left for left, _right, _y in grid(svg))
    beside = [(y, text) for text, x, y in texts(svg) if x < left and y < lines[0] + 8]
    return [text for _y, text in sorted(beside, reverse=True)]
