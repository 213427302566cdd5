"""The summary as a page: the same figures, since a day of the reader's choice, in their scope."""

import re
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Event, Question
from carelog.diary import check_in_taps as taps
from carelog.logs.models import CheckIn
from carelog.medications.models import Medication
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings
from carelog.summary.sections import summarise
from carelog.summary.words.reader import one_decimal, signed
from tests import cast, kinds
from tests.summary.reading import page_path, words_of_page
from tests.summary.record import DAY, TODAY, put_canaries, tick, visit


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


VERDICTS = re.compile(r"\b(better|worse|good|bad|improv\w*|stable|diagnos(is|ed))\b", re.I)


def test_the_figures_on_the_page_are_those_of_the_summary(reader, filled):
    visit(filled.patient, 20)
    found = summarise(filled, since=None, today=TODAY)
    page = words_of_page(reader.get(page_path(filled.patient)))
    for row in found.changes.rows:
        if row.kind == "mean":
            days = f"({row.now_days.logged}/7)"
            assert f"{one_decimal(row.now)} {days} {signed(row.difference)}" in page
    severe = next(row for row in found.changes.rows if row.slug == "severe_days").since
    assert f"since 10 Feb: {severe.count} of {severe.days.logged}" in page
    medicine = found.medicines.current.items[0]
    assert f"on {medicine.now.days} days" in page
    assert f"{medicine.taken30} taken" in page
    days = found.days_logged.days
    assert f"on {days.logged} of these {days.window} days" in page
    assert f"{found.written_by[0].entries} by the person themself" in page


def test_it_says_whom_it_is_about_since_when_and_when_it_was_made(owner, access):
    record = access.patient
    type(record).objects.filter(pk=record.pk).update(cancer_type="breast", bones=["hip"])
    visit(record, 20, title="the day clinic")
    page = words_of_page(owner.get(page_path(record)))
    assert "Test patient , born 1958" in page
    assert "Cancer: breast; bones: hip" in page
    assert "Since the visit on 10 Feb 2026 (Cancer team), 21 days to 2 Mar 2026" in page
    assert "Made on 2 March 2026, 13:00 (Europe/Berlin)" in page
    assert "Patient-entered, not verified" in page


def test_an_empty_record_says_so_in_each_section(owner, record):
    page = words_of_page(owner.get(page_path(record)))
    assert (
        "No sign was ticked in these days. Signs were answered on 0 of 30 days. It does not mean"
        in page
    )
    assert "Too few entries to compare: Worst pain, 0–10, Average pain" in page
    for said in ("None was written.", "None is open.", "No medicine is written down"):
        assert said in page
    one_line = page.split("Not logged in these days:")[1].split(".")[0]
    for heading in ("Flares of pain", "Bowels", "Food", "Test results", "Visits", "Mood", "Over"):
        assert heading in one_line


def test_ticked_signs_stand_with_what_became_of_them(owner, access):
    (warning,) = tick(access, chest_pain=True)
    assert (
        "2 Mar: chest pain, new or getting worse. OPEN: not marked as dealt with"
        in words_of_page(owner.get(page_path(access.patient)))
    )
    owner.post(
        reverse("warning_close", args=[access.patient.uid, warning.uid]), {"ending": "mistake"}
    )
    page = words_of_page(owner.get(page_path(access.patient)))
    assert "chest pain, new or getting worse. closed 2 Mar: “this was entered by mistake”." in page
    assert "on the emergency list" in page


def test_a_sign_from_before_the_period_stays_while_it_is_open(access):
    (warning,) = tick(access, chest_pain=True)
    later = TODAY + 90 * DAY
    (sign,) = summarise(access, since=None, today=later).signs.warnings.items
    assert (sign.is_open, sign.day, sign.times) == (True, TODAY, 1)
    with time_machine.travel(cast.NOON + DAY, tick=False), changing(access):
        end_warnings(access, [warning], "help")
    assert summarise(access, since=None, today=later).signs.warnings.count == 0
    assert (
        summarise(access, since=TODAY, today=later).signs.warnings.items[0].ended_day == TODAY + DAY
    )


def test_the_newest_main_concern_stands_with_its_day(owner, access):
    for n, words in enumerate(("my back", "my hip")):
        check_in = taps.start(access, uuid.uuid4(), 4, TODAY - (1 - n) * DAY)
        CheckIn.everything.filter(uid=check_in.uid).update(main_concern=words)
    page = words_of_page(owner.get(page_path(access.patient)))
    assert "2 Mar: “my hip”" in page
    assert "my back" not in page


def test_the_day_to_compare_with_can_be_chosen(owner, access):
    visit(access.patient, 20)
    page = owner.get(page_path(access.patient, "?since=2026-01-05"))
    assert "Since 5 Jan 2026, 57 days" in words_of_page(page)
    assert 'href="?since=2026-02-10"' in page.content.decode()
    assert "summary.pdf?since=2026-01-05" in page.content.decode()


