"""Medicines as the person has them, and each dose taken or skipped. Nothing is planned here."""

from collections.abc import Iterator

from django.db.models import Q

from carelog.entries import words
from carelog.exchange.fhir.codes import Code, Item
from carelog.exchange.fhir.document import Document, SectionEntry
from carelog.exchange.fhir.elements import moment, period, quantity, typed_quantity
from carelog.exchange.fhir.known_codes import medicine_codings
from carelog.exchange.fhir.observations import LOGS, counted, observation, span, values_of
from carelog.exchange.fhir.pain import LATERALITY, RELIEF
from carelog.medications.models import Dose, Form, Medication
from carelog.medications.models.dose import amount_in_words

MEDICINES = "medications"
ROUTE = Item("route", "route", "Route", "The way a medicine goes into the body.")
FORM = Item("form", "form", "Form", "What the medicine looks like.")
SIDE = Item("body_side", "laterality", LATERALITY.display, LATERALITY.definition)
BEFORE = Item(
    "pain_before",
    "pain-before-dose",
    "Pain right before a dose (0-10), patient-reported",
    "0 is no pain, 10 the worst the person can imagine.",
    "{score}",
)
#: They say more of a medicine than FHIR has places for, and stand in a note.
MORE = ("drug_class", "opioid", "paracetamol_mg", "bone_agent", "prescriber")


def reason(code: str) -> Code:
    """Return why a dose was skipped as a code of ours, by the name it has elsewhere too."""
    label = str(dict(Dose._meta.get_field("skip_reason").flatchoices)[code])
    return Code(code.replace("_", "-"), label, f"Why a dose was not taken: {label}.")


def codes() -> Iterator[Code]:
    """Give every code of ours that medicines use."""
    for item, model in ((ROUTE, Medication), (FORM, Medication), (SIDE, Dose), (BEFORE, Dose)):
        yield from item.codes(model)
    for code, _label in Dose._meta.get_field("skip_reason").flatchoices:
        if code:
            yield reason(code)


def entries(doc: Document) -> Iterator[SectionEntry]:
    """Give the medicines of the period and their doses."""
    doses = list(doc.rows(Dose).select_related("medication"))
    in_period = Q(stopped_on=None) | Q(stopped_on__gte=doc.since)
    given = Q(pk__in={dose.medication_id for dose in doses})
    for row in doc.access.rows(Medication).filter(in_period | given).order_by("name", "pk"):
        yield SectionEntry(MEDICINES, statement(doc, row), _line(row))
    for dose in doses:
        yield from (SectionEntry(LOGS, resource) for resource in administration(doc, dose))
    yield from counted(Dose, [dose.day for dose in doses])


def _line(row: Medication) -> str:
    until = f" to {row.stopped_on}" if row.stopped_on else ""
    said = ", ".join(filter(None, (row.short_words(), row.purpose, row.instructions)))
    return f"{said} (from {row.started_on}{until})"


def status_of(doc: Document, row: Medication) -> str:
    """Return whether a medicine is taken on the last day of the period."""
    if row.started_on > doc.end:
        return "intended"
    return "stopped" if row.stopped_on and row.stopped_on <= doc.end else "active"


def statement(doc: Document, row: Medication) -> dict:
    """Return a medicine as its label says; how much to take of it is not kept."""
    said = words.lines_of(row, MORE)
    note = "\n".join(f"{line.label.rstrip('?')}: {line.value}" for line in said)
    return {
        **doc.head("MedicationStatement", row),
        "status": status_of(doc, row),
        **({"statusReason": [{"text": row.stop_reason}]} if row.stop_reason else {}),
        "medicationCodeableConcept": medicine(row),
        "subject": doc.patient,
        "effectivePeriod": period(row.started_on, row.stopped_on),
        "dateAsserted": row.updated_at.isoformat(timespec="seconds"),
        **doc.by("informationSource", row.recorded_by_id),
        **({"reasonCode": [{"text": row.purpose}]} if row.purpose else {}),
        **({"note": [doc.note(row, note)]} if note else {}),
        "dosage": [
            {
                **({"text": row.instructions} if row.instructions else {}),
                **({"asNeededBoolean": row.only_when_needed} if _says_when(row) else {}),
                "route": ROUTE.chosen(row._meta.get_field("route"), row.route),
            }
        ],
    }


def _says_when(row: Medication) -> bool:
    return row.only_when_needed is not None


def medicine(row: Medication) -> dict:
    """Return a medicine by the words of its label, with a code for what is known of it."""
    codings = medicine_codings(row)
    return ({"coding": codings} if codings else {}) | {"text": row.short_words()}


def administration(doc: Document, dose: Dose) -> list[dict]:
    """Return a dose, and what the person said of the pain before and after it."""
    skipped = dose.skip_reason
    key = doc.head("MedicationStatement", dose.medication)["id"]
    found = {
        **doc.head("MedicationAdministration", dose),
        "status": "not-done" if skipped else "completed",
        **({"statusReason": [reason(skipped).concept()]} if skipped else {}),
        "medicationCodeableConcept": medicine(dose.medication),
        "subject": doc.patient,
        "supportingInformation": [doc.ref(key)],
        **_time(dose),
        "performer": [{"actor": doc.patient}],
        **_notes(doc, dose),
        **({} if skipped else {"dosage": _dosage(dose)}),
    }
    return [found, *_around(doc, dose, found["id"])]


def _time(dose: Dose) -> dict:
    """Return when it was taken, worn, or should have been."""
    if not dose.skip_reason and dose.patch_off_at:
        return {"effectivePeriod": period(dose.at, dose.patch_off_at, dose.zone)}
    due = dose.due_at if dose.skip_reason else None
    return {"effectiveDateTime": moment(due or dose.at, dose.zone)}


def _dosage(dose: Dose) -> dict:
    if dose.units is None:
        raise ValueError("a dose that was taken says how much")
    form = dose.medication.form
    is_liquid = form == Form.LIQUID
    word = "" if form == Form.OTHER else str(dose.medication.get_form_display())
    amount = quantity(dose.units, "mL") if is_liquid else typed_quantity(dose.units, word)
    side = values_of(SIDE, dose)
    route = ROUTE.chosen(Medication._meta.get_field("route"), dose.medication.route)
    return {
        "text": amount_in_words(dose.units, form),
        **({"site": side[0]["valueCodeableConcept"]} if side else {}),
        "route": route,
        "dose": amount,
    }


def _notes(doc: Document, dose: Dose) -> dict:
    """Return the note, why it was more than planned, and who wrote the dose down."""
    texts = [dose.over_limit_reason and f"More than planned: {dose.over_limit_reason}"]
    if doc.access.sees("notes"):
        texts.append(dose.note)
    if doc.writer(dose.recorded_by_id) not in (None, doc.patient):
        texts.append("Written down for the person by someone else.")
    notes = [doc.note(dose, text) for text in texts if text]
    return {"note": notes} if notes else {}


def _around(doc: Document, dose: Dose, key: str) -> Iterator[dict]:
    """Give the pain before a dose and the relief after it."""
    part_of = {"partOf": [doc.ref(key)]}
    for item, at in ((BEFORE, dose.at), (RELIEF, dose.relief_at)):
        for value in values_of(item, dose):
            time = span(at, dose.zone) if at else {}
            code = item.concept()
            yield observation(doc, dose, item.code, code, "survey", time, part_of | value)
