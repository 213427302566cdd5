"""Third tap: the rest as before. Places are carried, and nothing else."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from carelog.logs.models import PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast
from tests.diary import taps

YESTERDAY = cast.NOON - timedelta(days=1)
SAME = "It hurts in the same places as before"


@pytest.fixture(autouse=True)
def clock():
    """Monday noon in London, one o'clock in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


def carried() -> list[tuple]:
    """Return the places of the check-in's own pain."""
    places = PainPlace.objects.filter(pain__check_in__uid=taps.KEY).order_by("site")
    return [(place.code, place.carried_from) for place in places]


def carry(client, record) -> None:
    """Take the first three taps."""
    taps.worst(client, record)
    taps.tap(client, record, "signs", none_of_these="on")
    taps.tap(client, record, "same")


def test_places_come_over_marked_with_the_day_they_are_from(owner, record, access):
    cast.make_pain(access, YESTERDAY, [("thigh", "left"), ("hip", "right")])
    carry(owner, record)
    assert carried() == [("hip.right", date(2026, 3, 1)), ("thigh.left", date(2026, 3, 1))]


def test_how_bad_it_was_and_every_detail_stay_behind(owner, record, access):
    earlier = cast.make_pain(access, YESTERDAY, [("hip", "left")], worst_24h=9, now=8)
    details = {"intensity": 9, "is_new": True, "pattern": "flares", "qualities": ["dull"]}
    earlier.places.update(**details)
    carry(owner, record)
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    place = pain.places.get()
    assert (pain.worst_24h, pain.now) == (6, None)
    assert (place.intensity, place.is_new, place.pattern, place.qualities) == (None, None, "", [])


@pytest.mark.parametrize(("hours", "offered"), [(47, True), (48, True), (49, False)])
def test_only_places_of_the_last_48_hours_are_offered_and_carried(
    owner, record, access, hours, offered
):
    cast.make_number(access)
    cast.make_pain(access, cast.NOON - timedelta(hours=hours), [("hip", "left")])
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    assert (SAME in taps.page(owner, record).content.decode()) is offered
    taps.tap(owner, record, "same")
    assert bool(carried()) is offered


def test_without_an_earlier_place_the_tap_is_not_offered_and_does_nothing(owner, record, access):
    cast.make_number(access)
    cast.make_pain(access, YESTERDAY)
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    assert SAME not in taps.page(owner, record).content.decode()
    assert taps.tap(owner, record, "same").status_code == 302
    assert carried() == []


def test_places_carried_twice_keep_the_day_they_were_first_said(
    clock, sign_in, patient, owner, record, access
):
    cast.make_pain(access, YESTERDAY, [("hip", "left")])
    carry(owner, record)
    taps.tap(owner, record, "done")
    clock.shift(timedelta(days=1))
    key, next_day = uuid.uuid4(), sign_in(patient)
    taps.worst(next_day, record, key=key)
    taps.tap(next_day, record, "same", key)
    place = PainPlace.objects.get(pain__check_in__uid=key)
    assert place.carried_from == date(2026, 3, 1)


def test_the_third_tap_twice_is_one(owner, record, access):
    cast.make_pain(access, YESTERDAY, [("hip", "left")])
    carry(owner, record)
    taps.tap(owner, record, "same")
    assert len(carried()) == 1
    assert PainEntry.objects.get(check_in__uid=taps.KEY).version == 2


def test_places_said_today_are_not_replaced_by_carried_ones(owner, record, access):
    cast.make_pain(access, YESTERDAY, [("hip", "left")])
    taps.worst(owner, record)
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    with changing(access):
        saving.keep_changed(access, pain, 1, {"places": [PainPlace(site="jaw", side="middle")]})
    taps.tap(owner, record, "same")
    assert carried() == [("jaw.middle", None)]


def test_a_removed_pain_carries_nothing(owner, record, access):
    earlier = cast.make_pain(access, YESTERDAY, [("hip", "left")])
    with changing(access):
        saving.remove(access, earlier, 1)
    carry(owner, record)
    assert carried() == []


def test_removing_the_first_taps_pain_removes_what_was_carried_onto_it(owner, record, access):
    cast.make_pain(access, YESTERDAY, [("hip", "left")])
    carry(owner, record)
    taps.tap(owner, record, "remove")
    standing = PainPlace.objects.filter(pain__removed_at=None)
    assert [place.carried_from for place in standing] == [None]
