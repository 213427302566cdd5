"""A month at a glance, and one of its days hour by hour."""

import uuid
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary import day_lanes
from carelog.diary.months import month_asked, read_month
from carelog.diary.timeline import SOURCES, of_day
from carelog.entries.models import Dated
from carelog.logs.models import CheckIn, PainEntry
from carelog.patients import clock
from carelog.patients.access import Access, open_record
from carelog.patients.possible import is_possible


class DayConverter:
    """URL converter: `<day:day>` is 2026-11-24 in the URL and a date in the view; else 404."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, text: str) -> date:
        """Return the day; ValueError for one that does not exist or that nobody can mean."""
        day = date.fromisoformat(text)
        if not is_possible(day):
            raise ValueError(text)
        return day

    def to_url(self, day: date | str) -> str:
        """Return the day as an address has it."""
        return str(day)


@require_safe
def month(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show a month, the current one unless another is asked for that can be shown."""
    access = open_record(request.user, patient_id, page="month")
    today = clock.today(access.patient)
    asked = request.GET.get("of", "")
    first = month_asked(asked, today)
    context = {"access": access, "today": today, "is_wrong": bool(asked) and first is None}
    context["month"] = read_month(access, first or today.replace(day=1), today)
    return render(request, "diary/month.html", context)


@require_safe
def day(request: AuthenticatedRequest, patient_id: uuid.UUID, day: date) -> HttpResponse:
    """Show a day: when what was on the axis of its hours, and the same in words."""
    access = open_record(request.user, patient_id, page="day")
    today = clock.today(access.patient)
    context = {"access": access, "day": day, "is_to_come": day > today, "is_today": day == today}
    context |= _of_day(access, day)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    context["before"] = before if is_possible(before) and before <= today else None
    context["after"] = after if after <= today else None
    return render(request, "diary/day.html", context)


def _of_day(access: Access, day: date) -> dict:
    """Return what was written for a day; in quiet mode without what is drawn of it."""
    kinds = [kind for kind in SOURCES if access.may_see(kind)]
    lines = of_day(access, kinds, day)
    sees_pain, reader = access.may_see(PainEntry), access.person
    is_drawn = lines and not reader.quiet
    may_add = access.may_write and day <= clock.today(access.patient)
    return {
        "may_add": [kind for kind in kinds if issubclass(kind, Dated)] if may_add else (),
        "lines": [(line, day_lanes.is_after_midnight(line)) for line in lines],
        "sees_all": len(kinds) == len(SOURCES),
        "sees_pain": sees_pain,
        "is_ill": any(isinstance(line.row, CheckIn) and line.row.too_ill for line in lines),
        "axis": day_lanes.axis_of(day, access.patient.zone),
        "lanes": day_lanes.lanes_of(lines, sees_pain=sees_pain, reader=reader) if is_drawn else (),
    }
