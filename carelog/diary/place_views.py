"""The details of one place where it hurts: a part of its pain entry, saved with it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.actions import answer
from carelog.diary.entry_page import saved_address
from carelog.diary.suggestions import suggest
from carelog.form_data import form_data
from carelog.logs.body_map import label_for
from carelog.logs.forms import PlaceForm
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import Access, changing, open_record, refuse
from carelog.safety.models import RaisedWarning
from carelog.safety.warnings import answer_route


@require_http_methods(["GET", "HEAD", "POST"])
def pain_place(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID, code: str
) -> HttpResponse:
    """Show and save what the pain is like in one place."""
    access = open_record(request.user, patient_id, page="pain", writing=True)
    place = _place_at(access, uid, code)
    if place.pain.removed_at is not None or not access.may_correct(place.pain):
        refuse(access)
    form = PlaceForm(form_data(request), instance=place, initial={"version": place.pain.version})
    context = {"access": access, "form": form, "entry": place.pain, "label": label_for(code)}
    if request.method != "POST":
        return render(request, "diary/place_form.html", context)
    if not form.is_valid():
        return render(request, "diary/place_form.html", context, status=422)
    try:
        raised = _save(access, place, form.cleaned_data["version"])
    except saving.Conflict as conflict:
        data = request.POST.copy()
        data["version"] = str(conflict.current.version)
        form.data = data
        context["is_stale"] = True
        return render(request, "diary/place_form.html", context, status=409)
    messages.success(request, _("Saved."))
    if raised:
        return redirect(answer_route(access), patient_id)
    suggest(access, [place.pain])
    return redirect(saved_address(access, place.pain))


def _save(access: Access, place: PainPlace, version: int) -> list[RaisedWarning]:
    pain = place.pain
    places = [place if other.pk == place.pk else other for other in pain.places.all()]
    place.carried_from = None
    with changing(access):
        return answer(access, saving.keep_changed(access, pain, version, {"places": places}))


def _place_at(access: Access, uid: uuid.UUID, code: str) -> PainPlace:
    pain = access.find(PainEntry, uid, removed=True)
    place = next((one for one in pain.places.all() if one.code == code), None)
    if place is None:
        raise Http404
    return place
