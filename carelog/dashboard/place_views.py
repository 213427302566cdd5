"""The page of where it hurt: the body, a row a place, and the same in words and a table."""

import uuid
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.dashboard.forms import PERIODS, SHORT, PeriodForm
from carelog.dashboard.pain_page import pain_days
from carelog.dashboard.place_page import place_panel
from carelog.dashboard.record_cache import cached_for
from carelog.dashboard.window import Window
from carelog.logs.models import PainEntry
from carelog.patients import clock
from carelog.patients.access import Access, open_record


@require_safe
def trends_places(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show where it hurt over a period, for who sees pain."""
    access = open_record(request.user, patient_id, page="trends")
    access.must_see(PainEntry)
    today = clock.today(access.patient)
    form = PeriodForm(request.GET, today=today)
    context: dict[str, object] = {"access": access}
    if not form.is_valid():
        context["body"] = _body(access, form, None)
        return render(request, "dashboard/trends_places.html", context, status=400)
    name = ("places", form.asked())
    context["body"] = cached_for(access, today, name, lambda: _drawn(access, form, today))
    return render(request, "dashboard/trends_places.html", context)


def _drawn(access: Access, form: PeriodForm, today: date) -> str:
    first = min(pain_days(access, today, form.since()), default=None)
    window = Window(*form.window(first), today)
    return _body(access, form, window)


def _body(access: Access, form: PeriodForm, window: Window | None) -> str:
    context = {
        "access": access,
        "form": form,
        "periods": [(code, label, SHORT[code]) for code, label in PERIODS if code in SHORT],
        "places": window and place_panel(access, window),
        "start": window and window.start,
        "end": window and window.end,
    }
    return render_to_string("dashboard/_places_page.html", context)
