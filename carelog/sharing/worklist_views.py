"""The list of records a person may open."""

from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.sharing import worklist
from carelog.sharing.forms import RecordsForm

ON_A_PAGE = 25
MOST_WITHOUT_SEARCH = 8


@require_safe
def patient_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the records this person may open, those first that have a stated reason."""
    form = RecordsForm(request.GET)
    if not form.is_valid():
        if "q" in form.errors:
            context = {"form": form, "searches": True}
            return render(request, "sharing/patient_list.html", context, status=400)
        return errors.bad_request(request)
    named, why = form.cleaned_data["q"], form.cleaned_data["why"]
    places = worklist.places_of(request.user, named)
    total = places.count()
    compared = total <= worklist.MOST_COMPARED
    listed = places if compared else worklist.warned_of(places, request.user)
    rows = worklist.rows_of(listed, request.user)
    chosen = [row for row in rows if row.stands_for(why)] if why else rows
    try:
        page = Paginator(chosen, ON_A_PAGE).page(form.cleaned_data["page"] or 1)
    except EmptyPage:
        return errors.bad_request(request)
    page.object_list = worklist.with_facts([*page])
    context = {
        "form": form,
        "named": named,
        "why": why,
        "chips": worklist.chips_of(rows),
        "page": page,
        "listed": len(rows),
        "also": "&" + urlencode({"q": named, "why": why}),
        "total": total,
        "searches": bool(named) or total > MOST_WITHOUT_SEARCH,
        "explained": worklist.explained(compared),
    }
    return render(request, "sharing/patient_list.html", context)
