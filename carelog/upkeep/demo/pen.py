"""Writing into the demo record through the forms and saves a person uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.forms import BaseForm
from django.http import QueryDict

from carelog.accounts.models import User
from carelog.diary import actions
from carelog.diary.dose_views import dose_of
from carelog.diary.kinds import fill_in
from carelog.entries.models import Recorded
from carelog.medications.forms import SkippedForm, TakenForm
from carelog.medications.models import Medication
from carelog.patients.access import Access, open_record
from carelog.patients.models import Patient
from carelog.upkeep.demo import course
from carelog.upkeep.demo.calendar import Calendar, is_caregivers

F = TypeVar("F", bound=BaseForm)
Act = tuple[datetime, Callable[[], object]]


@dataclass(frozen=True)
class Pen:
    """Who writes into which record, and the seed that keys and chance come from."""

    seed: int
    calendar: Calendar
    patient: Patient
    person: User
    caregiver: User

    def writer(self, number: int) -> User:
        """Return who wrote on a day."""
        return self.caregiver if is_caregivers(number) else self.person

    def key(self, *what: object) -> UUID:
        """Return the key of a row."""
        return course.key(self.seed, *what)

    def numbers(self, number: int) -> course.Numbers:
        """Return what a day was like."""
        return course.numbers(self.seed, number, self.calendar.treatment)

    def opened(self, user: User, page: str) -> Access:
        """Open the record for a user who is going to write."""
        return open_record(user, self.patient.uid, page=page, writing=True)

    def write(
        self, user: User, kind: type[Recorded], key: UUID, typed: Mapping[str, object]
    ) -> Recorded:
        """Fill in the form of a kind and save it now."""
        access = self.opened(user, kind.slug)
        row = kind.begin(access.patient)
        row.uid = key
        return _saved(access, row, typed)

    def correct(self, user: User, row: Recorded, typed: Mapping[str, object]) -> Recorded:
        """Open what is written, change some answers and save it now."""
        access = self.opened(user, row.slug)
        return _saved(access, access.find(type(row), row.uid, removed=True), typed)

    def dose(self, user: User, medicine: Medication, key: UUID, said: Mapping[str, str]) -> None:
        """Tap "taken now" (`units`) or "skip" (`reason`) for a medicine."""
        access = self.opened(user, Medication.slug)
        of_tap: type[SkippedForm] | type[TakenForm] = SkippedForm if "reason" in said else TakenForm
        form = _valid(of_tap({"uid": str(key), **said}))
        actions.save_tap(access, dose_of(access, medicine, form))


def query(typed: Mapping[str, object]) -> QueryDict:
    """Return what was typed as a browser sends it; what has no answer is left out."""
    answered = {name: value for name, value in typed.items() if value is not None}
    return QueryDict(urlencode(answered, doseq=True))


def _saved(access: Access, row: Recorded, typed: Mapping[str, object]) -> Recorded:
    shown = fill_in(access, row)
    answers = {
        name: shown[name].value()
        for name in shown.fields
        if name not in ("sure", "repair", "now_is_right", "none_of_these")
    }
    if unknown := typed.keys() - shown.fields.keys():
        raise ValueError(f"{row.slug} does not ask {unknown}")
    form = _valid(fill_in(access, row, query({**answers, **typed})))
    actions.save_entry(access, form)
    return form.instance


def _valid(form: F) -> F:
    if not form.is_valid():
        raise ValueError(f"{type(form).__name__}: {form.errors.as_json()}")
    return form
