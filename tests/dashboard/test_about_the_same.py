"""Wherever two weeks of a score are set against each other, the same word is said of them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import DietEntry, WellbeingEntry
from tests import cast, kinds
from tests.summary.reading import words_of_page

DAY = timedelta(days=1)
WEEKS = [
    ("about the same", [6] * 7, [6, 6, 6, 6, 5, 5, 5]),
    ("about the same", [2] * 7, [2, 2, 2, 2, 3, 3, 3]),
    ("about the same", [0] * 7, [0, 0, 0, 0, 0, 0, 3]),
    ("about the same", [4] * 7, [4] * 7),
    ("lower", [6] * 7, [6, 6, 6, 5, 5, 5, 5]),
    ("higher", [9] * 7, [9, 9, 9, 10, 10, 10, 10]),
]
#: The pages that say it, and how often.
PLACES = {
    "trends": ("", 4),
    "trends_compare": ("?upper=pain&lower=tiredness", 2),
}
SAID = re.compile(
    r"(about the same|\w+) (?:as|than) the [\d.]+ of the 7 days before"
    r"|Last 7 days against the 7 days before (?:[\d.]+ )?(about the same|lower|higher)\b"
)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module", params=WEEKS, ids=lambda weeks: f"{weeks[0]}-{sum(weeks[2])}")
def two_weeks(request, shared_database):
    """The word to be said of two weeks, and a record with those scores of three kinds."""
    word, before, now = request.param
    owner = cast.make_user(f"owner-{WEEKS.index(request.param)}")
    record = cast.make_patient(owner)
    access = cast.access_of(record, owner)
    with time_machine.travel(cast.NOON, tick=False):
        for back, score in enumerate(reversed(before + now)):
            when = {"at": cast.NOON - back * DAY, "day": cast.NOON.date() - back * DAY}
            cast.make_pain(access, when["at"], worst_24h=score)
            kinds.keep(access, WellbeingEntry, fatigue=score, **when)
            kinds.keep(access, DietEntry, appetite=score, **when)
    return word, access


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
def test_the_same_numbers_have_the_same_word(two_weeks, sign_in, place):
    word, access = two_weeks
    query, times = PLACES[place]
    address = reverse(place, args=[access.patient.uid]) + query
    page = words_of_page(sign_in(access.actor).get(address))
    assert [one or other for one, other in SAID.findall(page)] == [word] * times
