"""Today: the first tap, what was said yesterday, what is open."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from carelog.appointments.models import Appointment
from carelog.appointments.series import next_appointment, open_questions, over_at, to_come
from carelog.clinical.pain import band
from carelog.dashboard.choice import chosen_by
from carelog.dashboard.memory import remembered
from carelog.dashboard.pain import worst_days
from carelog.dashboard.panels import Panel
from carelog.dashboard.shown import week_lines
from carelog.dashboard.summaries import Tile, summarise_pain, tiles
from carelog.diary import check_in as taps
from carelog.diary.forms import new_key
from carelog.diary.suggestions import current
from carelog.entries.models import Recorded
from carelog.logs.models import KINDS, CheckIn, PainEntry
from carelog.medications.models import Medication
from carelog.patients import clock
from carelog.patients.access import Access, get_patient
from carelog.patients.models import Patient
from carelog.safety.warnings import titles

SESSION_KEY = "patient"
TILES, MOST_QUESTIONS = 4, 3
DOORS = {
    "today": "today",
    "log": "log_index",
    "trends": "trends",
    "learn": "patient_learn",
    "share": "sharing",
}

# Their lists hold what is done next.
BEGIN_AT_LIST = (Appointment, Medication)


@require_safe
def today(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the page a day starts with."""
    access = get_patient(request.user, patient_id, page="today")
    # Setting it again would save the session again.
    if request.session.get(SESSION_KEY) != str(patient_id):
        request.session[SESSION_KEY] = str(patient_id)
    return render(request, "diary/today.html", today_context(access))


def today_context(access: Access) -> dict:
    """Return what the page shows."""
    day, now = clock.today(access.patient), timezone.now()
    panels = [panel for panel in chosen_by(access) if not panel.is_pain]
    name = ("today", access.actor.pk, tuple(panel.slug for panel in panels))
    facts = remembered(access, day, name, lambda: said_by_now(access, panels, day))
    coming = (visit for visit in facts["visits"] if visit["over_at"] > now)
    began = facts["began"]
    going_on = began if began and now - began["at"] < taps.RESUMED_FOR else None
    return facts | {
        "access": access,
        "day": day,
        "scale": [(score, band(score)) for score in range(11)],
        "key": going_on["uid"] if going_on else new_key(),
        "going_on": going_on,
        "is_small_hours": clock.is_small_hours(access.patient),
        "kind": PainEntry,
        "sees_pain": access.sees("pain"),
        "next_visit": next(coming, None),
        "sees_medicines": access.sees(Medication.domain),
        "suggestion": current(access),
    }


def said_by_now(access: Access, panels: list[Panel], day: date) -> dict:
    """Return what the record says, as plain data that holds for the day until it changes."""
    week = day - timedelta(days=6)
    days = worst_days(access, day, week)
    summary = summarise_pain(days, start=week, end=day, today=day, goal=access.patient.pain_goal)
    began = taps.begun_check_in(access) if access.may_write else None
    return {
        "said_today": days.get(day),
        "said_yesterday": days.get(clock.day_before(day)),
        "too_ill_today": access.rows(CheckIn).filter(day=day, too_ill=True).exists(),
        "warnings": titles(access),
        "began": {"uid": began.uid, "at": began.opened_at} if began else None,
        "figures": figures_of(access, panels, day, tiles(summary)[:TILES] if days else ()),
        "visits": [
            {"uid": visit.uid, "heading": visit.heading(), "over_at": over_at(visit)}
            for visit in to_come(access, timezone.now())
        ],
        "questions": [question.text for question in open_questions(access)[:MOST_QUESTIONS]],
    }


def figures_of(access: Access, panels: list[Panel], day: date, tiles: Sequence[Tile]) -> str:
    """Return how pain goes and what the last week was like, as they stand on the page."""
    context = {"access": access, "tiles": tiles, "week": week_lines(access, panels, day)}
    return render_to_string("diary/_figures.html", context)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead a signed-in person to their record, or to making one."""
    return go(request, "today")


@require_safe
def go(request: HttpRequest, door: str) -> HttpResponse:
    """Lead through one of the doors to the record last open, or the only one."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    return redirect(DOORS.get(door, "today"), patient.uid)


@require_safe
def log_kind(request: HttpRequest, kind: type[Recorded]) -> HttpResponse:
    """Lead from an education page to the log it goes with."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    # Visits are more often looked up than written.
    return redirect("entry_list" if kind in BEGIN_AT_LIST else "entry_new", patient.uid, kind)


def current_patient(request: HttpRequest) -> Patient | None:
    """Return the record last open, else the first this person may open."""
    patients = Patient.objects.visible_to(request.user)
    last = request.session.get(SESSION_KEY)
    return patients.filter(uid=last).first() or patients.order_by("created_at").first()


@require_safe
def log_index(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show every kind of log, each with what was last written."""
    access = get_patient(request.user, patient_id, page="log")
    kinds = [
        (kind, capfirst(kind._meta.verbose_name), access.rows(kind).order_by("-day", "-at").first())
        for kind in KINDS
        if access.sees(kind.domain)
    ]
    context = {"access": access, "kinds": kinds, "sees_visits": access.sees(Appointment.domain)}
    context["sees_medicines"] = access.sees(Medication.domain)
    context["next_visit"] = next_appointment(access, timezone.now())
    return render(request, "diary/log_index.html", context)
