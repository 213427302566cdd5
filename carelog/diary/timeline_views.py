"""The page of everything that was written."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.forms import TimelineForm
from carelog.diary.timeline import A_PAGE, SOURCES, newest, people_of, slug_of, title_of
from carelog.patients.access import open_record


@require_safe
def timeline(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show everything a reader may see, by kind, person and day."""
    access = open_record(request.user, patient_id, page="timeline")
    kinds = [kind for kind in SOURCES if access.may_see(kind)]
    form = TimelineForm(
        request.GET,
        kinds=[(slug_of(kind), title_of(kind)) for kind in kinds],
        people=people_of(access),
    )
    if not form.is_valid():
        return errors.bad_request(request)
    lines = newest(access, kinds, form.cleaned_data)
    if lines is None:
        return errors.bad_request(request)
    context = {"access": access, "form": form, "lines": lines[:A_PAGE]}
    if len(lines) > A_PAGE:
        query = request.GET.copy()
        query["after"] = lines[A_PAGE - 1].cursor
        context["older"] = query.urlencode()
    return render(request, "diary/timeline.html", context)
