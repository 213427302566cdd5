"""The emergency facts of a record on one page: what is written down, and what is not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from carelog.patients.access import Access
from carelog.safety.facts import facts_of
from carelog.safety.models import EmergencyFacts


def facts_page(request: HttpRequest, access: Access) -> HttpResponse:
    """Show each fact, also those nobody has written down, and where to write or change them."""
    row = access.rows(EmergencyFacts, removed=True).first()
    context = {"access": access, "kind": EmergencyFacts, "row": row, "facts": facts_of(access)}
    context["may_correct"] = row is not None and access.may_correct(row)
    return render(request, "diary/emergency-facts_list.html", context)
