"""Entries of every kind: list, write, read, correct, remove, put back, restore."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog import errors
from carelog.diary import actions
from carelog.diary.forms import PageForm, VersionForm
from carelog.logs import body_map, words
from carelog.logs.forms import EntryForm, form_for
from carelog.logs.models import Entry, PainEntry
from carelog.patients import keeping
from carelog.patients.access import Access, get_patient, refuse
from carelog.patients.models import Number
from carelog.safety.signs import CHECK_IN_SIGNS
from carelog.safety.warnings import answer_route

form_methods = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 50


@require_safe
def entry_list(request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry]) -> HttpResponse:
    """Show what was logged of one kind, newest first, fifty a page."""
    access = get_patient(request.user, patient_id, page=kind.slug)
    _may_see(access, kind)
    query = PageForm(request.GET)
    if not query.is_valid():
        return errors.bad_request(request)
    rows = access.rows(kind).select_related("recorded_by", "check_in")
    rows = rows.prefetch_related(*kind.kept_children)
    page = Paginator(rows, A_PAGE).get_page(query.cleaned_data["page"])
    lines = [(entry, words.in_short(entry)) for entry in page]
    title = capfirst(kind._meta.verbose_name)
    context = {"access": access, "kind": kind, "page": page, "lines": lines, "title": title}
    return render(request, "diary/entry_list.html", context)


@form_methods
def entry_new(request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry]) -> HttpResponse:
    """Write an entry."""
    access = get_patient(request.user, patient_id, page=kind.slug, writing=True)
    _may_see(access, kind)
    patient = access.patient
    return _edit(request, access, kind(patient=patient, zone=patient.zone))


@form_methods
def entry_edit(
    request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry], uid: uuid.UUID
) -> HttpResponse:
    """Correct an entry."""
    access = get_patient(request.user, patient_id, page=kind.slug, writing=True)
    entry = _find(access, kind, uid)
    if entry.removed_at is not None:
        return _show(request, access, entry, 409)
    if not access.may_correct(entry):
        refuse(access)
    return _edit(request, access, entry)


def _edit(request: HttpRequest, access: Access, entry: Entry) -> HttpResponse:
    form = form_for(type(entry))(request.POST or None, instance=entry)
    if request.method != "POST":
        return _form_page(request, access, form)
    if not form.is_valid():
        return _form_page(request, access, form, 422)
    try:
        raised = actions.save_entry(access, form)
    except keeping.Conflict as conflict:
        return _conflict_page(request, access, form, conflict.current)
    if form.moved:
        messages.warning(request, _("That hour does not exist that night. The time was moved."))
    messages.success(request, _("Saved."))
    if raised:
        return redirect(answer_route(access), access.patient.uid)
    return redirect("entry", access.patient.uid, type(entry), form.instance.uid)


def edit_page(
    request: HttpRequest, access: Access, entry: Entry, values: dict, error: ValidationError
) -> HttpResponse:
    """Show an entry's form with values that cannot be saved yet, and why."""
    data = form_for(type(entry))(instance=entry).initial | values
    data["when"] = data["when"].isoformat(timespec="minutes")
    form = form_for(type(entry))(
        {name: value for name, value in data.items() if value is not None}, instance=entry
    )
    form.is_valid()
    if not form.errors:
        form.add_error(None, error)
    return _form_page(request, access, form, 422)


def _form_page(
    request: HttpRequest, access: Access, form: EntryForm, status: int = 200, **more
) -> HttpResponse:
    kind = type(form.instance)
    context = {"access": access, "form": form, "kind": kind, "is_new": form.is_new}
    if kind is PainEntry:
        ticked = form["places"].value() or []
        context |= {"groups": body_map.groups_with(ticked), "ticked": ticked}
        context |= {
            "front": body_map.FRONT,
            "back": body_map.BACK,
            "view_box": body_map.VIEW_BOX,
        }
    else:
        context |= {"sign_list": CHECK_IN_SIGNS, "ticked": form["ticked"].value() or []}
        context["has_numbers"] = access.rows(Number).exists()
    return render(request, f"diary/{kind.slug}_form.html", context | more, status=status)


