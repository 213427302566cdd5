"""Saving what was felt, and answering it: a ticked sign is answered in the same transaction."""

from uuid import UUID

from django.db import IntegrityError

from carelog.logs.forms import EntryForm
from carelog.logs.models import Entry, SymptomsEntry
from carelog.patients import keeping
from carelog.patients.access import Access, changing
from carelog.safety.actions import raise_warnings
from carelog.safety.models import RaisedWarning


def save_entry(access: Access, form: EntryForm) -> list[RaisedWarning]:
    """Save a valid form once, however often it is sent; return the warnings it raised.

    Raises keeping.Conflict when the entry, or the use of the form's key, has moved on.
    """
    try:
        with changing(access):
            if form.is_new:
                entry = keeping.keep_new(access, form.instance, form.children())
            else:
                version = form.cleaned_data["version"]
                entry = keeping.keep_changed(access, form.instance, version, form.children())
            return answer(access, entry)
    except IntegrityError as error:
        current = keeping.find(access, type(form.instance), form.instance.uid)
        if current is None:
            raise
        raise keeping.Conflict(current) from error


def answer(access: Access, entry: Entry) -> list[RaisedWarning]:
    """Run the safety rules over a saved entry; a removed one says nothing."""
    if not isinstance(entry, SymptomsEntry) or entry.removed_at is not None:
        return []
    return raise_warnings(access, entry.answers(), entry.uid, entry.version)


def remove_entry(access: Access, entry: Entry, version: int) -> Entry:
    """Remove an entry; it can be put back."""
    with changing(access):
        return keeping.remove(access, entry, version)


def put_back_entry(access: Access, entry: Entry, version: int) -> Entry:
    """Put a removed entry back, and answer its signs again."""
    with changing(access):
        entry = keeping.put_back(access, entry, version)
        answer(access, entry)
        return entry


def restore_entry(access: Access, entry: Entry, to: int, version: int) -> Entry:
    """Make an entry say what it said in version `to`; its signs are answered again."""
    with changing(access):
        revision = entry.history.get(version=to)
        entry = keeping.restore(access, revision, entry, version)
        answer(access, entry)
        return entry


def entry_of(access: Access, kind: type[Entry], uid: UUID) -> Entry | None:
    """Return an entry this person may see, removed ones included."""
    if kind.domain and not access.sees(kind.domain):
        return None
    return keeping.find(access, kind, uid)
