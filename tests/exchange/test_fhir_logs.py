"""How what was felt is said in FHIR: pain, moving, food, signs, mood, results."""

from datetime import UTC, datetime, timedelta

import pytest

from carelog.exchange.fhir.elements import moment
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    PainPlace,
    ResultEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
)
from carelog.logs.models.mobility import CODES, NUMBERS
from tests import cast, kinds
from tests.fhir.reading import LOINC, by_code, codings, part, resources
from tests.fhir.samples import TODAY, bundle, fill, grant, keep

PAIN = {
    "system": LOINC,
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
SCORE = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}


@pytest.fixture(scope="module")
def bundle_of_pain(shared_database):
    """The Bundle of a pain entry with every score."""
    owner = cast.make_user("in-pain")
    access = cast.access_of(cast.make_patient(owner), owner)
    told = PainPlace(site="thigh", side="left", intensity=6, qualities=["dull", "burning"])
    carried = PainPlace(site="spine_lumbar", side="middle", carried_from=TODAY)
    scores = {"worst_24h": 7, "average_24h": 5, "least_24h": 0, "now": 4}
    when = {"at": cast.NOON, "zone": "Europe/Berlin", "day": TODAY, "patient": access.patient}
    keep(access, PainEntry(**when, **scores, note="after a walk"), {"places": [told, carried]})
    return bundle(access)


@pytest.fixture
def pain(bundle_of_pain, db):
    """That Bundle, to be read alone."""
    return bundle_of_pain


@pytest.mark.parametrize(
    ("code", "value"),
    [("pain-worst-24h", 7), ("pain-average-24h", 5), ("pain-least-24h", 0)],
)
def test_a_score_of_a_day_has_a_code_of_its_own_and_the_day_it_is_of(pain, code, value):
    (one,) = by_code(pain, code)
    (own,) = one["code"]["coding"]
    assert own["system"] == "http://localhost/fhir/CodeSystem/bone-log"
    assert own["code"] == code
    assert "last 24 hours" in one["code"]["text"]
    assert one["effectivePeriod"] == {
        "start": "2026-03-01T13:00:00+01:00",
        "end": "2026-03-02T13:00:00+01:00",
    }
    assert one["valueQuantity"] == {"value": value, **SCORE}
    assert one["category"][0]["coding"][0]["code"] == "survey"
    assert one["performer"] == [one["subject"]]


def test_pain_right_now_is_of_a_moment(pain):
    (one,) = by_code(pain, "pain-now")
    assert one["effectiveDateTime"] == "2026-03-02T13:00:00+01:00"
    assert "effectivePeriod" not in one
    assert one["code"]["coding"][1] == PAIN


def test_one_question_alone_has_the_pain_code(access):
    fill(access)
    found = [one["code"] for one in resources(bundle(access)) if PAIN in codings(one, LOINC)]
    assert {code["coding"][0]["code"] for code in found} == {"pain-now"}


def test_a_score_that_was_not_given_is_not_there(access):
    cast.make_pain(access, worst_24h=3)
    assert by_code(bundle(access), "pain-now") == []


