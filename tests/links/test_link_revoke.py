"""Ending a link: at the very next request it opens nothing, in no channel."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.links.models import ShareLink
from tests import cast
from tests.links import holders


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def revoke(client, record, link):
    return client.post(reverse("link_revoke", args=[record.uid, link.uid]), follow=True)


def test_every_channel_is_dead_at_the_next_request(owner, record, access):
    holder, opening = holders.come_in(access)
    assert holders.is_open(holder, opening)
    page = revoke(owner, record, opening.link)
    assert b"The link is dead." in page.content
    assert holders.statuses(holder, opening) == {404}
    assert holder.post(holders.address(opening, "shared_close")).status_code == 404


def test_it_cannot_be_opened_again(owner, record, access):
    link, token, passcode = holders.make(access)
    revoke(owner, record, link)
    assert holders.knock(Client(), token, passcode).status_code == 404


def test_other_links_live_on(owner, record, access):
    holder, opening = holders.come_in(access)
    revoke(owner, record, holders.make(access)[0])
    assert holders.is_open(holder, opening)


def test_it_takes_no_second_sign_in(owner, record, access):
    link = holders.make(access)[0]
    assert revoke(owner, record, link).redirect_chain == [
        (reverse("link_list", args=[record.uid]), 302)
    ]
    link.refresh_from_db()
    assert link.revoked_at == cast.NOON


def test_ending_it_twice_keeps_the_first_time(owner, record, access):
    link = holders.make(access)[0]
    revoke(owner, record, link)
    with time_machine.travel(cast.NOON.replace(minute=10)):
        assert revoke(owner, record, link).status_code == 200
    link.refresh_from_db()
    assert link.revoked_at == cast.NOON


def test_looking_at_the_address_ends_nothing(owner, record, access):
    link = holders.make(access)[0]
    path = reverse("link_revoke", args=[record.uid, link.uid])
    assert owner.get(path).status_code == owner.head(path).status_code == 405
    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("name", ["caregiver", "clinician", "stranger"])
def test_nobody_else_ends_a_link(request, sign_in, record, access, name):
    link = holders.make(access)[0]
    answer = revoke(sign_in(request.getfixturevalue(name)), record, link)
    assert answer.status_code == (404 if name == "stranger" else 403)
    assert ShareLink.objects.get().revoked_at is None


def test_a_link_of_another_record_is_not_there(owner, record, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    link = holders.make(theirs)[0]
    assert revoke(owner, record, link).status_code == 404
    assert ShareLink.objects.get().revoked_at is None
