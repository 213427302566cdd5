"""What is measured: pages and saves of one record, as a browser asks for them."""

import gzip
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection

from tests.bench import COLD, QUERIES

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
WHEN = re.compile(rb'name="when" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back: bytes as they crossed the wire, and the queries it took."""

    status: int
    queries: int
    body: bytes
    location: str

    @property
    def plain(self) -> bytes:
        """Return what the browser unpacks."""
        is_packed = self.body[:2] == b"\x1f\x8b"
        return gzip.decompress(self.body) if is_packed else self.body


class Reader:
    """A signed-in browser on one record: one connection kept open, one session."""

    def __init__(self, port: int, reader: dict[str, str]) -> None:
        self.record, self.reader = reader["record"], reader
        self.connection = HTTPConnection("localhost", port, timeout=60)
        self.token, self.csrf, self.when, self.check_in = "", "", "", ""
        page = self._send("GET", "/bench/empty/", packed=False)
        self.token = TOKEN.search(page.body)[1].decode()
        page = self._send("GET", self.at("logs/pain/new/"), packed=False)
        self.when = WHEN.search(page.body)[1].decode()

    def at(self, rest: str) -> str:
        """Return an address of the record."""
        return f"/patients/{self.record}/{rest}"

    def get(self, address: str, *, cold: bool = False) -> Answer:
        """Fetch a page, after the server's memory was emptied if `cold`."""
        return self._send("GET", address, {COLD: "1"} if cold else {})

    def rest(self) -> int:
        """Let the server give back memory; return the queries of the last file it sent."""
        return int(self._send("GET", "/bench/rest/", packed=False).body)

    def post(self, address: str, **data: str) -> Answer:
        """Send a form with a new key."""
        data |= {"uid": str(uuid.uuid4()), "csrfmiddlewaretoken": self.token}
        body = "&".join(f"{name}={value}" for name, value in data.items())
        return self._send(
            "POST", address, {"Content-Type": "application/x-www-form-urlencoded"}, body
        )

    def start_check_in(self) -> Answer:
        """Tap a number on Today."""
        answer = self.post(self.at("check-in/"), worst="4")
        self.check_in = answer.location
        return answer

    def log_pain(self) -> Answer:
        """Save a form of pain."""
        address = self.at("logs/pain/new/")
        return self.post(address, worst_24h="4", version="0", when=self.when)

    def _send(self, method, address, headers=None, body=None, *, packed=True) -> Answer:
        cookies = f"{self.reader['cookie']}={self.reader['session']}"
        if self.csrf:
            cookies += f"; {self.reader['csrf_cookie']}={self.csrf}"
        asked = {"Cookie": cookies, "Accept": "text/html"} | (headers or {})
        if packed:
            asked["Accept-Encoding"] = "gzip"
        self.connection.request(method, address, body, asked)
        response = self.connection.getresponse()
        content = response.read()
        self._keep_token(response.headers.get_all("Set-Cookie") or [])
        queries = int(response.headers[QUERIES])
        return Answer(response.status, queries, content, response.headers.get("Location", ""))

    def _keep_token(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            if name == self.reader["csrf_cookie"]:
                self.csrf = value


@dataclass(frozen=True)
class Target:
    """One thing to measure; `expects` is the status a good answer has."""

    name: str
    ask: Callable[[Reader], Answer]
    expects: int = 200


def page(name: str, rest: str, *, cold: bool = False) -> Target:
    """Return a page of the record as a target."""
    return Target(name, lambda reader: reader.get(reader.at(rest), cold=cold))


COLD_TODAY, COLD_90, COLD_ALL = "Today, cold", "Trends 90 d, cold", "Trends all, cold"
SUMMARY, COLD_SUMMARY = "summary", "summary, cold"
PDF, COLD_PDF = "summary PDF", "summary PDF, cold"
EMPTY, INSERT = "empty page", "one INSERT"
READS = (
    Target(EMPTY, lambda reader: reader.get("/bench/empty/")),
    Target(
        "empty page of a record",
        lambda reader: reader.get(f"/bench/record/{reader.record}/"),
    ),
    page("Today", "today/"),
    page("log form", "logs/pain/new/"),
    page("list", "logs/pain/"),
    page("timeline", "timeline/"),
    page("Trends 90 d", "trends/?period=90"),
    page("Trends all", "trends/?period=all"),
    Target(
        "Trends without pictures",
        lambda reader: reader.get(f"/bench/plain/{reader.record}/"),
    ),
    page(SUMMARY, "summary/"),
    page(COLD_TODAY, "today/", cold=True),
    page(COLD_90, "trends/?period=90", cold=True),
    page(COLD_ALL, "trends/?period=all", cold=True),
    page(COLD_SUMMARY, "summary/", cold=True),
)
#: Measured after all pages, since the typesetter takes memory of its own.
PAPERS = (page(PDF, "summary.pdf"), page(COLD_PDF, "summary.pdf", cold=True))
SAVES = (
    Target(INSERT, lambda reader: reader.post("/bench/insert/", worst="4"), 302),
    Target("check-in save", Reader.start_check_in, 302),
    Target("log save", Reader.log_pain, 302),
    Target("check-in", lambda reader: reader.get(reader.check_in)),
)
