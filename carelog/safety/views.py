"""The answer to a ticked sign, and both urgent pages."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.patients import clock
from carelog.patients.access import Access, changing, open_record, refuse
from carelog.patients.models import Number
from carelog.safety import warning_page, warnings
from carelog.safety.actions import SaidOtherwise, end_warnings, note, reopen_warnings, take_back
from carelog.safety.card import card_of
from carelog.safety.facts import told
from carelog.safety.forms import EndingForm, NoteForm
from carelog.safety.models import EmergencyFacts, RaisedWarning, WarningState
from carelog.safety.urgent import URGENT_GROUPS, groups_for


@require_safe
def urgent(request: HttpRequest) -> HttpResponse:
    """Show the signs that cannot wait: the same for everyone, without a query."""
    labels = dict(Number.Role.choices)
    numbers = [(labels[role], number) for role, number in settings.SITE_NUMBERS.items()]
    return render(request, "safety/urgent.html", {"groups": URGENT_GROUPS, "numbers": numbers})


@require_safe
def patient_urgent(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show the same page with this person's own numbers."""
    access = open_record(request.user, patient_id, page="urgent")
    calls = warnings.calls(access)
    groups = groups_for({call.role for call in calls})
    context = {
        "access": access,
        "groups": groups,
        "calls": calls,
        "facts": told(access),
        "kind": EmergencyFacts,
        "may_tell": access.may_write and access.may_see(EmergencyFacts),
        "has_warnings": access.may_see(RaisedWarning),
    }
    return render(request, "safety/patient_urgent.html", context)


@require_safe
def wallet_card(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what the urgent page says in short, to print, cut out and fold to a card."""
    access = open_record(request.user, patient_id, page="urgent")
    context = {"access": access, "card": card_of(access), "today": clock.today(access.patient)}
    return render(request, "safety/wallet.html", context)


@require_safe
def act_now(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show each open warning with its text and the numbers to call: the emergencies first.

    An emergency takes the whole screen; what needs a call today stands below it, or alone, calm.
    """
    access = open_record(request.user, patient_id, page="warnings")
    access.must_see(RaisedWarning)
    return render(request, "safety/act_now.html", warning_page.context_of(access))


def _again(
    request: AuthenticatedRequest, access: Access, status: int = 422, **typed: Any
) -> HttpResponse:
    """Show the page of warnings once more, with what was typed."""
    context = warning_page.context_of(access, **typed)
    return render(request, "safety/act_now.html", context, status=status)


@require_POST
def warning_note(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Note that somebody has seen a warning, called, or was told something by the team.

    Whoever sees a warning may, as they may comment on it; it closes nothing.
    """
    access = open_record(request.user, patient_id, page="warnings")
    warning = access.find(RaisedWarning, uid)
    form = NoteForm(request.POST, auto_id=f"note_{uid}_%s")
    if not form.is_valid():
        return _again(request, access, about=warning, note=form)
    try:
        with changing(access, by_any_member=True):
            note(access, warning, form.said())
    except SaidOtherwise:
        return _again(request, access, 409, about=warning, note=form.anew())
    return redirect("act_now", patient_id)


@require_POST
def note_take_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Take back what was noted about a warning; both stay in the history."""
    access = open_record(request.user, patient_id, page="warnings")
    access.must_see(RaisedWarning)
    said = access.find(WarningState, uid)
    if said.state not in WarningState.NOTES:
        raise Http404
    try:
        with changing(access, by_any_member=True):
            take_back(access, said)
    except PermissionDenied:
        refuse(access)
    return redirect("act_now", patient_id)


@require_POST
def warning_close(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Note that someone has dealt with a warning.

    Help that was got counts for those it stood for on the screen, too. A mistake does not: what
    was behind it has been seen by nobody, and comes on the screen now.
    """
    access = open_record(request.user, patient_id, page="warnings", writing=True)
    warning = access.find(RaisedWarning, uid)
    form = EndingForm(request.POST, auto_id=f"end_{uid}_%s")
    if not form.is_valid():
        return _again(request, access, about=warning, ending=form)
    ending, text = form.cleaned_data["ending"], form.cleaned_data["text"]
    is_help = ending == RaisedWarning.Ending.HELP
    with changing(access):
        behind = warnings.stood_for(access, warning) if is_help else ()
        end_warnings(access, (warning, *behind), ending, text)
    return redirect("act_now", patient_id)


@require_POST
def warning_reopen(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Take back that a warning was dealt with, and show it again."""
    access = open_record(request.user, patient_id, page="warnings", writing=True)
    with changing(access):
        reopen_warnings(access, access.find(RaisedWarning, uid))
    return redirect("act_now", patient_id)
