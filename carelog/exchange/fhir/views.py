"""FHIR, for other health systems: a record as a Bundle, and the codes it uses."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.exchange.download import named
from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.fhir.code_system import code_system
from carelog.exchange.fhir.elements import text_of
from carelog.exchange.fhir.forms import BundleForm
from carelog.patients import clock
from carelog.patients.access import open_record

JSON = "application/fhir+json"


@require_safe
def fhir_bundle(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Send what the reader may see as one FHIR R4 document: of 90 days, or of chosen ones."""
    access = open_record(request.user, patient_id, page="fhir")
    today = clock.today(access.patient)
    form = BundleForm(request.GET, today=today)
    if not form.is_valid():
        return errors.bad_request(request)
    found = bundle_of(access, generated_at=timezone.now(), **form.period())
    headers = named(today, "fhir.json")
    return HttpResponse(text_of(found), content_type=JSON, headers=headers)


@require_safe
def fhir_code_system(request: HttpRequest) -> HttpResponse:
    """Publish the codes of our own."""
    return HttpResponse(text_of(code_system()), content_type=JSON)
