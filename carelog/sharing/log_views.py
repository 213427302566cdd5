"""What happened: who looked at a record, and what others did in it."""

import uuid

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary.forms import PageForm
from carelog.diary.since_last import ON_A_PAGE, count, mark_seen, newest
from carelog.patients.access import open_record, refuse
from carelog.safety.warnings import titles
from carelog.sharing.access_log import lines_of, page_of
from carelog.sharing.forms import LogForm, SeenForm
from carelog.sharing.since_digest import by_day, digest, sources


@require_safe
def access_log(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the owner who opened the record and who changed who may."""
    access = open_record(request.user, patient_id, page="sharing")
    if not access.is_owner:
        refuse(access)
    form = LogForm(request.GET)
    if not form.is_valid():
        return errors.bad_request(request)
    mine = form.cleaned_data["mine"]
    try:
        page = page_of(access, form.cleaned_data["page"] or 1, mine=mine)
    except EmptyPage:
        return errors.bad_request(request)
    context = {"access": access, "page": page, "lines": lines_of(access, page), "mine": mine}
    return render(request, "sharing/access_log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def since_last(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what others did since this person last said that they have seen it."""
    access = open_record(request.user, patient_id, page="since")
    if request.method == "POST":
        form = SeenForm(request.POST)
        if not form.is_valid():
            return errors.bad_request(request)
        mark_seen(access, form.cleaned_data["until"])
        return redirect("since_last", patient_id)
    query = PageForm(request.GET)
    if not query.is_valid():
        return errors.bad_request(request)
    found = sources(access)
    page = Paginator(range(count(found)), ON_A_PAGE).get_page(query.cleaned_data["page"])
    start = (page.number - 1) * ON_A_PAGE
    shown = newest(found, start, start + ON_A_PAGE)
    context = {
        "access": access,
        "since": access.seen_until,
        "page": page,
        "days": by_day(access, shown),
        "digest": digest(access, found) if shown else [],
        "until": shown[0].at if shown and page.number == 1 else None,
        "warnings": titles(access),
    }
    return render(request, "sharing/since_last.html", context)
