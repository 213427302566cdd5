"""Making and changing a record."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carelog.accounts.requests import AuthenticatedRequest
from carelog.form_data import form_data
from carelog.patients.access import changing, open_record, refuse
from carelog.patients.actions import create_patient
from carelog.patients.forms import NewPatientForm, PatientForm
from carelog.patients.models import Patient

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def patient_new(request: AuthenticatedRequest) -> HttpResponse:
    """Ask whose record it is, and make it."""
    form = NewPatientForm(form_data(request), initial={"for_whom": "patient"})
    if request.method == "POST" and form.is_valid():
        patient = _create(request, form)
        return redirect("patient_welcome", patient.uid)
    status = 422 if request.method == "POST" else 200
    return render(request, "patients/patient_new.html", {"form": form}, status=status)


@transaction.atomic
def _create(request: AuthenticatedRequest, form: NewPatientForm) -> Patient:
    data, user = form.cleaned_data, request.user
    patient = create_patient(form.save(commit=False), by=user, relation=data["for_whom"])
    user.name = data["name"] if data["for_whom"] == "patient" else data["your_name"]
    user.weight_unit, user.temperature_unit = data["weight_unit"], data["temperature_unit"]
    user.save(update_fields=("name", "weight_unit", "temperature_unit"))
    return patient


@form_methods
def patient_edit(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show and change what the record says of the person. Only its owner may."""
    access = open_record(request.user, patient_id, page="record", writing=request.method == "POST")
    if not access.is_owner:
        refuse(access)
    form = PatientForm(form_data(request), instance=access.patient)
    if request.method == "POST" and form.is_valid():
        with changing(access):
            form.instance.save(update_fields=PatientForm.Meta.fields)
        messages.success(request, _("Saved."))
        return redirect("patient_edit", patient_id)
    status = 422 if request.method == "POST" else 200
    if status == 422:
        access.patient.refresh_from_db()
    context = {"access": access, "form": form}
    return render(request, "patients/patient_edit.html", context, status=status)
