"""docs/fields.md lists every field a person fills in, with its range, as the models have it."""

import re

import pytest
from django.db import models

from carelog.logs.models import WeightEntry
from carelog.patients.models import Patient
from tests.fields.tables import PAGE, TABLE, bounds, filled_in, kept_models, row, written

TEXT = PAGE.read_text("utf-8")


def test_the_tables_are_those_of_the_models():
    assert written(TEXT) == TEXT, "python -m tests.fields writes them anew"


def test_every_kept_model_has_one_table_under_its_name():
    named = re.findall(r"^## (\w+)\n(?:(?!^## ).)*?^<!-- table: \1 -->$", TEXT, re.M | re.S)
    assert sorted(named) == sorted(["Dated", *(model.__name__ for model in kept_models())])
    assert len(TABLE.findall(TEXT)) == len(named)


@pytest.mark.parametrize(
    ("model", "name", "line"),
    [
        (WeightEntry, "weight_kg", "| `weight_kg` | 20–400 kg, 2 decimals | never | weight |"),
        (Patient, "sex", "| `sex` | female, male, other | yes | sex |"),
    ],
)
def test_a_line_says_range_and_whether_it_may_be_empty(model, name, line):
    assert row(model._meta.get_field(name)) == f"{line}\n"


@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model.__name__)
def test_every_number_has_a_range_that_the_database_holds(model):
    numbers = (models.IntegerField, models.DecimalField)
    for field in filled_in(model):
        assert bounds(field) or field.choices or not isinstance(field, numbers), field.name
