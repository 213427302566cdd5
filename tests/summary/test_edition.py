"""The second edition of the summary: order, what is collapsed, flares, medicines, results."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from carelog.appointments.models import Appointment, Decision
from carelog.logs.models import BowelsEntry, BreakthroughEntry, ResultEntry, TemperatureEntry
from carelog.logs.models.bowels import StoolForm
from carelog.medications.models import Dose
from carelog.summary.sections import in_words, summarise
from tests import cast, kinds
from tests.links.holders import ask, come_in
from tests.medications.cabinet import make_dose, make_medicine
from tests.summary.reading import page_path, words_of_page
from tests.summary.record import DAY, TODAY, fill, visit


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def said(access, name: str, since=None) -> str:
    """Return what a section says, "" where it is collapsed."""
    told = in_words(access, summarise(access, since=since, today=TODAY))
    return next((repr(one.said) for one in told.sections if one.name == name), "")


def test_the_questions_of_palliative_care_are_asked_in_their_order(access):
    told = in_words(access, summarise(access, since=None, today=TODAY))
    names = [one.name for one in told.sections]
    order = ("signs", "main_concern", "emergency", "questions", "changes", "medicines")
    assert [name for name in names if name in order] == [*order]
    assert [one.band for one in told.sections] == sorted(one.band for one in told.sections)


def test_the_seven_questions_are_answered_within_350_words(access, patient, owner):
    fill(access.patient, patient, 60)
    visit(access.patient, 20)
    page = words_of_page(owner.get(page_path(access.patient)))
    first = " ".join(page.split()[:350])
    for heading in ("Signs ticked", "Main concern", "Questions", "What changed", "Medicines"):
        assert heading in first
    for answer in ("Falls logged", "Longest walk, minutes", "None is open", "mg on "):
        assert answer in first


def test_what_was_hardly_logged_is_one_line(access):
    cast.make_pain(access)
    words = said(access, "changes")
    assert "Too few entries to compare: Worst pain, 0–10, Average pain" in words
    assert "not enough entries" not in words


def test_weeks_that_overlap_say_how_many_days_lie_in_both(access, patient):
    fill(access.patient, patient, 40)
    assert "4 days lie in both weeks." in said(access, "changes", TODAY - 2 * DAY)
    assert "in both weeks" not in said(access, "changes", TODAY - 6 * DAY)


def test_flares_are_told_with_what_eased_them(access):
    for back, peak, relief in ((1, 8, 60), (2, 6, 20), (9, 7, None)):
        kinds.keep(
            access,
            BreakthroughEntry,
            **{"peak": peak, "minutes": 20, "relief_pct": relief, "relief_after_minutes": 40},
            **{"at": cast.NOON - back * DAY, "day": TODAY - back * DAY, "trigger": "movement"},
        )
    words = said(access, "flares")
    assert "3 on 3 days" in words
    assert "2 in the last 7 days; highest 8 (1 Mar)" in words
    assert "half or more of the pain gone in 1 of 2, after 40 minutes" in words
    assert "moving (3)" in words


def test_each_medicine_is_told_in_the_unit_of_its_label(access):
    slow = make_medicine(access, "Slow", strength=Decimal(20))
    quick = make_medicine(access, "Quick", strength=Decimal("2.5"), only_when_needed=True)
    for back in range(6):
        make_dose(access, slow, cast.NOON - back * DAY, units=Decimal(2))
    for hour in range(3):
        make_dose(access, quick, cast.NOON - timedelta(hours=hour))
    make_dose(access, quick, cast.NOON - DAY)
    words = said(access, "medicines")
    assert "40 mg on 6 days" in words
    assert "4 doses: 2.5 to 7.5 mg on 2 days" in words


def test_the_last_day_of_a_bone_medicine_is_told_however_long_ago(access):
    bone = make_medicine(access, "Denosumab", bone_agent=True)
    make_dose(access, bone, cast.NOON - 40 * DAY)
    assert "last 21 Jan" in said(access, "medicines")


def test_of_each_test_the_newest_result_is_told(access):
    # The older calcium lies on the day of the newest haemoglobin, and two on one day.
    told = (30, 0, "calcium_adjusted", "2.40"), (3, 0, "calcium_adjusted", "2.61")
    told += (30, 1, "haemoglobin", "10.9"), (30, 0, "haemoglobin", "11.2")
    for back, hours, test, value in told:
        at = cast.NOON - back * DAY - timedelta(hours=hours)
        day, number = TODAY - back * DAY, Decimal(value)
        unit = "g/dL" if test == "haemoglobin" else "mmol/L"
        kinds.keep(access, ResultEntry, test=test, value=number, unit=unit, at=at, day=day)
    words = said(access, "results")
    assert "27 Feb" in words
    assert "2.61" in words
    assert "11.2" in words
    assert "2.4 " not in words
    assert "10.9" not in words


def test_bowels_stand_beside_opioids(access):
    for back, moved in ((0, False), (4, True)):
        at = {"at": cast.NOON - back * DAY, "day": TODAY - back * DAY}
        kinds.keep(access, BowelsEntry, moved=moved, stool_form=1 if moved else None, **at)
    strong = make_medicine(access, opioid="morphine", drug_class="opioid")
    for back in range(3):
        make_dose(access, strong, cast.NOON - back * DAY)
    words = said(access, "bowels")
    assert "26 Feb" in words
    assert "4 days before 2 Mar" in words
    assert "an opioid on 3, a laxative on 0 of them" in words
    assert not Dose.objects.filter(skip_reason="forgot").exists()


def test_the_highest_temperature_is_told_with_its_day(access):
    for back, temp in ((0, "37.1"), (2, "38.9")):
        at = {"at": cast.NOON - back * DAY, "day": TODAY - back * DAY}
        kinds.keep(access, TemperatureEntry, temp_c=Decimal(temp), **at)
    assert "38.9 °C (28 Feb)" in said(access, "temperature")


def test_a_link_begins_with_signs_and_ends_with_files(access):
    client, opening = come_in(access)
    page = words_of_page(ask(client, opening, "shared_summary"))
    assert page.index("Signs ticked") < page.index("PDF, two sides")
    assert page.index("Patient-entered, not verified.") < page.index("Signs ticked")
    assert len(page.split("Signs ticked")[0].split()) < 60


def test_what_was_decided_stands_beside_its_visit_with_what_became_of_it(access):
    day = {"starts_at": cast.NOON - 5 * DAY, "ends_at": None, "state": "done"}
    held = kinds.keep(access, Appointment, **day)
    about = {"visit_uid": held.uid, "due_on": TODAY + 9 * DAY}
    kinds.keep(access, Decision, text="Scan the hip", owner="the clinic", done_at=None, **about)
    kinds.keep(access, Decision, text="An old one", visit_uid=None, done_at=cast.NOON - 90 * DAY)
    words = said(access, "visits")
    assert "Decided on 25 Feb" in words
    assert "Scan the hip; the clinic; by 11 Mar; open" in words
    assert "An old one" not in words


def test_each_answer_of_a_choice_and_each_thing_taken_for_a_flare_is_told(access):
    for back in range(7):
        at = {"at": cast.NOON - back * DAY, "day": TODAY - back * DAY}
        kinds.keep(access, BowelsEntry, moved=True, stool_form=back + 1, **at)
        kinds.keep(access, BreakthroughEntry, medicine_taken=f"remedy {back}", **at)
    words = said(access, "bowels")
    assert [form for form in StoolForm.labels if f"{form} 1 ×" not in words] == []
    flares = said(access, "flares")
    assert [n for n in range(7) if f"remedy {n} (1)" not in flares] == []
