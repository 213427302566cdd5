"""A number on days with something beside the same number on days without it.

Two averages and how many days each rests on. No test of chance and no claim of a cause: a
person's days are not independent of each other, and people log more on bad ones.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from carelog.clinical.numbers import Exact

# A choice of this project: fewer days on either side are chance more than anything else.
FEWEST_DAYS = 5


@dataclass(frozen=True, slots=True)
class Sides:
    """Means in the unit of the number, with the logged days of each side.

    Both means are None when either side has fewer than five days: one alone compares nothing.
    """

    mean_with: Fraction | None
    n_with: int
    mean_without: Fraction | None
    n_without: int

    @property
    def difference(self) -> Fraction | None:
        """Mean of the days with, minus mean of the days without; None without means."""
        if self.mean_with is None or self.mean_without is None:
            return None
        return self.mean_with - self.mean_without


def split_by_days(
    values: Mapping[date, Exact],
    marked: Collection[date],
    known: Collection[date] | None = None,
) -> Sides:
    """`values` on the days in `marked` against the days not in it.

    `known` are the days on which it was said whether they belong to `marked` or not; other
    days count on neither side. Left out, every day that is not marked is a day without: right
    for events such as a fall or an extra dose, wrong for a question that can stay unanswered.
    """
    marks = set(marked)
    asked = set(values) if known is None else set(known) | marks
    return _sides(
        [value for day, value in values.items() if day in marks],
        [value for day, value in values.items() if day in asked - marks],
    )


def split_by_value(
    values: Mapping[date, Exact], other: Mapping[date, Exact], at_least: Exact
) -> Sides:
    """`values` on days when `other` was `at_least` or more against days when it was less.

    Days without both numbers count on neither side.
    """
    return split_by_days(values, [day for day in other if other[day] >= at_least], known=other)


def _sides(with_it: list[Exact], without: list[Exact]) -> Sides:
    known = min(len(with_it), len(without)) >= FEWEST_DAYS
    return Sides(
        mean_with=_mean(with_it) if known else None,
        n_with=len(with_it),
        mean_without=_mean(without) if known else None,
        n_without=len(without),
    )


def _mean(values: list[Exact]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction()) / len(values)
