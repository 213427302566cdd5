"""Today: the first tap, what is open, what is next, what others did, and the week."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.appointments.models import Appointment
from carelog.appointments.series import open_decisions, open_questions, over_at, to_come
from carelog.clinical.pain import band
from carelog.clinical.statistics import first_day
from carelog.dashboard.choice import chosen_by
from carelog.dashboard.heard import heard_days, too_ill_days
from carelog.dashboard.pain_page import worst_days
from carelog.dashboard.panels import Panel
from carelog.dashboard.record_cache import cached_for
from carelog.diary import check_in_taps as taps
from carelog.diary.forms import new_key
from carelog.diary.log_page import day_said
from carelog.diary.since_last import happenings
from carelog.diary.suggestions import current
from carelog.diary.timeline import SOURCES
from carelog.diary.week import DAYS, small_charts
from carelog.logs.models import PainEntry
from carelog.medications.forms import is_stopped
from carelog.medications.models import Medication
from carelog.medications.models.dose import amount_in_words
from carelog.medications.series import with_last_dose
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.patients.models import Membership
from carelog.safety.states import last_words
from carelog.safety.warnings import calls, titles

if TYPE_CHECKING:
    from carelog.medications.series import MedicationAndDose

MOST_QUESTIONS, MOST_MEDICINES, MOST_DONE = 3, 5, 3


@dataclass(frozen=True)
class Taken:
    """A medicine in use, and in words when it was last written down as taken, "" if never."""

    uid: UUID
    name: str
    last: str


def today_context(access: Access) -> dict:
    """Return what the page shows."""
    day, now = clock.today(access.patient), timezone.now()
    panels = sorted(chosen_by(access), key=lambda panel: not panel.is_pain)
    slugs = tuple(panel.slug for panel in panels)
    name = ("today", access.person.pk, access.relation, access.seen_until, slugs)
    facts = cached_for(access, day, name, lambda: said_by_now(access, panels, day))
    coming = (visit for visit in facts["visits"] if visit["over_at"] > now)
    began = facts["began"]
    # Names may change without the record.
    people = User.objects.in_bulk({*facts["doers"]} - {None})
    facts["done"] = [
        replace(one, by=people.get(by))
        for one, by in zip(facts["done"], facts["doers"], strict=True)
    ]
    going_on = began if began and now - began["at"] < taps.RESUMED_FOR else None
    # A tap for today is no edit of a check-in that was begun for yesterday.
    is_same_day = going_on and (going_on["day"] == day or clock.is_small_hours(access.patient))
    return facts | {
        "access": access,
        "day": day,
        "greeting": greeting(access),
        "scale": scale(),
        "key": going_on["uid"] if going_on and is_same_day else new_key(),
        "going_on": going_on,
        "is_small_hours": clock.is_small_hours(access.patient),
        "calls": calls(access) if facts["is_new"] else (),
        "kind": PainEntry,
        "sees_pain": access.may_see(PainEntry),
        "next_visit": next(coming, None),
        "sees_medicines": access.may_see(Medication),
        "sees_visits": access.may_see(Appointment),
        "suggestion": current(access),
        "waiting": waiting_for(access),
        "done_about_warnings": last_words(access) if facts["warnings"] else (),
    }


def scale() -> list[tuple[int, str]]:
    """Return the numbers of the first tap, each with its word band."""
    return [(score, band(score)) for score in range(11)]


def said_by_now(access: Access, panels: list[Panel], day: date) -> dict:
    """Return what the record says, as plain data that holds for the day until it changes."""
    yesterday = clock.day_before(day)
    days = worst_days(access, day, yesterday)
    ill = too_ill_days(access, first_day(day, DAYS), day)
    done, in_all = happenings(access, MOST_DONE)
    began = taps.begun_check_in(access) if access.may_write else None
    asked, decided = open_questions(access), [*open_decisions(access)]
    return {
        "said_today": days.get(day),
        "said_yesterday": days.get(yesterday),
        "too_ill_today": day in ill,
        "too_ill_yesterday": yesterday in ill,
        "heard_yesterday": yesterday in days or bool(heard_days(access, yesterday, yesterday)),
        "warnings": titles(access),
        "began": {"uid": began.uid, "at": began.opened_at, "day": began.day} if began else None,
        "is_new": is_new(access),
        "week": week_of(access, panels, day, ill),
        "medicines": medicines_of(access, day)[:MOST_MEDICINES],
        "done": [replace(one, by=None) for one in done],
        "done_in_all": in_all,
        "doers": [one.by.pk if one.by else None for one in done],
        "visits": [
            {"uid": visit.uid, "heading": visit.heading(), "over_at": over_at(visit)}
            for visit in to_come(access, timezone.now())
        ],
        "questions": [question.text for question in asked[:MOST_QUESTIONS]],
        "more_questions": max(0, len(asked) - MOST_QUESTIONS),
        "decisions": [
            {"uid": one.uid, "text": one.heading(), "said": one.short_words()}
            for one in decided[:MOST_QUESTIONS]
        ],
        "more_decisions": max(0, len(decided) - MOST_QUESTIONS),
    }


def waiting_for(access: Access) -> list[str]:
    """Return the names of those who wait for the owner's yes; nobody else is told of them."""
    if not access.is_owner:
        return []
    pending = access.rows(Membership).filter(state=Membership.State.PENDING)
    return list(pending.order_by("created_at", "pk").values_list("user__name", flat=True))


def is_new(access: Access) -> bool:
    """Say whether nothing was written yet that somebody who may write can see."""
    return access.may_write and not any(access.rows(kind).exists() for kind in SOURCES)


def greeting(access: Access) -> str:
    """Return a greeting by the person's clock, "" where the record is not one's own."""
    if access.relation != Membership.Relation.PATIENT:
        return ""
    hour = clock.local_now(access.patient).hour
    if hour < 4:
        return _("Hello")
    return _("Good morning") if hour < 12 else _("Good day") if hour < 18 else _("Good evening")


def week_of(access: Access, panels: list[Panel], day: date, ill: Collection[date]) -> str:
    """Return the small charts of the last seven days, as they stand on the page."""
    context = {"access": access, "charts": small_charts(access, panels, day, ill)}
    return render_to_string("diary/_week.html", context)


def medicines_of(access: Access, day: date) -> list[Taken]:
    """Return the medicines in use by name, each with when it was last taken and how much."""
    return [
        Taken(row.uid, row.name, _last_taken(row, day))
        for row in with_last_dose(access)
        if not is_stopped(row, day)
    ]


def _last_taken(row: "MedicationAndDose", day: date) -> str:
    if row.last_at is None or row.last_zone is None or row.last_units is None:
        return ""
    at = row.last_at.astimezone(ZoneInfo(row.last_zone))
    words = {"day": day_said(at.date(), day), "time": date_format(at, "H:i")}
    amount = amount_in_words(row.last_units, row.form)
    return _("Last taken: %(day)s, %(time)s (%(amount)s)") % (words | {"amount": amount})
