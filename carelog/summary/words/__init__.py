"""Each section of the summary in words. One function a section, named like it."""

from carelog.summary.words.changes import changes
from carelog.summary.words.charts import charts
from carelog.summary.words.emergency import emergency
from carelog.summary.words.function import function
from carelog.summary.words.measured import mood, weight
from carelog.summary.words.medicines import medicines
from carelog.summary.words.signs import concern, signs
from carelog.summary.words.visits import questions, visits
from carelog.summary.words.writers import days_logged, written_by

__all__ = [
    "changes",
    "charts",
    "concern",
    "days_logged",
    "emergency",
    "function",
    "medicines",
    "mood",
    "questions",
    "signs",
    "visits",
    "weight",
    "written_by",
]
