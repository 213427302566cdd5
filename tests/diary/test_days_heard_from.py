"""Too ill today is a word: no page, sentence, table or file takes such a day for silence."""

import csv
import io
import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from carelog.dashboard.heard import heard_days, too_ill_days
from carelog.logs.models import WellbeingEntry
from carelog.medications.models import Dose, Medication
from carelog.summary.daily import daily
from carelog.summary.period import period_of
from tests import cast, kinds
from tests.diary import taps

ILL, TODAY = date(2026, 3, 2), date(2026, 3, 3)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tomorrow(clock, sign_in, patient):
    """Return a function that goes on by a day and returns the owner's client of then."""

    def go(days: int = 1):
        clock.shift(days * A_DAY)
        return sign_in(patient)

    return go


@pytest.fixture(params=["alone", "beside a dose", "beside a pain number"])
def told(request, owner, record, caregiver, tomorrow):
    """A Monday too ill for an answer, alone or with what somebody else wrote; now is Tuesday."""
    by_other = cast.access_of(record, caregiver)
    taps.too_ill(owner, record)
    if request.param == "beside a dose":
        kinds.keep(by_other, Dose)
    elif request.param == "beside a pain number":
        cast.make_pain(by_other)
    return request.param, tomorrow()


def text_of(client, record, route: str, *more: object, query: str = "") -> str:
    """Return the words of a page."""
    page = client.get(reverse(route, args=[record.uid, *more]) + query).content.decode()
    return " ".join(strip_tags(page).split())


def test_one_function_says_it(told, access):
    assert heard_days(access, ILL, TODAY) == too_ill_days(access, ILL, TODAY) == {ILL}


def test_it_says_so_too_of_a_day_with_an_entry_of_any_kind_and_of_no_other(access):
    kinds.keep(access, WellbeingEntry, day=ILL)
    assert heard_days(access, date(2026, 2, 1), TODAY) == {ILL}
    assert too_ill_days(access, date(2026, 2, 1), TODAY) == set()


def test_today_tells_it_of_yesterday(told, record):
    beside, owner = told
    page = text_of(owner, record, "today")
    said = "5, and too ill." if beside == "beside a pain number" else "too ill."
    assert f"Yesterday: {said}" in page
    assert "no entry" not in page


def test_today_tells_a_reader_that_it_is_a_day_too_ill(owner, record, sign_in, clinician):
    taps.too_ill(owner, record)
    page = text_of(sign_in(clinician), record, "today")
    assert "Too ill today." in page
    assert "No pain entry today." not in page


def test_today_tells_it_beside_a_number_of_the_same_day(owner, record, sign_in, clinician):
    taps.worst(owner, record, 9)
    taps.too_ill(owner, record)
    for client in (owner, sign_in(clinician)):
        page = text_of(client, record, "today")
        assert "Worst pain today: 9. Too ill today." in page


def test_the_week_names_such_a_day_and_calls_no_day_silent_that_was_heard_from(
    owner, record, access, tomorrow
):
    kinds.keep(access, Dose)
    Medication.everything.update(only_when_needed=True)
    taps.too_ill(owner, record)
    taps.worst(tomorrow(), record, 4, key=uuid.uuid4())
    page = tomorrow().get(reverse("today", args=[record.uid])).content.decode()
    pain, doses = re.findall(r'role="img"\s+aria-label="([^"]+)"', page)
    assert "Mon: too ill. Tue: 4. Wed: no entry." in pain
    assert "Mon: 1. Tue: no entry." in doses
    assert " ".join(strip_tags(page).split()).count("Too ill: Mon") == 1


def test_yesterday_with_an_entry_of_another_kind_is_not_called_silent(record, access, tomorrow):
    kinds.keep(access, WellbeingEntry)
    assert "Yesterday: no pain number." in text_of(tomorrow(), record, "today")


def test_month_and_day_show_it(told, record):
    _beside, owner = told
    month = text_of(owner, record, "month", query="?of=2026-03")
    assert "Monday 2 March: no entry" not in month
    assert "too ill" in month
    assert "Too ill that day" in text_of(owner, record, "day", ILL)


def test_trends_say_draw_and_list_it(told, record):
    beside, owner = told
    page = owner.get(reverse("trends", args=[record.uid]) + "?period=7").content.decode()
    words = " ".join(strip_tags(page).split())
    if beside == "beside a pain number":
        assert 'class="m"' in page
        assert "Triangle: too ill that day." in words
    else:
        assert "On 1 day it says: too ill." in words
        assert "2 Mar 2026 too ill –" in words


def test_a_gap_ends_with_such_a_day(owner, record, access, tomorrow):
    for ago in (7, 0):
        at = cast.NOON - ago * A_DAY
        cast.make_pain(access, at)
        kinds.keep(access, WellbeingEntry, at=at, day=at.date())
    gap = "The longest stretch without an entry was %s days."
    before = text_of(owner, record, "trends", query="?period=30")
    taps.too_ill(tomorrow(-3), record)
    after = text_of(tomorrow(3), record, "trends", query="?period=30")
    assert before.count(gap % 6) == after.count(gap % 3) > 1
    assert gap % 6 not in after


def test_the_summary_counts_it(told, record, access):
    _beside, owner = told
    page = text_of(owner, record, "summary", query="?since=2026-03-01")
    assert "Something was written on 1 of these 3 days. On 1 day it says: too ill." in page
    assert "No entry was written in these days." not in page
    table = daily(access, period_of(access, date(2026, 3, 1), TODAY))
    assert [row[0].text for row in table.rows] == ["Mon 2 Mar 2026, too ill"]


def test_daily_csv_has_a_line_for_it(told, record):
    _beside, owner = told
    body = b"".join(owner.get(reverse("export_csv", args=[record.uid, "daily"])))
    lines = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    found = [line for line in lines if line["kind"] == "check-in"]
    assert [(line["day"], line["field"], line["value"]) for line in found] == [
        ("2026-03-02", "too_ill", "yes")
    ]
    assert found[0]["recorded_by_relation"] == "patient"
