"""Flares of pain: one number that must be said, and the worst of a day."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import form_for
from carelog.entries import words
from carelog.logs.models import BreakthroughEntry
from carelog.logs.series import by_day
from tests import cast, kinds

BLANK = dict.fromkeys(kinds.TYPED[BreakthroughEntry], "")


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def flare(access, **typed):
    """Fill in the form, with nothing in it but what is told."""
    entry = BreakthroughEntry(patient=access.patient, zone=access.patient.zone)
    data = kinds.typed(BreakthroughEntry) | BLANK | typed
    return form_for(BreakthroughEntry)(data, instance=entry)


def test_how_bad_it_was_is_the_only_thing_that_must_be_said(access):
    assert set(flare(access, minutes="20").errors) == {"peak"}
    assert flare(access, peak="8").is_valid()


def test_a_peak_of_nought_is_an_answer(access):
    form = flare(access, peak="0")
    assert form.is_valid(), form.errors
    assert form.instance.peak == 0


def test_a_pad_that_must_be_answered_offers_no_way_out(owner, record):
    page = owner.get(reverse("entry_new", args=[record.uid, "breakthrough"])).content.decode()
    assert 'id="id_peak_10"' in page
    assert 'id="id_peak_none"' not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minutes": "0"}, "The number must be between 1 minutes and 1440 minutes."),
        ({"relief_pct": "101"}, "The number must be between 0 % and 100 %."),
        ({"relief_pct": "-5"}, "The number must be between 0 % and 100 %."),
        ({"relief_after_minutes": "4"}, "Did you mean 40 minutes?"),
        ({"relief_after_minutes": "300"}, "Did you mean 30 minutes?"),
    ],
)
def test_a_number_that_cannot_be_is_said_beside_its_field(access, typed, said):
    form = flare(access, peak="8", **typed)
    assert list(form.errors.values()) == [[said]]


@pytest.mark.parametrize("relief", ["0", "100"])
def test_no_relief_and_full_relief_are_answers(access, relief):
    form = flare(access, peak="8", relief_pct=relief, relief_after_minutes="5")
    assert form.is_valid(), form.errors
    assert form.instance.relief_pct == int(relief)


def test_the_worst_flare_of_a_day_stands_for_it(access):
    for hours, peak in enumerate((4, 9, 6)):
        kinds.keep(access, BreakthroughEntry, at=cast.NOON - timedelta(hours=hours), peak=peak)
    [measure] = BreakthroughEntry.measures
    assert list(by_day(access, BreakthroughEntry, measure, cast.NOON.date()).values()) == [9]


def test_one_line_says_how_bad_how_long_and_what_helped():
    entry = BreakthroughEntry(peak=8, minutes=20, trigger="movement", relief_pct=50)
    assert words.in_short(entry) == "worst 8, 20 minutes, moving, eased by 50 %"
