"""The list of medicines: what each is, when it was last taken, and two taps."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog import errors
from carelog.diary.forms import SavedForm, new_key
from carelog.entries.quantities import digits, unit_for
from carelog.lazy import LazyStr
from carelog.medications.forms import is_stopped
from carelog.medications.models import Dose, Form, Medication, SkipReason
from carelog.medications.models.dose import amount_in_words
from carelog.medications.models.medication import AS_TYPED
from carelog.medications.series import with_last_dose
from carelog.patients import clock
from carelog.patients.access import Access
from carelog.safety.published import published

if TYPE_CHECKING:
    from carelog.medications.series import MedicationAndDose

HOW_MANY: dict[str, LazyStr] = {
    Form.TABLET: _("How many tablets?"),
    Form.CAPSULE: _("How many capsules?"),
    Form.LIQUID: _("How many ml?"),
    Form.PATCH: _("How many patches?"),
    Form.INJECTION: _("How many injections?"),
    Form.INFUSION: _("How many drips?"),
    Form.DROPS: _("How many drops?"),
    Form.SPRAY: _("How many sprays?"),
    Form.OTHER: _("How many?"),
}
# What is taken one by one: the first time the box says one, later what was taken last.
COUNTED = (Form.TABLET, Form.CAPSULE, Form.PATCH, Form.INJECTION, Form.INFUSION)


@dataclass(frozen=True)
class Card:
    """A medicine in the list. `units` is what the box beside *Taken now* holds."""

    medicine: Medication
    how_many: str
    units: str
    last_words: str
    taken_key: UUID
    skipped_key: UUID
    problem: str = ""


def medicine_list(
    request: HttpRequest,
    access: Access,
    status: int = 200,
    *,
    problem: str = "",
    typed: tuple[Medication, str, str] | None = None,
) -> HttpResponse:
    """Show the medicines; `typed` is one whose tap was refused, what was typed, and why."""
    query = SavedForm(request.GET)
    if not query.is_valid():
        return errors.bad_request(request)
    today = clock.today(access.patient)
    medicines = list(with_last_dose(access))
    saved = query.cleaned_data["dose"]
    dose = access.row_or_none(Dose, saved, removed=True) if saved else None
    may_undo = dose is not None and access.may_correct(dose)
    is_answer = may_undo and dose is not None and dose.removed_at is None
    context = {
        "access": access,
        "kind": Medication,
        "dose_kind": Dose,
        "title": capfirst(Medication._meta.verbose_name_plural),
        "cards": [card_of(row, typed) for row in medicines if not is_stopped(row, today)],
        "stopped": [row for row in medicines if is_stopped(row, today)],
        "reasons": SkipReason.choices,
        "dose": dose,
        "may_undo": may_undo,
        "published": published(access, [Dose.slug]) if is_answer else None,
        "problem": problem,
    }
    return render(request, "diary/medicines_list.html", context, status=status)


def card_of(medicine: "MedicationAndDose", typed: tuple[Medication, str, str] | None) -> Card:
    """Return how a medicine with its last dose stands in the list."""
    units, last_words = "1" if medicine.form in COUNTED else "", ""
    if medicine.last_units is not None:
        units = digits(medicine.last_units, unit_for(AS_TYPED, None))
        last_words = amount_in_words(medicine.last_units, medicine.form)
    problem = ""
    if typed is not None and typed[0].pk == medicine.pk:
        _row, units, problem = typed
    how_many = HOW_MANY.get(medicine.form, HOW_MANY[Form.OTHER])
    keys = new_key(), new_key()
    return Card(medicine, str(how_many), units, last_words, *keys, str(problem))
