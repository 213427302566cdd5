"""Trends: numbers first, then their pictures; a picture that fails leaves the numbers."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from carelog import errors
from carelog.appointments.series import EventMark, events_between
from carelog.clinical.association import split_by_value
from carelog.dashboard.choice import chosen_by, remember, seen_by
from carelog.dashboard.forms import PERIODS, ComparisonForm, PanelsForm, PeriodForm
from carelog.dashboard.memory import remembered
from carelog.dashboard.pain import pain_context, pain_days
from carelog.dashboard.panel_words import association_sentence
from carelog.dashboard.panels import BY_SLUG, Panel
from carelog.dashboard.shown import Window, days_of, shown
from carelog.entries.quantities import unit_for
from carelog.logs.models import PainEntry
from carelog.patients import clock
from carelog.patients.access import Access, get_patient


@require_safe
def trends(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show how things went over a period, panel by panel."""
    access = get_patient(request.user, patient_id, page="trends")
    today = clock.today(access.patient)
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid() and form.cleaned_data.get("period") != "custom":
        return errors.bad_request(request)
    context = {"access": access, "form": form, "periods": PERIODS, "kind": PainEntry}
    context["sees_pain"] = access.sees(PainEntry.domain)
    if not form.is_valid():
        return render(request, "dashboard/trends.html", context, status=400)
    panels = chosen_by(access)
    written = pain_days(access, today)
    days = {panel: days_of(access, panel, today) for panel in panels if panel.slug != "pain"}
    first = min((day for found in (written, *days.values()) for day in found), default=None)
    window = Window(*form.window(first), today)
    events = events_of(access, window)
    context |= {"start": window.start, "end": window.end, "events": events}
    context["shows_pain"] = any(panel.slug == "pain" for panel in panels)
    if context["shows_pain"]:
        context |= pain_context(access, written, *window, short_words(events))
    context["shown"] = [
        shown(access, panel, days.get(panel, {}), window, short_words(events)) for panel in panels
    ]
    context["unlogged"] = [
        one for one in context["shown"] if not one.rows and one.panel.slug != "pain"
    ]
    return render(request, "dashboard/trends.html", context)


def events_of(access: Access, window: Window) -> list[EventMark]:
    """Return the events of a window, from memory where nothing changed."""
    start, end, today = window
    name = ("events", start, end)
    return remembered(access, today, name, lambda: events_between(access, start, end))


def short_words(events: list[EventMark]) -> tuple[tuple[date, str], ...]:
    """Return events as charts want them: a day and a short word."""
    return tuple((event.day, event.words.partition(",")[0]) for event in events)


@require_http_methods(["GET", "HEAD", "POST"])
def trends_panels(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Choose which panels to see, and in which order."""
    access = get_patient(request.user, patient_id, page="trends")
    form = PanelsForm(request.POST or None, panels=seen_by(access), chosen=chosen_by(access))
    if request.method == "POST" and form.is_valid():
        remember(access, form.slugs())
        messages.success(request, _("Saved."))
        return redirect("trends", patient_id)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "dashboard/trends_panels.html", {"access": access, "form": form}, status=status
    )


@require_safe
def trends_compare(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Lay two panels over one time axis, and say what came together."""
    access = get_patient(request.user, patient_id, page="trends")
    today = clock.today(access.patient)
    period = PeriodForm(request.GET, today=today)
    panels = seen_by(access)
    asked = {"upper", "lower"} & request.GET.keys()
    form = ComparisonForm(request.GET if asked else None, panels=panels)
    context = {"access": access, "form": form, "period": period, "periods": PERIODS}
    if not period.is_valid() or (asked and not form.is_valid()):
        return render(request, "dashboard/trends_compare.html", context, status=400)
    if asked:
        upper, lower = (BY_SLUG[form.cleaned_data[name]] for name in ("upper", "lower"))
        context |= compared(access, upper, lower, period, today)
    return render(request, "dashboard/trends_compare.html", context)


def compared(access: Access, upper: Panel, lower: Panel, period: PeriodForm, today: date) -> dict:
    """Return two panels of one window, and each on the days with and without the other."""
    days = {panel: days_of(access, panel, today) for panel in (upper, lower)}
    window = Window(*period.window(min([*days[upper], *days[lower]], default=None)), today)
    marks = events_of(access, window)
    events = short_words(marks)
    sentences = []
    for one, other in ((upper, lower), (lower, upper)):
        inside = {day: days[one][day] for day in days[one] if window.start <= day <= window.end}
        sides = split_by_value(inside, days[other], other.at_least)
        unit = unit_for(one.unit, access.actor)
        sentences.append(association_sentence(str(one.title), sides, str(other.with_words), unit))
    return {
        "start": window.start,
        "end": window.end,
        "shown": [shown(access, panel, days[panel], window, events) for panel in (upper, lower)],
        "events": marks,
        "sentences": sentences,
    }
