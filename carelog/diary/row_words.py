"""A row in one line, with where it hurts and the first words of its note; and who wrote it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.dashboard.chart.svg import plain
from carelog.entries import words
from carelog.entries.models import Dated, Recorded
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients.access import Access
from carelog.patients.body_words import label_for, within

#: So much of a note stands in a list; the whole one is on the page of its entry.
MOST_OF_A_NOTE = 140


def in_one_line(access: Access, row: Recorded) -> str:
    """Return a row in one line: "worst 6, average 4; left hip or buttock 6, new; lower back"."""
    said = words.in_short(row, access.actor)
    if not isinstance(row, PainEntry):
        return said
    return "; ".join((said, *(_place(place, within(place.code)) for place in row.places.all())))


def places_in_words(places: Iterable[PainPlace]) -> str:
    """Return where it hurts, each place with its number; a carried one with its day."""
    return "; ".join(_place(place, label_for(place.code)) for place in places)


def note_in_short(access: Access, row: object) -> str:
    """Return the note of a row, cut after so many letters; "" for who may not see notes."""
    if not isinstance(row, Dated) or not access.sees("notes"):
        return ""
    return plain(row.note, MOST_OF_A_NOTE)


def writers_relation(access: Access) -> Subquery:
    """Return what who wrote a row is to the person, to be asked with the rows."""
    members = access.patient.memberships.filter(user=OuterRef("recorded_by"))
    return Subquery(members.values("relation")[:1])


def relations_of(rows: Iterable[Any]) -> dict[int, str]:
    """Return who each writer is to the person, as such rows have it: nobody asks once more."""
    return {row.recorded_by_id: row.relation or "" for row in rows}


def _place(place: PainPlace, name: str) -> str:
    said = name if place.intensity is None else f"{name} {place.intensity}"
    if place.is_new:
        said = _("%(place)s, new") % {"place": said}
    if place.carried_from is None:
        return said
    day = date_format(place.carried_from, "j F")
    return _("%(place)s (carried over from %(day)s)") % {"place": said, "day": day}
