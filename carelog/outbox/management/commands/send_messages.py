"""manage.py send_messages: send what waits in the outbox, once or again and again."""

import logging
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from carelog.outbox.sending import forget_old, send_due
from carelog.stopping import seconds, stop_signals

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send the messages that are due, and delete what was sent more than 30 days ago."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seconds between two rounds; without them there is one round."""
        parser.add_argument("--loop", type=seconds, metavar="SECONDS", help="go on until stopped")

    def handle(self, *args, loop: int | None, **options) -> None:
        """Run one round, or rounds until the process is told to stop."""
        if loop is None:
            self._run(lambda: False)
            return
        with stop_signals() as told_within:
            while not told_within(0):
                self._run_whatever_comes(lambda: told_within(0))
                told_within(loop)

    def _run_whatever_comes(self, stopping: Callable[[], bool]) -> None:
        try:
            self._run(stopping)
        except Error as error:
            # The database is away for a while; the next round may find it again.
            logger.error("The outbox could not be read: %s", type(error).__name__)
        close_old_connections()

    def _run(self, stopping: Callable[[], bool]) -> None:
        done, deleted = send_due(stopping), forget_old()
        line = f"{done.sent} sent, {done.failed} to be tried again, {done.given_up} given up, "
        line += f"{deleted} old ones deleted."
        if done.server_away:
            line += " The mail server cannot be reached."
        self.stdout.write(line)
