"""Forms of entries: one module a kind, and the explicit list of which form a kind has."""

from carelog.logs.forms.entry import EntryForm
from carelog.logs.forms.pain import PainForm, PlaceForm
from carelog.logs.forms.symptoms import SignSheetForm, TicksForm
from carelog.logs.models import Entry, PainEntry, SymptomsEntry

__all__ = ["FORMS", "EntryForm", "PainForm", "PlaceForm", "SignSheetForm", "TicksForm", "form_for"]

FORMS: dict[type[Entry], type[EntryForm]] = {PainEntry: PainForm, SymptomsEntry: SignSheetForm}


def form_for(kind: type[Entry]) -> type[EntryForm]:
    """Return the form of a kind: its own, or one made of its fields."""
    return FORMS[kind]
