"""Why a page is suggested after a log: the one table of reasons."""

import operator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from carelog.appointments.models import Appointment, Event
from carelog.clinical.statistics import first_day
from carelog.entries.models import Dated, Recorded
from carelog.lazy import LazyStr
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MoodEntry,
    PainEntry,
    ResultEntry,
    SymptomsEntry,
    WellbeingEntry,
)
from carelog.medications.models import Medication
from carelog.patients import clock
from carelog.patients.access import Access

WEEK = 7
TESTS = {
    "exact": operator.eq,
    "gte": operator.ge,
    "lte": operator.le,
    "in": lambda said, values: said in values,
}


@dataclass(frozen=True)
class Reason:
    """Why a page is suggested: rows of a kind that say something, this often in seven days.

    `where` holds columns with a value each, as a query takes them. A row without a date counts
    once.
    """

    code: str
    page: str
    kind: type[Recorded]
    words: LazyStr
    where: dict[str, object] = field(default_factory=dict)
    at_least: int = 1

    def holds_for(self, row: Recorded) -> bool:
        """Say whether a row is of the kind and says it."""
        return type(row) is self.kind and all(
            self._test(row, *key.partition("__")[::2], value) for key, value in self.where.items()
        )

    @staticmethod
    def _test(row: Recorded, column: str, lookup: str, value: object) -> bool:
        said = getattr(row, column)
        return said is not None and TESTS[lookup or "exact"](said, value)

    def times(self, access: Access) -> int:
        """Return how often the record says it in the seven days up to today."""
        if not issubclass(self.kind, Dated):
            return 1
        today = clock.today(access.patient)
        week = (first_day(today, WEEK), today)
        return access.rows(self.kind).filter(day__range=week, **self.where).count()


# In the order in which they are looked at: the first that fits is the one.
REASONS: tuple[Reason, ...] = (
    Reason(
        "fall",
        "moving-safely",
        FallEntry,
        _("Because a fall or a near fall was logged."),
    ),
    Reason(
        "strong_pain",
        "pain-medicines",
        PainEntry,
        _("Because pain of 7 or more was logged %(times)d times this week."),
        {"worst_24h__gte": 7},
        2,
    ),
    Reason(
        "flares",
        "pain-medicines",
        BreakthroughEntry,
        _("Because %(times)d flares of pain were logged this week."),
        at_least=3,
    ),
    Reason(
        "constipation",
        "eating-and-drinking",
        SymptomsEntry,
        _("Because constipation was logged %(times)d times this week."),
        {"constipation_new": True},
        2,
    ),
    Reason(
        "no_movement",
        "eating-and-drinking",
        BowelsEntry,
        _("Because “no bowel movement” was logged %(times)d times this week."),
        {"moved": False},
        2,
    ),
    Reason(
        "little_appetite",
        "eating-and-drinking",
        DietEntry,
        _("Because little appetite was logged %(times)d times this week."),
        {"appetite__lte": 3},
        3,
    ),
    Reason(
        "tired",
        "feelings-and-daily-life",
        WellbeingEntry,
        _("Because tiredness of 7 or more was logged %(times)d times this week."),
        {"fatigue__gte": 7},
        3,
    ),
    Reason(
        "upset",
        "feelings-and-daily-life",
        MoodEntry,
        _("Because feeling upset was logged."),
        {"distress__gte": 4},
    ),
    Reason(
        "bone_agent",
        "bone-strengthening-medicines",
        Medication,
        _("Because a bone-strengthening medicine was written down."),
        {"bone_agent": True},
    ),
    Reason(
        "opioid",
        "pain-medicines",
        Medication,
        _("Because a strong pain medicine was written down."),
        {"drug_class": "opioid"},
    ),
    Reason("result", "diagnosis", ResultEntry, _("Because a test result was written down.")),
    Reason(
        "treatment",
        "treatments",
        Event,
        _("Because a treatment was written down."),
        {"kind__in": ("radiotherapy", "systemic", "surgery")},
    ),
    Reason("visit", "appointments", Appointment, _("Because a visit was written down.")),
)
BY_CODE = {reason.code: reason for reason in REASONS}
