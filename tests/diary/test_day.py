"""One day hour by hour: each mark at its hour, and the same in words with a link each."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.diary import check_in_taps as taps
from carelog.diary.day_lanes import axis_of, place
from carelog.diary.timeline import SOURCES
from carelog.logs.models import BreakthroughEntry, PainEntry, WeightEntry, WellbeingEntry
from carelog.medications.models import Dose
from tests import cast, kinds
from tests.safety.test_closing import close, raised

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"
#: Days on which the clocks of Berlin change.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture(autouse=True)
def _at_two():
    with time_machine.travel(cast.NOON + timedelta(hours=2), tick=False):
        yield


def context(client, record, day=MONDAY):
    """Return what the page of a day is made of."""
    response = client.get(reverse("day", args=[record.uid, day]))
    assert response.status_code == 200
    return response.context


def page_of(client, record, day=MONDAY) -> str:
    """Return the page of a day."""
    return client.get(reverse("day", args=[record.uid, day])).content.decode()


def lanes(client, record, day=MONDAY) -> dict:
    """Return the lanes of a day by their titles."""
    return {lane.title: lane for lane in context(client, record, day)["lanes"]}


def moment(hour: float, day=MONDAY, zone=BERLIN) -> datetime:
    """Return the moment of an hour on a clock."""
    wall = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_pain_flares_and_doses_stand_at_their_hours(owner, record, access):
    cast.make_pain(access, moment(6), worst_24h=4)
    cast.make_pain(access, moment(18), now=7)
    kinds.keep(access, BreakthroughEntry, at=moment(12), minutes=90, peak=8)
    kinds.keep(access, Dose, at=moment(12), relief_at=None, relief_pct=None)
    found = lanes(owner, record)
    assert [(mark.at, mark.value) for mark in found["Pain"].marks] == [(25, 4), (75, 7)]
    assert [(mark.at, mark.lasts) for mark in found["Flares"].marks] == [(50, 6.25)]
    assert [mark.at for mark in found["Oxycodone"].marks] == [50]
    assert found["Pain"].words == "4 at 06:00; 7 at 18:00"


def test_each_line_of_the_words_leads_to_its_entry_in_the_order_of_the_day(owner, record, access):
    late = cast.make_pain(access, moment(14))
    early = kinds.keep(access, WeightEntry, at=moment(8))
    assert [line.row.uid for line, _after in context(owner, record)["lines"]] == [
        early.uid,
        late.uid,
    ]
    page = page_of(owner, record)
    assert reverse("entry", args=[record.uid, PainEntry, late.uid]) in page
    assert "<b>Pain</b>: worst 5" in page
    assert "by patient" in page


def test_all_kinds_of_lines_stand_in_the_words(owner, record, access):
    taps.too_ill(access, uuid.uuid4(), MONDAY)
    for kind in kinds.TYPED:
        kinds.keep(access, kind)
    close(owner, record, raised(access, chest_pain=True)["RF-36"])
    found = {type(line.row) for line, _after in context(owner, record)["lines"]}
    assert len(found) >= len(SOURCES) - 2
    assert "Too ill that day" in page_of(owner, record)


def test_only_lanes_with_something_stand_there_and_that_of_pain(owner, record, access):
    kinds.keep(access, WeightEntry)
    assert [*lanes(owner, record)] == ["Pain"]
    assert lanes(owner, record)["Pain"].told == "no number"


def test_each_medicine_has_its_own_lane_and_a_skipped_dose_none(owner, record, access):
    kinds.keep(access, Dose, skip_reason="asleep", units=None, relief_at=None, relief_pct=None)
    assert [*lanes(owner, record)] == ["Pain"]
    kinds.keep(access, Dose, relief_at=None, relief_pct=None)
    assert lanes(owner, record)["Oxycodone"].told == "1 dose"


def test_sleep_is_told_and_not_drawn_for_its_hours_are_not_known(owner, record, access):
    kinds.keep(access, WellbeingEntry)
    lane = lanes(owner, record)["Sleep, the night before"]
    assert (lane.marks, lane.told) == ((), "5.5 hours, woken by pain 2 times")


def test_numbers_that_would_touch_are_written_once(owner, record, access):
    for minute, worst in ((0, 5), (10, 6), (20, 9)):
        cast.make_pain(access, moment(8 + minute / 60), worst_24h=worst)
    marks = lanes(owner, record)["Pain"].marks
    assert [mark.is_labelled for mark in marks] == [True, False, True]


def test_what_was_written_for_last_night_ends_the_day_it_was_meant_for(owner, record, access):
    cast.make_pain(access, moment(20, MONDAY - DAY))
    kinds.keep(access, PainEntry, at=moment(1.5), day=MONDAY - DAY)
    found = context(owner, record, MONDAY - DAY)
    assert [after for _line, after in found["lines"]] == [False, True]
    assert [mark.at for mark in found["lanes"][0].marks][-1] == 100
    assert "after midnight" in page_of(owner, record, MONDAY - DAY)
    assert context(owner, record)["lines"] == []


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (MONDAY, 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day, hours):
    axis = axis_of(day, BERLIN)
    assert axis.length == hours
    six = 6 + (hours - 24)
    assert axis.hours[0] == (0, 0)
    assert axis.hours[1] == (6, round(six / hours * 100, 2))
    assert axis.dusk == round((hours - 2) / hours * 100, 2)


def test_the_hour_that_comes_twice_stands_twice():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    places = [place(first + timedelta(hours=n), AUTUMN, BERLIN) for n in range(2)]
    assert places == [10, 14]


def test_a_day_whose_midnight_is_skipped_begins_an_hour_later():
    # In Santiago the clocks jump from midnight to one.
    axis = axis_of(date(2026, 9, 6), "America/Santiago")
    assert (axis.length, axis.hours[0][1]) == (23, 0)


def test_an_entry_stands_at_the_hour_its_own_clock_showed(owner, record, access):
    zone = "Asia/Kolkata"
    kinds.keep(access, PainEntry, at=moment(12, zone=zone), zone=zone)
    assert [mark.at for mark in lanes(owner, record)["Pain"].marks] == [50]


def test_the_page_says_that_the_clocks_changed(owner, record, access):
    with time_machine.travel(moment(20, SPRING), tick=False):
        cast.make_pain(access, moment(12, SPRING))
        page = page_of(owner, record, SPRING)
    assert "this day had 23 hours" in page
    assert "The clocks changed" not in page_of(owner, record)


def test_a_day_of_silence_says_so_and_what_one_can_do(owner, record, sign_in, clinician):
    page = page_of(owner, record, MONDAY - DAY)
    assert "Nothing is written for this day." in page
    assert "You can write down what you remember." in page
    assert "<svg role" not in page
    page = page_of(sign_in(clinician), record, MONDAY - DAY)
    assert "Nothing that you may see is written for this day." in page
    assert "You can write" not in page


def test_a_day_to_come_says_that_it_is(owner, record):
    page = page_of(owner, record, MONDAY + DAY)
    assert "This day is still to come." in page
    assert 'rel="next"' not in page


def test_one_leads_to_the_days_beside_it_and_back_to_the_month(owner, record):
    page = page_of(owner, record, MONDAY - DAY)
    for day in (MONDAY, MONDAY - 2 * DAY):
        assert reverse("day", args=[record.uid, day]) in page
    assert reverse("month", args=[record.uid]) + "?of=2026-03" in page
    assert reverse("day", args=[record.uid, MONDAY + DAY]) not in page_of(owner, record)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "1899-12-31", "2101-01-01", "today"])
def test_a_day_that_cannot_be_is_not_there(owner, record, text):
    address = reverse("day", args=[record.uid, MONDAY]).replace("2026-03-02", text)
    assert owner.get(address).status_code == 404


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 12, 31)])
def test_the_ends_of_the_calendar_are_days_too(owner, record, day):
    assert context(owner, record, day)["lines"] == []


def test_what_is_not_shared_is_left_out_and_said(sign_in, record, access):
    cast.make_pain(access, worst_24h=9)
    kinds.keep(access, BreakthroughEntry)
    kinds.keep(access, WeightEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["food"])
    page = page_of(sign_in(reader), record)
    assert "Weight" in page
    assert "Pain" not in page.split("<main")[1]
    assert "Some things in this record are not shared with you." in page


def test_quiet_mode_draws_nothing_and_says_no_score(owner, patient, record, access):
    entry = cast.make_pain(access, worst_24h=9)
    patient.quiet = True
    patient.save()
    page = page_of(owner, record)
    assert "Quiet mode is on" in page
    assert "Hour by hour" not in page
    assert "worst 9" not in page
    assert reverse("entry", args=[record.uid, PainEntry, entry.uid]) in page


@pytest.mark.parametrize("many", [1, 60])
def test_one_query_a_kind_whatever_there_is(owner, record, many):
    rows = [kinds.example(PainEntry, record) for _n in range(many)]
    PainEntry.everything.bulk_create(rows)
    address = reverse("day", args=[record.uid, MONDAY])
    owner.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert len(owner.get(address).context["lines"]) == many
    own = [q for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(own) <= 6 + len(SOURCES)


def test_no_style_stands_in_the_picture_and_no_number_is_in_another_notation(owner, record, access):
    cast.make_pain(access, moment(9.1))
    page = page_of(owner, record)
    assert " style=" not in page
    assert re.search(r'cx="37\.92%"', page)


def test_what_is_added_to_a_day_is_asked_for_that_day(owner, record, access, sign_in, clinician):
    add = f"{reverse('entry_new', args=[record.uid, PainEntry])}?day=2026-03-01"
    assert add in page_of(owner, record, MONDAY - DAY)
    form = owner.get(add).content.decode()
    assert 'value="2026-03-01T12:00"' in form
    cast.make_pain(access)
    page = page_of(owner, record)
    assert "Add to this day" in page
    assert "?day=" not in page
    assert "Add to this day" not in page_of(sign_in(clinician), record)


@pytest.mark.parametrize("text", ["2026-03-03", "2026-03-02", "soon", "0001-01-01"])
def test_a_day_that_is_not_over_or_none_leaves_the_form_at_now(owner, record, text):
    address = reverse("entry_new", args=[record.uid, PainEntry])
    form = owner.get(f"{address}?day={text}").content.decode()
    assert 'value="2026-03-02T15:00"' in form
