"""The days of one course, counted backwards: 0 is today. What each was like is luck, no story."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from carelog.patients import clock
from carelog.upkeep.demo.calendar import ZONE
from carelog.upkeep.demo.course import dice

#: Of so many days in a row, those on which nothing is written.
ROUND, GAPS = 46, (17, 40, 41)


@dataclass(frozen=True)
class Mood:
    """What a day was like: pain scores 0 to 10 in order, and luck for all the rest."""

    worst: int
    average: int
    least: int
    luck: random.Random

    def near(self, centre: float) -> int:
        """Return a number from 0 to 10 near another."""
        return max(0, min(10, round(self.luck.gauss(centre, 1.2))))


@dataclass(frozen=True)
class Days:
    """So many days up to `now` (UTC): with the same seed, number and length, the same days."""

    seed: int
    number: int
    length: int
    now: datetime

    @cached_property
    def today(self) -> date:
        """Return the last day, on the clock of every record here."""
        return self.now.astimezone(ZoneInfo(ZONE)).date()

    def day(self, back: int) -> date:
        """Return the date so many days ago."""
        return self.today - timedelta(days=back)

    def moment(self, back: int, hour: int, minute: int = 0) -> datetime:
        """Return a moment (UTC) of a day; what today has not reached yet is now."""
        wall = datetime.combine(self.day(back), time(hour, minute))
        return min(clock.resolve(wall, ZONE)[0], self.now)

    def when(self, back: int, hour: int, minute: int = 0) -> dict[str, Any]:
        """Return the moment, zone and day of a line."""
        return {"at": self.moment(back, hour, minute), "zone": ZONE, "day": self.day(back)}

    def comes_on(self, back: int, every: int, first: int) -> bool:
        """Say whether something that comes once in so many days comes on this one."""
        return (back + 3 * self.number) % every == first

    def written(self) -> Iterator[tuple[int, Mood]]:
        """Give the days with entries, oldest first, and what each was like; pain wanders about."""
        luck = dice(self.seed, "volume", self.number)
        level = 4.0
        for back in reversed(range(self.length)):
            level += luck.gauss(0, 0.7) + (4.2 - level) * 0.05
            worst = max(0, min(10, round(level)))
            average = max(0, worst - luck.randint(1, 2))
            if back == 0 or not any(self.comes_on(back, ROUND, first) for first in GAPS):
                yield back, Mood(worst, average, max(0, average - 1), luck)
