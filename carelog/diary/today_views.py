"""The page a day starts with, and the menu of logs."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.appointments.models import Appointment
from carelog.appointments.series import next_appointment
from carelog.diary.door_views import SESSION_KEY
from carelog.diary.today import today_context
from carelog.logs.models import KINDS
from carelog.medications.models import Medication
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
    kinds = [
        (kind, capfirst(kind._meta.verbose_name), access.first(kind))
        for kind in KINDS
        if access.may_see(kind)
    ]
    context = {"access": access, "kinds": kinds, "sees_visits": access.may_see(Appointment)}
    context["sees_medicines"] = access.may_see(Medication)
    context["next_visit"] = next_appointment(access, timezone.now())
    return render(request, "diary/log_index.html", context)
