"""Results: what a test said, kept as the report says it and never interpreted."""

import re
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.logs.models import ResultEntry
from carelog.logs.models.results import LAB_CODES, REPORT_LENGTH, SCAN_CODES
from tests import cast, kinds

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def result(access, test="calcium_adjusted", **typed):
    """Fill in the form of a new result."""
    return fill_in(access, ResultEntry.begin(access.patient), WHEN | {"test": test} | typed)


def test_the_form_has_one_part_for_numbers_and_one_for_reports(access):
    parts = {str(head): [f.name for f in asked] for head, asked in result(access).sections()}
    assert parts["A blood or urine test"] == ["value", "unit", "ref_low", "ref_high"]
    assert parts["A scan or other report"] == ["report"]


@pytest.mark.parametrize("test", LAB_CODES)
def test_a_blood_or_urine_test_needs_a_number(access, test):
    form = result(access, test, name="ferritin", report="see the letter")
    needed = ["A blood or urine test needs the number on the report."]
    assert form.non_field_errors() == needed
    assert result(access, test, name="ferritin", value="0").is_valid()


@pytest.mark.parametrize("test", SCAN_CODES)
def test_a_scan_needs_what_its_report_says(access, test):
    form = result(access, test, value="3")
    assert form.non_field_errors() == ["A scan needs what the report says."]
    assert result(access, test, report="No change.").is_valid()


def test_a_test_that_is_not_in_the_list_needs_its_name(access):
    assert result(access, "other", value="30").non_field_errors() == ["Write the name of the test."]
    assert result(access, "other", value="30", name="ferritin").is_valid()


@pytest.mark.parametrize("test", ["", "blood"])
def test_which_test_it_was_has_to_be_chosen_from_the_list(access, test):
    assert list(result(access, test, value="3").errors) == ["test"]


def test_the_range_runs_upwards_where_both_ends_are_given(access):
    turned = result(access, value="3", ref_low="2.6", ref_high="2.2")
    assert turned.non_field_errors() == ["The range starts above its end. Please check."]
    for ends in ({"ref_low": "2.2", "ref_high": "2.2"}, {"ref_low": "5"}, {"ref_high": "5"}):
        assert result(access, value="3", **ends).is_valid()


@pytest.mark.parametrize("typed", ["2.35", "2,35", "0.005", "150000", "1000000"])
def test_a_number_is_kept_and_shown_to_its_last_digit(access, typed):
    form = result(access, value=typed)
    assert form.is_valid(), form.errors
    point = typed.replace(",", ".")
    assert form.instance.value == Decimal(point)
    assert words.lines_of(form.instance, ("value",))[0].value == point


@pytest.mark.parametrize("typed", ["-1", "1000001", "<0.1", "high", "NaN"])
def test_what_is_no_number_of_a_report_is_refused(access, typed):
    assert list(result(access, value=typed).errors) == ["value"]


def test_a_unit_stays_as_typed_whatever_units_the_reader_uses(access):
    access.actor.weight_unit = "lb"
    form = result(access, value="2.35", unit="mg / dL")
    assert form.is_valid(), form.errors
    assert form.instance.unit == "mg / dL"
    assert form.instance.value == Decimal("2.35")


def test_an_unchanged_number_comes_back_as_it_was(access):
    entry = kinds.keep(access, ResultEntry, value=Decimal("1.234"))
    entry.refresh_from_db()
    shown = fill_in(access, entry)["value"].value()
    typed = kinds.typed(ResultEntry, value=str(shown), version="1")
    form = fill_in(access, entry, typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == Decimal("1.234")


def test_a_report_keeps_its_lines_up_to_its_limit(access):
    form = result(access, "ct", report="First line.\r\nSecond line.\n")
    assert form.is_valid(), form.errors
    assert form.instance.report == "First line.\nSecond line."
    assert result(access, "ct", report="x" * REPORT_LENGTH).is_valid()
    assert "report" in result(access, "ct", report="x" * (REPORT_LENGTH + 1)).errors


def test_the_page_shows_a_report_line_by_line_and_as_plain_text(owner, access):
    entry = kinds.keep(access, ResultEntry, report="<b>First</b>\nSecond")
    url = reverse("entry", args=[access.patient.uid, "results", entry.uid])
    assert "&lt;b&gt;First&lt;/b&gt;<br>Second" in owner.get(url).content.decode()


def test_no_page_says_whether_a_number_is_high_or_low(owner, access):
    entry = kinds.keep(access, ResultEntry, value=Decimal(9))
    args = [access.patient.uid, "results"]
    for url in (reverse("entry", args=[*args, entry.uid]), reverse("entry_list", args=args)):
        main = owner.get(url).content.decode().split("<main", 1)[1]
        assert "9" in main
        assert not re.search(r"\b(high|low|normal|abnormal|above|below)\b", main, re.I)
        assert not re.search(r'class="[^"]*(mild|moderate|severe|warn|pill)', main)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"test": "calcium_adjusted", "value": 2, "unit": "mmol/L"}, "calcium (adjusted) 2 mmol/L"),
        ({"test": "psa", "value": Decimal("0.040")}, "PSA 0.04"),
        ({"test": "other", "name": "ferritin", "value": 30, "unit": "µg/L"}, "ferritin 30 µg/L"),
        ({"test": "ct", "report": "No change.", "place": "the clinic"}, "CT scan, the clinic"),
        ({"test": "other_scan", "name": "DXA", "report": "Done."}, "DXA"),
    ],
)
def test_a_list_tells_a_result_in_one_line(values, line):
    assert words.in_short(ResultEntry(**values)) == line
