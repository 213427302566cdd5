"""Words at the ends of lines and in the ground of a panel, where nothing else stands."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from carelog.dashboard.chart.drawing import Drawing, Line
from carelog.dashboard.chart.frame import BOTTOM, LETTER, LINE_HEIGHT, TEXT, XY, Frame
from carelog.dashboard.chart.pen import Pen
from carelog.dashboard.chart.svg import SENTINELS, plain
from carelog.dashboard.window import number_words

WORDS, GOAL = SENTINELS["--chart-text"], SENTINELS["--chart-goal"]
MARK = SENTINELS["--chart-mark"]
CROSSED = 6
# A day of pain is a spike so thin that it is missed unless looked for in parts of a pixel.
FINE = 4


class End(NamedTuple):
    """A word at the right; one that belongs to no point stands in the margin."""

    text: str
    colour: str
    value: float
    weight: str = "normal"
    in_margin: bool = False
    is_mark: bool = False


Placed = tuple[End, float, float]


def end_words(drawing: Drawing, low: float, letters: int) -> tuple[End, ...]:
    """Lower words first, so that of two equal ones the strong line's stands above."""
    return tuple(_ends(drawing, low, letters))


def _ends(drawing: Drawing, low: float, letters: int) -> Iterator[End]:
    if drawing.mark_word and drawing.marks_shown():
        text = plain(drawing.mark_word, letters - 2)
        yield End(text, MARK, low, in_margin=True, is_mark=True)
    if drawing.goal is not None and drawing.goal_word:
        shown = number_words(drawing.goal, drawing.places)
        yield End(_fitted(drawing.goal_word, shown, letters), GOAL, drawing.goal, in_margin=True)
    for line in sorted(drawing.lines, key=lambda line: line.strong):
        if line.series.points:
            yield from _of_line(drawing, line, letters)


def _of_line(drawing: Drawing, line: Line, letters: int) -> Iterator[End]:
    series, last = line.series, line.series.points[-1]
    places = drawing.places if series.bin == "day" else drawing.mean_places
    text = _fitted(line.word, number_words(last.mean, places), letters)
    weight = "bold" if line.strong else "normal"
    yield End(text, SENTINELS[line.colour], last.mean, weight)
    if line.highest and drawing.has_highest(line):
        shown = number_words(last.highest, drawing.places)
        yield End(_fitted(line.highest, shown, letters), MARK, last.highest)


def _fitted(word: str, shown: str, letters: int) -> str:
    """The word with its value; when there is no room for both, the word is cut."""
    whole = plain(word % {"value": shown}, 200)
    if len(whole) <= letters:
        return whole
    name = plain(word % {"value": ""}, 200)
    return f"{plain(name, max(1, letters - len(shown) - 1))} {shown}"


def place_ends(frame: Frame, ends: Sequence[End]) -> list[Placed]:
    """Where the words stand: beside the newest point, or in the margin beside the panel."""
    lines = [line.series.points[-1:] for line in frame.drawing.lines]
    x = 8 + max(x for points in lines for x, _y in frame.line(points))
    longest = max((len(end.text) for end in ends if not end.in_margin), default=0)
    edge = x + longest * TEXT * LETTER
    if any(x - 6 < frame.x(day) < edge for day, _word in frame.drawing.events_shown()):
        x, edge = frame.right + 2, frame.right + 3
    beside = [end for end in ends if end.in_margin or edge > frame.right]
    inside = [end for end in ends if end not in beside]
    return [
        (end, frame.right + 2 if end.in_margin else x, y)
        for group in (beside, inside)
        for end, y in _side_by_side(frame, group)
    ]


def _side_by_side(frame: Frame, ends: Sequence[End]) -> Iterator[tuple[End, float]]:
    ends = sorted(ends, key=lambda end: end.value)
    heights = apart([frame.y(end.value) for end in ends], BOTTOM + 4, frame.top)
    return zip(ends, heights, strict=True)


def apart(heights: Sequence[float], low: float, high: float) -> list[float]:
    """The heights, given from low to high, moved until words at them do not touch."""
    found = [min(max(low, height), high) for height in heights]
    for _round in range(40):
        for below, above in pairwise(range(len(found))):
            overlap = max(0.0, found[below] + LINE_HEIGHT - found[above]) / 2
            found[below] = max(low, found[below] - overlap)
            found[above] = min(high, found[above] + overlap)
    return found


def draw_bands(pen: Pen, frame: Frame, ends: Sequence[Placed]) -> None:
    """Write each word where lines and end words leave room, as far left as they do."""
    if not frame.drawing.bands:
        return
    import numpy as np

    columns = np.arange(frame.left + 4, np.floor(frame.right), 1 / FINE)
    curves = [np.array(line).T for line in _taken(frame, ends) if line]
    heights = np.array([np.interp(columns, x, y, left=-99, right=-99) for x, y in curves])
    events = [frame.x(day) for day, _word in frame.drawing.events_shown()]
    crossed = np.array([abs(columns - x) < 2 for x in events]).any(axis=0)
    for text, values in frame.drawing.bands:
        text = plain(text, 16)
        wide = int(len(text) * TEXT * LETTER) + 8
        spots = []
        for value in values:
            free = np.abs(heights - frame.y(value)).min(axis=0).clip(max=LINE_HEIGHT)
            # The thin line of an event behind a word is better than a line of values.
            free = np.where(crossed, free.clip(max=CROSSED), free)
            free = free[: len(free) // FINE * FINE].reshape(-1, FINE).min(axis=1)
            room = np.lib.stride_tricks.sliding_window_view(free, wide).min(axis=1)
            spots.append((room.max(), columns[room.argmax() * FINE], value))
        _room, x, value = max(spots, key=lambda spot: spot[0])
        pen.word(text, x, frame.y(value), WORDS, size=TEXT)


def _taken(frame: Frame, ends: Sequence[Placed]) -> list[list[XY]]:
    drawing = frame.drawing
    taken = [frame.line(line.series.points) for line in drawing.lines]
    marked = [line.series.points for line in drawing.lines if drawing.has_highest(line)]
    taken += [frame.line(points, "highest") for points in marked]
    taken += [[(x - 4, y), (frame.right, y)] for _end, x, y in ends if x < frame.right]
    return taken + ([] if drawing.goal is None else [frame.across(drawing.goal)])