def _conflict_page(
    request: HttpRequest, access: Access, form: EntryForm, current: Entry
) -> HttpResponse:
    """Show the form again beside what is stored now; the next press saves over it."""
    current = keeping.find(access, type(current), current.uid)
    if current.removed_at is not None:
        return _show(request, access, current, 409)
    again = form_for(type(current))(_rebased(form, current), instance=current)
    again.is_valid()
    stored = words.answered(keeping.find(access, type(current), current.uid))
    page = {"stored": stored, "current": current, "edit_uid": current.uid}
    return _form_page(request, access, again, 409, **page)


def _rebased(form: EntryForm, current: Entry):
    data = form.data.copy()
    data["version"], data["uid"] = str(current.version), str(current.uid)
    return data


@require_safe
def entry(
    request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry], uid: uuid.UUID
) -> HttpResponse:
    """Show one entry with its history."""
    access = get_patient(request.user, patient_id, page=kind.slug)
    return _show(request, access, _find(access, kind, uid))


def _show(request: HttpRequest, access: Access, entry: Entry, status: int = 200) -> HttpResponse:
    revisions = list(entry.history.select_related("by"))
    pairs = zip([None, *revisions], revisions, strict=False)
    notes = access.sees("notes")
    history = [
        (revision, words.changes(type(entry), before, revision, notes=notes) if before else [])
        for before, revision in pairs
    ]
    context = {
        "access": access,
        "entry": entry,
        "kind": type(entry),
        "title": capfirst(entry._meta.verbose_name),
        "notes": notes,
        "lines": words.answered(entry),
        "may_correct": access.may_correct(entry),
        "history": history[::-1],
    }
    if isinstance(entry, PainEntry):
        context["places"] = [
            (place, words.label_for(place.code), words.place_lines(place))
            for place in entry.places.all()
        ]
    return render(request, "diary/entry.html", context, status=status)


@require_POST
def entry_remove(
    request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry], uid: uuid.UUID
) -> HttpResponse:
    """Remove an entry; its page then offers to put it back."""
    return _act(request, patient_id, kind, uid, actions.remove_entry)


@require_POST
def entry_put_back(
    request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry], uid: uuid.UUID
) -> HttpResponse:
    """Undo a removal."""
    return _act(request, patient_id, kind, uid, actions.put_back_entry)


@require_POST
def entry_restore(
    request: HttpRequest, patient_id: uuid.UUID, kind: type[Entry], uid: uuid.UUID, to: int
) -> HttpResponse:
    """Make an entry say again what it said in an earlier version."""

    def act(access: Access, entry: Entry, version: int) -> None:
        if not entry.history.filter(version=to).exists():
            raise Http404
        actions.restore_entry(access, entry, to, version)

    return _act(request, patient_id, kind, uid, act)


def _act(
    request: HttpRequest,
    patient_id: uuid.UUID,
    kind: type[Entry],
    uid: uuid.UUID,
    act: Callable[[Access, Entry, int], object],
) -> HttpResponse:
    access = get_patient(request.user, patient_id, page=kind.slug, writing=True)
    entry = _find(access, kind, uid)
    if not access.may_correct(entry):
        refuse(access)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show(request, access, entry, 422)
    try:
        act(access, entry, form.cleaned_data["version"])
    except keeping.Conflict:
        return _show(request, access, _find(access, kind, uid), 409)
    return redirect("entry", patient_id, kind, uid)


def _find(access: Access, kind: type[Entry], uid: uuid.UUID) -> Entry:
    found = actions.entry_of(access, kind, uid)
    if found is None:
        raise Http404
    return found


def _may_see(access: Access, kind: type[Entry]) -> None:
    if kind.domain and not access.sees(kind.domain):
        raise Http404
