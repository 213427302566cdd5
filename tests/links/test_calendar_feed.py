"""The visits of a record as a calendar reads them: little is said, nothing else is in it."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from carelog.appointments.models import Appointment
from carelog.links import rate_limit
from carelog.patients.access import changing
from carelog.patients.models import AccessEvent
from tests import cast, kinds
from tests.links import holders

NODE = Path(sys.executable).with_name("node")
READER = Path(__file__).with_name("read_calendar.mjs")
TOMORROW = cast.NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def visit(access, **values) -> Appointment:
    """Keep a visit, a scan tomorrow unless told otherwise."""
    usual = {"kind": "scan", "title": "", "place": "Ward 3", "starts_at": TOMORROW}
    usual |= {
        "ends_at": None,
        "state": "booked",
        "preparation": "Bring the letter",
        "notes": "afraid",
    }
    return kinds.keep(access, Appointment, **usual | values)


def make(access, **fields):
    """Make a link for a calendar; return its row and its address."""
    link, token, passcode = holders.make(access, kind="calendar", domains=["visits"], **fields)
    assert passcode == ""
    return link, reverse("calendar_feed", args=[token])


def events(path: str) -> list:
    """Return the events a calendar reads at an address."""
    answer = Client().get(path)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).events
    return [one for one in found if not one["UID"].endswith("-end")]


def test_a_visit_is_an_appointment_without_a_name_or_a_place(access):
    row = visit(access, title="Doctor Bones", ends_at=TOMORROW + timedelta(minutes=30))
    _link, path = make(access)
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    text = answer.content.decode()
    for word in ("Bones", "scan", "Scan", "Ward", "letter", "afraid", access.patient.name):
        assert word not in text
    (event,) = events(path)
    assert event["SUMMARY"] == "Appointment"
    assert event["UID"] == str(row.uid)
    assert (event.start, event.end) == (TOMORROW, TOMORROW + timedelta(minutes=30))
    assert event.start.utcoffset() == timedelta(0)
    assert (event["STATUS"], event["CLASS"]) == ("CONFIRMED", "PRIVATE")


def read_by_another(path: str) -> dict:
    """Return what ical.js finds. It needs `make validators` once, and fails without."""
    text = Client().get(path).content
    ran = subprocess.run([NODE, READER], input=text, capture_output=True, check=True)
    return json.loads(ran.stdout)


def test_another_reader_finds_lengths_alarms_when_to_ask_again_and_the_end(access):
    visit(access, ends_at=TOMORROW + timedelta(minutes=20))
    visit(access, starts_at=TOMORROW + timedelta(days=1))
    visit(access, starts_at=TOMORROW + timedelta(days=2), state="cancelled")
    visit(access, starts_at=cast.NOON - timedelta(days=1), state="done")
    _link, path = make(access, days=30)
    found = read_by_another(path)
    assert found["name"] == "Appointments from CareLog"
    assert found["refresh"] == ["duration", 6]
    *visits, end = found["events"]
    shown = [(one["minutes"], one["description"] is None, len(one["alarms"])) for one in visits]
    assert shown == [(60, False, 0), (20, True, 1), (60, False, 1), (60, False, 0)]
    assert visits[2]["description"] == "No end was written down; an hour is shown."
    alarm = {"action": "DISPLAY", "trigger": "-P1D", "words": "Appointment"}
    assert visits[1]["alarms"] == [alarm]
    assert (end["start"], end["end"]) == ("2026-03-25", "2026-03-26")
    assert end["summary"] == "This calendar ends on 1 April 2026"
    assert "make a new link in CareLog" in end["description"]


def test_a_calendar_of_a_day_says_at_once_that_it_ends(access):
    _link, path = make(access, days=1)
    (end,) = Calendar.from_ical(Client().get(path).content).events
    assert end.start == date(2026, 3, 2)
    assert end["SUMMARY"] == "This calendar ends on 3 March 2026"


def test_the_owner_reads_when_a_calendar_goes_silent(owner, access):
    make(access, days=30)
    page = owner.get(reverse("link_list", args=[access.patient.uid])).content.decode()
    assert "A week before it ends, the calendar says so." in " ".join(page.split())


def test_what_it_is_and_where_stands_in_it_only_where_the_link_says_so(access):
    visit(access, title="Doctor Bones")
    _link, path = make(access, names_visits=True)
    (event,) = events(path)
    assert event["SUMMARY"] == "Scan, Doctor Bones"
    assert event["LOCATION"] == "Ward 3"
    assert "afraid" not in Client().get(path).content.decode()


def test_nothing_but_visits_is_in_it(access):
    cast.make_pain(access)
    _link, path = make(access)
    assert events(path) == []
    assert b"BEGIN:VCALENDAR" in Client().get(path).content


def test_a_visit_that_was_cancelled_says_so_and_one_that_was_removed_is_gone(owner, access):
    cancelled, removed = visit(access, state="cancelled"), visit(access)
    with changing(access):
        Appointment.objects.filter(pk=removed.pk).update(removed_at=cast.NOON)
    _link, path = make(access)
    (event,) = events(path)
    assert (event["UID"], event["STATUS"]) == (str(cancelled.uid), "CANCELLED")


def test_it_reaches_ninety_days_back_and_all_the_way_ahead(access):
    visit(access, starts_at=cast.NOON - timedelta(days=90, seconds=1), state="done")
    last = visit(access, starts_at=cast.NOON - timedelta(days=90), state="done")
    far = visit(access, starts_at=cast.NOON + timedelta(days=700))
    _link, path = make(access)
    assert [event["UID"] for event in events(path)] == [str(last.uid), str(far.uid)]


def test_it_is_the_same_calendar_each_time(access, clock):
    row = visit(access)
    _link, path = make(access)
    first = Calendar.from_ical(Client().get(path).content)
    clock.shift(timedelta(hours=6))
    second = Calendar.from_ical(Client().get(path).content)
    assert first["UID"] == second["UID"] != ""
    before, after = ([one.to_ical() for one in found.events] for found in (first, second))
    assert before == after
    assert first.events[0]["SEQUENCE"] == row.version


def test_text_that_looks_like_a_calendar_stays_text(access):
    nasty = "x\\; , END:VEVENT\\nBEGIN:VEVENT " + "\N{BONE}" * 15
    visit(access, title=nasty, place=nasty)
    _link, path = make(access, names_visits=True)
    (event,) = events(path)
    assert event["SUMMARY"] == f"Scan, {nasty}"
    assert event["LOCATION"] == nasty
    body = Client().get(path).content
    assert max(len(line) for line in body.split(b"\r\n")) <= 75


def test_each_time_is_an_opening_and_is_in_the_access_log(owner, access):
    link, path = make(access)
    for _time in "12":
        Client().get(path)
    link.refresh_from_db()
    assert link.opens == link.openings.count() == 2
    page = owner.get(reverse("link_list", args=[access.patient.uid])).content.decode()
    page = " ".join(page.split())
    assert "2 times, last 2 Mar 2026, 13:00" in page
    assert "Link for a calendar" in page
    assert "visits, called “Appointment”" in page
    seen = AccessEvent.objects.filter(actor=link.openings.first().access_key)
    assert set(seen.values_list("act", "page")) == {("opened", "link"), ("read", "shared calendar")}


def test_unknown_past_ended_and_other_links_are_answered_alike(access, clock):
    dead = {"unknown": "x" * 43, "of a page": holders.make(access, with_passcode=False)[1]}
    dead["of an app"] = holders.make(access, kind="app", with_passcode=False)[1]
    link, dead["taken back"], _none = holders.make(access, kind="calendar", domains=["visits"])
    holders.end(link)
    dead["past"] = holders.make(access, kind="calendar", days=1, domains=["visits"])[1]
    clock.shift(timedelta(days=1))
    answers = [Client().get(reverse("calendar_feed", args=[token])) for token in dead.values()]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_link_for_a_calendar_opens_no_page_and_no_manifest(client, access):
    _link, token, _none = holders.make(access, kind="calendar", domains=["visits"])
    assert holders.knock(client, token).status_code == 404
    body = '{"recipient": "me"}'
    answer = client.post(f"/h/{token}/", body, content_type="application/json")
    assert answer.status_code == 404


def test_one_address_asks_so_many_times_a_minute(access, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 1)
    _link, path = make(access)
    assert [Client().get(path).status_code for _time in "12"] == [200, 429]


def test_making_one_asks_little_and_shows_its_address_once(sure_owner, access, record):
    path = reverse("link_new_calendar", args=[record.uid])
    form = sure_owner.get(path).context["form"]
    assert list(form.fields) == ["label", "days", "names_visits", "uid"]
    assert form["days"].value() == 90
    sent = {
        "uid": "00000000-0000-4000-8000-000000000001",
        "sure": "yes",
        "days": "90",
        "domains": ["pain"],
    }
    answer = sure_owner.post(path, sent | {"max_opens": "1", "passcode": "x"})
    assert answer.status_code == 200
    link = record.share_links.get()
    assert (link.kind, link.domains, link.names_visits) == ("calendar", ["visits"], False)
    assert (link.max_opens, link.passcode_hash) == (None, "")
    assert link.expires_at.date() == date(2026, 5, 31)
    assert "http://localhost/c/" in answer.content.decode()
    again = sure_owner.post(path, sent, follow=True)
    assert "This link was made already" in again.content.decode()


def test_its_form_in_error_says_so_and_keeps_the_rest(sure_owner, record):
    path = reverse("link_new_calendar", args=[record.uid])
    sent = {
        "uid": "00000000-0000-4000-8000-000000000001",
        "sure": "yes",
        "days": "91",
        "label": "for Ann",
    }
    answer = sure_owner.post(path, sent)
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.content.decode()
    assert 'value="for Ann"' in answer.content.decode()
