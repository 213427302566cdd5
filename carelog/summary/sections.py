"""The one list of the sections of the summary, in the order they are read.

A section that joins is one entry here, and a field of the same name in `Summary`: page, print and
PDF follow the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carelog.patients.access import Access
from carelog.summary import measured, visits, words, writers
from carelog.summary.changes import changes
from carelog.summary.function import function
from carelog.summary.logged_days import Reading
from carelog.summary.main_concern import main_concern
from carelog.summary.medicines import medicines
from carelog.summary.multiples import multiples
from carelog.summary.patient_facts import who
from carelog.summary.period import period_of
from carelog.summary.section_values import NotShared
from carelog.summary.signs import signs
from carelog.summary.summary_numbers import Summary
from carelog.summary.words.pieces import Said
from carelog.summary.words.reader import Reader

Place = Literal["top", "wide", "pictures", "side", "end"]


@dataclass(frozen=True)
class Section:
    """A section: its field in `Summary`, its heading, and how its numbers and words are made.

    A reader whose scope lacks `domain` gets `NotShared` for it; "" is for every reader, or for what
    looks at the scope itself. `place`
    is where it stands: on top, over the whole width, among the pictures, in a column, at the end.
    """

    name: str
    title: Promise
    domain: str
    place: Place
    numbers: Callable[[Reading], Any]
    words: Callable[[Any, Reader], Said]


SECTIONS: tuple[Section, ...] = (
    Section("signs", _("Signs ticked"), "", "top", signs, words.signs),
    Section("main_concern", _("Main concern"), "notes", "top", main_concern, words.concern),
    Section("changes", _("What changed"), "", "wide", changes, words.changes),
    Section("series", _("Over time"), "", "pictures", multiples, words.charts),
    Section(
        "medicines", _("Medicines, as logged"), "medicines", "side", medicines, words.medicines
    ),
    Section("function", _("Moving about and falls"), "mobility", "side", function, words.function),
    Section("weight", _("Weight"), "food", "side", measured.weight, words.weight),
    Section("mood", _("Mood"), "mood", "side", measured.mood, words.mood),
    Section("visits", _("Visits to come"), "visits", "side", visits.visits, words.visits),
    Section("questions", _("Questions"), "visits", "side", visits.questions, words.questions),
    Section("days_logged", _("Days logged"), "", "end", writers.days_logged, words.days_logged),
    Section("written_by", _("Who wrote it"), "", "end", writers.written_by, words.written_by),
)


def summarise(access: Access, *, since: date | None, today: date) -> Summary:
    """Return the numbers of a record since a day, else since the last visit, up to today.

    Everything comes from the rows of the access, so scope and from-to of a share hold. The number
    of queries does not depend on the history. Raises ValueError for a day after the last one that
    the reader may see.
    """
    period = period_of(access, since, today)
    reading = Reading(access, period)
    found = {
        section.name: NotShared(section.domain)
        if section.domain and not access.sees(section.domain)
        else section.numbers(reading)
        for section in SECTIONS
    }
    return Summary(who(access), period, **found)
