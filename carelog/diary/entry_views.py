"""Entries of every kind: write, read, correct, remove, put back, restore."""

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog import errors
from carelog.accounts.requests import AuthenticatedRequest
from carelog.diary import actions
from carelog.diary.alone import alone, goes_on_alone, is_empty
from carelog.diary.beside import before, beside
from carelog.diary.entry_page import entry_context, saved_address
from carelog.diary.kinds import begin_on, fill_in
from carelog.diary.place_map import place_map
from carelog.diary.suggestions import suggest
from carelog.entries import words
from carelog.entries.forms import RecordedForm, VersionForm
from carelog.entries.models import Recorded
from carelog.form_data import form_data
from carelog.logs.models import MoodEntry, PainEntry, SymptomsEntry
from carelog.patients import saving
from carelog.patients.access import Access, open_record, refuse
from carelog.patients.models import Number
from carelog.safety.models import RaisedWarning
from carelog.safety.signs import check_in_ticks
from carelog.safety.warnings import answer_route

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
def entry_new(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded]
) -> HttpResponse:
    """Write an entry, for a day before today where one is named."""
    access = open_record(request.user, patient_id, page=kind.slug, writing=True)
    access.must_see(kind)
    row = begin_on(access, kind, request.GET.get("day", ""), request.GET.get("visit", ""))
    is_asked = request.method != "POST"
    if is_asked and kind.one_a_record and access.rows(kind, removed=True).exists():
        return redirect("entry_list", patient_id, kind)
    return _edit(request, access, row)


@form_methods
def entry_edit(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded], uid: uuid.UUID
) -> HttpResponse:
    """Correct an entry."""
    access = open_record(request.user, patient_id, page=kind.slug, writing=True)
    entry = access.find(kind, uid, removed=True)
    if entry.removed_at is not None:
        return _show(request, access, entry, 409)
    if not access.may_correct(entry):
        refuse(access)
    return _edit(request, access, entry)


def _edit(request: HttpRequest, access: Access, entry: Recorded) -> HttpResponse:
    form = fill_in(access, entry, form_data(request))
    if request.method != "POST":
        return _form_page(request, access, form)
    if goes_on_alone(request, access, form) and is_empty(request, form):
        return alone(request, access)
    if not form.is_valid():
        return _form_page(request, access, form, 422)
    try:
        raised = actions.save_entry(access, form)
    except saving.Conflict as conflict:
        return _conflict_page(request, access, form, conflict.current.uid)
    if getattr(form, "moved", False):
        messages.warning(request, _("That hour does not exist that night. The time was moved."))
    messages.success(request, _("Saved."))
    if raised:
        return redirect(answer_route(access), access.patient.uid)
    if goes_on_alone(request, access, form):
        return alone(request, access)
    check_in = getattr(form.instance, "check_in", None) if form.is_new else None
    suggest(access, [form.instance], (check_in or form.instance).uid)
    if check_in:
        return redirect("check_in", access.patient.uid, check_in.uid)
    return redirect(saved_address(access, form.instance))


def sheet_page(
    request: HttpRequest, access: Access, sheet: SymptomsEntry, ticked: list[str]
) -> HttpResponse:
    """Ask all signs inside a check-in, with what was ticked so far; save when they are answered."""
    if "when" in request.POST:
        return _edit(request, access, sheet)
    return _form_page(request, access, fill_in(access, sheet, initial={"ticked": ticked}))


def edit_page(
    request: HttpRequest, access: Access, entry: Recorded, values: dict, error: ValidationError
) -> HttpResponse:
    """Show an entry's form with values that cannot be saved yet, and why."""
    data = {**fill_in(access, entry).initial, **values}
    data["when"] = data["when"].isoformat(timespec="minutes")
    given = {name: value for name, value in data.items() if value is not None}
    form = fill_in(access, entry, given)
    form.is_valid()
    if not form.errors:
        form.add_error(None, error)
    return _form_page(request, access, form, 422)


