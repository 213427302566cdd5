"""Everything that was written, newest first, by kind, person and day."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Appointment, Decision, Question
from carelog.diary import check_in_taps as taps
from carelog.diary.kinds import RECORDED
from carelog.diary.timeline import SOURCES
from carelog.logs.models import KINDS, PainEntry, WeightEntry
from carelog.medications.models import Medication
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.safety.models import EmergencyFacts
from tests import cast, kinds

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_two():
    with time_machine.travel(cast.NOON + timedelta(hours=2), tick=False):
        yield


def shown(client, record, query="") -> list:
    """Return the lines of a page of the timeline."""
    return client.get(reverse("timeline", args=[record.uid]) + query).context["lines"]


def test_every_kind_stands_in_it_with_who_wrote_it(owner, record, access):
    undated = (Medication, Question, Decision, Appointment, EmergencyFacts)
    in_it = [kind for kind in RECORDED if kind not in undated]
    entries = [kinds.keep(access, kind) for kind in in_it]
    visit = kinds.keep(access, Appointment, starts_at=cast.NOON, ends_at=None)
    kinds.keep(access, Appointment)
    entries.append(visit)
    lines = shown(owner, record)
    assert {line.row.uid for line in lines} == {entry.uid for entry in entries}
    page = owner.get(reverse("timeline", args=[record.uid])).content.decode()
    assert page.count("by patient") == len(entries)
    assert all(reverse("entry", args=[record.uid, e, e.uid]) in page for e in entries)


def test_an_empty_timeline_says_so(owner, record):
    assert b"Nothing stands here." in owner.get(reverse("timeline", args=[record.uid])).content


def test_newest_day_first_and_in_a_day_the_latest(owner, record, access):
    for days, hours in ((1, 0), (0, -3), (0, 0), (2, 0)):
        at = cast.NOON - days * DAY + timedelta(hours=hours)
        cast.make_pain(access, at, worst_24h=days)
    found = [(line.day, line.at.hour) for line in shown(owner, record)]
    assert found == sorted(found, reverse=True)


def test_a_removed_entry_is_not_in_it(owner, record, access):
    pain = cast.make_pain(access)
    with changing(access):
        saving.remove(access, pain, 1)
    assert shown(owner, record) == []


def test_by_kind_by_person_and_by_day(owner, record, access, caregiver):
    theirs = cast.make_pain(cast.access_of(record, caregiver))
    mine = cast.make_pain(access, cast.NOON - 3 * DAY)
    weight = kinds.keep(access, WeightEntry)

    def uids(query):
        return {line.row.uid for line in shown(owner, record, query)}

    assert uids("?kind=weight") == {weight.uid}
    assert uids("?by=2") == {theirs.uid}
    assert uids("?by=1&kind=pain") == {mine.uid}
    assert uids("?end=2026-02-28") == {mine.uid}
    assert uids("?start=2026-03-01&end=2026-03-02") == {theirs.uid, weight.uid}


def test_a_check_in_that_says_something_of_its_own_stands_in_it(owner, record, access):
    sitting = taps.too_ill(access, uuid.uuid4(), date(2026, 3, 2))
    taps.start(access, uuid.uuid4(), 4, date(2026, 3, 2))
    lines = shown(owner, record, "?kind=check-in")
    assert [(line.row.uid, line.said) for line in lines] == [(sitting.uid, "too ill")]


def test_the_one_thing_for_the_team_shows_only_to_those_who_see_notes(owner, sign_in, access):
    check_in = taps.start(access, uuid.uuid4(), 4, date(2026, 3, 2))
    taps.finish(access, check_in, "my back")
    reader = cast.make_user("reader")
    place = cast.join(access.patient, reader, "viewer", "caregiver")
    client = sign_in(reader)
    assert [line.said for line in shown(client, access.patient, "?kind=check-in")] == ["my back"]
    place.scope = ["pain"]
    place.save()
    assert shown(client, access.patient, "?kind=pain")
    page = client.get(reverse("timeline", args=[access.patient.uid])).content.decode()
    assert "my back" not in page


def test_a_kind_outside_the_scope_is_not_in_it_and_cannot_be_asked_for(sign_in, record, access):
    kinds.keep(access, WeightEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["pain"])
    client = sign_in(reader)
    assert shown(client, record) == []
    assert client.get(reverse("timeline", args=[record.uid]) + "?kind=weight").status_code == 400


def test_pages_follow_each_other_without_a_gap_or_a_double(owner, record, access):
    # Many lines of the same moment and of several kinds: the hardest order to keep.
    made = [kinds.keep(access, kind) for _n in range(8) for kind in KINDS]
    made += [cast.make_pain(access, cast.NOON - DAY) for _n in range(30)]
    seen, query = [], ""
    while True:
        context = owner.get(reverse("timeline", args=[record.uid]) + query).context
        seen += [line.row.uid for line in context["lines"]]
        if "older" not in context:
            break
        query = "?" + context["older"]
    assert len(seen) == len(made)
    assert set(seen) == {entry.uid for entry in made}


@pytest.mark.parametrize(
    "query",
    ["?kind=odd", "?by=9", "?start=soon", "?after=pain", "?after=pain.x", "?after=odd." + "0" * 36],
)
def test_a_query_that_cannot_be_is_refused(owner, record, query):
    assert owner.get(reverse("timeline", args=[record.uid]) + query).status_code == 400


def test_a_line_of_another_record_is_no_place_to_go_on_from(owner, record, stranger):
    theirs = cast.make_pain(cast.access_of(stranger.memberships.get().patient, stranger))
    address = reverse("timeline", args=[record.uid]) + f"?after=pain.{theirs.uid}"
    assert owner.get(address).status_code == 400


@pytest.mark.parametrize("many", [1, 60, 200])
def test_one_query_a_kind_whatever_there_is(owner, record, access, many):
    rows = [kinds.example(PainEntry, record) for _n in range(many)]
    PainEntry.everything.bulk_create(rows)
    address = reverse("timeline", args=[record.uid])
    owner.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        owner.get(address)
    own = [q for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(own) <= 6 + len(SOURCES)


def test_a_line_says_who_wrote_it_who_they_are_and_for_whom(owner, record, caregiver):
    cast.make_pain(cast.access_of(record, caregiver))
    body = owner.get(reverse("timeline", args=[record.uid])).content.decode()
    assert "by caregiver (family or caregiver) for Test patient" in body
