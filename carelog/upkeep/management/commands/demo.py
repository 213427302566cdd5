"""manage.py demo: write a year of a person who does not exist, and print links into it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from carelog.upkeep.demo.calendar import ZONE
from carelog.upkeep.demo.people import NotADemo, demo_users
from carelog.upkeep.demo.year import make_demo
from carelog.upkeep.demo_links import MINUTES, make_link


class Command(BaseCommand):
    help = "Write one invented year into a demo record, in place of any demo before."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seed, the day the year ends before, and whether only links are wanted."""
        parser.add_argument("--seed", type=int, default=1, help="another seed, another year")
        parser.add_argument("--today", type=date.fromisoformat, help="as YYYY-MM-DD; default today")
        parser.add_argument("--link", action="store_true", help="only print links into the demo")

    def handle(self, *args, seed: int, today: date | None, link: bool, **options) -> None:
        """Write the year and print one link for each of its two users."""
        if not settings.PLAIN_HTTP:
            raise CommandError("The demo is for this machine alone (CARELOG_HTTP_ON_LOOPBACK=yes).")
        if not link:
            self._write(seed, today)
        users = demo_users()
        if not users:
            raise CommandError("There is no demo yet.")
        self.stdout.write(f"Open one of these within {MINUTES} minutes. Each works once.")
        for user in users:
            self.stdout.write(f"  {user.name}: {make_link(user)}")

    def _write(self, seed: int, today: date | None) -> None:
        last = timezone.now().astimezone(ZoneInfo(ZONE)).date()
        if today is not None and not date(1950, 1, 1) <= today <= last:
            raise CommandError(f"--today must be a day from 1950-01-01 to {last}.")
        try:
            make_demo(seed, today or last)
        except NotADemo as error:
            raise CommandError(
                f"The address {error} belongs to an account the demo did not make."
            ) from error
