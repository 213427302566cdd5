"""How many days a page says that it counts: as many as it does, and as its reader may see."""

import re

import pytest
import time_machine

from carelog.dashboard.forms import PERIODS, PeriodForm
from carelog.diary.own_numbers import own_numbers
from carelog.diary.reasons import BY_CODE
from carelog.logs.models import FallEntry, MobilityEntry, PainEntry, WeightEntry
from carelog.medications.models import Dose, Medication
from carelog.summary.sections import in_words, summarise
from tests import cast, kinds
from tests.summary.record import DAY, TODAY, shares

#: Each day has one of each, longer back than any window reaches.
WRITTEN = 200


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(scope="module")
def each_day(shared_database):
    """The owner's access to a record with a fall, a dose, a walk and pain of 8 on every day."""
    owner = cast.make_user("each-day")
    access = cast.access_of(cast.make_patient(owner), owner)
    with time_machine.travel(cast.NOON, tick=False):
        medicine = kinds.put_medicine(access.patient)
        Medication.everything.filter(pk=medicine.pk).update(stopped_on=None, stop_reason="")
        for back in range(WRITTEN):
            when = {"at": cast.NOON - back * DAY, "day": TODAY - back * DAY}
            kinds.keep(access, FallEntry, kind="fall", **when)
            kinds.keep(access, Dose, skip_reason="", relief_pct=None, relief_at=None, **when)
            kinds.keep(access, MobilityEntry, walk_minutes=10, function_level=1, **when)
            kinds.keep(access, PainEntry, worst_24h=8, **when)
        for back in (0, 30, 180):
            when = {"at": cast.NOON - back * DAY, "day": TODAY - back * DAY}
            kinds.keep(access, WeightEntry, **when)
    return access


def words_of(access) -> str:
    """Return all the sections of the summary as one text."""
    found = summarise(access, since=None, today=TODAY)
    return repr([section.said for section in in_words(access, found).sections])


def counts_in(words: str) -> dict[int, set[int]]:
    """Return what is counted in a text, by the days it is said to be counted in."""
    found: dict[int, set[int]] = {}
    for count, days in re.findall(r"(\d+) in (\d+) days", words):
        found.setdefault(int(days), set()).add(int(count))
    return found


@pytest.mark.django_db
def test_what_happens_each_day_is_counted_as_often_as_there_are_days(each_day):
    words = words_of(each_day)
    assert counts_in(words) == {30: {30}, 90: {90}}
    assert "level 1 on 30 of 30 logged days" in words
    assert "'Last 7 days')" in words
    assert "on 7 days'" in words
    assert "'Last 30 days: 30 taken'" in words


@pytest.mark.django_db
@pytest.mark.parametrize("days", [8, 12, 30, 45])
def test_no_window_is_wider_than_what_a_link_shows(each_day, days):
    words = words_of(shares(each_day.patient, starts=TODAY - (days - 1) * DAY))
    wide = r"(?:in|of|[Ll]ast) (\d+) days|level 1 on (\d+)|(\d+) taken"
    said = {int(number) for found in re.findall(wide, words) for number in found if number}
    assert max(said) == days
    assert all(counts == {window} for window, counts in counts_in(words).items())
    assert ("Before: not shared" in words) == (days <= 30)
    assert "about half a year" not in words


@pytest.mark.parametrize("period", [code for code, _label in PERIODS if code.isdigit()])
def test_a_period_of_trends_has_its_days(period):
    form = PeriodForm({"period": period}, today=TODAY)
    assert form.is_valid()
    start, end = form.window(None)
    assert ((end - start).days + 1, end) == (int(period), TODAY)


@pytest.mark.django_db
def test_a_week_of_a_reason_and_the_month_of_a_page_have_their_days(each_day):
    assert BY_CODE["strong_pain"].times(each_day) == 7
    assert (TODAY - own_numbers(each_day, ["pain"])["start"]).days + 1 == 30
