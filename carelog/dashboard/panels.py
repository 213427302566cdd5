"""The panels of Trends: the one list of what can be drawn, and the numbers of each.

Numbers stay in the stored unit here; they are turned into the reader's own where they are said
or drawn.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from carelog.clinical.numbers import Exact
from carelog.clinical.series import Measure
from carelog.dashboard.looks import LOOKS, Look
from carelog.entries.models import Recorded
from carelog.lazy import LazyStr
from carelog.logs.models import (
    BowelsEntry,
    DietEntry,
    Entry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.logs.series import by_day, movements
from carelog.medications.models import Dose, Medication
from carelog.medications.series import needed_a_day
from carelog.patients.access import Access

Days = Mapping[date, Exact]


@dataclass(frozen=True)
class Panel:
    """One measure over time.

    `direction` says in words what more means. `days` gives the value of every logged day up to a
    day, or of those since another and the last one before it, in the stored `unit` (UCUM).
    `at_least` and `with_words` split the days of another panel. `low` and `high` are what the
    axis holds at least; only a score has a `high`. `is_count` draws bars from zero; a day
    without an entry is still no zero. What is sparse is not meant for every day: it is told from
    first to last, without averages. A line goes on across `gap_days` between two entries.
    `short` is the beginning of a title that is long at the head of a picture.
    """

    slug: str
    title: LazyStr
    direction: LazyStr
    kind: type[Recorded]
    days: Callable[[Access, date, date | None], Days]
    at_least: Exact
    with_words: LazyStr
    unit: str = ""
    low: int | None = 0
    high: int | None = None
    is_count: bool = False
    is_sparse: bool = False
    gap_days: int = 1
    per_day: str = "max"
    word: LazyStr = "%(value)s"
    short: LazyStr = ""

    @property
    def is_pain(self) -> bool:
        """Say whether it is the panel of pain, which has figures and a picture of its own."""
        return self.kind is PainEntry

    @property
    def name(self) -> str:
        """Return the title without what follows its first comma, or the short one."""
        return str(self.short or str(self.title).partition(", ")[0])

    @property
    def scale(self) -> str:
        """Return what follows the name in the title, "" where nothing does."""
        title = str(self.title)
        return title.removeprefix(self.name).lstrip(", ") if title.startswith(self.name) else ""

    @property
    def look(self) -> Look:
        """Return the icon and the colour role of what it draws: of doses those of medicines."""
        return LOOKS[Medication if self.kind is Dose else self.kind]

    @property
    def measure(self) -> Measure:
        """Return the measure as charts know it."""
        return Measure(self.slug, unit=self.unit, bounds=(0, 0), per_day=self.per_day)


def _measured(kind: type[Entry], field: str) -> Callable[[Access, date, date | None], Days]:
    measure = next(measure for measure in kind.measures if measure.field == field)
    return lambda access, end, start: by_day(access, kind, measure, end, start)


PANELS: tuple[Panel, ...] = (
    Panel(
        slug="pain",
        title=_("Worst pain, 0 to 10"),
        direction=_("higher is worse"),
        kind=PainEntry,
        days=_measured(PainEntry, "daily_worst"),
        high=10,
        at_least=7,
        with_words=_("a worst pain of 7 or more"),
        word=_("worst %(value)s"),
    ),
    Panel(
        slug="function",
        title=_("What is possible, level 0 to 4"),
        direction=_("higher means more help is needed"),
        kind=MobilityEntry,
        days=_measured(MobilityEntry, "function_level"),
        high=4,
        at_least=3,
        with_words=_("a level of 3 or 4"),
        word=_("level %(value)s"),
    ),
    Panel(
        slug="walking",
        title=_("Longest walk of the day"),
        short=_("Longest walk"),
        direction=_("higher is further"),
        kind=MobilityEntry,
        days=_measured(MobilityEntry, "walk_minutes"),
        unit="min",
        at_least=15,
        with_words=_("a walk of 15 minutes or more"),
    ),
    Panel(
        slug="sleep",
        title=_("Sleep"),
        direction=_("higher is longer"),
        kind=WellbeingEntry,
        days=_measured(WellbeingEntry, "sleep_hours"),
        per_day="last",
        unit="h",
        at_least=6,
        with_words=_("6 hours of sleep or more"),
    ),
    Panel(
        slug="tiredness",
        title=_("Tiredness, 0 to 10"),
        direction=_("higher is worse"),
        kind=WellbeingEntry,
        days=_measured(WellbeingEntry, "fatigue"),
        high=10,
        at_least=7,
        with_words=_("tiredness of 7 or more"),
    ),
    Panel(
        slug="mood",
        title=_("Upset or stressed, 0 to 10"),
        direction=_("higher is worse"),
        kind=MoodEntry,
        days=_measured(MoodEntry, "distress"),
        high=10,
        at_least=4,
        with_words=_("a number of 4 or more for upset"),
        is_sparse=True,
        gap_days=14,
    ),
    Panel(
        slug="appetite",
        title=_("Appetite, 0 to 10"),
        direction=_("higher is better"),
        kind=DietEntry,
        days=_measured(DietEntry, "appetite"),
        per_day="last",
        high=10,
        at_least=5,
        with_words=_("an appetite of 5 or more"),
    ),
    Panel(
        slug="drinks",
        title=_("Drinks in a day"),
        short=_("Drinks"),
        direction=_("higher is more"),
        kind=DietEntry,
        days=_measured(DietEntry, "drinks_ml"),
        unit="mL",
        at_least=1500,
        with_words=_("drinks of 1.5 litres or more"),
    ),
    Panel(
        slug="bowels",
        title=_("Bowel movements in a day"),
        short=_("Bowel movements"),
        direction=_("higher is more"),
        kind=BowelsEntry,
        days=movements,
        at_least=1,
        with_words=_("a bowel movement"),
        is_count=True,
    ),
    Panel(
        slug="weight",
        title=_("Weight"),
        direction=_("higher is heavier"),
        kind=WeightEntry,
        days=_measured(WeightEntry, "weight_kg"),
        unit="kg",
        low=None,
        is_sparse=True,
        gap_days=14,
        per_day="first",
        at_least=0,
        with_words=_("a weighing"),
    ),
    Panel(
        slug="temperature",
        title=_("Temperature, the highest of the day"),
        direction=_("higher is warmer"),
        kind=TemperatureEntry,
        days=_measured(TemperatureEntry, "temp_c"),
        unit="Cel",
        low=None,
        is_sparse=True,
        gap_days=2,
        at_least=38,
        with_words=_("a temperature of 38.0 °C (100.4 °F) or more"),
    ),
    Panel(
        slug="doses",
        title=_("Doses of the medicine most taken when needed"),
        short=_("Doses when needed"),
        direction=_("higher is more doses"),
        kind=Dose,
        days=needed_a_day,
        at_least=4,
        with_words=_("4 doses or more"),
        is_count=True,
    ),
)
BY_SLUG: dict[str, Panel] = {panel.slug: panel for panel in PANELS}
