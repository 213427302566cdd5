"""manage.py seed_history: write a volume of invented records, to measure with."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time
from time import perf_counter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from carelog.upkeep.demo.calendar import ZONE
from carelog.upkeep.volume.make import Size, make_volume
from carelog.upkeep.volume.people import NotSeeded

MOST_DAYS = 36_500


def _days(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_DAYS:
        raise ArgumentTypeError(f"a number from 1 to {MOST_DAYS}")
    return int(typed)


class Command(BaseCommand):
    help = (
        "Write many invented records, only for measuring: one with years and others with weeks "
        "of about 8 lines a day. It is for an empty database of its own; records of an earlier "
        "run are replaced, and where there are any others nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much to write, the last day, and the seed."""
        parser.add_argument("--days", type=_days, default=3650, help="of the first record")
        parser.add_argument("--patients", type=_days, default=1000, help="how many records")
        parser.add_argument("--other-days", type=_days, default=90, help="of each other record")
        parser.add_argument("--today", type=date.fromisoformat, help="as YYYY-MM-DD; default today")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other numbers")

    def handle(self, *args, seed: int, today: date | None, **options) -> None:
        """Write the volume, then say how many rows each table got and how long it took."""
        if not settings.PLAIN_HTTP:
            raise CommandError("A volume is for this machine alone (CARELOG_HTTP_ON_LOOPBACK=yes).")
        size = Size(options["days"], options["patients"], options["other_days"])
        start = perf_counter()
        try:
            written = make_volume(seed, size, self._moment(today))
        except NotSeeded as error:
            raise CommandError(
                "This database holds records or accounts that seed_history did not make."
            ) from error
        for table, rows in written.items():
            self.stdout.write(f"{rows:>9,}  {table}")
        seconds = perf_counter() - start
        self.stdout.write(f"{written.total():>9,}  rows in {seconds:.0f} seconds")

    def _moment(self, today: date | None) -> datetime:
        """Return the moment up to which to write: ten in the evening of the day, now if sooner."""
        now = timezone.now()
        last = now.astimezone(ZoneInfo(ZONE)).date()
        if today is not None and not date(1950, 1, 1) <= today <= last:
            raise CommandError(f"--today must be a day from 1950-01-01 to {last}.")
        evening = datetime.combine(today or last, time(22), ZoneInfo(ZONE))
        return min(now, evening.astimezone(now.tzinfo))
