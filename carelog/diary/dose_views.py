"""The two taps in the list of medicines: taken now, and skipped."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary import actions
from carelog.diary.medicine_views import medicine_list
from carelog.medications.forms import SkippedForm, TakenForm
from carelog.medications.models import Dose, Medication
from carelog.patients import clock, saving
from carelog.patients.access import Access, open_record


@require_POST
def dose_now(request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Save a dose as taken now."""
    return _tap(request, patient_id, uid, TakenForm)


@require_POST
def dose_skip(request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Save a dose as skipped now, with the reason."""
    return _tap(request, patient_id, uid, SkippedForm)


def _tap(
    request: AuthenticatedRequest,
    patient_id: uuid.UUID,
    uid: uuid.UUID,
    of_tap: type[TakenForm] | type[SkippedForm],
) -> HttpResponse:
    access = open_record(request.user, patient_id, page=Medication.slug, writing=True)
    medicine = access.find(Medication, uid, removed=True)
    if medicine.removed_at is not None:
        problem = _("This medicine was removed. Nothing was saved.")
        return medicine_list(request, access, 409, problem=problem)
    form = of_tap(request.POST)
    if not form.is_valid():
        problem = " ".join(str(message) for errors in form.errors.values() for message in errors)
        typed = (medicine, request.POST.get("units", ""), problem)
        return medicine_list(request, access, 422, typed=typed)
    try:
        dose = actions.save_tap(access, dose_of(access, medicine, form))
    except saving.Conflict:
        problem = _("This page was used before. Please look at what is saved, and tap again.")
        return medicine_list(request, access, 409, problem=problem)
    return redirect(f"{reverse('entry_list', args=[patient_id, Medication])}?dose={dose.uid}")


def dose_of(access: Access, medicine: Medication, form: TakenForm | SkippedForm) -> Dose:
    """Return the dose a valid tap stands for, at this minute.

    Its digest leaves the time out, so a tap sent again later is idempotent.
    """
    patient, said = access.patient, form.said()
    dose = Dose(
        uid=form.cleaned_data["uid"],
        patient=patient,
        medication_uid=medicine.uid,
        at=timezone.now().replace(second=0, microsecond=0),
        zone=patient.zone,
        day=clock.today(patient),
        **said,
    )
    dose.digest = saving.digest_of({"medicine": medicine.uid} | said)
    return dose
