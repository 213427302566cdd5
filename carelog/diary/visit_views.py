"""Visits: the next one with what to ask there, those to come, those past, and other events."""

import uuid
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carelog.accounts.requests import AuthenticatedRequest
from carelog.appointments import series
from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.diary import actions
from carelog.diary.forms import new_key
from carelog.diary.kinds import fill_in
from carelog.entries.forms import RecordedForm
from carelog.patients import saving
from carelog.patients.access import Access, open_record

A_PAGE = 50
EVENTS = 5


def visits_page(
    request: HttpRequest,
    access: Access,
    number: int | None = None,
    *,
    form: RecordedForm | None = None,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    """Show visits and questions; `number` is the page of the past ones, `form` a new question."""
    now = timezone.now()
    coming = list(series.to_come(access, now))
    events = list(access.rows(Event)[: EVENTS + 1])
    context = {
        "access": access,
        "kind": Appointment,
        "question": Question,
        "event": Event,
        "next": coming[0] if coming else None,
        "later": coming[1:],
        "questions": [(row, access.may_correct(row)) for row in series.open_questions(access)],
        "page": Paginator(series.over(access, now), A_PAGE).get_page(number),
        "is_past_open": number is not None,
        "decisions": series.open_decisions(access),
        "decision": Decision,
        "may_decide": access.may_write,
        "events": events[:EVENTS],
        "has_more_events": len(events) > EVENTS,
        "form": form or fill_in(access, Question.begin(access.patient)),
        "problem": problem,
    }
    return render(request, "diary/appointments_list.html", context, status=status)


@require_POST
def question_add(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Write a question in one line."""
    access = open_record(request.user, patient_id, page="questions", writing=True)
    access.must_see(Question)
    form = fill_in(access, Question.begin(access.patient), request.POST)
    if not form.is_valid():
        return visits_page(request, access, form=form, status=422)
    try:
        actions.save_entry(access, form)
    except saving.Conflict:
        return _once_more(request, access)
    messages.success(request, _("Saved."))
    return redirect("entry_list", patient_id, Appointment)


def answer_form(access: Access, question: Question) -> RecordedForm:
    """Return the form in which a question gets its answer; it was asked just now, if unsaid."""
    return _just_now(fill_in(access, question), "asked_at", question.zone)


def done_form(access: Access, decision: Decision) -> RecordedForm:
    """Return the form in which a decision is said to be done; just now, if unsaid."""
    return _just_now(fill_in(access, decision), "done_at", decision.zone)


def _just_now(form: RecordedForm, name: str, zone: str) -> RecordedForm:
    if form.initial[name] is None:
        now = timezone.now().astimezone(ZoneInfo(zone))
        form.initial[name] = now.replace(tzinfo=None)
    return form


def _once_more(request: HttpRequest, access: Access) -> HttpResponse:
    """Show the question again with a key of its own: that of its form holds another one."""
    data = request.POST.copy()
    data["uid"] = str(new_key())
    form = fill_in(access, Question.begin(access.patient), data)
    form.is_valid()
    problem = _("Another question was saved from this form before. Save again to add this one too.")
    return visits_page(request, access, form=form, status=409, problem=problem)
