"""The icon of whatever a person writes down, and what it is about: the one list of both."""

from dataclasses import dataclass

from carelog.entries.models import Recorded
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Medication


@dataclass(frozen=True)
class Look:
    """An icon of lucide's, and the colour role (`.of-pain` …) of what it is about."""

    icon: str
    about: str


#: In the order of the page of all logs, where nothing tells another one.
LOOKS: dict[type[Recorded], Look] = {
    PainEntry: Look("activity", "pain"),
    SymptomsEntry: Look("clipboard-list", "pain"),
    BreakthroughEntry: Look("zap", "pain"),
    Medication: Look("pill", "care"),
    MobilityEntry: Look("footprints", "body"),
    FallEntry: Look("triangle-alert", "body"),
    DietEntry: Look("utensils", "food"),
    BowelsEntry: Look("toilet", "food"),
    WeightEntry: Look("weight", "food"),
    TemperatureEntry: Look("thermometer", "body"),
    WellbeingEntry: Look("moon", "mind"),
    MoodEntry: Look("smile", "mind"),
    ResultEntry: Look("flask-conical", "care"),
}
