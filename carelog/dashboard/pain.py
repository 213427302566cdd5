"""Pain on Trends: its figures, its sentence, its picture and its table."""

from collections.abc import Sequence
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from carelog.clinical.series import Series
from carelog.dashboard.charts_pain import pain_drawing
from carelog.dashboard.drawn import pictures
from carelog.dashboard.memory import remembered
from carelog.dashboard.sentences import pain_sentence
from carelog.dashboard.summaries import summarise_pain, tiles
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import binned, by_day, logged_days
from carelog.patients.access import Access
from carelog.patients.models import Membership


def pain_days(access: Access, today: date) -> list[date]:
    """Return the days with a pain entry, whatever it says."""
    return remembered(
        access, today, "days with pain", lambda: logged_days(access, PainEntry, today)
    )


def pain_context(
    access: Access,
    entry_days: list[date],
    start: date,
    end: date,
    today: date,
    events: Sequence[tuple[date, str]] = (),
) -> dict:
    """Return the numbers, the sentence, the pictures and the table of a window."""
    goal = access.patient.pain_goal
    days = remembered(access, today, "worst", lambda: by_day(access, PainEntry, WORST, today))
    summary = summarise_pain(
        days, start=start, end=end, today=today, goal=goal, entry_days=entry_days
    )
    worst, average = (
        remembered(
            access,
            today,
            (measure.field, start, end),
            lambda measure=measure: binned(access, PainEntry, measure, start, end),
        )
        for measure in (WORST, AVERAGE)
    )
    is_own = access.relation == Membership.Relation.PATIENT
    sentence = pain_sentence(summary, None if is_own else access.patient.name)
    drawing = pain_drawing(worst, average, goal=goal, events=tuple(events))
    return {
        "start": start,
        "end": end,
        "summary": summary,
        "sentence": sentence,
        "tiles": tiles(summary) if entry_days else (),
        "panels": pictures(
            drawing, uid="pain", label=_("Pain, 0 to 10"), words=sentence, small=False
        ),
        "rows": table(worst, average),
        "bin": worst.bin,
    }


def table(worst: Series, average: Series) -> list[dict]:
    """Return the rows of the data table, newest first, each day or bin formatted once."""
    worsts = {point.day: point for point in worst.points}
    averages = {point.day: point.mean for point in average.points}
    pattern = "F Y" if worst.bin == "month" else "j M Y"
    return [
        {
            "when": formats.date_format(day, pattern),
            "worst": worsts[day].mean if day in worsts else None,
            "highest": worsts[day].highest if day in worsts else None,
            "average": averages.get(day),
            "days": worsts[day].n if day in worsts else 0,
        }
        for day in sorted(worsts | averages, reverse=True)
    ]
