"""What every section of the summary may hold: a cut list, and the mark of what is not shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST = 100
#: How many lines of a list the page and the first sheet of paper show.
FIRST = 12
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shortened(Generic[T]):
    """The first things of a list, and how many more there are."""

    items: tuple[T, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """Return how many there are in all."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class NotShared:
    """Stands for a section whose domain is not in the reader's scope. It never means none."""

    domain: str


def shorten(things: Sequence[T], most: int = MOST) -> Shortened[T]:
    """Return a list cut after `most`."""
    return Shortened(tuple(things[:most]), max(0, len(things) - most))
