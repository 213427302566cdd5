"""Numbers are typed as a person writes them, in their own unit, and stored in SI."""

import re
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from carelog.accounts.models import User
from carelog.clinical import units
from carelog.diary.kinds import RECORDED, fill_in
from carelog.entries.quantities import CELSIUS, FAHRENHEIT, ML, TO_CHOOSE
from carelog.entries.quantity_fields import QuantityField
from carelog.logs.models import MobilityEntry, ResultEntry, TemperatureEntry, WeightEntry
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def weigh(access, entry=None, **typed):
    """Fill in the form of a weight."""
    patient = access.patient
    entry = entry or WeightEntry(patient=patient, zone=patient.zone)
    return fill_in(access, entry, WHEN | typed)


def keep(access, kg: str) -> WeightEntry:
    """Store a weight."""
    patient = access.patient
    values = {"patient": patient, "at": cast.NOON, "zone": patient.zone, "day": cast.NOON.date()}
    with changing(access):
        return saving.keep_new(access, WeightEntry(**values, weight_kg=Decimal(kg)))


@pytest.mark.parametrize(
    ("unit", "typed", "kg"),
    [
        ("kg", {"weight_kg": "72.5"}, "72.5"),
        ("kg", {"weight_kg": "72,5"}, "72.5"),
        ("kg", {"weight_kg": " 72 "}, "72"),
        ("lb", {"weight_kg": "160"}, "72.57"),
        ("st", {"weight_kg_st": "11", "weight_kg_lb": "6"}, "72.57"),
        ("st", {"weight_kg_st": "11", "weight_kg_lb": ""}, "69.85"),
    ],
)
def test_a_weight_is_stored_in_kilograms_whatever_is_typed(access, patient, unit, typed, kg):
    User.objects.filter(pk=patient.pk).update(weight_unit=unit)
    access.actor.refresh_from_db()
    form = weigh(access, **typed)
    assert form.is_valid(), form.errors
    assert form.instance.weight_kg == Decimal(kg)


@pytest.mark.parametrize(("typed", "meant"), [("725", "72.5"), ("7,2", "72"), ("4500", "")])
def test_a_slip_of_ten_times_is_asked_about(access, typed, meant):
    form = weigh(access, weight_kg=typed)
    assert not form.is_valid()
    assert form.fields["weight_kg"].slip == meant
    assert (f"Did you mean {meant} kg?" in form.errors["weight_kg"]) == bool(meant)


def test_the_number_that_was_meant_takes_one_tap(access):
    form = weigh(access, weight_kg="725", mend="weight_kg:72.5")
    assert form.is_valid(), form.errors
    assert form.instance.weight_kg == Decimal("72.5")


def test_a_number_out_of_range_is_told_in_the_persons_unit(access):
    access.actor.weight_unit = "lb"
    form = weigh(access, weight_kg="10000")
    assert form.errors["weight_kg"] == ["The number must be between 44.1 lb and 881.8 lb."]


@pytest.mark.parametrize("typed", ["", "  ", "seven", "NaN", "1e3", "1,234", "9" * 5000])
def test_what_is_no_number_is_refused_beside_its_field(access, typed):
    assert "weight_kg" in weigh(access, weight_kg=typed).errors


def code_of(field: QuantityField, typed: str) -> str:
    """Return why a field refuses what was typed; "" where it takes it."""
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.code
    return ""


def test_an_example_of_a_number_is_of_the_sort_the_field_takes(access):
    forms = [fill_in(access, kind.begin(access.patient)) for kind in RECORDED]
    asked = [field for form in forms for field in form.fields.values()]
    for field in (field for field in asked if isinstance(field, QuantityField)):
        with pytest.raises(ValidationError) as refused:
            field.clean("many")
        example = re.findall(r"[0-9][0-9.,]*", str(refused.value.message))[0].strip(".")
        assert code_of(field, example) in ("", "out_of_range", "slip"), field.label


