"""Each section of the summary in words. One function a section, named like it."""

from carelog.summary.words.bowels import bowels
from carelog.summary.words.changes import changes
from carelog.summary.words.charts import charts
from carelog.summary.words.emergency import emergency
from carelog.summary.words.everyday import food, sleep, temperature
from carelog.summary.words.flares import flares
from carelog.summary.words.function import function
from carelog.summary.words.measured import mood
from carelog.summary.words.medicines import labels, medicines
from carelog.summary.words.places import place_details, where_it_hurts
from carelog.summary.words.results import results
from carelog.summary.words.signs import concern, signs
from carelog.summary.words.visits import questions, visits
from carelog.summary.words.writers import days_logged, written_by

__all__ = [
    "bowels",
    "changes",
    "charts",
    "concern",
    "days_logged",
    "emergency",
    "flares",
    "food",
    "function",
    "labels",
    "medicines",
    "mood",
    "place_details",
    "questions",
    "results",
    "signs",
    "sleep",
    "temperature",
    "visits",
    "where_it_hurts",
    "written_by",
]
