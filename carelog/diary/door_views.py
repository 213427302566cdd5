"""Routes without a record in their URL: they redirect to the record last open."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.appointments.models import Appointment
from carelog.doors import DOORS
from carelog.entries.models import Recorded
from carelog.medications.models import Medication
from carelog.patients.models import Patient

SESSION_KEY = "patient"
# Their lists hold what is done next.
BEGIN_AT_LIST = (Appointment, Medication)


@require_safe
def home(request: AuthenticatedRequest) -> HttpResponse:
    """Redirect a signed-in person to their own Today, or whoever reads several to their list.

    Whoever has a record about themself begins with it, however many others they read.
    """
    records = Patient.objects.visible_to(request.user)
    if records[1:2].exists() and not Patient.objects.about(request.user).exists():
        return redirect("patient_list")
    return go(request, "today")


@require_safe
def go(request: AuthenticatedRequest, door: str) -> HttpResponse:
    """Redirect to a section of the record last open, or of the only one."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    return redirect(DOORS.get(door, DOORS["today"])[0], patient.uid)


@require_safe
def log_kind(request: AuthenticatedRequest, kind: type[Recorded]) -> HttpResponse:
    """Redirect from an education page to the log it goes with."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    # Visits are more often looked up than written.
    return redirect("entry_list" if kind in BEGIN_AT_LIST else "entry_new", patient.uid, kind)


@require_safe
def own_page(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Redirect from a public page to the same page beside the reader's own record."""
    patient = current_patient(request)
    if patient is None:
        return redirect("learn_page", slug)
    return redirect("patient_learn_page", patient.uid, slug)


@require_safe
def own_record(request: AuthenticatedRequest) -> HttpResponse:
    """Redirect from a public page to the details of the record last open."""
    patient = current_patient(request)
    if patient is None:
        return redirect("patient_new")
    return redirect("patient_edit", patient.uid)


def current_patient(request: AuthenticatedRequest) -> Patient | None:
    """Return the record last open, else that about this person, else the first they may open."""
    patients = Patient.objects.visible_to(request.user)
    last = request.session.get(SESSION_KEY)
    found = patients.filter(uid=last).first() if last else None
    first = Patient.objects.about(request.user).order_by("created_at").first
    return found or first() or patients.order_by("created_at").first()
