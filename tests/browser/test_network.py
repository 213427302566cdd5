"""What goes over the wire: to this site alone, and not much of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from carelog.diary import check_in_taps as taps
from carelog.diary.check_in_steps import STEPS
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.patients import clock
from tests.browser import ninety_days

pytestmark = pytest.mark.browser
KB = 1024
COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
MOST = {"trends": 120, "a year": 120}
USUAL = 60


def test_what_the_content_policy_blocks_is_noted(open_page, trouble):
    page = open_page()
    page.goto("/about/")
    page.evaluate("document.head.append(document.createElement('style'))")
    page.evaluate("document.querySelector('head style').textContent = 'main { color: red }'")
    page.evaluate("fetch('http://elsewhere.example/').catch(() => null)")
    assert len(trouble) >= 2
    trouble.clear()


@pytest.fixture
def site(transactional_db, settings, monkeypatch, tmp_path):
    """The site as `make run` serves it: gunicorn and compressed static files, on this database."""
    collect(settings, monkeypatch, tmp_path / "static")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    environment = {name: os.environ[name] for name in os.environ.keys() - settings.OF_TESTS}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "carelog.settings",
        "CARELOG_PUBLIC_URL": url,
        "CARELOG_DATABASE_URL": database_url(),
        "CARELOG_STATIC_ROOT": str(tmp_path / "static"),
    }
    command = [sys.executable, "-m", "gunicorn", "carelog.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    server = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{url}/healthz/")
        yield url
    finally:
        server.terminate()
        server.wait(10)


def collect(settings, monkeypatch, folder: Path) -> None:
    """Write the static files as the shipped settings do; a fresh start is half the work."""
    with monkeypatch.context() as patch:
        patch.setattr(settings, "STATIC_ROOT", folder)
        patch.setattr(settings, "STORAGES", {"staticfiles": {"BACKEND": COMPRESSED}})
        call_command("collectstatic", interactive=False, verbosity=0)


def database_url() -> str:
    """Return the address of the database of this test."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = urlsplit(os.environ["CARELOG_TEST_DATABASE_URL"])
    return given._replace(path=f"/{name}").geturl()


def wait_for(address: str) -> None:
    """Return as soon as the address answers, within fifteen seconds."""
    for _attempt in range(75):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


@pytest.fixture
def ninety(sign_in):
    """The session cookie and the addresses of a person with ninety days, by name."""
    access = ninety_days.make_demo()
    today = clock.today(access.patient)
    check_in, done = (taps.start(access, uuid.uuid4(), worst, today) for worst in (4, 5))
    taps.finish(access, done, "my back")
    ill = taps.too_ill(access, uuid.uuid4(), today)
    cookie = sign_in(access.actor).cookies[settings.SESSION_COOKIE_NAME].value
    uid = access.patient.uid
    return cookie, {
        "today": reverse("today", args=[uid]),
        "check-in": reverse("check_in", args=[uid, check_in.uid]),
        "where it hurts": reverse("check_in_where", args=[uid, check_in.uid]),
        **{
            f"step {step}": reverse("check_in_step", args=[uid, check_in.uid, step])
            for step in STEPS
        },
        "done": reverse("check_in", args=[uid, done.uid]),
        "too ill": reverse("check_in", args=[uid, ill.uid]),
        "urgent": reverse("patient_urgent", args=[uid]),
        "log signs": reverse("entry_new", args=[uid, SymptomsEntry]),
        "log pain": reverse("entry_new", args=[uid, PainEntry]),
        "trends": reverse("trends", args=[uid]) + "?period=90",
        "a year": reverse("trends", args=[uid]) + "?period=365",
    }


@pytest.fixture
def transferred(site, browser):
    """Return a function that gives the bytes of each request of a first visit, by address."""

    def measured(address: str, session: str) -> dict[str, int]:
        with closing(browser.new_context(viewport={"width": 390, "height": 844})) as context:
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session, "url": site}])
            page = context.new_page()
            devtools, address_of, sizes = context.new_cdp_session(page), {}, {}
            devtools.send("Network.enable")
            devtools.on(
                "Network.requestWillBeSent",
                lambda event: address_of.update({event["requestId"]: event["request"]["url"]}),
            )
            devtools.on(
                "Network.loadingFinished",
                lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
            )
            answer = page.goto(address, wait_until="networkidle")
            assert answer.ok, address
            return {address_of[request]: int(size) for request, size in sizes.items()}

    return measured


def ending(sizes: dict[str, int], suffix: str) -> int:
    """Return the bytes of all requests whose address ends so."""
    return sum(size for address, size in sizes.items() if address.endswith(suffix))


def test_a_first_visit_is_light(site, transferred, ninety, figure):
    session, paths = ninety
    for name, path in paths.items():
        address = site + path
        sizes = transferred(address, session)
        total, styles, script = sum(sizes.values()), ending(sizes, ".css"), ending(sizes, ".js")
        figure(
            f"first visit, {name}: {total / KB:.1f} KB in {len(sizes)} requests;"
            f" styles {styles / KB:.1f}, script {script / KB:.1f}, page {sizes[address] / KB:.1f}"
        )
        assert total <= MOST.get(name, USUAL) * KB, name
        assert 0 < styles <= 26 * KB, name
        assert 0 < script <= 15 * KB, name
        assert len(sizes) <= 8, name
