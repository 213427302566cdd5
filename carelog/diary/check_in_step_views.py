"""The pages of a check-in beside its taps: two short steps, and the body map alone."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary import check_in_steps as steps
from carelog.diary import check_in_taps as taps
from carelog.diary.place_map import place_map
from carelog.diary.suggestions import suggest_after
from carelog.form_data import form_data
from carelog.logs.forms import WhereForm
from carelog.logs.models import CheckIn, PainEntry
from carelog.patients import saving
from carelog.patients.access import Access, open_record, refuse
from carelog.safety.warnings import answer_route


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_step(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID, step: str
) -> HttpResponse:
    """Show and save one of the short steps."""
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    check_in = access.find(CheckIn, uid, removed=True)
    all_steps = steps.steps_for(access)
    place = next((n for n, (slug, _name, _kinds) in enumerate(all_steps) if slug == step), None)
    if place is None:
        raise Http404
    if not access.may_correct(check_in):
        refuse(access)
    if check_in.removed_at is not None:
        return redirect("check_in", patient_id, uid)
    _slug, name, kinds = all_steps[place]
    forms = steps.forms_for(access, check_in, kinds, form_data(request))
    context = {"access": access, "check_in": check_in, "name": name, "step": step, "forms": forms}
    context |= {"number": place + 2, "of": len(all_steps) + 1}
    if request.method != "POST":
        return render(request, "diary/check_in_step.html", context)
    if any(form.errors for form in forms):
        return render(request, "diary/check_in_step.html", context, status=422)
    if steps.save_step(access, check_in, forms):
        return redirect(answer_route(access), patient_id)
    return redirect(_next(request, access, check_in, all_steps[place + 1 :]))


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_where(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Show the body map alone and save its places, then go back to the check-in."""
    access = open_record(request.user, patient_id, page="check-in", writing=True)
    check_in = access.find(CheckIn, uid, removed=True)
    access.must_see(PainEntry)
    pain = taps.part(access, check_in, PainEntry)
    if check_in.removed_at is not None or pain is None:
        return redirect("check_in", patient_id, uid)
    if not access.may_correct(pain):
        refuse(access)
    form = WhereForm(form_data(request), pain=pain)
    status, is_stale = 200, False
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            if taps.say_where(access, pain, version, form.children()):
                return redirect(answer_route(access), patient_id)
            return redirect("check_in", patient_id, uid)
        except saving.Conflict as conflict:
            status, is_stale = 409, True
            form.data = request.POST.copy()
            form.data["version"] = str(conflict.current.version)
    elif request.method == "POST":
        status = 422
    context = {"access": access, "check_in": check_in, "form": form, "is_stale": is_stale}
    context["place_map"] = place_map(form["places"].value() or [])
    return render(request, "diary/check_in_where.html", context, status=status)


def _next(request: HttpRequest, access: Access, check_in: CheckIn, later: list) -> str:
    """Return the next step, or, at the last or when the person stops, the end."""
    where = (access.patient.uid, check_in.uid)
    if later and "stop" not in request.POST:
        return reverse("check_in_step", args=[*where, later[0][0]])
    taps.finish(access, check_in)
    suggest_after(access, check_in)
    return reverse("check_in", args=where)
