"""The one list of the sections of the summary, in the order they are read: numbers, then words.

A section that joins is one entry here, and a field of the same name in `Summary`: page, print and
PDF follow the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr
from carelog.patients.access import Access
from carelog.safety.facts import Fact
from carelog.summary import measured, visits, words, writers
from carelog.summary.changes import Changes, changes
from carelog.summary.emergency import emergency
from carelog.summary.function import Function, function
from carelog.summary.logged_days import Reading
from carelog.summary.main_concern import Concern, main_concern
from carelog.summary.measured import Mood, Weight
from carelog.summary.medicines import Medicines, medicines
from carelog.summary.multiples import Multiples, multiples
from carelog.summary.patient_facts import PatientFacts, patient_facts
from carelog.summary.period import Period, period_of
from carelog.summary.section_values import NotShared, Shortened
from carelog.summary.signs import Signs, signs
from carelog.summary.visits import ComingVisit
from carelog.summary.words.pieces import Said
from carelog.summary.words.reader import Reader
from carelog.summary.writers import DaysLogged, Writer

Place = Literal["top", "wide", "pictures", "side", "end"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One record in numbers, for one reader and one period. A section outside the reader's scope
    is `NotShared`; the rows and panels that are missing for it are named in `changes` and `series`.

    Numbers are in stored units. The fields after `period` are the sections of SECTIONS.
    """

    who: PatientFacts
    period: Period
    signs: Signs | NotShared
    main_concern: Concern | NotShared | None
    changes: Changes
    series: Multiples
    emergency: tuple[Fact, ...] | NotShared
    medicines: Medicines | NotShared
    function: Function | NotShared
    weight: Weight | NotShared
    mood: Mood | NotShared
    visits: Shortened[ComingVisit] | NotShared
    questions: Shortened[str] | NotShared
    days_logged: DaysLogged
    written_by: tuple[Writer, ...]


@dataclass(frozen=True)
class Section:
    """A section: its field in `Summary`, its heading, and how its numbers and words are made.

    A reader whose scope lacks `domain` gets `NotShared` for it; "" is for every reader, or for what
    looks at the scope itself. `place`
    is where it stands: on top, over the whole width, among the pictures, in a column, at the end.
    """

    name: str
    title: LazyStr
    domain: str
    place: Place
    numbers: Callable[[Reading], Any]
    words: Callable[[Any, Reader], Said]


SECTIONS: tuple[Section, ...] = (
    Section("signs", _("Signs ticked"), "", "top", signs, words.signs),
    Section("main_concern", _("Main concern"), "concern", "top", main_concern, words.concern),
    Section("changes", _("What changed"), "", "wide", changes, words.changes),
    Section("series", _("Over time"), "", "pictures", multiples, words.charts),
    Section("emergency", _("For an emergency"), "medicines", "side", emergency, words.emergency),
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
    found: dict[str, Any] = {
        section.name: NotShared(section.domain)
        if section.domain and not access.sees(section.domain)
        else section.numbers(reading)
        for section in SECTIONS
    }
    return Summary(patient_facts(access), period, **found)


@dataclass(frozen=True, slots=True)
class SectionInWords:
    """A section with its heading, its place, and what it says."""

    name: str
    title: str
    place: Place
    said: Said


def sections_in_words(access: Access, summary: Summary) -> tuple[SectionInWords, ...]:
    """Return every section in words, in the order of SECTIONS."""
    reader = Reader.of(access, summary.period)
    return tuple(
        SectionInWords(
            section.name, str(section.title), section.place, _said(section, summary, reader)
        )
        for section in SECTIONS
    )


def _said(section: Section, summary: Summary, reader: Reader) -> Said:
    numbers = getattr(summary, section.name)
    if isinstance(numbers, NotShared):
        return Said(text=gettext("Not shared with the reader of this page."))
    return section.words(numbers, reader)
