"""manage.py send_messages: send what waits in the outbox, once or again and again."""

import logging
import select
import signal
import socket
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from carelog.outbox.sending import forget_old, send_due

logger = logging.getLogger(__name__)
MOST_SECONDS = 24 * 3600


def _seconds(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_SECONDS:
        raise ArgumentTypeError(f"a number from 1 to {MOST_SECONDS}")
    return int(typed)


class Command(BaseCommand):
    help = "Send the messages that are due, and delete what was sent more than 30 days ago."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seconds between two rounds; without them there is one round."""
        parser.add_argument("--loop", type=_seconds, metavar="SECONDS", help="go on until stopped")

    def handle(self, *args, loop: int | None, **options) -> None:
        """Run one round, or rounds until the process is told to stop."""
        if loop is None:
            self._run(lambda: False)
            return
        with _stop_signals() as told_within:
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


@contextmanager
def _stop_signals() -> Iterator[Callable[[float], bool]]:
    """Give a function that waits up to some seconds and says if the process was told to stop.

    A message in hand is still finished. A lock of the threading module could be held by the very
    code that a signal interrupts; a byte in a socket cannot.
    """
    told, teller = socket.socketpair()
    names = (signal.SIGTERM, signal.SIGINT)
    before = {name: signal.signal(name, lambda *_: teller.send(b".")) for name in names}
    try:
        yield lambda seconds: bool(select.select([told], [], [], seconds)[0])
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        told.close()
        teller.close()
