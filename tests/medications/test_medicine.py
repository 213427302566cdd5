"""A medicine: what its label says, in words, and from when to when."""

from decimal import Decimal

import pytest
import time_machine
from django.http import QueryDict
from django.utils.http import urlencode

from carelog.diary.kinds import form_for
from carelog.medications.models import Medication
from carelog.medications.models.choices import DrugClass
from tests import cast, kinds
from tests.medications.cabinet import make_medicine


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def form(record, **more):
    data = QueryDict(urlencode(kinds.typed(Medication, **more), doseq=True))
    return form_for(Medication)(data, instance=Medication.begin(record))


def test_a_medicine_begins_today_on_the_patients_clock(record):
    with time_machine.travel("2026-03-02T23:30Z"):
        assert str(Medication.begin(record).started_on) == "2026-03-03"


def test_it_is_called_by_its_name_and_told_by_its_label(record):
    medicine = kinds.example(Medication, record)
    assert medicine.heading() == "Morphine MR"
    assert medicine.short_words() == "Morphine MR, 10 mg, tablet"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"strength": None, "strength_unit": ""}, "tablet"),
        ({"strength": Decimal("0.500")}, "0.5 mg, tablet"),
        ({"form": "patch", "strength_unit": "mcg_per_h"}, "10 micrograms an hour, patch"),
        ({"form": "liquid", "strength": None, "strength_per_ml": 2}, "2 mg in 1 ml, liquid"),
    ],
)
def test_the_label_in_words(access, values, words):
    assert make_medicine(access, **values).label_words() == words


@pytest.mark.parametrize("name", ["name", "form", "route", "started_on"])
def test_what_a_medicine_cannot_be_without(record, name):
    assert name in form(record, **{name: ""}).errors


@pytest.mark.parametrize("name", ["strength", "drug_class", "opioid", "purpose", "stock_units"])
def test_what_may_be_left_empty(record, name):
    assert form(
        record, **{name: "", "strength_unit": "" if name == "strength" else "mg"}
    ).is_valid()


@pytest.mark.parametrize(
    ("name", "typed"),
    [("strength", "0"), ("strength", "-1"), ("stock_units", "-1"), ("paracetamol_mg", "2001")],
)
def test_a_number_that_cannot_be_is_refused(record, name, typed):
    assert name in form(record, **{name: typed}).errors


def test_a_medicine_stopped_before_it_started_is_refused_in_words(record):
    refused = form(record, stopped_on="2026-01-31").non_field_errors()
    assert refused == ["It stopped before it started. Please check the days."]


def test_a_reason_without_the_day_it_stopped_is_refused_in_words(record):
    refused = form(record, stopped_on="").non_field_errors()
    assert refused == ["You said why it was stopped. Please say when."]


def test_every_question_but_none_says_why_it_is_asked():
    columns = map(Medication._meta.get_field, Medication.own_fields())
    assert [column.name for column in columns if not column.help_text] == []


def test_every_column_a_person_fills_in_stands_under_one_heading():
    asked = [name for _heading, names in Medication.sections for name in names]
    assert sorted(asked) == sorted(Medication.own_fields())


def test_codes_of_kinds_of_medicine_fit_their_column():
    assert max(map(len, DrugClass.values)) <= Medication._meta.get_field("drug_class").max_length
