from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from carelog.logs.forms import OWN_FORMS, PainForm, SignSheetForm, form_for
from carelog.logs.models import KINDS, PainEntry, SymptomsEntry, WeightEntry
from carelog.logs.sign_groups import SIGNS
from tests import cast

SHEET = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def pain(record, **values) -> PainForm:
    """Fill in the form of a new pain."""
    return PainForm(cast.pain_form(**values), instance=PainEntry(patient=record, zone=record.zone))


def sheet(record, **values) -> SignSheetForm:
    """Fill in the form of new signs."""
    return SignSheetForm(SHEET | values, instance=SymptomsEntry(patient=record, zone=record.zone))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_kind_has_a_form_its_own_or_made_of_its_columns(kind):
    form = form_for(kind)
    assert form is OWN_FORMS.get(kind, form)
    assert form._meta.model is kind


def test_a_form_made_of_columns_asks_each_of_them_and_why():
    form = form_for(WeightEntry)
    assert [*form.base_fields][:1] == ["weight_kg"]
    assert form.base_fields["weight_kg"].help_text


def test_the_time_is_resolved_on_the_patients_clock(record):
    form = pain(record, when="2026-03-02T12:00")
    assert form.is_valid()
    assert form.instance.at == datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert (form.instance.zone, form.instance.day) == ("Europe/Berlin", date(2026, 3, 2))


@pytest.mark.parametrize("when", ["2026-03-02T13:11", "2026-03-03T12:00", "2100-01-01T00:00"])
def test_a_time_to_come_is_refused_beside_its_field(record, when):
    assert "still to come" in str(pain(record, when=when).errors["when"])


def test_rules_on_columns_that_are_no_fields_are_checked_too(record):
    # Midnight in Berlin is still the year 1899 in UTC.
    form = pain(record, when="1900-01-01T00:00")
    assert form.non_field_errors() == ["The time must be between 1900 and 2100."]


def test_no_score_at_all_is_refused_and_zero_is_a_score(record):
    assert "Choose at least one number." in pain(record, worst_24h="").non_field_errors()
    assert pain(record, worst_24h="0").is_valid()


@pytest.mark.parametrize("scores", [(0, 0, 0), (3, 5, 8), (None, 5, 8), (3, None, 8)])
def test_numbers_in_order_are_accepted(record, scores):
    least, average, worst = ("" if score is None else str(score) for score in scores)
    assert pain(record, least_24h=least, average_24h=average, worst_24h=worst).is_valid()


@pytest.mark.parametrize("scores", [("6", "5", "8"), ("3", "9", "8"), ("9", "", "8")])
def test_numbers_out_of_order_are_refused(record, scores):
    least, average, worst = scores
    assert not pain(record, least_24h=least, average_24h=average, worst_24h=worst).is_valid()


def test_places_come_in_a_fixed_order_each_once(record):
    form = pain(record, places=["jaw.middle", "hip.left", "jaw.middle"])
    assert form.is_valid()
    assert [place.code for place in form.children()["places"]] == ["hip.left", "jaw.middle"]


def test_a_place_kept_through_an_edit_keeps_its_details(access):
    entry = cast.make_pain(access, places=[("hip", "left")])
    entry.places.update(intensity=7)
    values = {"uid": str(entry.uid), "version": "1", "places": ["hip.left", "jaw.middle"]}
    form = PainForm(cast.pain_form(**values), instance=entry)
    assert form.is_valid()
    assert [place.intensity for place in form.children()["places"]] == [7, None]


def test_an_unchanged_time_keeps_seconds_zone_and_day(access):
    entry = cast.make_pain(access, cast.NOON + timedelta(seconds=31))
    entry.day = date(2026, 3, 1)
    values = {"uid": str(entry.uid), "version": "1", "when": "2026-03-02T13:00"}
    form = PainForm(cast.pain_form(**values), instance=entry)
    assert form.is_valid()
    assert form.instance.at.second == 31
    assert form.instance.day == date(2026, 3, 1)


def test_ticks_are_yes_and_the_rest_unanswered(record):
    form = sheet(record, ticked=["chest_pain"])
    assert form.is_valid()
    others = {name: value for name, value in form.instance.answers().items() if value is not True}
    assert form.instance.chest_pain is True
    assert set(others.values()) == {None, ""}


def test_only_none_of_these_is_no_for_exactly_those_shown(record):
    form = sheet(record, none_of_these="on")
    assert form.is_valid()
    answers = form.instance.answers()
    ten = {name: answers.pop(name) for name in SIGNS}
    assert ten == dict.fromkeys(SIGNS, False) | {"bladder_change": "none"}
    assert set(answers.values()) == {None, ""}


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ({"ticked": ["bladder_change"]}, "unspecified"),
        ({"ticked": ["bladder_change"], "bladder": "leaking"}, "leaking"),
        ({"bladder": "retention"}, "retention"),
    ],
)
def test_a_change_of_the_bladder_is_kept_as_it_was_said(record, answers, stored):
    form = sheet(record, **answers)
    assert form.is_valid()
    assert form.instance.bladder_change == stored


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"ticked": ["chest_pain"], "none_of_these": "on"},
        {"bladder": "leaking", "none_of_these": "on"},
        {"ticked": ["headache"]},
        {"bladder": "none"},
        {"bladder": "unspecified"},
    ],
)
def test_a_sheet_that_says_nothing_or_two_things_is_refused(record, answers):
    assert not sheet(record, **answers).is_valid()


@pytest.mark.parametrize(
    "answers", [{"ticked": ["chest_unspecified", "chest_pain"]}, {"none_of_these": "on"}]
)
def test_a_stored_sheet_is_shown_as_it_was_answered(access, record, answers):
    form = sheet(record, **answers)
    assert form.is_valid()
    stored = cast.make_signs(access, **form.instance.answers())
    shown = SignSheetForm(instance=stored)
    assert shown["ticked"].value() == answers.get("ticked", [])
    assert shown["none_of_these"].value() is ("none_of_these" in answers)
