"""The summary as numbers: what each section holds is said in the module it comes from."""

from dataclasses import dataclass

from carelog.clinical.statistics import Coverage
from carelog.sharing.summary.changes import Changes
from carelog.sharing.summary.concern import Concern
from carelog.sharing.summary.few import Few, NotShared
from carelog.sharing.summary.function import Function
from carelog.sharing.summary.measured import Mood, Weight
from carelog.sharing.summary.medicines import Medicines
from carelog.sharing.summary.multiples import Multiples
from carelog.sharing.summary.period import Period
from carelog.sharing.summary.signs import Signs
from carelog.sharing.summary.visits import ComingVisit
from carelog.sharing.summary.who import Who
from carelog.sharing.summary.writers import Writer


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
