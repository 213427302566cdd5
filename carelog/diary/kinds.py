"""Everything a person can write into a record, in menu order, and the form of each."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict

from carelog.appointments.forms import OWN_FORMS as VISIT_FORMS
from carelog.appointments.models import VISITS, Appointment, Decision
from carelog.entries.fields import DayField
from carelog.entries.forms import RecordedForm, form_of
from carelog.entries.forms import fill_in as filled
from carelog.entries.models import Dated, Recorded
from carelog.logs.forms import form_for as log_form
from carelog.logs.models import KINDS, Entry
from carelog.medications.forms import OWN_FORMS as MEDICINE_FORMS
from carelog.medications.models import MEDICINES
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.safety.models import EmergencyFacts

RECORDED: tuple[type[Recorded], ...] = (*KINDS, *MEDICINES, *VISITS, EmergencyFacts)
NOON = time(12)
#: The word for a check-in where kinds are named by their slugs.
SITTING = "check-in"
#: What a page to read names that leads to "About this record" instead of a log.
RECORD = "record"


def form_for(kind: type[Recorded]) -> type[RecordedForm]:
    """Return the form of a kind."""
    own = (VISIT_FORMS | MEDICINE_FORMS).get(kind)
    if own is not None:
        return own
    return log_form(kind) if issubclass(kind, Entry) else form_of(kind)


def fill_in(
    access: Access, row: Recorded, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any
) -> RecordedForm:
    """Return the form of a row, in the units of the person who fills it in."""
    return filled(form_for(type(row)), access, row, data, **kwargs)


def begin_on(access: Access, kind: type[Recorded], named: str, visit: str = "") -> Recorded:
    """Return a row to be filled in: at noon of a day before today, or of a visit, where named."""
    row = kind.begin(access.patient)
    if isinstance(row, Decision):
        row.visit_uid = visit_named(access, visit)
    try:
        day = DayField().to_python(named)
    except ValidationError:
        day = None
    if isinstance(row, Dated) and day is not None and day < clock.today(access.patient):
        row.at, _moved = clock.resolve(datetime.combine(day, NOON), row.zone)
    return row


def visit_named(access: Access, named: str) -> UUID | None:
    """Return the key of the visit that an address names, if there is one in this record."""
    try:
        found = access.row_or_none(Appointment, UUID(named))
    except ValueError:
        return None
    return found.uid if found else None


class KindConverter:
    """URL converter: `<kind:kind>` is a slug in the URL and a class in the view; else 404."""

    regex = "[a-z-]+"
    kinds = {kind.slug: kind for kind in RECORDED}

    def to_python(self, slug: str) -> type[Recorded]:
        """Return the kind, or raise ValueError."""
        if slug not in self.kinds:
            raise ValueError(slug)
        return self.kinds[slug]

    def to_url(self, kind: type[Recorded] | str) -> str:
        """Return the slug of a kind."""
        return kind if isinstance(kind, str) else kind.slug
