"""One calm page for each thing that goes wrong."""

import json
import logging
import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import reverse

from carelog import public_views
from carelog.log_lines import JsonLines
from tests import cast

CSRF_COOKIE = settings.CSRF_COOKIE_NAME
REFERENCE = re.compile(r"Reference for the person who runs this site: ([0-9a-f]{12})\s*<")


class Trouble(Exception):
    """Something nobody thought of."""


@pytest.fixture
def failing(monkeypatch):
    """Return a function that makes one public page fail, and a client that shows the answer."""

    def with_error(error: Exception, name: str = "render") -> Client:
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(public_views, name, fail)
        return Client(raise_request_exception=False)

    return with_error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SuspiciousOperation("odd"), 400, "This address does not work"),
        (PermissionDenied("no"), 403, "You cannot do this here"),
        (Http404("gone"), 404, "This page is not here"),
        (Trouble("oh"), 500, "Something went wrong"),
    ],
)
def test_each_error_has_its_page_with_a_way_on(failing, error, status, words):
    response = failing(error).get("/about/")
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in page
    assert f'href="{reverse("urgent")}"' in page
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Security-Policy"]


@pytest.mark.django_db
def test_who_asks_too_often_gets_a_page_with_a_way_on(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    first, second = (client.post(reverse("account_signup"), {}) for _press in range(2))
    assert (first.status_code, second.status_code) == (200, 429)
    page = second.content.decode()
    assert "<h1>Too many tries at once</h1>" in page
    assert f'href="{reverse("urgent")}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("error", [SuspiciousOperation, PermissionDenied, Http404, Trouble])
def test_no_page_shows_what_the_error_said(failing, error):
    page = failing(error("canary-7f3a")).get("/about/?q=canary-8b1c").content
    assert b"canary" not in page
    assert b"Traceback" not in page


@pytest.mark.django_db
def test_the_reference_on_the_page_stands_in_the_log_too(failing, caplog):
    page = failing(Trouble("oh")).get("/about/").content.decode()
    records = [record for record in caplog.records if record.levelno == logging.ERROR]
    lines = [json.loads(JsonLines().format(record)) for record in records]
    assert [line["reference"] for line in lines] == REFERENCE.findall(page)
    assert lines[0]["error"] == "Trouble"
    assert lines[0]["route"] == "about"


def test_the_page_of_a_failure_needs_no_database(failing):
    # Without a database mark every query fails the test.
    response = failing(Trouble("oh")).get("/about/")
    assert response.status_code == 500
    assert b"Something went wrong" in response.content


def test_two_failures_have_two_references(failing):
    client = failing(Trouble("oh"))
    found = {REFERENCE.findall(client.get("/about/").content.decode())[0] for _ in range(2)}
    assert len(found) == 2


def test_who_may_write_is_not_told_that_they_may_not(sign_in, caregiver, record, access):
    pain = cast.make_pain(access, cast.NOON, worst_24h=8)
    address = reverse("entry_edit", args=[record.uid, "pain", pain.uid])
    response = sign_in(caregiver).get(address)
    assert response.status_code == 403
    page = response.content.decode()
    assert "You can read this record, but you cannot do this in it." in page
    assert "not change it" not in page


def test_a_stale_form_comes_back_with_what_was_typed(patient):
    client = Client(enforce_csrf_checks=True)
    client.force_login(patient)
    response = client.post("/account/preferences/", {"name": "Typed", "password": "not shown"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page was open for a long time" in page
    assert '<input type="hidden" name="name" value="Typed">' in page
    assert "not shown" not in page
    assert 'name="csrfmiddlewaretoken"' in page
    patient.refresh_from_db()
    assert patient.name == "patient"


COOKIES, HIDDEN = "Your browser sent no cookies", "Your browser hides which page was sent"
ELSEWHERE, OLD = "This form came from another address", "This page was open for a long time"


@pytest.mark.django_db
@pytest.mark.parametrize("is_secure", [False, True], ids=["http", "https"])
@pytest.mark.parametrize(
    ("headers", "has_cookie", "title"),
    [
        ({}, False, COOKIES),
        ({"Origin": "HERE"}, False, COOKIES),
        ({"Origin": "null"}, True, HIDDEN),
        ({"Origin": "https://elsewhere.example"}, True, ELSEWHERE),
        ({"Origin": "HERE"}, True, OLD),
    ],
)
def test_who_is_refused_a_form_is_told_the_true_reason(
    caplog, is_secure, headers, has_cookie, title
):
    here = "https://testserver" if is_secure else "http://testserver"
    headers = {"Referer": f"{here}/x"} | {
        name: value.replace("HERE", here) for name, value in headers.items()
    }
    client = Client(enforce_csrf_checks=True)
    if has_cookie:
        client.cookies[CSRF_COOKIE] = "a" * 32
    form = {"name": "Typed", "csrfmiddlewaretoken": "b" * 32}
    answer = client.post("/account/preferences/", form, secure=is_secure, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"<h1>{title}</h1>" in page
    # A button is spoken of only where there is one.
    assert ("Press the button" in page) is ("Save again" in page) is (title in (COOKIES, OLD))
    assert (settings.PUBLIC_URL in page) is (title == ELSEWHERE)
    assert "A form was refused: " in caplog.text


def test_who_sends_no_referrer_is_told_so(patient):
    client = Client(enforce_csrf_checks=True)
    client.force_login(patient)
    client.cookies[CSRF_COOKIE] = "a" * 32
    page = client.post("/account/preferences/", {"name": "Typed"}, secure=True)
    assert f"<h1>{HIDDEN}</h1>" in page.content.decode()


def test_a_stale_form_from_elsewhere_does_not_come_back(patient):
    client = Client(enforce_csrf_checks=True)
    client.force_login(patient)
    elsewhere = {"Origin": "https://elsewhere.example"}
    page = client.post("/account/preferences/", {"name": "Typed"}, headers=elsewhere)
    assert page.status_code == 403
    assert b"Typed" not in page.content


@pytest.mark.django_db
def test_an_unknown_host_is_refused(client):
    response = client.get("/about/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"elsewhere.example" not in response.content


@pytest.mark.django_db
def test_our_own_script_is_told_where_to_go_instead_of_led_there(owner, record):
    form = {"name": "A name", "weight_unit": "kg", "temperature_unit": "c", "drink_unit": "ml"}
    form |= {"text_size": "large", "theme": "dark"}
    response = owner.post("/account/preferences/", form, headers={"X-CareLog-Save": "1"})
    assert response.status_code == 204
    assert response["X-CareLog-Go"] == "/account/preferences/"
    assert "no-store" in response["Cache-Control"]
