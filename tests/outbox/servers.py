"""Mail servers for tests: one in memory with moods, and one that truly speaks SMTP here."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.mail.backends.base import BaseEmailBackend

from carelog.outbox.actions import put

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
WORDS = {"subject": "CareLog: something new", "body": "Sign in."}


def put_one(key: str = "k", to: str = "a@example.org", **more) -> None:
    """Put a message into the outbox."""
    put(key=key, to=to, **WORDS | more)


class Moody(BaseEmailBackend):
    """It fails for some addresses, each in its own way, and notes the others."""

    troubles: dict[str, Exception] = {}
    delivered: list[str] = []

    def send_messages(self, messages):
        for message in messages:
            [address] = message.to
            if address in self.troubles:
                raise self.troubles[address]
            message.message()
            self.delivered.append(address)
        return len(messages)


class PostOffice(socketserver.StreamRequestHandler):
    """As much SMTP as a mail server needs; it refuses whoever is called nobody."""

    def handle(self) -> None:
        """Answer one connection until it ends."""
        self.server.connections += 1
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self._say("354 go on")
                letter = list(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(b"".join(letter).decode())
            self._say("550 unknown here" if b"<nobody" in line else "250 yes")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def post_office() -> Iterator[socketserver.TCPServer]:
    """Run a mail server on this machine; it keeps its `letters` and counts `connections`."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), PostOffice) as server:
        server.letters, server.connections = [], 0
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
