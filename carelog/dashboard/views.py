"""Trends: numbers first, then their pictures; a picture that fails leaves the numbers."""

import logging
import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.clinical.series import Series
from carelog.dashboard.charts import pain_panel
from carelog.dashboard.forms import PERIODS, PeriodForm
from carelog.dashboard.sentences import pain_sentence
from carelog.dashboard.summaries import summarise_pain, tiles
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import AVERAGE, WORST
from carelog.logs.series import binned, by_day, logged_days
from carelog.patients import clock
from carelog.patients.access import Access, get_patient
from carelog.patients.models import Membership

logger = logging.getLogger(__name__)
WIDTHS = (360, 760)


@require_safe
def trends(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show how pain went over a period."""
    access = get_patient(request.user, patient_id, page="trends")
    today = clock.today(access.patient)
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid() and form.cleaned_data.get("period") != "custom":
        return errors.bad_request(request)
    context = {"access": access, "form": form, "periods": PERIODS, "kind": PainEntry}
    context["sees_pain"] = access.sees(PainEntry.domain)
    if not form.is_valid():
        return render(request, "dashboard/trends.html", context, status=400)
    if not context["sees_pain"]:
        return render(request, "dashboard/trends.html", context)
    written = logged_days(access, PainEntry, today)
    start, end = form.window(min(written, default=None))
    context |= pain_context(access, written, start, end, today)
    return render(request, "dashboard/trends.html", context)


def pain_context(
    access: Access, entry_days: list[date], start: date, end: date, today: date
) -> dict:
    """Return the numbers, the sentence, the panels and the table of a window."""
    goal = access.patient.pain_goal
    days = by_day(access, PainEntry, WORST, today)
    summary = summarise_pain(
        days, start=start, end=end, today=today, goal=goal, entry_days=entry_days
    )
    worst = binned(access, PainEntry, WORST, start, end)
    average = binned(access, PainEntry, AVERAGE, start, end)
    is_own = access.relation == Membership.Relation.PATIENT
    sentence = pain_sentence(summary, None if is_own else access.patient.name)
    return {
        "start": start,
        "end": end,
        "summary": summary,
        "sentence": sentence,
        "tiles": tiles(summary) if entry_days else (),
        "panels": panels(worst, average, goal, sentence),
        "rows": table(worst, average),
        "bin": worst.bin,
    }


def panels(worst: Series, average: Series, goal: int | None, words: str) -> list[SafeString]:
    """Return the panel at each width, checked and escaped by `svg.clean`; none if it fails."""
    if not (worst.points or average.points):
        return []
    try:
        return [
            SafeString(
                pain_panel(
                    worst,
                    average,
                    goal=goal,
                    width=width,
                    uid=f"pain{width}",
                    label=_("Pain, 0 to 10"),
                    description=words,
                )
            )
            for width in WIDTHS
        ]
    except Exception:
        logger.exception("A chart could not be drawn")
        return []


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