def test_places_hang_under_their_pain(pain):
    places = by_code(pain, "pain-at-place")
    (parent,) = (one for one in resources(pain, "Observation") if "hasMember" in one)
    assert [ref["reference"] for ref in parent["hasMember"]] == [
        f"urn:uuid:{place['id']}" for place in places
    ]
    thigh, back = places
    assert thigh["bodySite"]["text"] == "Left thigh"
    assert thigh["bodySite"]["coding"][0]["code"] == "site-thigh"
    assert thigh["valueQuantity"]["value"] == 6
    qualities = [one["valueCodeableConcept"]["text"] for one in part(thigh, "32419-4")]
    assert qualities == ["dull ache", "burning"]
    assert part(thigh, "laterality")[0]["valueCodeableConcept"]["text"] == "left"
    assert back["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert part(back, "carried-from")[0]["valueDateTime"] == "2026-03-02"


def test_snomed_codes_stand_only_where_they_are_asked_for(access):
    cast.make_pain(access, places=[("spine_lumbar", "middle"), ("thigh", "left")])
    access.patient.bones = ["pelvis"]
    snomed = "http://snomed.info/sct"
    assert codings(bundle(access), snomed) == []
    asked = [one["code"] for one in codings(bundle(access, snomed=True), snomed)]
    assert sorted(asked) == ["122496007", "12921003", "94222008"]


def test_a_note_stands_on_the_first_observation_of_its_entry(pain):
    entries = [one for one in resources(pain, "Observation") if "method" not in one]
    noted = [one for one in entries if "note" in one]
    assert [one["note"][0]["text"] for one in noted] == ["after a walk"]
    assert noted[0]["note"][0]["authorReference"] == noted[0]["subject"]


def test_an_entry_that_is_a_note_alone_is_not_lost(access):
    nothing = dict.fromkeys(NUMBERS) | dict.fromkeys(set(CODES) - {"note"}, "")
    kinds.keep(access, MobilityEntry, **nothing, note="stayed in")
    (one,) = by_code(bundle(access), "remark")
    assert one["valueString"] == "stayed in"
    assert by_code(bundle(grant(access, "mobility")), "remark") == []


def test_moving_is_activity_with_steps_a_day_in_loinc(access):
    kinds.keep(access, MobilityEntry)
    found = bundle(access)
    (steps,) = by_code(found, "41950-7")
    assert steps["valueQuantity"] == {
        "value": 1800,
        "unit": "/d",
        "system": "http://unitsofmeasure.org",
        "code": "/d",
    }
    (walk,) = by_code(found, "walk-minutes")
    assert walk["category"][0]["coding"][0]["code"] == "activity"
    (aid,) = by_code(found, "walking-aid")
    assert aid["valueCodeableConcept"]["coding"][0]["code"] == "walking-aid-stick"


def test_the_level_of_function_is_never_given_a_clinicians_code(access):
    kinds.keep(access, MobilityEntry)
    (level,) = by_code(bundle(access), "function-level-pr")
    assert [one["system"] for one in level["code"]["coding"]] != [LOINC]
    assert len(level["code"]["coding"]) == 1
    assert level["valueQuantity"]["value"] == 2


def test_food_drink_and_bowels_keep_their_units_and_their_zeros(access):
    kinds.keep(access, DietEntry)
    kinds.keep(access, BowelsEntry)
    found = bundle(access)
    (drinks,) = by_code(found, "fluid-ml")
    assert drinks["valueQuantity"]["code"] == "mL"
    (extra,) = by_code(found, "supplement-drinks")
    assert extra["valueQuantity"]["value"] == 0
    (meals,) = by_code(found, "meals")
    assert [one["valueCodeableConcept"]["text"] for one in meals["component"]] == [
        "about half",
        "none of it",
    ]
    (alcohol,) = by_code(found, "alcohol-units")
    assert alcohol["valueQuantity"]["value"] == 0.5
    (moved,) = by_code(found, "bowels-moved")
    assert moved["valueBoolean"] is True
    (stool,) = by_code(found, "stool-form")
    assert stool["valueCodeableConcept"]["coding"][0]["code"] == "stool-form-2"


def test_vital_signs_follow_their_profiles(access):
    kinds.keep(access, WeightEntry)
    kinds.keep(access, TemperatureEntry)
    access.patient.height_cm = 165
    found = bundle(access)
    for code, profile, unit in (
        ("29463-7", "bodyweight", "kg"),
        ("8310-5", "bodytemp", "Cel"),
        ("8302-2", "bodyheight", "cm"),
    ):
        (one,) = by_code(found, code)
        assert one["meta"]["profile"] == [f"http://hl7.org/fhir/StructureDefinition/{profile}"]
        assert one["category"][0]["coding"][0]["code"] == "vital-signs"
        assert one["valueQuantity"]["code"] == unit
    (height,) = by_code(found, "8302-2")
    assert "effectiveDateTime" not in height
    assert by_code(bundle(grant(access, "pain")), "8302-2") == []


def test_signs_are_one_sheet_of_yes_and_no(access):
    cast.make_signs(access, chest_pain=True, seizure=False, bladder_change="leaking")
    (sheet,) = by_code(bundle(access), "signs")
    said = {one["code"]["coding"][0]["code"]: one for one in sheet["component"]}
    signs = {"sign-chest-pain", "sign-seizure", "sign-bladder-change"}
    assert said.keys() == signs | {"signs-asked-as"}
    assert said["sign-chest-pain"]["valueBoolean"] is True
    assert said["sign-seizure"]["valueBoolean"] is False
    assert said["sign-bladder-change"]["valueCodeableConcept"]["text"] == "urine leaks"


def test_an_answer_sheet_without_a_sign_answered_is_left_out(access):
    cast.make_signs(access)
    assert SymptomsEntry.objects.count() == 1
    assert by_code(bundle(access), "signs") == []


def test_falls_are_counted_and_near_falls_are_not(access):
    falls = [kinds.keep(access, FallEntry) for _fall in range(2)]
    kinds.keep(access, FallEntry, kind="near_fall")
    found = bundle(access)
    assert len(by_code(found, "fall")) == 3
    (count,) = by_code(found, "falls-count")
    assert count["valueQuantity"]["value"] == len(count["derivedFrom"]) == len(falls)
    assert "Near falls are not counted" in count["method"]["text"]


def test_no_fall_logged_is_no_count_of_zero(access):
    kinds.keep(access, FallEntry, kind="near_fall")
    assert by_code(bundle(access), "falls-count") == []


def test_a_flare_says_what_was_taken_and_what_it_did(access):
    kinds.keep(access, BreakthroughEntry)
    (flare,) = by_code(bundle(access), "breakthrough-peak")
    assert part(flare, "breakthrough-medicine")[0]["valueString"] == "two drops"
    assert part(flare, "relief-pct")[0]["valueQuantity"]["code"] == "%"


def test_the_phq4_is_a_sheet_with_its_items_and_three_sums(access):
    kinds.keep(access, MoodEntry)
    found = bundle(access)
    (sheet,) = resources(found, "QuestionnaireResponse")
    said = {one["linkId"]: one["answer"][0]["valueCoding"]["code"] for one in sheet["item"]}
    assert said == {
        "69725-0": "LA6569-3",
        "68509-9": "LA6570-1",
        "44250-9": "LA6568-5",
        "44255-8": "LA6571-9",
    }
    sums = {code: by_code(found, code)[0] for code in ("70272-0", "55758-7", "gad-2")}
    assert {c: o["valueQuantity"]["value"] for c, o in sums.items()} == {
        "70272-0": 6,
        "55758-7": 3,
        "gad-2": 3,
    }
    for one in sums.values():
        assert one["derivedFrom"] == [{"reference": f"urn:uuid:{sheet['id']}"}]
    assert {"69725-0", "68509-9"} == {
        c["code"] for part in sums["gad-2"]["component"] for c in part["code"]["coding"]
    }
    (distress,) = by_code(found, "distress-0-10")
    assert distress["effectivePeriod"]["start"] == "2026-02-23T12:00:00+01:00"


def test_an_unanswered_item_leaves_its_sums_out(access):
    kinds.keep(access, MoodEntry, phq4_worry=None, distress=None)
    found = bundle(access)
    (sheet,) = resources(found, "QuestionnaireResponse")
    assert len(sheet["item"]) == 3
    assert by_code(found, "gad-2") == by_code(found, "70272-0") == []
    (phq2,) = by_code(found, "55758-7")
    assert phq2["note"][0]["text"] == "a note"


def test_a_result_keeps_the_words_of_the_report_and_is_not_judged(access):
    kinds.keep(access, ResultEntry)
    kinds.keep(access, ResultEntry, test="ct", value=None, unit="", report="as before")
    found = bundle(access)
    (blood,) = by_code(found, "result-calcium-adjusted")
    unit = {"unit": "mmol/L", "system": SCORE["system"], "code": "mmol/L"}
    assert blood["valueQuantity"] == {"value": 2.35, **unit}
    assert blood["referenceRange"] == [
        {"low": {"value": 2.2, **unit}, "high": {"value": 2.6, **unit}}
    ]
    assert part(blood, "result-report")[0]["valueString"] == "taken\nafter a meal"
    (scan,) = by_code(found, "result-ct")
    assert scan["valueString"] == "as before"
    assert scan["category"][0]["coding"][0]["code"] == "imaging"
    assert not [one for one in (blood, scan) if "interpretation" in one]


def test_a_test_of_another_name_is_called_by_it(access):
    kinds.keep(access, ResultEntry, test="other", name="ferritin")
    (one,) = by_code(bundle(access), "result-other")
    assert one["code"]["text"] == "ferritin"


def test_a_moment_on_an_old_clock_of_odd_minutes_is_written_in_utc():
    old = datetime(1900, 6, 1, 12, tzinfo=UTC)
    assert moment(old, "Europe/Amsterdam") in (
        "1900-06-01T12:00:00+00:00",
        "1900-06-01T12:18:00+00:18",
    )
    assert moment(old, "Africa/Monrovia") == "1900-06-01T12:00:00+00:00"
    assert moment(cast.NOON + timedelta(days=90), "Europe/Berlin").endswith("+02:00")
