"""The days of the demo: 365 of them, numbered from 0; the last one is yesterday."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.patients import clock

DAYS = 365
ZONE = "Europe/Berlin"
HOSPITAL = (160, 12)
GAPS = (HOSPITAL, (282, 4), (350, 1))
#: Days on which the person was too ill for more than one tap.
ILL = (120, 231)
MORPHINE, LAXATIVE, MORE_MORPHINE = 75, 90, 251
CONSTIPATED = range(82, 88)
FALLS = (97, 260)
CAREGIVER_JOINS = 12


@dataclass(frozen=True)
class Calendar:
    """The days before `today`, on the record's clock."""

    today: date

    def day(self, number: int) -> date:
        """Return the date of a day; numbers from 365 on are today and later."""
        return self.today + timedelta(days=number - DAYS)

    def moment(self, number: int, hour: int, minute: int = 0) -> datetime:
        """Return the moment (UTC) the clock on the wall shows a time of a day."""
        wall = datetime.combine(self.day(number), time(hour, minute))
        return clock.resolve(wall, ZONE)[0]

    def working_day(self, number: int) -> int:
        """Return the day itself, or the Friday before it where it falls on a weekend."""
        return number - max(0, self.day(number).weekday() - 4)

    @property
    def treatment(self) -> int:
        """Return the day of radiotherapy, two months before today and no weekend."""
        return next(n for n in range(305, 308) if self.day(n).weekday() < 5)

    @property
    def night(self) -> int:
        """Return a day with entries on which the clocks change; in autumn if there is one."""
        changes = [n for n in range(1, DAYS) if self._change(n) and is_written(n)]
        return max(changes, key=lambda n: self._change(n))

    def _change(self, number: int) -> timedelta:
        """Return by how much a day is longer than 24 hours."""
        zone = ZoneInfo(ZONE)
        start, end = (
            datetime.combine(self.day(n), time(), zone).astimezone(UTC)
            for n in (number, number + 1)
        )
        return end - start - timedelta(days=1)


def is_written(number: int) -> bool:
    """Say whether anything was written on a day."""
    return not any(first <= number < first + length for first, length in GAPS)


def written_before(number: int) -> int:
    """Return the day itself, or the last one before it with entries."""
    return next(n for n in range(number, -1, -1) if is_written(n))


def is_caregivers(number: int) -> bool:
    """Say whether the caregiver wrote on a day: on every tenth."""
    return number >= CAREGIVER_JOINS and number % 10 == 5


def is_short(number: int) -> bool:
    """Say whether a day has a pain score alone, without a check-in."""
    return number % 13 == 7 and number not in range(CONSTIPATED[0] - 2, CONSTIPATED[-1] + 3)
