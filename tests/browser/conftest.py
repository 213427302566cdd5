"""A real browser before a real server: pages that note whatever goes wrong in them."""

import shutil

import pytest
from django.conf import settings

# The one without a window of its own first: it loads a page for half the work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    # Pages are drawn on the processor all the same, with one process and its messages less.
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives for a second: to compile its scripts once more is work for nothing, and so is to
    # look early for its garbage.
    "--js-flags=--no-opt,--no-maglev,--min-semi-space-size=16",
)
# Pages are laid out and never painted, so no script sees a frame of them.
UNPAINTED = "--disable-threaded-compositing"


def _no_loop() -> None:
    raise RuntimeError


@pytest.fixture(scope="session", autouse=True)
def _queries_beside_the_browser():
    """The browser is driven from an event loop, which Django would take for async code.

    The loop stands until the last test of the process, so this does, too. Django's own way, a
    variable of the environment, would reach every process that a later test starts.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.asyncio.get_running_loop", _no_loop)
        yield


@pytest.fixture(scope="session")
def launch():
    """Return a function that starts the browser of this machine; nothing is downloaded."""
    # Here, so that the other tests run where the development set is not installed.
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(f"The browser tests need one of {', '.join(BROWSERS)}.")
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=path, args=[*QUIET, *more])


@pytest.fixture(scope="session")
def browser(launch):
    """A browser without a window."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def unpainted(launch):
    """A browser for what is read off a page: loading one is a quarter less work.

    Nothing can be clicked in it: a click waits for two frames.
    """
    browser = launch(UNPAINTED)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The server, started after the database: it shares a connection with one still in memory."""
    return live_server


def listen(page, origin: str, trouble: list[str]) -> None:
    """Note script errors, blocked content and every request that leaves the site.

    That an answer was an error, or did not come, is for each test to judge.
    """

    def on_console(message) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            trouble.append(f"console: {message.text}")

    def on_request(request) -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            trouble.append(f"another origin: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on("request", on_request)


@pytest.fixture
def trouble():
    """What went wrong in the pages of this test."""
    return []


@pytest.fixture
def open_page(browser, live_server, sign_in, trouble):
    """Return a function that opens a page, signed in as a person or as a client when one is given.

    Further options are the browser context's own, such as java_script_enabled, color_scheme or the
    base_url of a proxy.
    """
    contexts = []

    def opened(width: int = 390, height: int = 844, *, user=None, client=None, **options):
        options = {"base_url": live_server.url} | options
        options["viewport"] = {"width": width, "height": height}
        context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        if user is not None:
            client = sign_in(user)
        if client is not None:
            name = settings.SESSION_COOKIE_NAME
            value = client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        context.on("page", lambda page: listen(page, options["base_url"], trouble))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not trouble


@pytest.fixture
def figure(request):
    """Return a function that puts a measured figure under the test report."""

    def note(words: str) -> None:
        request.node.user_properties.append(("figure", words))

    return note


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what was measured, in whichever process."""
    reports = [one for one in terminalreporter.stats.get("passed", []) if one.when == "call"]
    pairs = [pair for report in reports for pair in report.user_properties]
    if figures := [words for name, words in pairs if name == "figure"]:
        terminalreporter.section("figures")
        for words in figures:
            terminalreporter.write_line(words)
