"""The two questions that a person answers for themself alone, and whom they open the answers to.

To everybody else these pages are not there. Their titles and addresses say nothing of what is
asked, and the access log calls them by the page that leads to them.
"""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.step_up import require_recent_sign_in
from carelog.entries.forms import RecordedForm, VersionForm, fill_in, form_of
from carelog.form_data import form_data
from carelog.patients import saving
from carelog.patients.access import Access, open_record
from carelog.safety import private, private_session
from carelog.safety.forms import OpenedForm
from carelog.safety.models import PrivateAnswer
from carelog.safety.private_words import told_of
from carelog.safety.published import published

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def _own(request: AuthenticatedRequest, patient_id: uuid.UUID, *, writing: bool = False) -> Access:
    """Open a record for the person it is about; for all others, this page is not there."""
    access = open_record(request.user, patient_id, page="log")
    if not access.is_own or (writing and not access.may_write):
        raise Http404
    return access


@require_POST
def private_open(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Open the two questions: by a button, so that no *back* and no address shows them."""
    _own(request, patient_id, writing=True)
    private_session.open_questions(request)
    return redirect("private_new", patient_id)


@form_methods
def private_new(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Ask both questions. What is sent is saved also where the page has closed meanwhile."""
    access = _own(request, patient_id, writing=True)
    if request.method != "POST" and not private_session.asks(request):
        return redirect("today", patient_id)
    return _edit(request, access, private.begin(access))


@form_methods
def private_edit(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Correct an answer."""
    access = _own(request, patient_id, writing=True)
    answer = private.find(access, uid)
    if request.method == "POST" and answer.removed_at is not None:
        return _again(request, access, answer)
    is_shown = private_session.shows_all(request) or private_session.just_given(request) == uid
    if request.method != "POST" and not (is_shown and answer.removed_at is None):
        return redirect("today", patient_id)
    return _edit(request, access, answer)


def _edit(request: HttpRequest, access: Access, answer: PrivateAnswer) -> HttpResponse:
    form = fill_in(form_of(PrivateAnswer), access, answer, form_data(request))
    if request.method != "POST":
        return _form_page(request, access, form)
    if not form.is_valid():
        return _form_page(request, access, form, 422)
    version = None if form.is_new else form.cleaned_data["version"]
    try:
        saved = private.save(access, answer, version)
    except saving.Conflict as conflict:
        return _again(request, access, private.find(access, conflict.current.uid))
    private_session.open_answer(request, saved.uid)
    return redirect("private_answer", access.patient.uid)


def _form_page(
    request: HttpRequest, access: Access, form: RecordedForm, status: int = 200
) -> HttpResponse:
    numbers, _is_for_it = private.calls_of(access)
    context = {"access": access, "form": form, "calls": numbers, "readers": private.readers(access)}
    return render(request, "safety/private_form.html", context, status=status)


def _again(request: HttpRequest, access: Access, stored: PrivateAnswer) -> HttpResponse:
    """Show what was typed once more, where it was changed or removed meanwhile: nothing is lost."""
    said = _("Another answer was saved meanwhile. Save again to put this in its place.")
    if stored.removed_at is not None:
        said = _("That answer was removed meanwhile. Save again to keep this as a new one.")
        stored = private.begin(access)
    data: QueryDict = request.POST.copy()
    data["uid"], data["version"] = str(stored.uid), str(0 if stored.pk is None else stored.version)
    form = fill_in(form_of(PrivateAnswer), access, stored, data)
    form.is_valid()
    form.add_error(None, said)
    return _form_page(request, access, form, 409)


@require_safe
def private_answer(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show what answers the answer just given, and whom to call."""
    access = _own(request, patient_id, writing=True)
    answer = private.standing(access, private_session.just_given(request))
    if answer is None:
        return redirect("today", patient_id)
    receipts = list(private.receipts(access, answer))
    numbers, is_for_it = private.calls_of(access, receipts)
    context = {
        "access": access,
        "answer": answer,
        "receipts": receipts,
        "calls": numbers,
        "is_for_it": is_for_it,
        "readers": private.readers(access),
        "published": None if receipts else published(access, ["mood"]),
    }
    return render(request, "safety/private_answer.html", context)


@form_methods
def private_list(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show all that was answered and whom it is open to, after one has proven who one is."""
    access = _own(request, patient_id)
    if request.method == "POST":
        require_recent_sign_in(request)
        private_session.open_all(request)
        return redirect("private_list", patient_id)
    if not private_session.shows_all(request):
        return redirect("today", patient_id)
    context = {
        "access": access,
        "told": [told_of(access, answer) for answer in private.mine(access)],
        "places": private.places(access),
    }
    return render(request, "safety/private_list.html", context)


@require_POST
def private_remove(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Remove an answer; the list then offers to put it back."""
    return _act(request, patient_id, uid, private.remove)


@require_POST
def private_put_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Undo a removal; what is put back is answered as when it was saved."""
    return _act(request, patient_id, uid, private.put_back)


def _act(
    request: AuthenticatedRequest,
    patient_id: uuid.UUID,
    uid: uuid.UUID,
    act: Callable[[Access, PrivateAnswer, int], PrivateAnswer],
) -> HttpResponse:
    access = _own(request, patient_id, writing=True)
    answer = private.find(access, uid)
    require_recent_sign_in(request)
    private_session.open_all(request)
    form = VersionForm(request.POST)
    try:
        if form.is_valid():
            answer = act(access, answer, form.cleaned_data["version"])
    except saving.Conflict:
        messages.warning(request, _("It was changed meanwhile. This is how it stands now."))
        return redirect("private_list", patient_id)
    if answer.removed_at is None and private.receipts(access, answer).exists():
        private_session.open_answer(request, answer.uid)
        return redirect("private_answer", patient_id)
    return redirect("private_list", patient_id)


@require_POST
def person_private(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Open one's answers to a member of the record, or close them again."""
    access = _own(request, patient_id)
    place = private.place_of(access, uid)
    require_recent_sign_in(request)
    private_session.open_all(request)
    form = OpenedForm(request.POST)
    if form.is_valid():
        private.open_to(access, place, is_open=form.cleaned_data["is_open"] == "yes")
    return redirect("private_list", patient_id)


@require_POST
def private_leave(request: HttpRequest) -> HttpResponse:
    """Leave for a page that says nothing of a person; what was open closes, also signed out."""
    private_session.leave(request)
    return redirect("learn")
