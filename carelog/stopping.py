"""Being told to stop, for commands that go on until then."""

import select
import signal
import socket
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_SECONDS = 24 * 3600


def seconds(typed: str) -> int:
    """Read the seconds between two rounds; ArgumentTypeError for what is none, or over a day."""
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_SECONDS:
        raise ArgumentTypeError(f"a number from 1 to {MOST_SECONDS}")
    return int(typed)


@contextmanager
def stop_signals() -> Iterator[Callable[[float], bool]]:
    """Give a function that waits up to some seconds and says if the process was told to stop.

    What is in hand is still finished. A lock of the threading module could be held by the very
    code that a signal interrupts; a byte in a socket cannot.
    """
    told, teller = socket.socketpair()
    names = (signal.SIGTERM, signal.SIGINT)
    before = {name: signal.signal(name, lambda *_: teller.send(b".")) for name in names}
    try:
        yield lambda wait: bool(select.select([told], [], [], wait)[0])
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        told.close()
        teller.close()
