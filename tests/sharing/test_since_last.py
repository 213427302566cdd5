"""What others did since I last looked, in my scope, until I say that I have seen it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.logs.models import WeightEntry
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def later(record, clock):
    """An hour after everyone has joined."""
    clock.move_to(cast.NOON + timedelta(hours=1))


@pytest.fixture
def theirs(record, caregiver):
    return cast.access_of(record, caregiver)


def path(record):
    return reverse("since_last", args=[record.uid])


def seen(client, record):
    return " ".join(client.get(path(record)).content.decode().split())


def press(client, record):
    until = client.get(path(record)).context["found"][0].at
    return client.post(path(record), {"until": f"{until:%Y-%m-%d %H:%M:%S.%f}"})


def test_what_another_wrote_stands_there_with_who_and_when(owner, record, theirs, later):
    cast.make_pain(theirs, worst_24h=8)
    page = seen(owner, record)
    assert "worst 8" in page
    assert "Written · by caregiver (family or caregiver) for Test patient · 2 Mar, 14:00" in page


def test_a_person_without_a_name_is_not_named_by_their_address(sign_in, record, clinician, later):
    nameless = cast.make_user("nameless")
    type(nameless).objects.filter(pk=nameless.pk).update(name="")
    cast.join(record, nameless, "editor", "caregiver")
    cast.make_pain(cast.access_of(record, nameless))
    page = seen(sign_in(clinician), record)
    assert "nameless@example.org" not in page
    assert "by – (family or caregiver) for Test patient" in page


def test_what_i_wrote_myself_does_not(owner, record, access, later):
    cast.make_pain(access, worst_24h=8)
    assert "Nothing was written by others." in seen(owner, record)


def test_a_correction_and_a_removal_by_another_stand_there(owner, record, access, theirs, later):
    entry = kinds.keep(theirs, WeightEntry)
    with changing(theirs):
        saving.remove(theirs, entry, entry.version)
    page = seen(owner, record)
    assert "Removed · by caregiver (family or caregiver)" in page
    assert '<span class="pill">removed</span>' in page


def test_once_seen_it_is_gone_and_what_comes_after_stands_there(
    owner, record, theirs, later, clock
):
    cast.make_pain(theirs, worst_24h=8)
    press(owner, record)
    assert "worst 8" not in seen(owner, record)
    clock.move_to(cast.NOON + timedelta(minutes=80))
    cast.make_pain(theirs, worst_24h=3)
    assert "worst 3" in seen(owner, record)


def test_what_came_while_the_page_was_open_is_not_marked_as_seen(
    owner, record, theirs, later, clock
):
    cast.make_pain(theirs, worst_24h=8)
    until = owner.get(path(record)).context["found"][0].at
    clock.move_to(cast.NOON + timedelta(minutes=80))
    cast.make_pain(theirs, worst_24h=3)
    owner.post(path(record), {"until": f"{until:%Y-%m-%d %H:%M:%S.%f}"})
    assert "worst 3" in seen(owner, record)


def test_each_person_has_a_mark_of_their_own(owner, sign_in, record, theirs, clinician, later):
    cast.make_pain(theirs, worst_24h=8)
    press(owner, record)
    assert "worst 8" in seen(sign_in(clinician), record)


def test_what_is_out_of_scope_does_not_stand_there(sign_in, record, theirs, clinician, later):
    kinds.keep(theirs, WeightEntry)
    clinician.memberships.update(scope=["pain"])
    assert "Nothing was written by others." in seen(sign_in(clinician), record)


@pytest.mark.parametrize("until", ["", "soon", "9999-99-99", "\0"])
def test_a_mark_that_is_no_moment_is_refused(owner, record, until):
    assert owner.post(path(record), {"until": until}).status_code == 400


def test_a_mark_in_the_future_counts_as_now(owner, record, patient, later):
    owner.post(path(record), {"until": "2099-01-01 00:00:00"})
    assert patient.memberships.get().looked_at == cast.NOON + timedelta(hours=1)


def test_the_number_of_queries_does_not_grow(owner, record, theirs, later):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            seen(owner, record)
        return len(captured)

    cast.make_pain(theirs)
    seen(owner, record)
    few = asked()
    for _n in range(70):
        cast.make_pain(theirs)
    assert asked() == few
    assert "And 11 more." in seen(owner, record)
