"""A cell holds what was stored, and no spreadsheet runs it."""

import uuid

import pytest

from carelog.exchange.tables.cells import YES_NO, codes, heading, key, moment, safe
from carelog.logs.models import MobilityEntry, PainEntry, WeightEntry


@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
def test_text_that_would_begin_a_formula_gets_a_mark(first):
    assert safe(f"{first}cmd|' /C calc'!A0") == f"'{first}cmd|' /C calc'!A0"
    assert safe(first) == f"'{first}"


@pytest.mark.parametrize("number", ["-5", "+5", "-5.25", "+1,5", "0"])
def test_a_plain_number_stays_a_number(number):
    assert safe(number) == number


@pytest.mark.parametrize("text", ["-5 = bad", "+49 30 5550", "-", "-5\n", "-٣", "-1.2.3"])
def test_what_only_looks_like_a_number_gets_a_mark(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "slept badly", "<b>a</b>", "a=1", "'=1", " =1"])
def test_other_text_stays_as_it_is(text):
    assert safe(text) == text


def test_the_head_of_a_column_says_its_unit():
    def head(model, name):
        return heading(model._meta.get_field(name))

    assert head(WeightEntry, "weight_kg") == "weight_kg [kg]"
    assert head(PainEntry, "now") == "now [0 to 10]"
    assert head(MobilityEntry, "function_level") == "function_level [0 to 4]"
    assert head(MobilityEntry, "aid") == "aid"


@pytest.mark.parametrize("written", ["2026-03-02 11:00:00.25", "2026-03-02 11:00:00+00"])
def test_a_moment_reads_alike_from_both_databases(written):
    assert moment(written) == "2026-03-02T11:00:00Z"
    assert moment(None) == ""


def test_a_key_reads_alike_from_both_databases():
    uid = uuid.uuid4()
    assert key(uid.hex) == key(str(uid)) == str(uid)
    assert key(None) == ""


def test_yes_and_no_read_alike_from_both_databases():
    assert YES_NO["1"] == YES_NO["true"] == YES_NO[True] == "yes"
    assert YES_NO["0"] == YES_NO["false"] == YES_NO[False] == "no"
    assert YES_NO[None] == ""


@pytest.mark.parametrize("written", ['["dull", "sharp"]', '["dull","sharp"]'])
def test_codes_read_alike_from_both_databases(written):
    assert codes(written) == "dull; sharp"
    assert codes("[]") == codes(None) == ""
