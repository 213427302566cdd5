"""An open view: whose it is, how long it lasts, how it is closed, what it leaves behind."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.patients.models import AccessEvent
from tests import cast
from tests.links.holders import CHANNELS, address, come_in, is_open, make, statuses


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def test_a_cookie_opens_its_own_view_and_no_other(access, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    (mine, my_view), (others, their_view) = come_in(access), come_in(theirs)
    assert (statuses(mine, my_view), statuses(others, their_view)) == ({200}, {200})
    assert (statuses(mine, their_view), statuses(others, my_view)) == ({404}, {404})
    assert mine.post(address(their_view, "shared_close")).status_code == 404
    assert is_open(others, their_view)


def test_two_views_of_one_link_are_two_browsers(access):
    link, token, passcode = make(access)
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.post(reverse("share_open"), {"link_code": token, "passcode": passcode})
    second, first = link.openings.all()
    assert is_open(browsers[0], first)
    assert is_open(browsers[1], second)
    assert statuses(browsers[0], second) | statuses(browsers[1], first) == {404}


def test_without_its_cookie_a_view_is_not_there_whoever_asks(access, owner, sign_in, clinician):
    _holder, opening = come_in(access)
    for client in (Client(), owner, sign_in(clinician)):
        assert statuses(client, opening) == {404}


def test_the_cookie_opens_nothing_else_of_the_record(access):
    holder, opening = come_in(access)
    for name in ("today", "summary", "number_list", "sharing", "access_log", "export"):
        answer = holder.get(reverse(name, args=[access.patient.uid]))
        assert answer["Location"].startswith(reverse("account_login")), name
    assert holder.get(address(opening, "shared_summary") + "log/").status_code == 404


def test_a_view_ends_after_an_hour_in_every_channel(access, clock):
    holder, opening = come_in(access)
    clock.shift(timedelta(minutes=60) - timedelta(seconds=1))
    assert is_open(holder, opening)
    clock.shift(timedelta(seconds=1))
    assert statuses(holder, opening) == {404}


def test_a_view_ends_with_its_link_in_every_channel(access, clock):
    holder, opening = come_in(access, days=1, created_at=cast.NOON - timedelta(hours=23.5))
    clock.shift(timedelta(minutes=30) - timedelta(seconds=1))
    assert is_open(holder, opening)
    clock.shift(timedelta(seconds=1))
    assert statuses(holder, opening) == {404}


def test_a_view_goes_on_when_its_link_is_used_up(access):
    assert is_open(*come_in(access, max_opens=1))


def test_closing_ends_the_view_on_this_device(access):
    holder, opening = come_in(access)
    secret = holder.cookies["carelog_shared"].value
    answer = holder.post(address(opening, "shared_close"))
    assert "This page is closed" in answer.content.decode()
    gone = answer.cookies["carelog_shared"]
    assert (gone.value, gone["max-age"]) == ("", 0)
    assert gone["path"] == address(opening, "shared_summary")
    holder.cookies["carelog_shared"] = secret
    assert statuses(holder, opening) == {404}
    opening.refresh_from_db()
    assert opening.closed_at == cast.NOON


def test_closing_takes_a_press(access):
    holder, opening = come_in(access)
    assert holder.get(address(opening, "shared_close")).status_code == 405
    assert is_open(holder, opening)


def test_a_view_writes_nothing_into_the_record(access):
    version = access.patient.data_version
    holder, opening = come_in(access)
    statuses(holder, opening)
    for channel in CHANNELS:
        assert holder.post(address(opening, *channel)).status_code == 405
    access.patient.refresh_from_db()
    assert access.patient.data_version == version


def test_each_look_is_in_the_access_log_under_the_key_of_its_opening(access, record):
    holder, opening = come_in(access)
    statuses(holder, opening)
    found = AccessEvent.objects.filter(actor=opening.access_key, record=record.access_key)
    assert list(found.order_by("pk").values_list("act", "page")) == [
        ("opened", "link"),
        ("read", "shared summary"),
        ("read", "shared download"),
    ]
