"""What a section says, in plain text: the page and the PDF are both set from this.

Nothing in it is markup. Each output escapes it in its own way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from carelog.dashboard.chart.drawing import Drawing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a word or two that lead, what is said, and a detail below."""

    lead: str
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its figure or words, and a smaller line below."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, and rows that begin with what they are about."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its heading, what more means, and what it shows in a sentence."""

    slug: str
    title: str
    direction: str
    sentence: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class BodyMap:
    """A picture of the body: its title, what it shows in a sentence, and a number a place.

    `numbers` are 0 to 10 by the code of a place; None for one that was named without a number.
    """

    title: str
    sentence: str
    numbers: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A section in words: text, facts that are never cut, a table and a list that may be, with
    how much is cut off the list, pictures, a picture of the body, small notes; `rest` is what was
    cut off.
    """

    text: str = ""
    facts: tuple[Item, ...] = ()
    table: Table | None = None
    items: tuple[Item, ...] = ()
    more: int = 0
    pictures: tuple[Picture, ...] = ()
    body: BodyMap | None = None
    notes: tuple[str, ...] = ()
    rest: "Said | None" = None

    def cut(self, most: int) -> "Said":
        """Return it with at most so many lines in its list and in its table."""
        table, left = self.table, None
        if table is not None:
            more = table.more + max(0, len(table.rows) - most)
            left = replace(table, rows=table.rows[most:]) if len(table.rows) > most else None
            table = replace(table, rows=table.rows[:most], more=more)
        more = self.more + max(0, len(self.items) - most)
        rest = Said(table=left, items=self.items[most:], more=self.more)
        kept = replace(self, table=table, items=self.items[:most], more=more)
        return replace(kept, rest=rest) if left or rest.items else kept


def given(value: T | None) -> T:
    """Return what a row of its kind always holds. Raises ValueError where it is missing."""
    if value is None:
        raise ValueError("a row lacks what its kind holds")
    return value


def joined(parts: Iterable[str], by: str = ", ") -> str:
    """Return what there is of some parts, as one text."""
    return by.join(part for part in parts if part)