@pytest.mark.parametrize(
    "since", ["2026-03-03", "1899-12-31", "0001-01-01", "soon", "2026-02-30", "9" * 5000, "%00"]
)
def test_a_day_that_cannot_be_is_refused_with_the_form_open(owner, record, since):
    response = owner.get(page_path(record, f"?since={since}"))
    assert response.status_code == 400
    assert "<details open>" in response.content.decode()
    assert 'id="since_error"' in response.content.decode()


def test_it_gives_no_verdict(reader, filled):
    page = words_of_page(reader.get(page_path(filled.patient)))
    page = page.replace("higher is worse", "").replace("does not diagnose", "")
    assert VERDICTS.findall(page) == []


def test_a_long_list_is_folded_after_its_first_lines_and_says_how_much_is_left_out(owner, access):
    record = access.patient
    Question.everything.bulk_create(
        Question(patient=record, zone=record.zone, text=f"Question {n}", digest="")
        for n in range(1000)
    )
    Medication.everything.bulk_create(
        Medication(
            **{"patient": record, "name": f"Medicine {n:04}", "form": "tablet", "digest": ""},
            **{"route": "oral", "started_on": TODAY},
        )
        for n in range(1000)
    )
    page = words_of_page(owner.get(page_path(record)))
    assert page.count("and 988 more") == 3
    first, folded = page.split("Show the rest of the list : Questions")
    assert "Question 11" in first
    assert "Question 12" not in first
    assert "Question 99" in folded
    assert "Question 100" not in folded


NASTY = "<script>alert(1)</script>"


def test_of_many_treatments_the_newest_stand_first_with_the_numbers_of_the_pictures(reader, filled):
    for back in range(8):
        day = TODAY - timedelta(days=5 + 7 * back)
        said = {"kind": "other", "text": f"treatment {back}", "started_on": day, "ended_on": None}
        kinds.keep(filled, Event, **said)
    page = words_of_page(reader.get(page_path(filled.patient)))
    found = re.findall(r"(\d+)\. \d+ \w+: [^:]*?treatment (\d)", page)
    assert [int(number) for number, _back in found] == sorted(
        (int(number) for number, _back in found), reverse=True
    )
    assert found[0][1] == "0"


def test_markup_in_any_text_stays_text(owner, access, caregiver):
    caregiver.name = NASTY
    caregiver.save()
    cast.make_pain(cast.access_of(access.patient, caregiver))
    put_canaries(access, NASTY)
    response = owner.get(page_path(access.patient))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 11


def test_a_chart_that_fails_leaves_its_sentence(reader, filled, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("carelog.dashboard.chart.pictures.panel", lambda *args, **kwargs: 1 / 0)
        page = words_of_page(reader.get(page_path(filled.patient)))
        assert "Pain, 0 to 10, higher is worse. Logged on" in page
    assert "<svg" in reader.get(page_path(filled.patient)).content.decode().split("<main")[1]


def test_a_reader_in_quiet_mode_sees_no_scores(reader, filled):
    filled.person.quiet = True
    filled.person.save()
    page = words_of_page(reader.get(page_path(filled.patient)))
    assert "Quiet mode is on" in page
    assert "Worst pain" not in page


def test_weights_are_in_the_readers_own_unit(reader, filled):
    filled.person.weight_unit = "lb"
    filled.person.save()
    found = summarise(filled, since=None, today=TODAY).food.weight.newest[1]
    pounds = one_decimal(found / Decimal("0.45359237")).removesuffix(".0")
    page = words_of_page(reader.get(page_path(filled.patient)))
    assert f"Weight: {pounds} lb" in page
    assert " kg" not in page


def test_nothing_is_worked_out_twice_for_the_same_state(
    reader, filled, django_capture_on_commit_callbacks
):
    # That it was read is noted once in a quarter of an hour.
    with django_capture_on_commit_callbacks(execute=True):
        reader.get(page_path(filled.patient))
    with CaptureQueriesContext(connection) as queries:
        reader.get(page_path(filled.patient))
    # Session, person, place and comments.
    assert len(queries) <= 4


def test_a_new_entry_is_there_at_once(owner, access):
    assert "1 entry" not in words_of_page(owner.get(page_path(access.patient)))
    cast.make_pain(access)
    assert "1 entry: 1 by the person themself" in words_of_page(
        owner.get(page_path(access.patient))
    )


def test_the_clock_of_the_record_decides_which_day_it_is(owner, access):
    with time_machine.travel(datetime(2026, 3, 2, 23, 30, tzinfo=cast.NOON.tzinfo), tick=False):
        page = words_of_page(owner.get(page_path(access.patient)))
    assert "30 days to 3 Mar 2026" in page
    assert date(2026, 3, 3) > TODAY
