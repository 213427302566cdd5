"""The one list of the sections of the summary, in the order they are read: numbers, then words.

A section that joins is one entry here, and a field of the same name in `Summary`: page, print and
PDF follow the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr
from carelog.patients.access import Access
from carelog.safety.facts import Fact
from carelog.summary import everyday, visits, words
from carelog.summary.bowels import Bowels, bowels
from carelog.summary.changes import Changes, changes
from carelog.summary.emergency import emergency
from carelog.summary.everyday import Food
from carelog.summary.flares import Relief, relief
from carelog.summary.function import Function, function
from carelog.summary.logged_days import Reading
from carelog.summary.main_concern import Concern, main_concern
from carelog.summary.measured import Mood, mood
from carelog.summary.medicines import Medicines, medicines
from carelog.summary.multiples import Multiples, multiples
from carelog.summary.patient_facts import PatientFacts, patient_facts
from carelog.summary.period import Period, period_of
from carelog.summary.places import WhereItHurts, where_it_hurts
from carelog.summary.results import Result, results
from carelog.summary.section_values import NotShared, Shortened
from carelog.summary.signs import Signs, signs
from carelog.summary.tallies import Tally
from carelog.summary.visits import Asked, Visits
from carelog.summary.words.pieces import Said
from carelog.summary.words.reader import Reader
from carelog.summary.writers import DaysLogged, Writer, days_logged, written_by

#: Where a section stands in its band: in the wider or the narrower column, as one of three, or
#: over the whole width.
Column = Literal["wide", "narrow", "third", "whole"]


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
    emergency: tuple[Fact, ...] | NotShared
    where_it_hurts: WhereItHurts | NotShared
    flares: Relief | NotShared | None
    questions: Shortened[Asked] | NotShared
    changes: Changes
    medicines: Medicines | NotShared
    bowels: Bowels | NotShared | None
    function: Function | NotShared
    food: Food | NotShared | None
    results: Shortened[Result] | NotShared | None
    visits: Visits | NotShared | None
    temperature: dict[str, Tally] | NotShared
    sleep: dict[str, Tally] | NotShared
    mood: Mood | NotShared
    series: Multiples
    labels: Medicines | NotShared
    place_details: WhereItHurts | NotShared
    days_logged: DaysLogged
    written_by: tuple[Writer, ...]


@dataclass(frozen=True)
class Section:
    """A section: its field in `Summary`, its heading, and how its numbers and words are made.

    A reader whose scope lacks `domain` gets `NotShared` for it; "" is for every reader, or for what
    looks at the scope itself. Sections of one `band` stand side by side, in their order. What says
    nothing is no section of its own: its heading is named among what was not logged.
    """

    name: str
    title: LazyStr
    domain: str
    band: int
    column: Column
    numbers: Callable[[Reading], Any]
    words: Callable[[Any, Reader], Said | None]


#: In the order in which palliative care asks. The last band is told in lines without headings.
SECTIONS: tuple[Section, ...] = (
    Section("signs", _("Signs ticked"), "", 1, "wide", signs, words.signs),
    Section("main_concern", _("Main concern"), "concern", 1, "narrow", main_concern, words.concern),
    Section(
        *("emergency", _("For an emergency"), "medicines", 2, "whole"),
        *(emergency, words.emergency),
    ),
    Section(
        *("where_it_hurts", _("Where it hurts"), "pain", 3, "wide"),
        *(where_it_hurts, words.where_it_hurts),
    ),
    Section("flares", _("Flares of pain"), "pain", 3, "narrow", relief, words.flares),
    Section("questions", _("Questions"), "visits", 3, "narrow", visits.questions, words.questions),
    Section("changes", _("What changed"), "", 4, "wide", changes, words.changes),
    Section(
        *("medicines", _("Medicines, as taken"), "medicines", 4, "narrow"),
        *(medicines, words.medicines),
    ),
    Section("bowels", _("Bowels"), "food", 5, "third", bowels, words.bowels),
    Section(
        *("function", _("Moving about and falls"), "mobility", 5, "third"),
        *(function, words.function),
    ),
    Section("food", _("Food, sickness, weight"), "food", 5, "third", everyday.food, words.food),
    Section("results", _("Test results, newest"), "results", 6, "wide", results, words.results),
    Section("visits", _("Visits"), "visits", 6, "narrow", visits.visits, words.visits),
    Section(
        *("temperature", _("Temperature"), "symptoms", 7, "third"),
        *(everyday.temperature, words.temperature),
    ),
    Section("sleep", _("Nights and days"), "wellbeing", 7, "third", everyday.sleep, words.sleep),
    Section("mood", _("Mood"), "mood", 7, "third", mood, words.mood),
    Section("series", _("Over time"), "", 8, "whole", multiples, words.charts),
    Section("labels", _("What the labels say"), "medicines", 9, "whole", medicines, words.labels),
    Section(
        *("place_details", _("What was said of each place"), "pain", 9, "whole"),
        *(where_it_hurts, words.place_details),
    ),
    Section("days_logged", _("Days logged"), "", 10, "whole", days_logged, words.days_logged),
    Section("written_by", _("Who wrote it"), "", 10, "whole", written_by, words.written_by),
)
LAST_BAND = 10


def summarise(access: Access, *, since: date | None, today: date) -> Summary:
    """Return the numbers of a record since a day, else since the last visit, up to today.

    Everything comes from the rows of the access, so scope and from-to of a share hold. The number
    of queries does not depend on the history. Raises ValueError for a day after the last one that
    the reader may see.
    """
    period = period_of(access, since, today)
    reading = Reading(access, period)
    # Two sections may tell of the same numbers.
    numbers = cache(lambda make: make(reading))
    found: dict[str, Any] = {
        section.name: NotShared(section.domain)
        if section.domain and not access.sees(section.domain)
        else numbers(section.numbers)
        for section in SECTIONS
    }
    return Summary(patient_facts(access), period, **found)


@dataclass(frozen=True, slots=True)
class SectionInWords:
    """A section with its heading, its place, and what it says."""

    name: str
    title: str
    band: int
    column: Column
    said: Said


@dataclass(frozen=True, slots=True)
class InWords:
    """The sections that say something, and the headings of those of which nothing was logged."""

    sections: tuple[SectionInWords, ...]
    not_logged: tuple[str, ...]


def in_words(access: Access, summary: Summary) -> InWords:
    """Return every section in words, in the order of SECTIONS."""
    reader = Reader.of(access, summary.period)
    said, not_logged = [], []
    for one in SECTIONS:
        numbers, title = getattr(summary, one.name), str(one.title)
        if isinstance(numbers, NotShared):
            # The head names what is not shared. Signs are asked for first, and told in place.
            if one is SECTIONS[0]:
                text = gettext("Not shared with the reader of this page.")
                said.append(SectionInWords(one.name, title, one.band, one.column, Said(text=text)))
            continue
        if found := one.words(numbers, reader):
            said.append(SectionInWords(one.name, title, one.band, one.column, found))
        else:
            not_logged.append(title)
    return InWords(tuple(said), tuple(not_logged))
