"""What was felt. KINDS is the explicit list of log kinds, in menu order."""

from carelog.logs.models.base import Entry
from carelog.logs.models.bowels import BowelsEntry
from carelog.logs.models.breakthrough import BreakthroughEntry
from carelog.logs.models.check_in import CheckIn
from carelog.logs.models.diet import DietEntry
from carelog.logs.models.falls import FallEntry
from carelog.logs.models.mobility import MobilityEntry
from carelog.logs.models.mood import MoodEntry
from carelog.logs.models.pain import PainEntry, PainPlace
from carelog.logs.models.results import ResultEntry
from carelog.logs.models.symptoms import SymptomsEntry
from carelog.logs.models.temperature import TemperatureEntry
from carelog.logs.models.weight import WeightEntry
from carelog.logs.models.wellbeing import WellbeingEntry

KINDS: tuple[type[Entry], ...] = (
    PainEntry,
    SymptomsEntry,
    BreakthroughEntry,
    MobilityEntry,
    FallEntry,
    DietEntry,
    BowelsEntry,
    WeightEntry,
    TemperatureEntry,
    WellbeingEntry,
    MoodEntry,
    ResultEntry,
)

__all__ = [
    "KINDS",
    "BowelsEntry",
    "BreakthroughEntry",
    "CheckIn",
    "DietEntry",
    "Entry",
    "FallEntry",
    "MobilityEntry",
    "MoodEntry",
    "PainEntry",
    "PainPlace",
    "ResultEntry",
    "SymptomsEntry",
    "TemperatureEntry",
    "WeightEntry",
    "WellbeingEntry",
]
