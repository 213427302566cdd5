"""Forms of entries. A kind has one of its own module here, or one made of its columns."""

from carelog.entries.forms import dated_form_of
from carelog.logs.forms.entry import EntryForm
from carelog.logs.forms.mobility import MobilityForm
from carelog.logs.forms.mood import MoodForm
from carelog.logs.forms.pain import PainForm, PlaceForm, WhereForm
from carelog.logs.forms.symptoms import SignSheetForm, TicksForm, ticked_in
from carelog.logs.models import Entry, MobilityEntry, MoodEntry, PainEntry, SymptomsEntry

__all__ = [
    "OWN_FORMS",
    "EntryForm",
    "MobilityForm",
    "MoodForm",
    "PainForm",
    "PlaceForm",
    "SignSheetForm",
    "TicksForm",
    "WhereForm",
    "form_for",
    "ticked_in",
]

OWN_FORMS: dict[type[Entry], type[EntryForm]] = {
    PainEntry: PainForm,
    SymptomsEntry: SignSheetForm,
    MobilityEntry: MobilityForm,
    MoodEntry: MoodForm,
}


def form_for(kind: type[Entry]) -> type[EntryForm]:
    """Return the form of a kind: its own, or one made of its columns."""
    return OWN_FORMS.get(kind) or dated_form_of(kind)
