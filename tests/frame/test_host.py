"""What a request says of the site's own address is used for nothing that leaves the site."""

import ast
import re

import pytest
import time_machine
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from carelog.links.models import ShareLink
from tests import cast
from tests.frame import canaries, storm
from tests.frame.bad_values import CASES
from tests.frame.harm import signed_in
from tests.links import holders
from tests.outbox.every_mail import LIED, LIES

HERE = "https://diary.example.org"
#: The one maker of addresses, and the one who asks whether a form came from the site itself.
MAKES_ADDRESSES, ASKS_FOR_THE_HOST = "site_address.py", "errors.py"
#: One case of each route is enough: the others differ in what is typed.
OF_EACH_ROUTE = {case.route: case for case in CASES}.values()
SOURCES = sorted((site.BASE_DIR / "carelog").rglob("*.py"))


@pytest.fixture(autouse=True)
def _at_noon(db):
    with time_machine.travel(canaries.NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def filled(shared_database):
    """A record full of rows."""
    with time_machine.travel(canaries.NOW, tick=False):
        return canaries.fill()


@pytest.fixture
def good(filled):
    """The keys of its rows by the names that the cases have for them."""
    rows = {kind.slug: filled.rows[kind.slug].uid for kind in RECORDED}
    ids = {"record": filled.ids["patient"], "check_in": filled.ids["check"]} | filled.ids
    ids["medicine"] = filled.ids["dose"]
    return {name: str(uid) for name, uid in (ids | rows).items()}


@pytest.fixture(scope="module")
def cookies(filled):
    """The owner's session, fresh from the password."""
    with time_machine.travel(canaries.NOW, tick=False):
        return signed_in(filled.access.actor).cookies.output(header="").strip()


@pytest.fixture
def liar(cookies, settings):
    """The owner's client, which asks for the site by another address."""
    settings.PUBLIC_URL = HERE
    client = Client(headers=LIES)
    client.cookies.load(cookies)
    return client


def tells(response) -> list[str]:
    """Return what an answer, with its headers, says of the address it was asked by."""
    body = holders.body(response).decode("utf-8", "replace")
    if response.headers["Content-Type"] == "application/pdf":
        body = ""
    said = body + "\n" + "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return re.findall(r".{0,40}(?:localhost|evil\.example|:6666\b).{0,40}", said)


@pytest.mark.parametrize("case", OF_EACH_ROUTE, ids=str)
def test_no_answer_says_by_which_address_it_was_asked(liar, good, case):
    path = storm.address(case, good)
    assert tells(liar.get(path)) == []
    if case.form is not None:
        form = storm.encoded(case.form, good, {})
        assert tells(liar.post(path, form, content_type=storm.FORM_TYPE)) == []


@pytest.mark.parametrize("kind", ShareLink.Kind.values)
def test_a_link_that_is_shown_and_its_code_lead_to_this_site(liar, filled, monkeypatch, kind):
    shown = []
    monkeypatch.setattr("carelog.links.link_views.qr_svg", lambda link, _words: shown.append(link))
    name = {"page": "link_new", "app": "link_new_app", "calendar": "link_new_calendar"}[kind]
    form = {
        "uid": "5b0f8a52-7c1e-4a3b-9d52-0a4f0e8b7c11",
        "domains": "visits",
        "days": "7",
        "sure": "yes",
    }
    form |= {"label": "x", "names_visits": "on"}
    page = liar.post(reverse(name, args=[filled.access.patient.uid]), form)
    assert page.status_code == 200
    assert tells(page) == []
    assert HERE.encode() in page.content or b"shlink:/" in page.content
    assert not [link for link in shown if LIED.search(link)]


@pytest.mark.parametrize("next_page", ["http://localhost:6666/x", f"{HERE}/x", "//localhost/x"])
def test_signing_in_leads_to_a_path_of_this_site_and_to_no_whole_address(
    filled, settings, next_page
):
    settings.PUBLIC_URL, settings.CSRF_TRUSTED_ORIGINS = HERE, [HERE]
    form = {"login": filled.access.actor.email, "password": cast.PASSWORD, "next": next_page}
    assert Client(headers=LIES).post(reverse("account_login"), form)["Location"] == "/home/"


def test_plain_http_is_sent_on_to_the_sites_own_address(settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = True, "diary.example.org"
    answer = Client(headers=LIES).get("/about/")
    assert answer["Location"] == "https://diary.example.org/about/"


def test_wrong_passwords_are_counted_together_by_whatever_address_they_come(filled, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key"}
    cache.clear()
    form = {"login": filled.access.actor.email, "password": "wrong words in here"}
    for port in range(5):
        Client(headers={"host": f"localhost:{port + 1}"}).post(reverse("account_login"), form)
    form["password"] = cast.PASSWORD
    last = Client(headers={"host": "localhost:7"}).post(reverse("account_login"), form)
    assert last.status_code == 200
    assert "Too many failed login attempts" in last.content.decode()


def test_addresses_are_made_in_one_place():
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert "PUBLIC_URL" not in used or path.name == MAKES_ADDRESSES, path
        asked = used & {"get_host", "get_port", "build_absolute_uri"}
        assert not asked or path.name == ASKS_FOR_THE_HOST, path
