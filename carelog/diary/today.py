"""Today: the first tap, what was said yesterday, what is open."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from carelog.appointments.series import open_questions, over_at, to_come
from carelog.clinical.pain import band
from carelog.dashboard.choice import chosen_by
from carelog.dashboard.pain_figures import Tile, summarise_pain, tiles
from carelog.dashboard.pain_page import worst_days
from carelog.dashboard.panel_page import week_lines
from carelog.dashboard.panels import Panel
from carelog.dashboard.record_cache import cached_for
from carelog.diary import check_in_taps as taps
from carelog.diary.forms import new_key
from carelog.diary.suggestions import current
from carelog.logs.models import CheckIn, PainEntry
from carelog.medications.models import Medication
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.safety.warnings import titles

TILES, MOST_QUESTIONS = 4, 3


def today_context(access: Access) -> dict:
    """Return what the page shows."""
    day, now = clock.today(access.patient), timezone.now()
    panels = [panel for panel in chosen_by(access) if not panel.is_pain]
    name = ("today", access.person.pk, tuple(panel.slug for panel in panels))
    facts = cached_for(access, day, name, lambda: said_by_now(access, panels, day))
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
        "sees_pain": access.may_see(PainEntry),
        "next_visit": next(coming, None),
        "sees_medicines": access.may_see(Medication),
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