def _form_page(
    request: HttpRequest, access: Access, form: RecordedForm, status: int = 200, **more
) -> HttpResponse:
    kind = type(form.instance)
    context = {"access": access, "form": form, "kind": kind, "is_new": form.is_new}
    context["title"] = capfirst(kind._meta.verbose_name)
    context["is_open"] = form.is_open(before(access, form.instance))
    if form.is_new:
        context["beside"] = beside(access, kind)
    if kind is PainEntry:
        context["place_map"] = place_map(form["places"].value() or [])
    elif kind is SymptomsEntry:
        context |= {"sign_list": check_in_ticks(), "ticked": form["ticked"].value() or []}
        for_help = access.rows(Number).exclude(role=Number.Role.NEXT_OF_KIN)
        context["has_numbers"] = for_help.exists()
    elif kind is MoodEntry:
        context["crisis_lines"] = access.rows(Number).filter(role=Number.Role.CRISIS_LINE)
    templates = (f"diary/{kind.slug}_form.html", "diary/entry_form.html")
    return render(request, templates, context | more, status=status)


def _conflict_page(
    request: HttpRequest, access: Access, form: RecordedForm, uid: uuid.UUID
) -> HttpResponse:
    """Show the form again beside what is stored now; the next press saves over it."""
    kind = type(form.instance)
    current = access.find(kind, uid, removed=True)
    if current.removed_at is not None:
        return _show(request, access, current, 409)
    data = request.POST.copy()
    data["version"], data["uid"] = str(current.version), str(current.uid)
    again = fill_in(access, current, data)
    again.is_valid()
    stored = access.find(kind, uid, removed=True)
    both = words.side_by_side(stored, current, access.actor, notes=access.sees("notes"))
    rights = {"may_replace": access.may_correct(stored)}
    return _form_page(request, access, again, 409, both=both, stored=stored, **rights)


@require_safe
def entry(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded], uid: uuid.UUID
) -> HttpResponse:
    """Show one entry with its history."""
    access = open_record(request.user, patient_id, page=kind.slug)
    return _show(request, access, access.find(kind, uid, removed=True))


def _show(request: HttpRequest, access: Access, entry: Recorded, status: int = 200) -> HttpResponse:
    context = entry_context(access, entry, is_saved="saved" in request.GET)
    # Somebody was writing in it while another removed it.
    context["typed"] = errors.typed(request) if status == 409 else []
    return render(request, "diary/entry.html", context, status=status)


@require_POST
def entry_remove(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded], uid: uuid.UUID
) -> HttpResponse:
    """Remove an entry; its page then offers to put it back."""
    return _act(request, patient_id, kind, uid, actions.remove_entry)


@require_POST
def entry_put_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: type[Recorded], uid: uuid.UUID
) -> HttpResponse:
    """Undo a removal."""
    return _act(request, patient_id, kind, uid, actions.put_back_entry)


@require_POST
def entry_restore(
    request: AuthenticatedRequest,
    patient_id: uuid.UUID,
    kind: type[Recorded],
    uid: uuid.UUID,
    to: int,
) -> HttpResponse:
    """Make an entry say again what it said in an earlier version."""
    return _act(request, patient_id, kind, uid, partial(actions.restore_entry, to=to))


def _act(
    request: AuthenticatedRequest,
    patient_id: uuid.UUID,
    kind: type[Recorded],
    uid: uuid.UUID,
    act: Callable[[Access, Recorded, int], list[RaisedWarning]],
) -> HttpResponse:
    access = open_record(request.user, patient_id, page=kind.slug, writing=True)
    entry = access.find(kind, uid, removed=True)
    if not access.may_correct(entry):
        refuse(access)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show(request, access, entry, 422)
    try:
        raised = act(access, entry, form.cleaned_data["version"])
    except saving.Conflict:
        return _show(request, access, access.find(kind, uid, removed=True), 409)
    except IntegrityError:
        if (other := entry.in_the_way()) is None:
            raise
        name = getattr(other.recorded_by, "name", "–")
        there = _("%(by)s has written this down as well: %(said)s. Both cannot stand.")
        messages.warning(request, there % {"by": name, "said": words.in_short(other)})
        return _show(request, access, access.find(kind, uid, removed=True), 409)
    if raised:
        return redirect(answer_route(access), patient_id)
    return redirect(saved_address(access, entry))
