"""The events of a panel: a line on the day, above it a word or a number that touches no other."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.frame import LETTER, LINE_HEIGHT, TEXT, letters_from
from carelog.dashboard.chart.svg import plain

GAP = 8


class Event(NamedTuple):
    """A vertical line at `x`; its text, if any, begins beside it in a row counted from below."""

    x: float
    text: str = ""
    row: int = 0


def place_events(drawing: Drawing, x: Callable[[date], float], width: int) -> list[Event]:
    """The events of the window: few with words, many with numbers, oldest first."""
    shown = drawing.events_shown()
    if not drawing.has_numbered_events:
        return _in_words([(x(day), word) for day, word in shown], width)
    numbers = _numbers([(n, x(day)) for n, (day, word) in enumerate(shown, 1) if word])
    return [Event(x(day), numbers.get(n, "")) for n, (day, _word) in enumerate(shown, 1)]


def rows(events: Sequence[Event]) -> int:
    """How many rows of words stand above the panel."""
    return max((event.row + 1 for event in events if event.text), default=0)


def _in_words(spots: Sequence[tuple[float, str]], width: int) -> list[Event]:
    """From the newest back, each word stands above all it would touch, and so does its line."""
    placed: list[Event] = []
    for x, word in reversed(spots):
        text = plain(word, letters_from(x + 3, width))
        end = x + 3 + len(text) * TEXT * LETTER + GAP
        under = [event.row for event in placed if event.text and event.x < end]
        placed.append(Event(x, text, max(under, default=-1) + 1 if text else 0))
    return placed[::-1]


def _numbers(spots: Sequence[tuple[int, float]]) -> dict[int, str]:
    """What stands at which number; those that would touch become one, such as 4-6 at 4."""
    letter = TEXT * LETTER
    return {
        first: _range(first, last)
        for first, last, _x in _groups(spots, lambda text: 3 + len(text) * letter + GAP)
    }


def ranges(spots: Sequence[tuple[int, float]], shrink: float) -> list[tuple[float, str]]:
    """Numbered places as (x, number), for dots that stand in the middle above them."""
    groups = _groups(spots, lambda text: (13 + 6 * len(text)) * shrink)
    return [(x, _range(first, last)) for first, last, x in groups]


def _groups(
    spots: Sequence[tuple[int, float]], room: Callable[[str], float]
) -> list[tuple[int, int, float]]:
    groups: list[tuple[int, int, float]] = []
    for n, x in spots:
        if groups and x < groups[-1][2] + room(_range(*groups[-1][:2])):
            groups[-1] = (groups[-1][0], n, groups[-1][2])
        else:
            groups.append((n, n, x))
    return groups


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"


def line_top(event: Event, top: float) -> float:
    """How high the line of an event reaches: to its text, past the rows below it."""
    return top + 4 + (event.row * LINE_HEIGHT + LINE_HEIGHT if event.text else 0)


def text_height(event: Event, top: float) -> float:
    """The height on which the text of an event is centred."""
    return top + 12 + event.row * LINE_HEIGHT
