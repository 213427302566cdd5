"""Timeouts of the database, and whether it answered when it was last asked.

A server that was stopped refuses at once, but the pool tries again for a while. One that stands
still keeps its sockets open and never answers, so no limit of its own ends a statement there.
Only who asks can stop waiting (`carelog/postgresql.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

#: Seconds a statement of a request may be without an answer. More than PostgreSQL's own limit
#: for a lock, which says what is wrong; with all else it leaves a request under 3.
IN_A_REQUEST = 2.3
#: Seconds elsewhere, where PostgreSQL ends a statement after 5: in commands, in files that are
#: sent while they are read, and in the threads of the pool, which would wait for ever.
ELSEWHERE = 30.0
#: Seconds after a try that had no answer, in which there is no other.
REST = 1.0

_patience: ContextVar[float] = ContextVar("_patience", default=ELSEWHERE)
_silent_at: float | None = None
_answered_at = 0.0


def patience() -> float:
    """Return how many seconds a statement may be without an answer, here and now."""
    return _patience.get()


@contextmanager
def of_a_request() -> Iterator[None]:
    """Use the timeout of a request."""
    token = _patience.set(IN_A_REQUEST)
    try:
        yield
    finally:
        _patience.reset(token)


def note(*, silent: bool) -> None:
    """Remember whether, and when, the database gave no answer when this process last asked it."""
    global _silent_at, _answered_at
    _silent_at = monotonic() if silent else None
    if not silent:
        _answered_at = monotonic()


def gave_up(since: float) -> None:
    """Remember that a statement begun at `since` had no answer in time.

    Where others were answered meanwhile, it was the statement that is slow, not the database.
    """
    if _answered_at < since:
        note(silent=True)


def is_silent() -> bool:
    """Say whether the database gave no answer when this process last asked it."""
    return _silent_at is not None


def may_try() -> bool:
    """Say whether it is time to ask a silent database again."""
    return _silent_at is None or monotonic() - _silent_at > REST
