"""What a live link grants: reading, within its scope and its days, and nothing else."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from carelog.appointments.models import Appointment, Event, Question
from carelog.diary.kinds import RECORDED
from carelog.entries.models import Dated
from carelog.logs.models import CheckIn, PainEntry, WeightEntry
from carelog.medications.models import Medication
from carelog.patients.access import Access, Grant, changing, open_record
from carelog.patients.models import AccessEvent
from carelog.safety.models import RaisedWarning
from tests import cast, kinds

TODAY = cast.NOON.date()
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def grant(record, *domains, **limits) -> Grant:
    return Grant(record, frozenset(domains), uuid.uuid4(), **limits)


def opened(record, *domains, **limits) -> Access:
    return open_record(grant(record, *domains, **limits), record.uid, page="summary")


def test_a_link_reads_what_is_in_its_scope_and_nothing_else(record, access):
    cast.make_pain(access)
    kinds.keep(access, WeightEntry)
    link = opened(record, "pain")
    assert link.rows(PainEntry).count() == 1
    assert not link.rows(WeightEntry).exists()


def test_a_link_never_writes(record):
    with pytest.raises(PermissionDenied):
        open_record(grant(record, "pain"), record.uid, page="summary", writing=True)
    with pytest.raises(PermissionDenied), changing(opened(record, "pain")):
        pass


def test_a_link_opens_its_own_record_alone(record, stranger):
    other = stranger.memberships.get().patient
    with pytest.raises(Http404):
        open_record(grant(record, "pain"), other.uid, page="summary")
    assert AccessEvent.objects.get().act == "denied"


def test_a_reading_is_noted_under_the_key_of_the_opening(record):
    link = grant(record, "pain")
    open_record(link, record.uid, page="summary")
    assert AccessEvent.objects.get().actor == link.access_key


def test_a_link_of_some_days_shows_them_and_their_edges_alone(record, access):
    for back in range(5):
        cast.make_pain(access, at=cast.NOON - back * DAY, worst_24h=back)
    link = opened(record, "pain", starts=TODAY - 3 * DAY, ends=TODAY - DAY)
    scores = link.rows(PainEntry).order_by("day").values_list("worst_24h", flat=True)
    assert list(scores) == [3, 2, 1]


@pytest.mark.parametrize("kind", [k for k in RECORDED if issubclass(k, Dated)], ids=str)
def test_whatever_has_a_day_is_limited_by_it(kind):
    assert kind.dated_by == "day"


def test_check_ins_warnings_and_events_are_limited_too():
    assert CheckIn.dated_by == "day"
    assert RaisedWarning.dated_by == "raised_at"
    assert Event.dated_by == "started_on"


def test_the_days_of_a_warning_are_those_of_the_records_clock(record, access):
    # Half past midnight in Berlin is still the day before in UTC.
    raised = datetime(2026, 3, 2, 0, 30, tzinfo=BERLIN)
    RaisedWarning.objects.create(patient=record, rule="RF-01", rules_version="1", raised_at=raised)
    seen = opened(record, "warnings", starts=date(2026, 3, 2), ends=date(2026, 3, 2))
    assert seen.rows(RaisedWarning).exists()
    before = opened(record, "warnings", starts=date(2026, 3, 1), ends=date(2026, 3, 1))
    assert not before.rows(RaisedWarning).exists()


def test_visits_to_come_are_shown_and_past_ones_before_the_first_day_are_not(record, access):
    for days in (-9, -1, 9):
        kinds.keep(access, Appointment, starts_at=cast.NOON + days * DAY, ends_at=None)
    link = opened(record, "visits", starts=TODAY - 3 * DAY, ends=TODAY)
    starts = {visit.starts_at.date() - TODAY for visit in link.rows(Appointment)}
    assert starts == {-DAY, 9 * DAY}


def test_medicines_and_open_questions_have_no_day_and_are_seen_whole(record, access):
    kinds.keep(access, Medication)
    kinds.keep(access, Question)
    link = opened(record, "medicines", "visits", starts=TODAY, ends=TODAY)
    assert link.rows(Medication).count() == 1
    assert link.rows(Question).count() == 1
