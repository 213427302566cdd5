"""How medicines, visits, warnings and what the record says of a person are said in FHIR."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from carelog.appointments.models import Appointment, Event, Question
from carelog.exchange.fhir import bundle as bundles
from carelog.exchange.fhir import figures
from carelog.logs.models import CheckIn
from carelog.medications.models import Dose, Medication
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings, raise_warnings
from carelog.safety.models import RaisedWarning
from tests import cast, kinds
from tests.fhir.reading import by_code, resources, section
from tests.fhir.samples import TODAY, bundle, grant, keep

A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _without_figures(monkeypatch):
    """Leave out the figures of the summary: most of what a Bundle costs, and read by none here."""
    makers = [make for make in bundles.MAKERS if make is not figures.entries]
    monkeypatch.setattr(bundles, "MAKERS", makers)


def only(access, kind: str) -> dict:
    (found,) = resources(bundle(access), kind)
    return found


@pytest.mark.parametrize(
    ("started", "stopped", "status"),
    [
        (TODAY - A_DAY, None, "active"),
        (TODAY - A_DAY, TODAY + A_DAY, "active"),
        (TODAY - A_DAY, TODAY, "stopped"),
        (TODAY + A_DAY, None, "intended"),
    ],
)
def test_a_medicine_says_whether_it_is_taken(access, started, stopped, status):
    days = {"started_on": started, "stopped_on": stopped}
    kinds.keep(access, Medication, **days, stop_reason="made me sick" if stopped else "")
    one = only(access, "MedicationStatement")
    assert one["status"] == status
    assert one["effectivePeriod"]["start"] == started.isoformat()
    assert ("statusReason" in one) is bool(stopped)


def test_a_medicine_is_said_in_the_words_of_its_label(access):
    kinds.keep(access, Medication)
    one = only(access, "MedicationStatement")
    assert one["medicationCodeableConcept"]["text"] == "Morphine MR, 10 mg, tablet"
    assert one["reasonCode"] == [{"text": "pain"}]
    assert one["dosage"][0]["text"] == "as my plan says"
    assert one["dosage"][0]["route"]["coding"][0]["code"] == "route-oral"
    assert "timing" not in one["dosage"][0]
    assert "the day clinic" in one["note"][0]["text"]
    assert one["informationSource"] == one["subject"]


def test_a_medicine_stopped_before_the_period_is_left_out_unless_a_dose_is_in_it(access):
    kinds.keep(access, Medication, started_on=date(2024, 1, 1), stopped_on=date(2024, 2, 1))
    assert resources(bundle(access), "MedicationStatement") == []
    kinds.put_medicine(access.patient)
    Medication.objects.filter(uid=kinds.MEDICINE).update(
        started_on=date(2024, 1, 1), stopped_on=date(2024, 2, 1)
    )
    kinds.keep(access, Dose)
    assert only(access, "MedicationStatement")["medicationCodeableConcept"]["text"][:4] == "Oxyc"


def test_a_dose_taken_is_completed_with_how_much(access):
    kinds.keep(access, Dose)
    one = only(access, "MedicationAdministration")
    assert one["status"] == "completed"
    assert one["effectiveDateTime"] == "2026-03-02T12:00:00+01:00"
    assert one["dosage"]["dose"] == {"value": 1.5, "unit": "tablet"}
    assert one["dosage"]["site"]["coding"][0]["code"] == "laterality-left"
    assert one["performer"] == [{"actor": one["subject"]}]
    statement = only(access, "MedicationStatement")
    assert one["supportingInformation"] == [{"reference": f"urn:uuid:{statement['id']}"}]


def test_a_dose_missed_is_not_done_with_its_reason_and_no_dose(access):
    due = cast.NOON + timedelta(hours=8)
    nothing = {"relief_pct": None, "relief_at": None}
    kinds.keep(access, Dose, skip_reason="side_effect", due_at=due, **nothing)
    one = only(access, "MedicationAdministration")
    assert one["status"] == "not-done"
    assert one["statusReason"][0]["coding"][0]["code"] == "side-effect"
    assert one["statusReason"][0]["text"] == "side effect"
    assert one["effectiveDateTime"] == "2026-03-02T21:00:00+01:00"
    assert "dosage" not in one


def test_pain_before_a_dose_and_relief_after_it_point_to_the_dose(access):
    kinds.keep(access, Dose)
    found = bundle(access)
    (dose,) = resources(found, "MedicationAdministration")
    (before,), (relief,) = by_code(found, "pain-before-dose"), by_code(found, "relief-pct")
    for one in (before, relief):
        assert one["partOf"] == [{"reference": f"urn:uuid:{dose['id']}"}]
    assert relief["effectiveDateTime"] == "2026-03-02T12:30:00+01:00"


def test_a_patch_is_worn_from_one_moment_to_another(access):
    kinds.keep(access, Dose, patch_off_at=cast.NOON + timedelta(hours=72))
    one = only(access, "MedicationAdministration")
    assert one["effectivePeriod"]["end"] == "2026-03-05T13:00:00+01:00"


def test_who_wrote_something_down_stands_on_it(access, record, caregiver, clinician):
    record.memberships.filter(user=clinician).update(role="editor")
    for user in (caregiver, clinician):
        kinds.keep(cast.access_of(record, user), Dose)
    cast.make_pain(cast.access_of(record, caregiver))
    found = bundle(access)
    (related,), (nurse,) = resources(found, "RelatedPerson"), resources(found, "Practitioner")
    assert related["name"] == [{"text": "caregiver"}]
    assert related["relationship"][0]["text"] == "family or caregiver"
    assert nurse["name"] == [{"text": "clinician"}]
    (pain,) = by_code(found, "pain-worst-24h")
    assert pain["performer"] == [{"reference": f"urn:uuid:{related['id']}"}]
    for dose in resources(found, "MedicationAdministration"):
        assert dose["performer"] == [{"actor": pain["subject"]}]
        assert "by someone else" in dose["note"][-1]["text"]
    authors = {one["reference"] for one in resources(found)[0]["author"]}
    assert {f"urn:uuid:{one['id']}" for one in (related, nurse)} <= authors


def test_by_a_link_it_is_told_who_people_are_and_not_what_they_are_called(
    access, record, caregiver
):
    cast.make_pain(cast.access_of(record, caregiver))
    (related,) = resources(bundle(grant(access, "pain")), "RelatedPerson")
    assert "name" not in related
    assert related["relationship"][0]["text"] == "family or caregiver"


def test_no_address_of_anyone_is_told(access, patient):
    patient.name = ""
    patient.save()
    cast.make_pain(access)
    assert "@" not in str(bundle(access))


@pytest.mark.parametrize(
    ("state", "status"),
    [("booked", "booked"), ("done", "fulfilled"), ("cancelled", "cancelled"), ("missed", "noshow")],
)
@pytest.mark.parametrize("has_end", [True, False])
def test_a_visit_has_a_start_and_an_end_whatever_became_of_it(access, state, status, has_end):
    end = {} if has_end else {"ends_at": None}
    kinds.keep(access, Appointment, state=state, **end)
    one = only(access, "Appointment")
    assert one["status"] == status
    assert one["start"] == "2026-03-03T10:00:00+01:00"
    assert one["end"] == ("2026-03-03T11:00:00+01:00" if has_end else one["start"])
    assert ("No end was written down" in one["description"]) is not has_end
    assert one["patientInstruction"] == "no food\nbefore it"
    assert one["comment"] == "lift is at the back"
    assert one["participant"][1]["actor"] == {"display": "Ward 3"}


def test_a_visit_to_come_is_a_plan_and_a_past_one_is_not(access):
    kinds.keep(access, Appointment)
    kinds.keep(access, Appointment, starts_at=cast.NOON - A_DAY, state="done", ends_at=None)
    found = bundle(access)
    plan = section(found, "Visits to come")
    assert len(plan["entry"]) == 1
    assert "Ward 3" in plan["text"]["div"]


def test_notes_of_a_visit_need_notes_in_scope(access):
    kinds.keep(access, Appointment)
    assert "comment" not in resources(bundle(grant(access, "visits")), "Appointment")[0]


def test_a_question_stands_with_its_answer(access):
    kinds.keep(access, Question)
    kinds.keep(access, Question, answer="", asked_at=None, text="How long?")
    found = bundle(access)
    asked = {
        one["payload"][0]["contentString"]: one for one in resources(found, "CommunicationRequest")
    }
    assert asked["When is the next scan?"]["status"] == "completed"
    assert asked["How long?"]["status"] == "active"
    (answer,) = resources(found, "Communication")
    assert answer["payload"] == [{"contentString": "in May"}]
    assert answer["basedOn"][0]["reference"].endswith(asked["When is the next scan?"]["id"])


def test_a_question_answered_long_ago_is_left_out(access):
    kinds.keep(access, Question, asked_at=cast.NOON - 200 * A_DAY)
    assert resources(bundle(access), "CommunicationRequest") == []


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("radiotherapy", "Procedure"),
        ("systemic", "Procedure"),
        ("surgery", "Procedure"),
        ("fracture", "Condition"),
        ("hospital_stay", "Encounter"),
    ],
)
def test_an_event_is_what_it_was(access, kind, resource):
    kinds.keep(access, Event, kind=kind, gray=None, fractions=None)
    one = only(access, resource)
    codes = one["type"][0] if resource == "Encounter" else one["code"]
    assert codes["coding"][0]["code"] == f"event-{kind.replace('_', '-')}"
    assert codes["text"].endswith(": hip")


def test_another_event_is_told_in_the_persons_words(access):
    kinds.keep(access, Event, kind="other", text="moved house", gray=None, fractions=None)
    (one,) = by_code(bundle(access), "event-other")
    assert one["valueString"] == "moved house"
    assert one["effectivePeriod"] == {"start": "2026-02-02", "end": "2026-02-06"}


def test_a_broken_bone_is_unconfirmed_and_over_only_where_that_was_said(access):
    kinds.keep(access, Event, kind="fracture", ended_on=None, gray=None, fractions=None)
    one = only(access, "Condition")
    assert one["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
    assert "clinicalStatus" not in one
    assert one["recorder"] == one["subject"]
    assert one["bodySite"][0]["text"] == "Left hip or buttock"


def test_an_event_without_an_end_is_not_called_completed(access):
    kinds.keep(access, Event, ended_on=None)
    assert only(access, "Procedure")["status"] == "unknown"


def test_a_dose_of_radiation_belongs_to_its_treatment(access):
    kinds.keep(access, Event)
    found = bundle(access)
    (dose,) = by_code(found, "radiotherapy-dose")
    (treatment,) = resources(found, "Procedure")
    assert dose["partOf"] == [{"reference": f"urn:uuid:{treatment['id']}"}]
    assert dose["valueQuantity"]["code"] == "Gy"
    assert dose["component"][0]["valueInteger"] == 5


def test_history_is_not_cut_to_the_period(access):
    kinds.keep(access, Event, started_on=date(2020, 1, 1), ended_on=date(2020, 2, 1))
    assert resources(bundle(access, since=TODAY), "Procedure")


def test_a_warning_is_a_prompt_of_an_app(access):
    sheets = [cast.make_signs(access, **{sign: True}) for sign in ("chest_pain", "saddle_numb")]
    with changing(access):
        for sheet in sheets:
            raise_warnings(access, sheet.answers(), sheet.uid, sheet.version)
        end_warnings(access, [RaisedWarning.objects.get(rule="RF-02")], "help")
    flags = {one["code"]["coding"][0]["code"]: one for one in resources(bundle(access), "Flag")}
    assert flags["RF-36"]["status"] == "active"
    assert flags["RF-02"]["status"] == "inactive"
    for one in flags.values():
        assert one["code"]["text"].startswith("App prompt, not a diagnosis.")
        assert one["category"][0]["coding"][0]["code"] == "clinical"
    assert "end" in flags["RF-02"]["period"]
    assert "chest pain" in flags["RF-36"]["code"]["text"]


def test_a_warning_of_a_rule_that_is_no_more_keeps_its_words(access):
    RaisedWarning.objects.create(
        patient=access.patient, rule="RF-99", title="Call", raised_at=cast.NOON
    )
    one = only(access, "Flag")
    assert "coding" not in one["code"]
    assert "Call" in one["code"]["text"]


def test_what_the_record_says_of_the_illness_is_unconfirmed(access):
    access.patient.cancer_type, access.patient.bones = "breast", ["pelvis", "rib"]
    cancer, bones = resources(bundle(access), "Condition")
    assert cancer["code"]["text"] == "breast"
    assert [one["text"] for one in bones["bodySite"]] == ["Pelvis", "Ribs"]
    for one in (cancer, bones):
        assert one["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
        assert one["recorder"] == one["subject"]


def test_a_goal_for_pain_needs_pain_in_scope(access):
    access.patient.pain_goal = 3
    goal = only(access, "Goal")
    assert goal["target"][0]["detailQuantity"]["value"] == 3
    assert resources(bundle(grant(access, "food")), "Goal") == []


def test_by_a_link_the_year_of_birth_alone_is_told(access):
    access.patient.birth_date, access.patient.sex = date(1958, 2, 3), "female"
    assert only(access, "Patient")["birthDate"] == "1958-02-03"
    (linked,) = resources(bundle(grant(access, "pain")), "Patient")
    assert linked["birthDate"] == "1958"
    assert linked["gender"] == "female"


def test_the_main_concern_is_the_story_and_too_ill_a_day_heard_from(access):
    when = {"opened_at": cast.NOON, "zone": "Europe/Berlin", "day": TODAY}
    keep(access, CheckIn(patient=access.patient, **when, main_concern="my back", too_ill=True))
    found = bundle(access)
    (concern,) = by_code(found, "main-concern")
    assert concern["valueString"] == "my back"
    assert "my back" in section(found, "What the person wants")["text"]["div"]
    assert by_code(found, "too-ill")[0]["valueBoolean"] is True
    assert by_code(bundle(grant(access)), "main-concern") == []


def test_a_writer_who_is_no_longer_known_is_not_made_up(access):
    entry = cast.make_pain(access)
    type(entry).objects.update(recorded_by=None)
    (pain,) = by_code(bundle(access), "pain-worst-24h")
    assert "performer" not in pain
    assert uuid.UUID(pain["id"])
