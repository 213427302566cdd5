"""Moving about: what a day stands for, the function level, and an aid that was carried over."""

from datetime import date, timedelta

import pytest
import time_machine

from carelog.entries import words
from carelog.logs.forms import MobilityForm, form_for
from carelog.logs.models import MobilityEntry
from carelog.logs.models.mobility import Function
from carelog.logs.series import by_day
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds

SUNDAY = date(2026, 3, 1)
NOTHING = dict.fromkeys(kinds.TYPED[MobilityEntry], "")


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def moved(access, entry=None, **typed) -> MobilityForm:
    """Fill in the form, with nothing in it but what is told."""
    entry = entry or MobilityEntry(patient=access.patient, zone=access.patient.zone)
    version = "0" if entry.pk is None else "1"
    data = kinds.typed(MobilityEntry) | NOTHING | {"note": "", "version": version}
    return form_for(MobilityEntry)(data | typed, instance=entry)


def carried(access) -> MobilityEntry:
    """Store a stick carried over from the day before."""
    patient = access.patient
    when = {"at": cast.NOON, "zone": patient.zone, "day": cast.NOON.date()}
    entry = MobilityEntry(patient=patient, **when, aid="stick", carried_from=SUNDAY)
    with changing(access):
        return saving.keep_new(access, entry)


def of_the_day(access, field: str) -> list:
    """Return what stands for each day for one number."""
    measure = next(m for m in MobilityEntry.measures if m.field == field)
    return list(by_day(access, MobilityEntry, measure, cast.NOON.date()).values())


@pytest.mark.parametrize("field", ["walk_minutes", "steps", "function_level"])
def test_the_highest_number_of_a_day_stands_for_it(access, field):
    for hours, number in enumerate((1, 3, 2, None)):
        at = cast.NOON - timedelta(hours=hours)
        kinds.keep(access, MobilityEntry, at=at, **{field: number})
    assert of_the_day(access, field) == [3]


def test_a_walk_of_no_minutes_is_an_answer(access):
    form = moved(access, walk_minutes="0")
    assert form.is_valid(), form.errors
    assert form.instance.walk_minutes == 0


@pytest.mark.parametrize("said", [{}, {"when": "2026-03-02T11:00"}])
def test_an_entry_that_says_nothing_is_refused_in_words(access, said):
    form = moved(access, **said)
    assert form.non_field_errors() == ["Answer at least one question, or write a note."]


@pytest.mark.parametrize("said", [{"note": "no"}, {"stairs": "none_met"}, {"function_level": "0"}])
def test_one_answer_or_a_note_is_enough(access, said):
    form = moved(access, **said)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(("typed", "meant"), [("1500", "150"), ("14400", "1440")])
def test_a_walk_longer_than_a_day_is_asked_about(access, typed, meant):
    form = moved(access, walk_minutes=typed)
    assert form.errors["walk_minutes"] == [f"Did you mean {meant} minutes?"]


def test_the_function_level_is_asked_in_five_sentences_and_no_number(access):
    choices = form_for(MobilityEntry).base_fields["function_level"].choices
    assert [code for code, _words in choices] == [0, 1, 2, 3, 4]
    assert moved(access, function_level="3").save(commit=False).function_level == 3
    assert not any(digit in str(label) for label in Function.labels for digit in "01234")


def test_the_function_level_bears_no_scales_name():
    said = " ".join(map(str, [*Function.labels, *MobilityEntry._meta.get_fields()])).lower()
    assert MobilityEntry.own_questions
    assert not any(name in said for name in ("ecog", "karnofsky", "performance"))


def test_the_check_in_asks_two_of_the_columns_the_form_asks():
    assert set(MobilityEntry.short) < set(MobilityForm.base_fields)


def test_every_column_stands_under_a_heading_but_the_carried_day():
    under = {name for _heading, names in MobilityEntry.sections for name in names}
    assert under == set(MobilityEntry.own_fields()) <= set(MobilityForm.base_fields)
    assert "carried_from" in MobilityEntry.kept_fields
    assert "carried_from" not in MobilityForm.base_fields


def test_a_carried_aid_says_where_it_comes_from(access):
    entry = carried(access)
    lines = {line.label: line.value for line in words.answered(entry)}
    assert lines["Walking aid carried over from"] == "1 March 2026"
    assert words.in_short(entry) == "a stick, carried over from 1 March 2026"


@pytest.mark.parametrize(
    ("typed", "day"),
    [({"aid": "stick", "steps": "5"}, SUNDAY), ({"aid": "frame"}, None), ({"steps": "5"}, None)],
)
def test_an_aid_that_is_changed_is_no_longer_carried(access, typed, day):
    form = moved(access, carried(access), **typed)
    assert form.is_valid(), form.errors
    assert form.instance.carried_from == day


def test_nobody_can_type_a_carried_day(access):
    form = moved(access, aid="stick", carried_from="2026-03-01")
    assert form.is_valid(), form.errors
    assert form.instance.carried_from is None


def test_a_carried_day_comes_back_with_an_earlier_version(access):
    entry = carried(access)
    form = moved(access, entry, aid="frame")
    with changing(access):
        form.is_valid()
        saving.keep_changed(access, form.instance, 1)
        saving.restore(access, entry.history.first(), entry, 2)
    assert MobilityEntry.objects.get().carried_from == SUNDAY
