"""A month at a glance: a day is a colour and a digit, and silence is told from all else."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.appointments.models import Appointment
from carelog.diary import check_in_taps as taps
from carelog.diary.months import month_asked
from carelog.logs.models import MoodEntry, PainEntry, WeightEntry
from carelog.medications.models import Dose
from carelog.patients.access import ALL_DOMAINS
from tests import cast, kinds

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
MONTH_AFTER = cast.NOON + 45 * DAY


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def page_of(client, record, query="") -> str:
    """Return the page of a month."""
    response = client.get(reverse("month", args=[record.uid]) + query)
    assert response.status_code == 200
    return response.content.decode()


def told(page: str, day: date, record) -> str:
    """Return what the link of a day says to those who do not see it."""
    address = re.escape(reverse("day", args=[record.uid, day]))
    [words] = re.findall(rf'aria-label="([^"]*)"\s+href="{address}"', page)
    return words


def month(client, record, query=""):
    """Return the numbers of a month."""
    return client.get(reverse("month", args=[record.uid]) + query).context["month"]


def days(client, record, query="") -> dict:
    """Return the days of a month by their number."""
    weeks = month(client, record, query).weeks
    return {day.day.day: day for week in weeks for day in week if day}


def dose(access, at=cast.NOON, **values):
    return kinds.keep(access, Dose, at=at, day=at.date(), relief_at=None, relief_pct=None, **values)


def test_a_day_says_its_worst_pain_its_doses_and_its_visits(owner, record, access):
    cast.make_pain(access, worst_24h=3)
    cast.make_pain(access, worst_24h=5, now=6)
    for _dose in range(3):
        dose(access)
    dose(access, skip_reason="asleep", units=None)
    kinds.keep(access, Appointment, starts_at=cast.NOON, ends_at=None, state="done")
    page = page_of(owner, record)
    assert told(page, MONDAY, record) == "Monday 2 March: worst pain 6, 3 doses, 1 visit"
    assert days(owner, record)[2].band == "moderate"
    assert re.search(r'class="pain moderate"', page)
    assert re.search(r"\+3\s+V", page)


def test_ill_silent_and_written_days_are_told_apart(owner, record, access):
    cast.make_pain(access, cast.NOON - 5 * DAY)
    taps.too_ill(access, uuid.uuid4(), MONDAY - DAY)
    weight = cast.NOON - 4 * DAY
    kinds.keep(access, WeightEntry, at=weight, day=weight.date())
    february = days(owner, record, "?of=2026-02")
    states = {number: february[number].state for number in (24, 25, 26, 27)}
    assert states == {24: "before", 25: "pain", 26: "other", 27: "silent"}
    march = days(owner, record)
    assert (march[1].state, march[1].words) == ("ill", "Sunday 1 March: too ill")
    page = page_of(owner, record, "?of=2026-02")
    assert told(page, date(2026, 2, 26), record).endswith("no pain number, other entries")
    assert told(page, date(2026, 2, 27), record) == "Friday 27 February: no entry"


def test_a_number_said_on_an_ill_day_stands_beside_the_word(owner, record, access):
    taps.too_ill(access, uuid.uuid4(), MONDAY)
    cast.make_pain(access, worst_24h=8)
    page = page_of(owner, record)
    assert told(page, MONDAY, record) == "Monday 2 March: worst pain 8, too ill"
    assert 'class="pain severe ill"' in page


def test_no_day_before_the_first_entry_is_called_silent(owner, record, access):
    assert {day.state for day in days(owner, record).values()} == {"before", "today", "to-come"}
    cast.make_pain(access, cast.NOON - 2 * DAY)
    february = days(owner, record, "?of=2026-02")
    assert {day.state for day in february.values()} == {"before", "pain"}
    assert days(owner, record)[1].state == "silent"


def test_today_is_not_silent_before_it_is_over(owner, record, access):
    cast.make_pain(access, cast.NOON - 2 * DAY)
    assert days(owner, record)[2].state == "today"
    assert told(page_of(owner, record), MONDAY, record) == "Monday 2 March: no entry yet"


def test_days_to_come_are_no_links_and_say_a_booked_visit(owner, record, access):
    kinds.keep(access, Appointment)
    page = page_of(owner, record)
    assert reverse("day", args=[record.uid, MONDAY]) in page
    assert reverse("day", args=[record.uid, MONDAY + DAY]) not in page
    assert "Tuesday 3 March: 1 visit" in page


@pytest.mark.parametrize("state", ["cancelled", "missed"])
def test_a_visit_that_was_none_is_not_marked(owner, record, access, state):
    kinds.keep(access, Appointment, starts_at=cast.NOON, ends_at=None, state=state)
    assert days(owner, record)[2].visits == 0


def test_a_visit_stands_on_the_day_of_the_records_clock(owner, record, access):
    half_past_midnight = cast.NOON.replace(hour=23, minute=30) - DAY
    kinds.keep(access, Appointment, starts_at=half_past_midnight, ends_at=None, state="done")
    found = days(owner, record)
    assert (found[1].visits, found[2].visits) == (0, 1)


def test_an_entry_of_last_night_stands_on_the_day_it_was_meant_for(owner, record, access):
    night = cast.NOON.replace(hour=1)
    kinds.keep(access, PainEntry, at=night, day=MONDAY - DAY)
    assert days(owner, record)[1].worst == 7


def test_one_leads_back_to_the_first_month_and_on_to_the_current_one(owner, record, access):
    assert (month(owner, record).before, month(owner, record).after) == (None, None)
    cast.make_pain(access, cast.NOON - 40 * DAY)
    assert month(owner, record).before == date(2026, 2, 1)
    assert month(owner, record, "?of=2026-02").before == date(2026, 1, 1)
    january = month(owner, record, "?of=2026-01")
    assert (january.before, january.after) == (None, date(2026, 2, 1))


@pytest.mark.parametrize("text", ["soon", "2026-13", "2026-04", "0001-01", "2026-1", "٢٠٢٦-٠١"])
def test_a_month_that_cannot_be_shown_is_said_and_the_current_one_stands_there(owner, record, text):
    assert month_asked(text, MONDAY) is None
    page = page_of(owner, record, f"?of={text}")
    assert "That month cannot be shown." in page
    assert "<h1>March 2026</h1>" in page


def test_what_is_not_shared_is_left_out_and_said(sign_in, record, access):
    cast.make_pain(access, worst_24h=9)
    dose(access)
    kinds.keep(access, Appointment, starts_at=cast.NOON, ends_at=None, state="done")
    reader = cast.make_user("reader")
    place = cast.join(record, reader, "viewer", "caregiver", scope=["visits"])
    page = page_of(sign_in(reader), record)
    assert told(page, MONDAY, record) == "Monday 2 March: 1 visit"
    assert "Not shared with you in this record: pain, doses." in page
    assert "no entry that you may see" in page
    assert "severe" not in page
    place.scope = sorted(ALL_DOMAINS - {"visits"})
    place.save()
    page = page_of(sign_in(reader), record)
    assert told(page, MONDAY, record) == "Monday 2 March: worst pain 9, 1 dose"
    assert "Not shared with you in this record: visits." in page


def test_what_is_outside_the_scope_makes_no_day_look_written(sign_in, record, access):
    cast.make_pain(access, cast.NOON - DAY)
    kinds.keep(access, MoodEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver")
    assert days(sign_in(reader), record)[2].state == "today"


def test_a_reader_of_nothing_that_has_a_day_sees_an_empty_month(sign_in, record, access):
    cast.make_pain(access)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=[])
    assert {day.state for day in days(sign_in(reader), record).values()} <= {
        *("before", "today", "to-come")
    }


def test_quiet_mode_shows_neither_numbers_nor_colours(owner, patient, record, access):
    cast.make_pain(access, worst_24h=9)
    dose(access)
    taps.too_ill(access, uuid.uuid4(), MONDAY - DAY)
    patient.quiet = True
    patient.save()
    page = page_of(owner, record)
    assert "Quiet mode is on" in page
    assert told(page, MONDAY, record) == "Monday 2 March: other entries"
    assert told(page, MONDAY - DAY, record) == "Sunday 1 March: other entries"
    assert not re.search(r"severe|moderate|\+1|<b>9|\bill\b", page.split("<main")[1])


@pytest.mark.parametrize("many", [1, 28])
def test_a_month_is_asked_for_in_a_constant_number_of_queries(owner, record, access, many):
    for back in range(many):
        cast.make_pain(access, cast.NOON - back * DAY)
        dose(access, cast.NOON - back * DAY)
    address = reverse("month", args=[record.uid]) + "?of=2026-02"
    owner.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert owner.get(address).status_code == 200
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 4 + 6


def test_the_timeline_leads_to_the_month_and_the_month_to_the_log(owner, record):
    timeline = owner.get(reverse("timeline", args=[record.uid])).content.decode()
    assert reverse("month", args=[record.uid]) in timeline
    assert reverse("log_index", args=[record.uid]) in page_of(owner, record)


def test_a_week_begins_on_monday_and_the_first_stands_under_its_weekday(owner, record):
    found = month(owner, record)
    assert found.weekdays[0].weekday() == 0
    first = found.weeks[0]
    assert [day and day.day.day for day in first] == [None] * 6 + [1]
