"""The summary as numbers: what each section holds is said in the module it comes from."""

from dataclasses import dataclass

from carelog.clinical.statistics import Coverage
from carelog.summary.changes import Changes
from carelog.summary.function import Function
from carelog.summary.main_concern import Concern
from carelog.summary.measured import Mood, Weight
from carelog.summary.medicines import Medicines
from carelog.summary.multiples import Multiples
from carelog.summary.patient_facts import Who
from carelog.summary.period import Period
from carelog.summary.section_values import Few, NotShared
from carelog.summary.signs import Signs
from carelog.summary.visits import ComingVisit
from carelog.summary.writers import Writer


@dataclass(frozen=True, slots=True)
class Summary:
    """One record in numbers, for one reader and one period. A section outside the reader's scope
    is `NotShared`; the rows and panels that are missing for it are named in `changes` and `series`.

    Numbers are in stored units. The fields after `period` are the sections of SECTIONS.
    """

    who: Who
    period: Period
    signs: Signs | NotShared
    main_concern: Concern | NotShared | None
    changes: Changes
    series: Multiples
    medicines: Medicines | NotShared
    function: Function | NotShared
    weight: Weight | NotShared
    mood: Mood | NotShared
    visits: Few[ComingVisit] | NotShared
    questions: Few[str] | NotShared
    days_logged: Coverage
    written_by: tuple[Writer, ...]
