"""manage.py daily: do the daily round, once or again and again."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from carelog.stopping import seconds, stop_signals
from carelog.upkeep.daily import do_round


class Command(BaseCommand):
    help = "Do what has to be done once a day: clear ended sessions and old messages."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seconds between two looks; without them there is one."""
        parser.add_argument("--loop", type=seconds, metavar="SECONDS", help="go on until stopped")

    def handle(self, *args, loop: int | None, **options) -> None:
        """Do what is due, once, or until the process is told to stop."""
        if loop is None:
            if failed := self._round():
                raise CommandError(f"Not done: {', '.join(failed)}.")
            return
        with stop_signals() as told_within:
            while not told_within(0):
                self._round()
                close_old_connections()
                told_within(loop)

    def _round(self) -> list[str]:
        done, failed = do_round()
        if done:
            self.stdout.write(", ".join(f"{count} {name}" for name, count in done.items()) + ".")
        return failed
