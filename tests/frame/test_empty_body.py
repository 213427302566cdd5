"""A form sent with nothing in it, its token in a header, is answered like any other."""

import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from tests import cast
from tests.frame.site import address, fill, named_routes

CARELOG = Path(__file__).parents[2] / "carelog"
#: Forms that cannot be saved without a word: the page comes again, with what is missing.
CANNOT_BE_EMPTY = ("patient_edit", "number_new", "person_invite", "link_new", "entry_new")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def token_of(client: Client, name: str) -> str:
    """Return the token that a page's forms hold."""
    page = client.get(reverse(name)).content.decode()
    return re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]


@pytest.fixture
def send(patient):
    """A function that sends nothing to an address, by a script of the owner's own page."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    form = {"login": patient.email, "password": cast.PASSWORD}
    form["csrfmiddlewaretoken"] = token_of(client, "account_login")
    assert client.post(reverse("account_login"), form).status_code == 302
    token = token_of(client, "preferences")
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}

    def sent(path: str):
        # Signing out is one of the routes.
        client.cookies = SimpleCookie(cookies)
        form = "application/x-www-form-urlencoded"
        return client.post(path, b"", content_type=form, headers={"X-CSRFToken": token})

    return sent


def test_no_route_fails_on_an_empty_body(access, send):
    slugs = [kind.slug for kind in RECORDED]
    ids = fill(access, *slugs)
    paths = {address(name, ids) for name in named_routes()}
    paths |= {address(name, ids, kind) for kind in slugs for name in ("entry_new", "entry_edit")}
    failed = []
    for path in sorted(paths):
        # The next route finds what this one found.
        with transaction.atomic():
            status = send(path).status_code
            transaction.set_rollback(True)
        failed += [path] if status >= 500 else []
    assert failed == []


@pytest.mark.parametrize("name", CANNOT_BE_EMPTY)
def test_an_empty_form_comes_again_with_what_is_missing(access, send, name):
    answer = send(address(name, fill(access)))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_no_view_takes_an_empty_body_for_a_page_that_is_opened():
    odd = re.compile(r"request\.POST or None")
    found = {path.name for path in CARELOG.rglob("*.py") if odd.search(path.read_text())}
    assert found == {"form_data.py"}
