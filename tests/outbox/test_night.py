"""Nothing that can wait is sent at night, on the receiver's clock, also where clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from carelog.outbox.models import Message
from carelog.outbox.night import after_night
from carelog.outbox.sending import send_due
from tests.outbox.servers import put_one

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
LATE = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)  # 22:30 in Berlin


def on_the_wall(text: str, zone: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "fold", "expected"),
    [
        (BERLIN, "2026-03-02 06:59", 0, "2026-03-02 07:00"),
        (BERLIN, "2026-03-02 07:00", 0, "2026-03-02 07:00"),
        (BERLIN, "2026-03-02 21:59", 0, "2026-03-02 21:59"),
        (BERLIN, "2026-03-02 22:00", 0, "2026-03-03 07:00"),
        (BERLIN, "2026-03-02 00:00", 0, "2026-03-02 07:00"),
        (BERLIN, "2026-12-31 23:00", 0, "2027-01-01 07:00"),
        # The night in which an hour is left out …
        (BERLIN, "2026-03-28 23:00", 0, "2026-03-29 07:00"),
        (BERLIN, "2026-03-29 03:30", 0, "2026-03-29 07:00"),
        (NEW_YORK, "2026-03-07 22:30", 0, "2026-03-08 07:00"),
        # … and the one in which an hour comes twice.
        (BERLIN, "2026-10-24 23:00", 0, "2026-10-25 07:00"),
        (BERLIN, "2026-10-25 02:30", 0, "2026-10-25 07:00"),
        (BERLIN, "2026-10-25 02:30", 1, "2026-10-25 07:00"),
        (NEW_YORK, "2026-10-31 22:30", 0, "2026-11-01 07:00"),
        # Here the clock moves by half an hour.
        (LORD_HOWE, "2026-04-04 23:00", 0, "2026-04-05 07:00"),
        ("Asia/Kathmandu", "2026-03-02 22:00", 0, "2026-03-03 07:00"),
    ],
)
def test_the_night_is_from_22_to_7_on_the_wall(zone, wall, fold, expected):
    found = after_night(on_the_wall(wall, zone, fold), zone)
    assert f"{found.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("evening", "hours"),
    [("2026-03-28 22:00", 8), ("2026-10-24 22:00", 10), ("2026-06-01 22:00", 9)],
)
def test_the_night_is_as_long_as_it_is(evening, hours):
    start = on_the_wall(evening, BERLIN)
    assert after_night(start, BERLIN) - start == timedelta(hours=hours)


def test_without_a_zone_there_is_no_night():
    assert after_night(LATE, "") == LATE


@pytest.mark.django_db
def test_what_can_wait_waits_for_the_morning_and_what_is_urgent_does_not(clock):
    clock.move_to(LATE)
    put_one("later", "later@example.org", quiet_zone=BERLIN)
    put_one("now", "now@example.org", quiet_zone=BERLIN, urgent=True)
    assert Message.objects.get(key="later").not_before == datetime(2026, 3, 3, 6, tzinfo=UTC)
    assert send_due().sent == 1
    assert [message.to for message in mail.outbox] == [["now@example.org"]]
    clock.move_to(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert send_due().sent == 1


@pytest.mark.django_db
def test_a_moment_that_was_asked_for_keeps_out_of_the_night_too():
    put_one(quiet_zone=BERLIN, not_before=LATE)
    assert Message.objects.get().not_before == datetime(2026, 3, 3, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_what_was_due_in_the_day_is_not_sent_at_night_by_a_late_sender(clock):
    put_one(quiet_zone=BERLIN)
    clock.move_to(LATE)
    assert send_due().sent == 0
    message = Message.objects.get()
    assert (message.tries, message.claimed_until) == (0, None)
    clock.move_to(datetime(2026, 3, 3, 6, 0, tzinfo=UTC))
    assert send_due().sent == 1


@pytest.mark.django_db
def test_a_second_try_keeps_out_of_the_night_too(clock, moody):
    moody.troubles["a@example.org"] = TimeoutError()
    clock.move_to(datetime(2026, 3, 2, 20, 59, 30, tzinfo=UTC))  # half a minute before ten
    put_one(quiet_zone=BERLIN)
    assert send_due().failed == 1
    assert Message.objects.get().not_before == datetime(2026, 3, 3, 6, tzinfo=UTC)
