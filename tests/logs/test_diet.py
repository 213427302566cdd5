"""Food and drink: drinks in cups or ml, and nothing that judges them."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.logs.models import DietEntry
from carelog.logs.series import by_day
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}
MEASURES = {measure.field: measure for measure in DietEntry.measures}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def diet(access, **typed):
    """Fill in the form of a new entry."""
    patient = access.patient
    return fill_in(access, DietEntry(patient=patient, zone=patient.zone), WHEN | typed)


def keep(access, hours: int = 0, **values) -> DietEntry:
    """Store an entry so many hours after noon."""
    patient, at = access.patient, cast.NOON + timedelta(hours=hours)
    entry = DietEntry(patient=patient, at=at, zone=patient.zone, day=cast.NOON.date(), **values)
    with changing(access):
        return saving.keep_new(access, entry)


@pytest.mark.parametrize(
    ("unit", "typed", "ml"), [("ml", "1250", 1250), ("cups", "6", 1200), ("cups", "2,5", 500)]
)
def test_drinks_are_stored_in_ml_whatever_is_typed(access, unit, typed, ml):
    access.actor.drink_unit = unit
    form = diet(access, drinks_ml=typed)
    assert form.is_valid(), form.errors
    assert form.instance.drinks_ml == ml


@pytest.mark.parametrize(("unit", "said"), [("ml", "1250 ml"), ("cups", "6.3 cups")])
def test_drinks_are_told_in_the_readers_unit(access, unit, said):
    access.actor.drink_unit = unit
    assert words.in_short(keep(access, drinks_ml=1250), access.actor) == f"drinks {said}"


@pytest.mark.parametrize(("typed", "meant"), [("20000", "2000"), ("12345", ""), ("200000", "")])
def test_a_zero_too_many_is_asked_about_only_where_a_whole_number_was_meant(access, typed, meant):
    access.actor.drink_unit = "ml"
    form = diet(access, drinks_ml=typed)
    assert "drinks_ml" in form.errors
    assert form.fields["drinks_ml"].slip == meant


def test_a_count_is_a_whole_number_and_units_of_alcohol_need_not_be(access):
    form = diet(access, vomits_24h="1.5", alcohol_units="1,5")
    assert list(form.errors) == ["vomits_24h"]
    assert form.cleaned_data["alcohol_units"] == Decimal("1.5")


def test_an_empty_form_is_refused(access):
    assert diet(access).non_field_errors() == ["Answer at least one question, or write a note."]


@pytest.mark.parametrize(
    "typed",
    [
        {"breakfast": "none"},
        {"snacks": "0"},
        {"shopping_or_cooking_trouble": "no"},
        {"note": "soup at three"},
    ],
)
def test_one_answer_or_a_note_is_enough(access, typed):
    assert diet(access, **typed).is_valid()


def test_what_was_left_out_is_neither_zero_nor_no(access):
    form = diet(access, breakfast="half")
    assert form.is_valid()
    said = [(line.label, line.value) for line in words.answered(form.instance)]
    assert said == [("How much of your breakfast did you eat?", "about half")]


@pytest.mark.parametrize(("field", "value"), [("drinks_ml", 900), ("vomits_24h", 3)])
def test_the_most_drinks_and_vomits_of_a_day_stand_for_it(access, field, value):
    keep(access, **{field: value})
    keep(access, 1, **{field: 1})
    assert by_day(access, DietEntry, MEASURES[field], cast.NOON.date()) == {cast.NOON.date(): value}


@pytest.mark.parametrize("field", sorted(MEASURES.keys() - {"drinks_ml", "vomits_24h"}))
def test_the_last_of_every_other_number_stands_for_the_day(access, field):
    keep(access, **{field: 9})
    keep(access, 1, **{field: 2})
    keep(access, 2, note="no number")
    assert by_day(access, DietEntry, MEASURES[field], cast.NOON.date()) == {cast.NOON.date(): 2}


def test_neither_more_food_nor_more_drink_is_called_better():
    judged = {field for field, measure in MEASURES.items() if measure.better}
    assert judged == {"appetite", "nausea", "vomits_24h"}


def test_the_ends_of_the_appetite_pad_say_that_ten_is_good(access):
    low, high = diet(access).fields["appetite"].ends
    assert (str(low), str(high)) == ("no appetite", "good appetite")


def test_any_single_answer_shows_in_the_list():
    assert set(DietEntry.brief) == set(DietEntry.own_fields())
