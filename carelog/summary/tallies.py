"""What was answered in some columns of a kind in the period: lowest, highest, newest, how often."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from carelog.entries.days import Day
from carelog.entries.models import Dated
from carelog.patients.reading import read
from carelog.summary.logged_days import Reading

#: Text and choices left unanswered are "", all else NULL.
UNANSWERED = (None, "")


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers in one column, as stored, of the entries of a period that have one.

    `counts` are the different answers with their number, most first; `low` and `high` the
    smallest and the largest, with the newest day of the largest. `newest` is the last answer.
    """

    kind: type[Dated]
    column: str
    entries: int
    low: object
    high: object
    high_on: date
    newest: object
    newest_on: date
    counts: tuple[tuple[object, int], ...]

    def times(self, answer: object) -> int:
        """Return how many entries gave an answer."""
        return dict(self.counts).get(answer, 0)


def tallies(reading: Reading, kind: type[Dated], columns: tuple[str, ...]) -> dict[str, Tally]:
    """Return the tally of each column that has an answer in the period, by its name."""
    period = reading.period
    rows = read(reading.access, (kind,), _told, columns, since=period.since, end=period.end)
    found = {}
    for place, column in enumerate(columns, 1):
        answers = [(row[0], row[place]) for row in rows if row[place] not in UNANSWERED]
        if answers:
            found[column] = _tally(kind, column, answers)
    return found


def _told(rows: QuerySet, columns: tuple[str, ...], *, since: Day, end: Day) -> QuerySet:
    inside = rows.filter(day__range=(since, end)).order_by("day", "at", "pk")
    return inside.values_list("day", *columns)


def _tally(kind: type[Dated], column: str, answers: list[tuple[date, object]]) -> Tally:
    values = [value for _day, value in answers]
    high = max(values)  # type: ignore[type-var]
    newest_on, newest = answers[-1]
    return Tally(
        kind=kind,
        column=column,
        entries=len(answers),
        low=min(values),  # type: ignore[type-var]
        high=high,
        high_on=max(day for day, value in answers if value == high),
        newest=newest,
        newest_on=newest_on,
        counts=tuple(Counter(values).most_common()),
    )
