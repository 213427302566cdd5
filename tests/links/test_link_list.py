"""The owner's list of links: which work, which were opened when, and how they ended."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.links import actions as links
from carelog.links.models import ShareLink
from tests import cast
from tests.links import holders


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def path(record):
    return reverse("link_list", args=[record.uid])


def said(client, path) -> str:
    page = client.get(path).content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_without_a_link_it_says_so(owner, path):
    assert "There is none. Nobody can read this record by a link." in said(owner, path)


def test_a_link_is_told_with_what_it_shows_and_until_when(owner, path, access):
    days = {"starts": cast.NOON.date(), "ends": cast.NOON.date()}
    holders.make(access, domains=["visits", "pain"], max_opens=3, **days)
    page = said(owner, path)
    assert "for Friday Opened not yet (3 at most) Works until 9 Mar 2026, 13:00" in page
    assert "Shows pain, visits and events, from 2 Mar 2026, up to 2 Mar 2026 Passcode yes" in page


def test_a_link_without_a_passcode_is_told_so(owner, path, access):
    holders.make(access, with_passcode=False)
    assert "Passcode none" in said(owner, path)


def test_openings_are_counted_and_listed_by_the_clock_of_the_record(owner, path, access, clock):
    _link, token, passcode = holders.make(access)
    for _time in range(3):
        holders.knock(Client(), token, passcode)
        clock.shift(timedelta(minutes=13))
    page = said(owner, path)
    assert "3 times, last 2 Mar 2026, 13:26" in page
    assert "2 Mar 2026, 13:26 2 Mar 2026, 13:13 2 Mar 2026, 13:00" in page


def test_ten_wrong_passcodes_are_told_until_the_links_time_is_over(
    owner, sign_in, patient, path, access, clock
):
    link, token, _passcode = holders.make(access)
    holders.knock(Client(), token, "wrong")
    assert "1 of 10 wrong tries used" in said(owner, path)
    for _time in range(9):
        holders.knock(Client(), token, "wrong")
    page = said(owner, path)
    assert "The link “for Friday” has ended. A wrong passcode was typed ten times." in page
    assert "Ended by ten wrong passcodes" in page
    assert "End this link now" not in page
    clock.move_to(link.expires_at)
    page = said(sign_in(patient), path)
    assert "was typed ten times" not in page
    assert "Ended by ten wrong passcodes" in page


def test_a_link_past_its_time_or_taken_back_has_ended(sign_in, patient, path, access, clock):
    holders.make(access, days=1, label="short")
    link = holders.make(access, label="taken back")[0]
    holders.end(link)
    clock.shift(timedelta(days=1))
    page = said(sign_in(patient), path)
    assert "There is none." in page
    assert re.search(r"Links that have ended.* taken back Opened .* Ended 2 Mar", page)
    assert "short Opened not yet Ended 3 Mar 2026, 13:00" in page


def test_a_used_up_link_can_still_be_ended_because_its_view_is_still_open(owner, path, access):
    holders.come_in(access, max_opens=1)
    page = said(owner, path)
    assert "It cannot be opened again." in page
    assert "End this link now" in page


@pytest.mark.parametrize("name", ["caregiver", "clinician"])
def test_only_the_owner_sees_the_links(request, sign_in, path, name):
    assert sign_in(request.getfixturevalue(name)).get(path).status_code == 403


def test_a_label_is_text_and_never_markup(owner, path, access):
    holders.make(access, label="<script>x</script>")
    page = owner.get(path).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_links_of_another_record_are_not_in_it(owner, path, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    holders.make(theirs, label="not yours")
    assert "not yours" not in said(owner, path)


def test_the_queries_do_not_grow_with_links_and_openings(owner, path, access):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            owner.get(path)
        return len(captured)

    holders.come_in(access)
    asked()
    before = asked()
    for n in range(5):
        _link, token, passcode = holders.make(access, label=str(n))
        for _time in range(12):
            links.open_link(token, passcode)
    ShareLink.objects.filter(label__in="012").update(revoked_at=cast.NOON)
    # What has ended is a list of its own, and counted.
    assert asked() == before + 2


def test_share_says_that_wrong_passcodes_ended_a_link_until_its_time_is_over(
    owner, sign_in, caregiver, access, record, clock
):
    path = reverse("sharing", args=[record.uid])
    said = "A link has ended: a wrong passcode was typed ten times."
    link = holders.make(access)[0]
    assert said not in owner.get(path).content.decode()
    ShareLink.objects.filter(pk=link.pk).update(wrong_tries=10)
    assert said in owner.get(path).content.decode()
    assert said not in sign_in(caregiver).get(path).content.decode()
    clock.shift(timedelta(days=7))
    assert said not in owner.get(path).content.decode()


def test_every_link_that_has_ended_can_be_reached(owner, path, access, clock):
    for number in range(22):
        holders.make(access, label=f"Link number {number}.", days=1)
    clock.shift(timedelta(days=2))
    pages = [said(owner, path + f"?page={page}") for page in (1, 2)]
    assert "Link number 21." in pages[0]
    assert "Link number 0." not in pages[0]
    assert "Link number 0." in pages[1]


def test_of_a_link_opened_often_the_way_to_all_openings_is_shown(owner, path, access, record):
    link, *_secrets = holders.make(access)
    hour = cast.NOON + timedelta(minutes=60)
    link.openings.model.objects.bulk_create(
        link.openings.model(link=link, session_hash=f"{n:064}", expires_at=hour) for n in range(11)
    )
    assert reverse("access_log", args=[record.uid]) in owner.get(path).content.decode()