def test_a_weight_far_from_the_last_is_asked_about_once(access):
    keep(access, "80")
    form = weigh(access, weight_kg="71.9")
    assert "The last one was 80 kg." in str(form.errors["weight_kg"])
    assert form.asks_if_sure
    assert weigh(access, weight_kg="71.9", sure="on").is_valid()
    assert weigh(access, weight_kg="72").is_valid()


def test_an_unchanged_number_stays_exactly_what_was_stored(access):
    entry = keep(access, "72.55")
    access.actor.weight_unit = "lb"
    shown = str(fill_in(access, entry)["weight_kg"].value())
    assert shown == "159.9"
    form = weigh(access, entry, weight_kg=shown, version="1")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["weight_kg"] == Decimal("72.55")


@pytest.mark.parametrize(
    ("unit", "typed", "celsius"), [("c", "38,4", "38.4"), ("f", "101.1", "38.39")]
)
def test_a_temperature_is_stored_in_celsius(access, unit, typed, celsius):
    access.actor.temperature_unit = unit
    patient = access.patient
    form = fill_in(
        access, TemperatureEntry(patient=patient, zone=patient.zone), WHEN | {"temp_c": typed}
    )
    assert form.is_valid(), form.errors
    assert form.instance.temp_c == Decimal(celsius)


def walk(access, **typed):
    """Fill in the form of a walk after one of 20 minutes."""
    if not MobilityEntry.objects.exists():
        kinds.keep(access, MobilityEntry, walk_minutes=20, steps=None)
    entry = MobilityEntry(patient=access.patient, zone=access.patient.zone)
    return fill_in(access, entry, WHEN | typed)


@pytest.mark.parametrize(("typed", "meant"), [("200", "20"), ("2", "20"), ("240", "24")])
def test_ten_times_the_last_number_is_asked_about_with_what_was_meant(access, typed, meant):
    form = walk(access, walk_minutes=typed)
    assert f"Did you mean {meant} minutes? The last one was 20 minutes." in str(form.errors)
    assert form.fields["walk_minutes"].slip == meant
    assert form.asks_if_sure


@pytest.mark.parametrize("typed", ["10", "45", "100", "0", "20"])
def test_a_number_that_is_only_another_one_is_not_asked_about(access, typed):
    assert walk(access, walk_minutes=typed).is_valid()


def test_what_was_meant_can_be_overridden_or_taken_in_one_tap(access):
    form = walk(access, walk_minutes="200", sure="on")
    assert form.is_valid(), form.errors
    assert form.instance.walk_minutes == 200
    form = walk(access, walk_minutes="200", mend="walk_minutes:20")
    assert form.is_valid(), form.errors
    assert form.instance.walk_minutes == 20


def test_results_of_different_tests_are_not_compared(access):
    kinds.keep(access, ResultEntry, value=Decimal(120))
    entry = ResultEntry(patient=access.patient, zone=access.patient.zone)
    assert fill_in(access, entry, kinds.typed(ResultEntry) | {"value": "12"}).is_valid()


@pytest.mark.parametrize(
    ("now", "typed", "kg"),
    [
        ("lb", {"weight_kg": "68.5", "unit-of-weight_kg": "kg"}, "68.5"),
        ("kg", {"weight_kg": "151", "unit-of-weight_kg": "lb"}, "68.49"),
        ("st", {"weight_kg": "68.5", "unit-of-weight_kg": "kg"}, "68.5"),
        ("kg", {"weight_kg_st": "10", "weight_kg_lb": "11", "unit-of-weight_kg": "st"}, "68.49"),
        ("kg", {"weight_kg": "68.5", "unit-of-weight_kg": "hundredweight"}, "68.5"),
        # A unit that is typed says more than the one that stood there.
        ("kg", {"weight_kg": "151 lb", "unit-of-weight_kg": "kg"}, "68.49"),
        ("st", {"weight_kg_st": "10 st 11 lb", "weight_kg_lb": ""}, "68.49"),
        ("st", {"weight_kg_st": "68.5 kg", "weight_kg_lb": ""}, "68.5"),
    ],
)
def test_a_number_is_of_the_unit_that_its_form_showed(access, now, typed, kg):
    access.actor.weight_unit = now
    form = weigh(access, **typed)
    assert form.is_valid(), form.errors
    assert form.instance.weight_kg == Decimal(kg)


