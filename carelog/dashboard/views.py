"""Trends: numbers first, then their pictures; a picture that fails leaves the numbers."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.appointments.series import EventMark, events_between
from carelog.clinical.association import split_by_value
from carelog.clinical.series import bin_for
from carelog.dashboard.choice import chosen_by, remember, seen_by
from carelog.dashboard.forms import PERIODS, SHORT, ComparisonForm, PanelsForm, PeriodForm
from carelog.dashboard.heard import too_ill_days
from carelog.dashboard.notes import notes_of
from carelog.dashboard.pain_page import pain_context, pain_days, worst_days
from carelog.dashboard.panel_page import days_of, page_panel
from carelog.dashboard.panel_words import association_sentence
from carelog.dashboard.panels import BY_SLUG, Days, Panel
from carelog.dashboard.place_page import place_panel
from carelog.dashboard.record_cache import Uncached, cached_for
from carelog.dashboard.window import Window
from carelog.entries.quantities import unit_for
from carelog.form_data import form_data
from carelog.logs.models import PainEntry
from carelog.patients import clock
from carelog.patients.access import Access, open_record


@require_safe
def trends(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show how things went over a period, panel by panel."""
    access = open_record(request.user, patient_id, page="trends")
    today = clock.today(access.patient)
    form = PeriodForm(request.GET, today=today)
    if not form.is_valid():
        if form.cleaned_data.get("period") != "custom":
            return errors.bad_request(request)
        return _trends_page(request, access, trends_body({"access": access, "form": form}), 400)
    panels = chosen_by(access)
    name = ("trends", form.asked(), tuple(panel.slug for panel in panels))
    body = cached_for(access, today, name, lambda: _drawn(access, form, panels, today))
    chooser = PanelsForm(panels=seen_by(access), chosen=panels)
    return _trends_page(request, access, body, chooser=chooser)


def _drawn(
    access: Access, form: PeriodForm, panels: list[Panel], today: date
) -> str | Uncached[str]:
    context = trends_context(access, form, panels, today)
    body = trends_body(context)
    return Uncached(body) if lacks_pictures(context) else body


def lacks_pictures(context: dict) -> bool:
    """Say whether a picture of a page could not be drawn, and the next try may do better."""
    return context.get("lacks_picture", False) or any(
        one.lacks_picture for one in context["shown"] if not one.panel.is_pain
    )


def _trends_page(
    request: HttpRequest,
    access: Access,
    body: str,
    status: int = 200,
    chooser: PanelsForm | None = None,
) -> HttpResponse:
    context = {"access": access, "body": body, "chooser": chooser}
    context["query"] = request.GET.urlencode()
    return render(request, "dashboard/trends.html", context, status=status)


def trends_body(context: dict) -> str:
    """Return what stands under the heading of Trends."""
    periods = [(code, label, SHORT[code]) for code, label in PERIODS if code in SHORT]
    context |= {"periods": periods, "kind": PainEntry}
    context["sees_pain"] = context["access"].may_see(PainEntry)
    return render_to_string("dashboard/_trends.html", context)


def trends_context(access: Access, form: PeriodForm, panels: list[Panel], today: date) -> dict:
    """Return what Trends shows of a record in a period."""
    start = form.since()
    written = pain_days(access, today, start)
    days = {panel: days_of(access, panel, today, start) for panel in panels if not panel.is_pain}
    first = min((day for found in (written, *days.values()) for day in found), default=None)
    window = Window(*form.window(first), today)
    events = events_between(access, window.start, window.end)
    context = {"access": access, "form": form, "events": events}
    context |= {"start": window.start, "end": window.end}
    is_daily = bin_for(window.start, window.end) == "day"
    notes = notes_of(access, {panel.kind for panel in panels} if is_daily else (), window)
    ill = too_ill_days(access, window.start, window.end)
    words, numbered = short_words(events), _first_logged(panels, days, written, window)
    if len(days) < len(panels):
        worst = worst_days(access, today, start)
        is_first = numbered is not None and numbered.is_pain
        context["places"] = place_panel(access, window)
        context |= pain_context(
            access,
            worst,
            written,
            window,
            words,
            notes.get(PainEntry.slug, {}),
            ill,
            has_numbers=is_first,
        )
    shown = [
        page_panel(
            access,
            panel,
            days.get(panel, {}),
            window,
            words,
            notes.get(panel.kind.slug, {}),
            ill,
            has_numbers=panel is numbered,
        )
        for panel in panels
    ]
    drawn = [one for one in shown if one.rows or one.panel.is_pain]
    unlogged = [one for one in shown if one not in drawn]
    return context | {"shown": shown, "drawn": drawn, "unlogged": unlogged}


