"""How often a page asks the database does not depend on how much was written."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.diary.timeline import SOURCES
from carelog.logs.models import DietEntry, MobilityEntry, PainEntry, WellbeingEntry
from tests import cast

TODAY = date(2026, 3, 2)
VALUES = {
    PainEntry: {"worst_24h": 4},
    MobilityEntry: {"walk_minutes": 10},
    DietEntry: {"appetite": 5},
    WellbeingEntry: {"fatigue": 3},
}
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


@pytest.fixture(autouse=True)
def _monday_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(scope="module", params=[1, 90, 3650])
def filled(request, shared_database):
    """A record with so many days, which only its owner has a place in."""
    owner = cast.make_user(f"owner-{request.param}")
    with time_machine.travel(cast.NOON, tick=False):
        record = cast.make_patient(owner)
        fill(record, request.param)
    return record


@pytest.fixture
def owner(filled, db, sign_in):
    """The owner's client."""
    return sign_in(filled.memberships.get().user)


def fill(record, days: int) -> None:
    """Store an entry of each of four kinds on every day up to today."""
    for kind, values in VALUES.items():
        kind.everything.bulk_create(
            kind(patient=record, zone=record.zone, digest="", day=day, at=noon(day), **values)
            for day in (TODAY - timedelta(days=back) for back in range(days))
        )


def noon(day: date) -> datetime:
    """Return noon of a day."""
    return datetime.combine(day, time(11), cast.NOON.tzinfo)


def asked(act, status: int) -> int:
    """Count what an act asks the database, beginning and end of transactions aside."""
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code == status
    return sum(not query["sql"].startswith(FRAME) for query in captured)


# One of them marks the session as used, at its first page alone.
@pytest.mark.parametrize(
    ("route", "of", "most"),
    [
        ("entry_new", PainEntry, 9),
        ("entry_list", PainEntry, 8),
        ("timeline", None, 7 + len(SOURCES)),
        ("month", None, 11),
        ("day", TODAY, 6 + len(SOURCES)),
    ],
)
def test_a_page_asks_a_few_times(owner, filled, route, of, most):
    address = reverse(route, args=[filled.uid, *([of] if of else [])])
    assert asked(lambda: owner.get(address), 200) <= most


@pytest.mark.parametrize(
    ("route", "typed"),
    [
        ("check_in_start", {"worst": "4"}),
        ("entry_new", {"worst_24h": "4", "version": "0", "when": "2026-03-02T12:00"}),
    ],
)
def test_a_save_asks_ten_times_at_most(
    owner, filled, route, typed, django_capture_on_commit_callbacks
):
    of_kind = [PainEntry] if route == "entry_new" else []
    address = reverse(route, args=[filled.uid, *of_kind])

    def save():
        with django_capture_on_commit_callbacks(execute=True):
            return owner.post(address, typed | {"uid": str(uuid.uuid4())})

    # The first one of a quarter of an hour stands in the access log, too.
    assert asked(save, 302) <= 13
    assert asked(save, 302) <= 10
