"""A link that is not opened: a wrong passcode, a dead link, too many tries at once."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from carelog.links import rate_limit
from carelog.links.models import Opening, ShareLink
from carelog.outbox.models import Message
from tests import cast
from tests.frame.bad_values import BAD_VALUES
from tests.links.holders import CHANNELS, OPEN, ask, end, knock, make

FORM_TYPE = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def test_a_wrong_passcode_is_told_with_the_tries_left_and_the_link_is_kept(client, access):
    _link, token, passcode = make(access)
    answer = knock(client, token, "1234567")
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "This passcode is not right. You have 9 more tries." in page
    assert f'<input type="hidden" name="link_code" value="{token}"' in page
    assert "1234567" not in page
    assert not Opening.objects.exists()
    assert knock(client, token, passcode).status_code == 302


def test_the_tenth_wrong_passcode_ends_the_link(client, access):
    _link, token, passcode = make(access)
    for _time in range(10):
        last = knock(client, token, "wrong")
    assert last.status_code == 401
    assert "It was the last try: the link has ended." in last.content.decode()
    assert token not in last.content.decode()
    assert knock(client, token, "wrong").status_code == 404
    assert knock(client, token, passcode).status_code == 404


def test_ten_wrong_passcodes_end_the_views_that_are_open(client, access):
    link, token, passcode = make(access)
    knock(client, token, passcode)
    opening = link.openings.get()
    for _time in range(10):
        knock(Client(), token, "wrong")
    assert {ask(client, opening, *channel).status_code for channel in CHANNELS} == {404}


def test_a_forgotten_passcode_is_asked_for_and_is_no_try(client, access):
    link, token, _passcode = make(access)
    answer = knock(client, token)
    assert answer.status_code == 401
    assert "This link has a passcode." in answer.content.decode()
    link.refresh_from_db()
    assert link.wrong_tries == 0


def test_without_a_link_its_field_says_so(client, db):
    answer = knock(client, "", "123456")
    assert answer.status_code == 422
    assert 'id="id_link_code_error"' in answer.content.decode()
    assert "123456" not in answer.content.decode()


def test_unknown_past_taken_back_used_up_and_guessed_links_are_answered_alike(access, clock):
    dead = {"unknown": ("x" * 43, "123456"), "no token at all": ("hello", "")}
    for name in ("past", "taken back", "used up", "guessed"):
        fields = {"max_opens": 1} if name == "used up" else {}
        link, *dead[name] = make(access, days=1 if name == "past" else 7, **fields)
        if name == "taken back":
            end(link)
        if name == "used up":
            knock(Client(), *dead[name])
        if name == "guessed":
            ShareLink.objects.filter(pk=link.pk).update(wrong_tries=10)
    clock.shift(timedelta(days=1))
    answers = [knock(Client(), *tried) for tried in dead.values()]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    page = answers[0].content.decode()
    assert [name for tried in dead.values() for name in tried if name and name in page] == []


def test_a_dead_link_is_404_with_a_right_and_with_a_wrong_passcode(access):
    link, token, passcode = make(access)
    end(link)
    answers = [knock(Client(), token, typed) for typed in (passcode, "wrong", "")]
    assert {(a.status_code, a.content) for a in answers} == {(404, answers[0].content)}
    link.refresh_from_db()
    assert link.wrong_tries == 0


def test_a_form_of_another_site_is_refused_and_holds_no_secret(access):
    _link, token, passcode = make(access)
    answer = knock(Client(enforce_csrf_checks=True), token, passcode)
    assert answer.status_code == 403
    assert token not in answer.content.decode()
    assert passcode not in answer.content.decode()
    assert ShareLink.objects.get().opens == 0


# --- Too often ----------------------------------------------------------------------------------


def posts(n: int, at: str) -> list:
    return [Client(REMOTE_ADDR=at).post(OPEN, {"link_code": "x" * 43}) for _time in range(n)]


def test_thirty_forms_a_minute_from_one_address_then_a_wait(db, clock):
    answers = posts(31, "203.0.113.7")
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Wait a minute" in answers[-1].content.decode()
    assert posts(1, "203.0.113.8")[0].status_code == 404
    clock.shift(timedelta(seconds=61))
    assert posts(1, "203.0.113.7")[0].status_code == 404


def test_one_network_of_ipv6_counts_as_one_address(db, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 2)
    tried = [f"2001:db8:1:2::{n:x}" for n in range(3)] + ["2001:db8:1:3::1"]
    assert [posts(1, at)[0].status_code for at in tried] == [404, 404, 429, 404]


def test_a_wait_uses_no_try_up_even_with_the_right_passcode(access, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 1)
    link, token, passcode = make(access)
    answers = [knock(Client(), token, typed).status_code for typed in ("wrong", "wrong", passcode)]
    assert answers == [401, 429, 429]
    link.refresh_from_db()
    assert (link.wrong_tries, link.opens) == (1, 0)


def test_looking_is_never_too_often(client, db):
    assert {client.get(OPEN).status_code for _time in range(40)} == {200}


# --- What cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["link_code", "passcode"])
def test_no_bad_value_breaks_the_door(access, monkeypatch, name):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 1000)
    _link, token, passcode = make(access)
    good = {"link_code": token, "passcode": passcode}
    for label, bad in BAD_VALUES.items():
        other = next(key for key in good if key != name)
        sent = f"{other}={good[other]}&{name}={bad.replace('{name}', name)}"
        client = Client(raise_request_exception=False)
        raw = sent.encode("utf-8", "surrogateescape")
        answer = client.post(OPEN, raw, content_type=FORM_TYPE)
        assert answer.status_code in (302, 401, 404, 422), label


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.1", "203.0.113.2", False),
        ("::ffff:203.0.113.1", "::ffff:203.0.113.2", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
    ],
)
def test_each_line_has_a_count_of_its_own(access, monkeypatch, one, other, is_same):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 1)
    _link, token, _passcode = make(access)
    assert knock(Client(REMOTE_ADDR=one), token).status_code == 401
    assert knock(Client(REMOTE_ADDR=other), token).status_code == (429 if is_same else 401)


def test_the_owner_is_told_once_by_mail_that_wrong_passcodes_ended_a_link(access, settings):
    settings.HAS_MAIL = True
    cast.confirm(access.actor)
    _link, token, _passcode = make(access)
    for number in range(12):
        assert Message.objects.count() == (0 if number < 10 else 1)
        knock(Client(), token, "wrong")
    told = Message.objects.get()
    assert told.to_email == access.actor.email
    assert told.subject == "CareLog: a link has ended"
    assert token not in told.body
