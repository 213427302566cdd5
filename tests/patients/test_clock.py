"""What a time on the wall means: zones, the hour that comes twice, the hour that is skipped."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from carelog.patients import clock
from carelog.patients.models import Patient


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def living_in(zone: str) -> Patient:
    return Patient(name="N", zone=zone)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-03-02T12:00", "Europe/Berlin", "2026-03-02T11:00+00:00"),
        ("2026-07-02T12:00", "Europe/Berlin", "2026-07-02T10:00+00:00"),
        ("2026-03-02T12:00", "Asia/Kathmandu", "2026-03-02T06:15+00:00"),
        ("2026-03-02T12:00", "Asia/Kolkata", "2026-03-02T06:30+00:00"),
        ("2026-03-02T12:00", "America/St_Johns", "2026-03-02T15:30+00:00"),
        ("2026-03-02T12:00", "Australia/Eucla", "2026-03-02T03:15+00:00"),
        ("2026-03-02T12:00", "Pacific/Kiritimati", "2026-03-01T22:00+00:00"),
        ("2026-03-02T12:00", "Pacific/Chatham", "2026-03-01T22:15+00:00"),
    ],
)
def test_a_time_on_the_wall_is_a_moment_in_its_zone(wall, zone, moment):
    assert clock.resolve(at(wall), zone) == (at(moment), False)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30+00:00"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30+00:00"),
        # Half an hour only comes twice here.
        ("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45+00:00"),
    ],
)
def test_the_hour_that_comes_twice_means_its_first_coming(wall, zone, moment):
    assert clock.resolve(at(wall), zone) == (at(moment), False)


@pytest.mark.parametrize(
    ("wall", "zone", "lands_on"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:30"),
        ("2026-03-08T02:00", "America/New_York", "2026-03-08T03:00"),
        ("2026-10-04T02:10", "Australia/Lord_Howe", "2026-10-04T02:40"),
        # The whole day was skipped when the date line moved.
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00"),
    ],
)
def test_a_time_that_is_skipped_moves_forward_by_the_gap(wall, zone, lands_on):
    moment, moved = clock.resolve(at(wall), zone)
    assert moved
    assert moment.tzinfo == UTC
    assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == at(lands_on)


@pytest.mark.parametrize("minutes", [-1, 60])
def test_beside_the_gap_nothing_moves(minutes):
    wall = at("2026-03-29T02:00") + timedelta(minutes=minutes)
    assert clock.resolve(wall, "Europe/Berlin")[1] is False


@pytest.mark.parametrize(
    ("zone", "today"),
    [
        ("Europe/Berlin", "2026-03-02"),
        ("Pacific/Kiritimati", "2026-03-03"),
        ("Pacific/Pago_Pago", "2026-03-02"),
        ("Asia/Kathmandu", "2026-03-02"),
        ("Pacific/Auckland", "2026-03-03"),
    ],
)
def test_today_is_the_patients_today(zone, today):
    with time_machine.travel(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), tick=False):
        assert clock.today(living_in(zone)) == date.fromisoformat(today)


@pytest.mark.parametrize(
    ("local", "is_small"),
    [("23:59", False), ("00:00", True), ("03:59", True), ("04:00", False), ("12:00", False)],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"])
def test_small_hours_last_from_midnight_to_four_on_the_patients_clock(zone, local, is_small):
    now = at(f"2026-03-02T{local}").replace(tzinfo=ZoneInfo(zone))
    with time_machine.travel(now, tick=False):
        assert clock.is_small_hours(living_in(zone)) is is_small


def test_the_day_changes_at_the_patients_midnight():
    midnight = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Kathmandu"))
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False) as traveller:
        assert clock.today(living_in("Asia/Kathmandu")) == date(2026, 3, 1)
        traveller.shift(timedelta(seconds=1))
        assert clock.today(living_in("Asia/Kathmandu")) == date(2026, 3, 2)


def test_the_day_before_the_first_of_march_can_be_a_leap_day():
    assert clock.day_before(date(2028, 3, 1)) == date(2028, 2, 29)
    assert clock.day_before(date(2026, 1, 1)) == date(2025, 12, 31)


def test_the_zones_offered_are_places_and_each_can_be_used():
    names = clock.zone_names()
    assert {"Europe/Berlin", "Asia/Kathmandu", "America/Argentina/Ushuaia"} <= {*names}
    assert not {"UTC", "EST", "Etc/GMT+5", "Etc/UTC", "localtime"} & {*names}
    assert [*names] == sorted(names)
    assert all(clock.resolve(at("2026-03-02T12:00"), name) for name in names)