@pytest.mark.parametrize("unit", ["kg", "lb", "st"])
def test_a_form_says_in_which_unit_it_asks(access, unit):
    access.actor.weight_unit = unit
    form = weigh(access)
    template = form.fields["weight_kg"].ask_with
    page = render_to_string(template, {"field": form["weight_kg"]})
    assert f'name="unit-of-weight_kg" value="{unit}"' in page


def all_fields(access) -> list[QuantityField]:
    forms = [fill_in(access, kind.begin(access.patient)) for kind in RECORDED]
    asked = [field for form in forms for field in form.fields.values()]
    return [field for field in asked if isinstance(field, QuantityField)]


def test_every_field_takes_what_it_shows_in_every_unit(access):
    for field in all_fields(access):
        for unit in TO_CHOOSE.get(field.code, (field.unit,)):
            field.show_in(unit)
            for share in range(0, 101, 7):
                span = field.high - field.low
                stored = units.rounded(field.low + span * share / 100, field.places)
                shown = field.prepare_value(stored)
                assert "E" not in str(shown)
                typed = field.clean(shown)
                assert field.prepare_value(typed) == shown, (field.label, unit, shown)


@pytest.mark.parametrize("typed", ["4.325", "12,345", "1.015"])
def test_a_number_of_two_readings_is_asked_about_and_one_tap_answers(access, typed):
    [field] = [field for field in all_fields(access) if field.high == 1_000_000][:1]
    with pytest.raises(ValidationError) as asked:
        field.clean(typed)
    assert asked.value.code == "unclear"
    (sent, shown), (large, _thousands) = field.offers
    small = Decimal(typed.replace(",", "."))
    assert (field.clean(sent), Decimal(shown)) == (small, small)
    assert field.clean(large) == 1000 * small


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("st", {"weight_kg_st": "11.234", "weight_kg_lb": ""}),
        ("st", {"weight_kg_st": "11", "weight_kg_lb": "1.234"}),
        ("kg", {"weight_kg": "11 st 1.234 lb"}),
        ("kg", {"weight_kg": "11 st 160"}),
        ("kg", {"weight_kg": "72 mg"}),
    ],
)
def test_of_several_numbers_none_is_guessed(access, unit, typed):
    access.actor.weight_unit = unit
    assert "weight_kg" in weigh(access, **typed).errors


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1,500", 1500), ("1.5 l", 1500), ("1 500", 1500), ("7 cups", 1400), ("½ l", 500)],
)
def test_a_litre_and_a_half_is_never_a_millilitre_and_a_half(access, typed, stored):
    [field] = [field for field in all_fields(access) if field.code == "mL"][:1]
    field.show_in(ML)
    assert field.clean(typed) == stored


@pytest.mark.parametrize(
    ("unit", "typed", "stored"),
    [
        (CELSIUS, "38.5°", "38.5"),
        (CELSIUS, "101.3 °F", "38.5"),
        (FAHRENHEIT, "101.3°", "38.5"),
        (FAHRENHEIT, "38.5 °C", "38.5"),
        (FAHRENHEIT, "38.5℃", "38.5"),
    ],
)
def test_a_degree_alone_is_of_the_scale_that_is_asked_in(access, unit, typed, stored):
    [field] = [field for field in all_fields(access) if field.code == "Cel"][:1]
    field.show_in(unit)
    assert field.clean(typed) == Decimal(stored)
    field.show_in(FAHRENHEIT)
    with pytest.raises(ValidationError):
        field.clean("38.5°")
