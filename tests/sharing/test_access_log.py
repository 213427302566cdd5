"""Who looked, in plain words, for the owner alone."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.access import Grant, open_record
from carelog.patients.models import AccessEvent
from carelog.sharing import memberships
from carelog.sharing.access_log import CHANGES, PAGES
from tests import cast

CARELOG = Path(__file__).resolve().parents[2] / "carelog"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def log(client, record, query="") -> str:
    page = client.get(reverse("access_log", args=[record.uid]) + query).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split())


def test_an_opening_by_another_is_a_line_with_who_what_and_when(owner, sign_in, record, clinician):
    sign_in(clinician).get(reverse("trends", args=[record.uid]))
    assert "2 March 2026 13:00 clinician opened Trends" in log(owner, record)


def test_ones_own_visits_are_shown_where_asked_for(owner, record):
    owner.get(reverse("trends", args=[record.uid]))
    assert "Nobody else has opened this record." in log(owner, record)
    assert "patient opened Trends" in log(owner, record, "?mine=on")


@pytest.mark.parametrize("query", ["?mine=on", "?"])
def test_the_next_page_of_a_long_log_shows_ones_own_visits_too_if_the_first_did(
    owner, record, monkeypatch, query
):
    monkeypatch.setattr("carelog.sharing.access_log.ON_A_PAGE", 1)
    for name in ("today", "trends"):
        owner.get(reverse(name, args=[record.uid]))
        open_record(record.memberships.get(role="viewer").user, record.uid, page=name)
    page = owner.get(reverse("access_log", args=[record.uid]) + query).content.decode()
    assert ('href="?page=2&amp;mine=on"' in page) is (query == "?mine=on")
    assert ('href="?page=2"' in page) is (query == "?")


def test_a_refused_stranger_is_a_line_without_a_name(owner, sign_in, record, stranger):
    sign_in(stranger).get(reverse("today", args=[record.uid]))
    said = log(owner, record)
    assert "someone without a place here tried to open Today and was refused" in said
    assert "stranger" not in said


def test_a_change_of_rights_says_whom_it_is_about(owner, record, access, caregiver):
    memberships.revoke(access, caregiver.memberships.get())
    assert "patient took the place of caregiver back" in log(owner, record)


def test_two_people_taken_back_in_a_quarter_are_two_lines(
    owner, record, access, caregiver, clinician
):
    for person in (caregiver, clinician):
        memberships.revoke(access, person.memberships.get())
    assert log(owner, record).count("took the place of") == 2


def test_a_reading_by_a_link_is_noted_under_its_own_key(record):
    grant = Grant(record, frozenset({"pain"}), cast.make_user("x").access_key)
    open_record(grant, record.uid, page="summary")
    event = AccessEvent.objects.get(act="read")
    assert (event.actor, event.page) == (grant.access_key, "summary")


@pytest.mark.parametrize("name", ["caregiver", "clinician"])
def test_only_the_owner_sees_it(request, sign_in, record, name):
    client = sign_in(request.getfixturevalue(name))
    assert client.get(reverse("access_log", args=[record.uid])).status_code == 403


def test_a_long_log_has_pages(owner, record, clinician):
    AccessEvent.objects.bulk_create(
        AccessEvent(
            at=cast.NOON - timedelta(hours=n),
            quarter=cast.NOON - timedelta(hours=n),
            actor=clinician.access_key,
            record=record.access_key,
            act="read",
            page="today",
        )
        for n in range(120)
    )
    assert "Page 1 of 3" in log(owner, record)
    assert "Page 3 of 3" in log(owner, record, "?page=3")
    path = reverse("access_log", args=[record.uid])
    for wrong in ("?page=4", "?page=0", "?page=x"):
        assert owner.get(path + wrong).status_code == 400


def test_every_page_and_change_that_code_notes_has_its_words():
    code = "".join(path.read_text() for path in CARELOG.rglob("*.py"))
    pages = set(re.findall(r'open_record\([^)]*page="([^"]+)"', code, re.S))
    assert pages <= PAGES.keys() | {"system"}
    changes = re.findall(r'changing_rights\(access, "([^"]+)"', code)
    changes += re.findall(r'note\(access.actor, access.patient, "([^"]+)"', code)
    assert len(changes) >= 8
    assert set(changes) <= CHANGES.keys()
