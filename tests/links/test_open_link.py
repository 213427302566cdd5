"""Opening a link: what a press does, what a look does not, and what is written nowhere."""

import json
import logging
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.links.models import Opening, ShareLink
from carelog.log_lines import JsonLines
from carelog.patients.models import AccessEvent
from tests import cast
from tests.links.holders import CHANNELS, OPEN, address, ask, body, end, knock, make


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


# --- Looking ------------------------------------------------------------------------------------


def test_looking_uses_nothing_up_and_tells_nothing(client, access, record):
    make(access, max_opens=1)
    for _time in range(40):
        page, head = client.get(OPEN), client.head(OPEN)
        assert (page.status_code, head.status_code) == (200, 200)
    assert record.name not in page.content.decode()
    assert ShareLink.objects.get().opens == 0
    assert not Opening.objects.exists()
    assert not AccessEvent.objects.filter(page="link").exists()


def test_the_door_keeps_to_itself(client, db):
    page = client.get(OPEN)
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Cache-Control"] == "no-store, private"
    assert "<title>Shared page · CareLog</title>" in page.content.decode()
    assert "carelog_session" not in page.cookies


def test_the_door_is_the_same_for_whoever_is_signed_in(owner, record):
    page = owner.get(OPEN).content.decode()
    assert record.name not in page
    assert "tabbar" not in page


def test_without_a_script_the_link_is_pasted_into_a_field(client, access):
    assert 'name="link_code"' in client.get(OPEN).content.decode()
    _link, token, passcode = make(access)
    assert knock(client, f" http://localhost/s/#{token} ", passcode).status_code == 302


@pytest.mark.parametrize("form", ["{}", "#{}", "/s/#{}", "https://elsewhere.example/s/#{}"])
def test_a_link_may_be_given_whole_or_only_its_end(client, access, form):
    _link, token, passcode = make(access)
    assert knock(client, form.format(token), passcode).status_code == 302


# --- Opening ------------------------------------------------------------------------------------


def test_a_press_opens_a_view_with_an_address_that_holds_no_secret(client, access):
    link, token, passcode = make(access)
    answer = knock(client, token, passcode)
    opening = link.openings.get()
    assert answer["Location"] == address(opening, "shared_summary")
    cookie = answer.cookies["carelog_shared"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        *(True, "Strict"),
        *(answer["Location"], ""),
    )
    assert cookie["max-age"] == 3600
    assert list(answer.cookies) == ["carelog_shared"]
    assert client.get(answer["Location"]).status_code == 200


def test_on_https_the_cookie_says_that_it_is_secure(client, access, settings):
    _link, token, passcode = make(access)
    settings.PLAIN_HTTP = False
    answer = knock(client, token, passcode)
    cookie = answer.cookies["__Secure-carelog_shared"]
    assert cookie["secure"]
    assert client.get(answer["Location"], secure=True).status_code == 200


def test_it_needs_no_session_and_makes_none(client, access):
    _link, token, passcode = make(access)
    page = client.get(knock(client, token, passcode)["Location"])
    assert set(client.cookies) == {"carelog_shared", "carelog_csrf"}
    assert "carelog_session" not in page.cookies


def test_a_link_opens_as_often_as_allowed(access):
    link, token, passcode = make(access, max_opens=2)
    found = [knock(Client(), token, passcode).status_code for _time in range(4)]
    assert found == [302, 302, 404, 404]
    link.refresh_from_db()
    assert link.opens == link.openings.count() == 2


# --- What is nowhere written --------------------------------------------------------------------


def test_token_passcode_and_secret_stand_in_no_log_and_in_no_page(client, access, caplog, record):
    caplog.set_level(logging.INFO)
    link, token, passcode = make(access)
    answers = [knock(Client(), token, "wrong"), knock(client, token, passcode)]
    secret = client.cookies["carelog_shared"].value
    opening = link.openings.get()
    answers += [ask(client, opening, *channel) for channel in CHANNELS]
    end(link)
    answers += [ask(client, opening, *CHANNELS[0]), knock(Client(), token, passcode)]
    lines = [JsonLines().format(entry) for entry in caplog.records]
    said = " ".join([caplog.text, json.dumps(lines)])
    for hidden in (token, passcode, secret):
        assert hidden not in said
    for answer in answers[1:]:
        page = body(answer).decode("utf-8", "replace")
        assert token not in page
        assert secret not in page
        assert not re.search(rf"\b{passcode}\b", page)


def test_an_address_of_nothing_is_like_a_view_that_has_ended(client, access):
    link, token, passcode = make(access)
    knock(client, token, passcode)
    opening = link.openings.get()
    end(link)
    ended = ask(client, opening, "shared_summary")
    absent = client.get(reverse("shared_summary", args=["00000000-0000-4000-8000-000000000000"]))
    assert (ended.status_code, ended.content) == (absent.status_code, absent.content)
    assert ended.status_code == 404
