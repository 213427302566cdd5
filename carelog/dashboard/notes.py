"""The first words of the notes beside what a panel shows."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import CharField, QuerySet, Value

from carelog.dashboard.chart.svg import plain
from carelog.dashboard.window import Window
from carelog.entries.models import Dated, Recorded
from carelog.patients.access import Access

MOST_LETTERS = 60
Notes = Mapping[date, str]
NONE: Notes = {}


def notes_of(
    access: Access, kinds: Collection[type[Recorded]], window: Window
) -> dict[str, dict[date, str]]:
    """Return the first words of the last note of each day, by the slug of its kind.

    There is none for a reader whose scope has no notes.
    """
    found: dict[str, dict[date, str]] = {kind.slug: {} for kind in kinds}
    noted = [_noted(access, kind, window) for kind in kinds if issubclass(kind, Dated)]
    if not noted or not access.sees("notes"):
        return found
    for slug, _at, day, note in noted[0].union(*noted[1:], all=True).order_by("at"):
        found[slug][day] = plain(note, MOST_LETTERS)
    return found


def _noted(access: Access, kind: type[Dated], window: Window) -> QuerySet:
    rows = access.rows(kind).filter(day__range=(window.start, window.end)).exclude(note="")
    slug = Value(kind.slug, output_field=CharField())
    return rows.order_by().values_list(slug, "at", "day", "note")


def beside(day: date, bin: str, across: dict[date, int], notes: Notes) -> dict:
    """Return what a row has beside its numbers: its day to open, its place, and a note."""
    return {
        "day": day if bin == "day" else None,
        "x": across[day],
        "note": notes.get(day, ""),
    }
