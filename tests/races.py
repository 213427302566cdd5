"""Two at the same moment, without a clock: the second comes while the first is not yet through."""

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from django.db import connection, transaction

SECONDS = 30
#: What may have to wait for another transaction; on SQLite its beginning is the first of it.
BEGINS = re.compile(r"BEGIN\b")
MAY_WAIT = re.compile(r"BEGIN\b|UPDATE\b|SELECT\b.*\bFOR UPDATE\b", re.S)


def meanwhile(first: Callable[[], object], second: Callable[[], object], *, nth: int = 1) -> Future:
    """Begin `second` on a connection of its own while what `first` did is not committed.

    That is done once `second` has got to the `nth` statement that may have to wait, or is through:
    it has then read all that it reads before. Returns what came of `second`.
    """
    is_there = Event()
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        first()
        found = pool.submit(_run, second, is_there, nth)
        assert is_there.wait(SECONDS)
    return found


def _run(act: Callable[[], object], is_there: Event, nth: int) -> object:
    met = 0

    def watch(execute, sql, params, many, context):
        nonlocal met
        met += bool(MAY_WAIT.match(sql))
        if met >= nth or BEGINS.match(sql):
            is_there.set()
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(watch):
            return act()
    finally:
        is_there.set()
        connection.close()
