"""manage.py demo and demo_clear: what they refuse, what they print, what they leave alone."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from carelog.accounts.models import User
from carelog.patients.models import Patient
from carelog.upkeep.demo.calendar import Calendar
from carelog.upkeep.demo.people import NotADemo, begin_demo, demo_users
from carelog.upkeep.demo.year import make_demo
from carelog.upkeep.demo_links import make_link
from carelog.upkeep.management.commands import demo as command
from carelog.upkeep.models import DemoUser
from tests import cast
from tests.upkeep import years

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def asked(monkeypatch):
    """The seeds and days the command asks for; instead of a year it makes users and record."""
    calls = []

    def made(seed, today):
        calls.append((seed, today))
        begin_demo(seed, Calendar(today))

    monkeypatch.setattr(command, "make_demo", made)
    return calls


def printed(*args: str) -> str:
    out = StringIO()
    call_command("demo", *args, stdout=out)
    return out.getvalue()


def test_the_command_makes_the_year_up_to_today_and_prints_two_links(client, asked, settings):
    lines = printed().splitlines()
    assert asked == [(1, TODAY)]
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["Demo person", "Demo caregiver"]
    for line in lines[1:]:
        link = line.split(": ")[1]
        assert client.get(link.removeprefix(settings.PUBLIC_URL)).status_code == 200


def test_seed_and_day_can_be_chosen(asked):
    printed("--seed", "7", "--today", "2025-06-01")
    assert asked == [(7, date(2025, 6, 1))]


@pytest.mark.parametrize("day", ["2026-03-03", "1900-01-01"])
def test_a_day_to_come_or_long_ago_is_refused(asked, day):
    with pytest.raises(CommandError, match="--today"):
        printed("--today", day)
    assert asked == []


def test_new_links_can_be_had_for_the_demo_that_is_there(asked):
    with pytest.raises(CommandError, match="no demo yet"):
        printed("--link")
    printed()
    assert printed("--link").count("/account/demo/") == 2
    assert len(asked) == 1


def test_nothing_is_made_in_production(asked, settings):
    settings.PLAIN_HTTP = False
    with pytest.raises(CommandError, match="this machine alone"):
        printed()
    assert asked == []


def test_an_account_with_an_address_of_the_demo_is_never_taken_over():
    own = cast.make_user("demo")
    cast.make_patient(own)
    with pytest.raises(CommandError, match=r"demo@example\.org"):
        printed()
    assert User.objects.get() == own
    assert not DemoUser.objects.exists()


def test_where_the_demo_cannot_be_made_the_one_before_stays():
    pen = begin_demo(1, Calendar(TODAY))
    User.objects.filter(pk=pen.caregiver.pk).update(email="other@example.org")
    cast.make_user("demo-caregiver")
    with pytest.raises(NotADemo):
        make_demo(1, TODAY)
    assert Patient.objects.get() == pen.patient


def test_clearing_ends_the_sessions_of_the_demo(client, patient, owner):
    pen = begin_demo(1, Calendar(TODAY))
    empty = years.counts()
    link = make_link(pen.person)
    client.post("/account/demo/" + link.split("/demo/")[1])
    call_command("demo_clear")
    assert years.counts()["accounts.Session"] == empty["accounts.Session"] == 1
    assert not demo_users()
    assert client.get("/home/").status_code == 302


def test_clearing_keeps_a_user_who_has_a_place_in_another_record(record):
    pen = begin_demo(1, Calendar(TODAY))
    cast.join(record, pen.caregiver, "viewer", "caregiver")
    call_command("demo_clear")
    assert demo_users() == [pen.caregiver]
    assert not Patient.objects.filter(is_demo=True).exists()


def test_clearing_where_there_is_no_demo_changes_nothing(record):
    before = years.counts()
    call_command("demo_clear")
    assert years.counts() == before
