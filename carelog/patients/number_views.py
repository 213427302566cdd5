"""The numbers to call: list, add, change, remove, put back."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.clinical.emergency_numbers import EMERGENCY_NUMBERS
from carelog.form_data import form_data
from carelog.patients import saving
from carelog.patients.access import Access, changing, open_record
from carelog.patients.forms import NumberForm
from carelog.patients.models import Number

Mark = Callable[[Access, Number, int], Number]
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def number_list(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the numbers, and those removed that can be put back."""
    access = open_record(request.user, patient_id, page="numbers")
    numbers = access.rows(Number).order_by("created_at")
    return render(request, "patients/number_list.html", {"access": access, "numbers": numbers})


@require_safe
def patient_welcome(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Right after making a record: ask for one number to call. It can be skipped."""
    access = open_record(request.user, patient_id, page="numbers", writing=True)
    context = {"next": reverse("today", args=[patient_id])} | number_offer(access)
    return render(request, "patients/patient_welcome.html", context)


def number_offer(access: Access) -> dict[str, object]:
    """Return an empty number form and the country's published emergency number, if known."""
    known = EMERGENCY_NUMBERS.get(access.patient.country)
    number = Number(patient=access.patient, role=Number.Role.CANCER_LINE)
    offered = Number(
        patient=access.patient, role=Number.Role.EMERGENCY, number=known.number if known else ""
    )
    return {
        "access": access,
        "form": NumberForm(instance=number),
        "offered": NumberForm(instance=offered) if known else None,
        "offered_source": known.source if known else "",
    }


@form_methods
def number_new(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Add a number."""
    access = open_record(request.user, patient_id, page="numbers", writing=True)
    return _edit(request, access, Number(patient=access.patient, role=Number.Role.CANCER_LINE))


@form_methods
def number_edit(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Change a number."""
    access = open_record(request.user, patient_id, page="numbers", writing=True)
    return _edit(request, access, access.find(Number, uid))


def _edit(request: HttpRequest, access: Access, number: Number) -> HttpResponse:
    form = NumberForm(form_data(request), instance=number)
    context: dict[str, object] = {"access": access, "form": form, "is_new": number.pk is None}
    if request.method != "POST":
        context["next"] = request.GET.get("next", "")
        return render(request, "patients/number_form.html", context)
    context["next"] = request.POST.get("next", "")
    if not form.is_valid():
        return render(request, "patients/number_form.html", context, status=422)
    try:
        with changing(access):
            if form.is_new:
                saving.keep_new(access, form.instance)
            else:
                saving.keep_changed(access, form.instance, form.cleaned_data["version"])
    except saving.Conflict as conflict:
        context |= {"current": conflict.current}
        data = request.POST.copy()
        data["version"] = str(conflict.current.version)
        form.data = data
        return render(request, "patients/number_form.html", context, status=409)
    messages.success(request, _("Saved."))
    return redirect(after(request, access))


def after(request: HttpRequest, access: Access) -> str:
    """Return where to go after a save: back where the person came from, if that is here."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, None) and target.startswith("/"):
        return target
    return reverse("number_list", args=[access.patient.uid])


@require_POST
def number_remove(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Remove a number; the page that follows offers to put it back."""
    return _mark(request, patient_id, uid, saving.remove)


@require_POST
def number_put_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Undo a removal."""
    return _mark(request, patient_id, uid, saving.put_back)


def _mark(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID, act: Mark
) -> HttpResponse:
    access = open_record(request.user, patient_id, page="numbers", writing=True)
    number = access.find(Number, uid, removed=True)
    with changing(access):
        number = act(access, number, number.version)
    numbers = access.rows(Number).order_by("created_at")
    context = {
        "access": access,
        "numbers": numbers,
        "removed": number if number.removed_at else None,
    }
    return render(request, "patients/number_list.html", context)
