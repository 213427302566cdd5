"""The page a day starts with, and the menu of logs."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.door_views import SESSION_KEY
from carelog.diary.log_page import log_context
from carelog.diary.today import today_context
from carelog.patients.access import open_record


@require_safe
def today(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the page a day starts with."""
    access = open_record(request.user, patient_id, page="today")
    # Setting it again would save the session again.
    if request.session.get(SESSION_KEY) != str(patient_id):
        request.session[SESSION_KEY] = str(patient_id)
    return render(request, "diary/today.html", today_context(access))


@require_safe
def log_index(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show every kind of log, each with what was last written."""
    access = open_record(request.user, patient_id, page="log")
    return render(request, "diary/log_index.html", log_context(access))