def _first_logged(
    panels: list[Panel], days: Mapping[Panel, Days], written: list[date], window: Window
) -> Panel | None:
    """Return the first panel with an entry in the window: on it events have their numbers."""
    for panel in panels:
        if any(window.start <= day <= window.end for day in days.get(panel, written)):
            return panel
    return None


def short_words(events: list[EventMark]) -> tuple[tuple[date, str], ...]:
    """Return events as charts want them: a day and a short word."""
    return tuple((event.day, event.words.partition(",")[0]) for event in events)


@require_http_methods(["GET", "HEAD", "POST"])
def trends_panels(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Choose which panels to see, and in which order."""
    access = open_record(request.user, patient_id, page="trends")
    form = PanelsForm(form_data(request), panels=seen_by(access), chosen=chosen_by(access))
    if request.method == "POST" and form.is_valid():
        remember(access, form.slugs())
        messages.success(request, _("Saved."))
        return redirect(_trends_again(request, access, form))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "dashboard/trends_panels.html", {"access": access, "chooser": form}, status=status
    )


def _trends_again(request: HttpRequest, access: Access, form: PanelsForm) -> str:
    """Return the address of the days just seen; after an arrow, where the arrows are."""
    address = reverse("trends", args=[access.patient.uid])
    if request.GET and PeriodForm(request.GET, today=clock.today(access.patient)).is_valid():
        address = f"{address}?{request.GET.urlencode()}"
    return f"{address}#choose" if form.cleaned_data["move"] else address


@require_safe
def trends_compare(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Lay two panels over one time axis, and say what came together."""
    access = open_record(request.user, patient_id, page="trends")
    today = clock.today(access.patient)
    period = PeriodForm(request.GET, today=today)
    panels = seen_by(access)
    asked = {"upper", "lower"} & request.GET.keys()
    form = ComparisonForm(request.GET if asked else None, panels=panels)
    context = {"access": access, "form": form, "period": period, "periods": PERIODS}
    if not period.is_valid() or (asked and not form.is_valid()):
        return render(request, "dashboard/trends_compare.html", context, status=400)
    if asked:
        pair = form.cleaned_data["upper"], form.cleaned_data["lower"]
        context["body"] = cached_for(
            access,
            today,
            ("compare", period.asked(), pair),
            lambda: _compared(access, *pair, period, today),
        )
    return render(request, "dashboard/trends_compare.html", context)


def _compared(
    access: Access, upper: str, lower: str, period: PeriodForm, today: date
) -> str | Uncached[str]:
    context = compared(access, upper, lower, period, today)
    body = render_to_string("dashboard/_compared.html", context)
    return Uncached(body) if any(one.lacks_picture for one in context["shown"]) else body


def compared(access: Access, upper: str, lower: str, period: PeriodForm, today: date) -> dict:
    """Return two panels of one window, and each on the days with and without the other."""
    panels = BY_SLUG[upper], BY_SLUG[lower]
    days = {panel: days_of(access, panel, today, period.since()) for panel in panels}
    window = Window(*period.window(min([*days[panels[0]], *days[panels[1]]], default=None)), today)
    marks = events_between(access, window.start, window.end)
    events = short_words(marks)
    sentences = []
    for one, other in (panels, panels[::-1]):
        inside = {day: days[one][day] for day in days[one] if window.start <= day <= window.end}
        sides = split_by_value(inside, days[other], other.at_least)
        unit = unit_for(one.unit, access.actor)
        sentences.append(association_sentence(str(one.title), sides, str(other.with_words), unit))
    shown = [
        page_panel(
            access, panel, days[panel], window, events, has_numbers=is_upper, has_days=not is_upper
        )
        for panel, is_upper in zip(panels, (True, False), strict=True)
    ]
    return {
        "access": access,
        "start": window.start,
        "end": window.end,
        "shown": shown,
        "events": marks,
        "sentences": sentences,
    }
