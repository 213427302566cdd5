"""gunicorn's worker with a deadline for requests that never arrive whole.

Left to itself a thread waits for the rest of a form for as long as the other side keeps the line
open. With a few dozen of such lines nobody gets a page. `gunicorn.conf.py` names this worker.
"""

import io
import socket
from contextlib import suppress
from time import monotonic
from typing import Any

from django.conf import settings
from gunicorn import util
from gunicorn.workers.gthread import ThreadWorker

#: Seconds from the first byte of a request to its last; the main loop looks once a second.
DEADLINE = 10.0


class Worker(ThreadWorker):
    """Closes the reading side of lines on which a request does not arrive whole in time."""

    deadline = DEADLINE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Lines that are being read, and since when.
        self.reading: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Read a request and answer it, in a thread."""
        self.reading[conn] = monotonic()
        try:
            return super().handle(conn)
        finally:
            self.reading.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request once its body is here; say 408 where it does not come."""
        length = _length(req)
        if length:
            if req._expected_100_continue:
                util.write(conn.sock, b"HTTP/1.1 100 Continue\r\n\r\n")
            body = req.body.read(length)
            if len(body) < length:
                util.write_error(conn.sock, 408, "Request Timeout", "")
                return False
            req.body = io.BytesIO(body)
        self.reading.pop(conn, None)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """Close what is overdue, each time the main loop looks for lines to close."""
        super().murder_pending()
        for conn, since in list(self.reading.items()):
            if monotonic() - since > self.deadline:
                # Whoever reads gets an end, and may still answer.
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)


def _length(req: Any) -> int:
    """Return how many bytes of body to wait for; none where the view refuses them unread."""
    said = next((value for name, value in req.headers if name == "CONTENT-LENGTH"), "")
    length = int(said) if said.isdecimal() and len(said) < 10 else 0
    return length if length <= settings.MAX_BODY_BYTES else 0
