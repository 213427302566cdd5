"""The one-time link into the demo: who may use it, how often, how long, and where."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.upkeep.demo.calendar import Calendar
from carelog.upkeep.demo.people import begin_demo
from carelog.upkeep.demo_links import make_link
from carelog.upkeep.models import DemoLink, DemoUser
from tests import cast

pytestmark = pytest.mark.django_db
TOKEN = "demo_sign_in"


@pytest.fixture
def now():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def demo(now):
    """The users and the record of the demo, without its year."""
    return begin_demo(1, Calendar(date(2026, 3, 2)))


@pytest.fixture
def link(demo, settings):
    """The path of a new link for the person of the demo."""
    return make_link(demo.person).removeprefix(settings.PUBLIC_URL)


def test_a_press_signs_in_and_leads_into_the_record(client, link, demo):
    response = client.post(link, follow=True)
    assert response.context["user"] == demo.person
    assert response.redirect_chain[-1][0] == reverse("today", args=[demo.patient.uid])
    assert "This is a demo. Nobody in it exists." in response.content.decode()


def test_the_caregiver_of_the_demo_has_a_link_too(client, demo, settings):
    client.post(make_link(demo.caregiver).removeprefix(settings.PUBLIC_URL))
    assert client.session["_auth_user_id"] == str(demo.caregiver.pk)


def test_looking_at_the_link_uses_nothing_up(client, link):
    for _time in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(link).status_code == 302


def test_a_link_works_once(link):
    assert Client().post(link).status_code == 302
    assert Client().post(link).status_code == Client().get(link).status_code == 404


def test_a_link_works_for_fifteen_minutes(client, link, now):
    now.shift(timedelta(minutes=15) - timedelta(seconds=1))
    assert client.get(link).status_code == 200
    now.shift(timedelta(seconds=1))
    assert client.get(link).status_code == client.post(link).status_code == 404


def test_a_link_opens_nothing_in_production(client, link, settings):
    settings.PLAIN_HTTP = False
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert DemoLink.objects.get().used_at is None


def test_only_a_user_of_the_demo_gets_a_link(patient):
    with pytest.raises(DemoUser.DoesNotExist):
        make_link(patient)


def test_used_ended_unknown_and_foreign_links_read_alike(link, demo, now, settings):
    ended = make_link(demo.person).removeprefix(settings.PUBLIC_URL)
    now.shift(timedelta(minutes=5))
    used = make_link(demo.person).removeprefix(settings.PUBLIC_URL)
    Client().post(used)
    now.shift(timedelta(minutes=11))
    pages = [Client().get(path) for path in (used, ended, link, reverse(TOKEN, args=["x" * 43]))]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_only_the_hash_of_a_link_is_stored(link):
    token = link.rstrip("/").rsplit("/", 1)[1]
    [stored] = DemoLink.objects.values_list("token_hash", flat=True)
    assert len(token) == 43
    assert token not in stored


def test_the_press_needs_the_token_of_the_page(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert DemoLink.objects.get().used_at is None


def test_users_of_the_demo_have_no_password(demo):
    assert not demo.person.has_usable_password()
    assert not demo.caregiver.has_usable_password()
