"""Why a page is suggested after a log: the one table of reasons."""

import operator
from dataclasses import dataclass, field

from django.conf import settings
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
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Medication
from carelog.patients import clock
from carelog.patients.access import Access
from education import temperature

WEEK, MONTH = 7, 30
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


@dataclass(frozen=True)
class PlaceReason(Reason):
    """The same of where it hurts: one place of a pain entry says all of it."""

    def holds_for(self, row: Recorded) -> bool:
        """Say whether a row has such a place."""
        # What a place is like is told on a page of its own, once the entry is there.
        if not isinstance(row, PainEntry) or row.version == 1:
            return False
        return any(
            all(getattr(place, name) == value for name, value in self.where.items())
            for place in row.places.all()
        )

    def times(self, access: Access) -> int:
        """Return on how many entries of the seven days up to today there is such a place."""
        today = clock.today(access.patient)
        of_place = {f"places__{name}": value for name, value in self.where.items()}
        rows = access.rows(PainEntry).filter(day__range=(first_day(today, WEEK), today))
        return rows.filter(**of_place).distinct().count()


@dataclass(frozen=True)
class LowestReason(Reason):
    """That the newest weight is the lowest of a month in which there were others."""

    def times(self, access: Access) -> int:
        """Return 1 where it is, else 0."""
        today = clock.today(access.patient)
        rows = access.rows(WeightEntry).filter(day__range=(first_day(today, MONTH), today))
        in_order = rows.order_by("day", "at", "pk").values_list("weight_kg", flat=True)
        weights = [weight for weight in in_order if weight is not None]
        return int(len(weights) > 1 and weights[-1] < min(weights[:-1]))


# In the order in which they are looked at: the first that fits is the one.
REASONS: tuple[Reason, ...] = (
    Reason(
        "fever",
        "red-flags",
        TemperatureEntry,
        temperature.filled(_("Because a temperature of %(treated)s or more was logged.")),
        {"temp_c__gte": settings.FEVER["treated"]},
    ),
    PlaceReason(
        "new_place_at_night",
        "red-flags",
        PainEntry,
        _("Because pain in a new place that wakes at night was logged."),
        {"is_new": True, "night_waking": True},
    ),
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
        _("Because pain of 7 or more was logged %(times)d times in 7 days."),
        {"worst_24h__gte": 7},
        2,
    ),
    Reason(
        "flares",
        "pain-medicines",
        BreakthroughEntry,
        _("Because %(times)d flares of pain were logged in 7 days."),
        at_least=3,
    ),
    Reason(
        "woken_by_pain",
        "pain-medicines",
        WellbeingEntry,
        _("Because waking by pain was logged %(times)d times in 7 days."),
        {"woken_by_pain__gte": 1},
        2,
    ),
    Reason(
        "constipation",
        "eating-and-drinking",
        SymptomsEntry,
        _("Because constipation was logged %(times)d times in 7 days."),
        {"constipation_new": True},
        2,
    ),
    Reason(
        "no_movement",
        "eating-and-drinking",
        BowelsEntry,
        _("Because “no bowel movement” was logged %(times)d times in 7 days."),
        {"moved": False},
        2,
    ),
    Reason(
        "little_appetite",
        "eating-and-drinking",
        DietEntry,
        _("Because little appetite was logged %(times)d times in 7 days."),
        {"appetite__lte": 3},
        3,
    ),
    LowestReason(
        "weight_loss",
        "eating-and-drinking",
        WeightEntry,
        _("Because the last weight logged is the lowest in 30 days."),
    ),
    Reason(
        "tired",
        "feelings-and-daily-life",
        WellbeingEntry,
        _("Because tiredness of 7 or more was logged %(times)d times in 7 days."),
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
