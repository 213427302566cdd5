"""Each section of the summary in words. One function a section, named like it."""

from carelog.sharing.summary.words.changes import changes
from carelog.sharing.summary.words.charts import charts
from carelog.sharing.summary.words.function import function
from carelog.sharing.summary.words.medicines import medicines
from carelog.sharing.summary.words.rest import (
    days_logged,
    mood,
    questions,
    visits,
    weight,
    written_by,
)
from carelog.sharing.summary.words.signs import concern, signs

__all__ = [
    "changes",
    "charts",
    "concern",
    "days_logged",
    "function",
    "medicines",
    "mood",
    "questions",
    "signs",
    "visits",
    "weight",
    "written_by",
]
