"""A connection to PostgreSQL with a read timeout."""

from time import monotonic

import psycopg
from psycopg.errors import _WaitTimeout

from carelog import waiting


class Silent(psycopg.OperationalError):
    """The server keeps the connection open and does not answer in time."""


class Connection(psycopg.Connection):
    """Closes itself when a statement gets no answer in time.

    What a later answer would belong to could not be told, so the connection is closed.
    """

    def wait(self, gen, interval: float = 0.1, timeout: float | None = None):
        """Wait for the server as `psycopg` does, but no longer than this thread's timeout."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        since = monotonic()
        try:
            answer = super().wait(gen, interval, waiting.patience())
        except _WaitTimeout:
            self.pgconn.finish()
            waiting.gave_up(since)
            raise Silent("no answer from the server in time") from None
        waiting.note(silent=False)
        return answer
