"""Saving what was felt, and answering it: a ticked sign is answered in the same transaction."""

from typing import TypeVar

from django.db import IntegrityError
from django.http import Http404

from carelog.entries.forms import RecordedForm
from carelog.entries.models import Recorded
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.safety.actions import raise_warnings
from carelog.safety.models import RaisedWarning

R = TypeVar("R", bound=Recorded)


def save_entry(access: Access, form: RecordedForm) -> list[RaisedWarning]:
    """Save a valid form once, however often it is sent; return the warnings it raised.

    Raises saving.Conflict when the entry, or the use of the form's key, has moved on.
    """
    try:
        with changing(access):
            if form.is_new:
                entry = saving.keep_new(access, form.instance, form.children())
            else:
                version = form.cleaned_data["version"]
                entry = saving.keep_changed(access, form.instance, version, form.children())
            return answer(access, entry)
    except IntegrityError as error:
        current = access.row_or_none(type(form.instance), form.instance.uid, removed=True)
        if current is None:
            raise
        raise saving.Conflict(current) from error


def save_tap(access: Access, entry: R) -> R:
    """Save what a single tap says once, however often it is sent.

    Raises saving.Conflict when the key was used for another body.
    """
    with changing(access):
        entry = saving.keep_new(access, entry)
        answer(access, entry)
        return entry


def answer(access: Access, entry: Recorded) -> list[RaisedWarning]:
    """Run the safety rules over a saved entry; a removed one says nothing."""
    if entry.removed_at is not None:
        return []
    return raise_warnings(access, entry.answers(), entry.uid, entry.version)


def remove_entry(access: Access, entry: Recorded, version: int) -> list[RaisedWarning]:
    """Remove an entry; it can be put back. What is gone raises nothing."""
    with changing(access):
        saving.remove(access, entry, version)
    return []


def put_back_entry(access: Access, entry: Recorded, version: int) -> list[RaisedWarning]:
    """Put a removed entry back; return the warnings that answer its signs."""
    with changing(access):
        return answer(access, saving.put_back(access, entry, version))


def restore_entry(access: Access, entry: Recorded, version: int, *, to: int) -> list[RaisedWarning]:
    """Make an entry say what it said in version `to`; return the warnings that answer its signs.

    Raises Http404 for a version there never was.
    """
    with changing(access):
        revision = entry.history.filter(version=to).first()
        if revision is None:
            raise Http404
        return answer(access, saving.restore(access, revision, entry, version))
