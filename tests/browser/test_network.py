"""What goes over the wire: to this site alone, and not much of it."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import pytest
from django.conf import settings

from tests import cast
from tests.browser import ninety_days

pytestmark = pytest.mark.browser
KB = 1024


def test_what_the_content_policy_blocks_is_noted(open_page, trouble):
    page = open_page()
    page.goto("/about/")
    page.evaluate("document.head.append(document.createElement('style'))")
    page.evaluate("document.querySelector('head style').textContent = 'main { color: red }'")
    page.evaluate("fetch('http://elsewhere.example/').catch(() => null)")
    assert len(trouble) >= 2
    trouble.clear()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as `make run` serves it: gunicorn, compressed static files, SQLite, 90 days."""
    folder = tmp_path_factory.mktemp("site")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "carelog.settings",
        "CARELOG_SECRET_KEY": secrets.token_urlsafe(64),
        "CARELOG_PUBLIC_URL": url,
        "CARELOG_HTTP_ON_LOOPBACK": "yes",
        "CARELOG_DATABASE_URL": f"sqlite:///{folder / 'carelog.sqlite3'}",
        "CARELOG_STATIC_ROOT": str(folder / "static"),
    }

    fill = [sys.executable, "-m", "tests.browser.ninety_days"]
    subprocess.run(fill, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "gunicorn", "carelog.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    server = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{url}/healthz/")
        yield url
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str) -> None:
    """Return as soon as the address answers, within fifteen seconds."""
    for _attempt in range(75):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


@pytest.fixture(scope="module")
def session(site, browser):
    """The session cookie of the person with ninety days."""
    with closing(browser.new_context(base_url=site)) as context:
        page = context.new_page()
        page.goto("/account/login/")
        page.get_by_label("Email").fill(ninety_days.EMAIL)
        page.get_by_label("Password").fill(cast.PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign In", exact=True).click()
        page.wait_for_url("**/today/")
        page.get_by_role("button", name="4", exact=True).click()
        page.wait_for_url("**/check-in/*/")
        cookies = context.cookies()
        own = next(c for c in cookies if c["name"] == settings.SESSION_COOKIE_NAME)
        return own, page.url, page.url.split("check-in")[0]


@pytest.fixture
def transferred(site, browser, session):
    """Return a function that gives the bytes of each request of a first visit, by address."""

    def measured(address: str) -> dict[str, int]:
        with closing(browser.new_context(viewport={"width": 390, "height": 844})) as context:
            context.add_cookies([session[0]])
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
            page.goto(address, wait_until="networkidle")
            return {address_of[request]: int(size) for request, size in sizes.items()}

    return measured


def ending(sizes: dict[str, int], suffix: str) -> int:
    """Return the bytes of all requests whose address ends so."""
    return sum(size for address, size in sizes.items() if address.endswith(suffix))


@pytest.mark.parametrize(
    ("name", "most"),
    [("today", 60), ("check-in", 60), ("log pain", 60), ("trends", 120), ("a year", 120)],
)
def test_a_first_visit_is_light(transferred, session, figure, name, most):
    _cookie, check_in, record = session
    address = {
        "today": f"{record}today/",
        "check-in": check_in,
        "log pain": f"{record}logs/pain/new/",
        "trends": f"{record}trends/?period=90",
        "a year": f"{record}trends/?period=365",
    }[name]
    sizes = transferred(address)
    total, styles, script = sum(sizes.values()), ending(sizes, ".css"), ending(sizes, ".js")
    figure(
        f"first visit, {name}: {total / KB:.1f} KB in {len(sizes)} requests;"
        f" styles {styles / KB:.1f}, script {script / KB:.1f}, page {sizes[address] / KB:.1f}"
    )
    assert total <= most * KB
    assert 0 < styles <= 26 * KB
    assert 0 < script <= 15 * KB
    assert len(sizes) <= 8
