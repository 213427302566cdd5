"""Links and invitations that a person made end with their place, in whole or in part."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.accounts.models import User
from carelog.links.models import ShareLink
from carelog.patients.models import Invitation, Membership
from carelog.sharing import memberships
from carelog.sharing.ways_in import Ended
from tests import cast
from tests.links import holders
from tests.sharing.acts import (
    NO,
    YES,
    add_address,
    hand_over,
    invite,
    main,
    path,
    place,
    revoke,
    said,
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.HAS_MAIL = True


def every_kind(access) -> list:
    """Make a link of each kind and use it; return how to ask for what each of them shows."""
    holder, opening = holders.come_in(access)
    _row, page, passcode = holders.make(access)
    _row, app, app_passcode = holders.make(access, kind="app")
    _row, feed, _none = holders.make(access, kind="calendar", domains=["visits"])

    def manifest():
        body = {"recipient": "x", "passcode": app_passcode, "embeddedLengthMax": 10}
        address = reverse("health_link", args=[app])
        return Client().post(address, json.dumps(body), content_type="application/json")

    file = manifest().json()["files"][0]["location"].removeprefix("http://localhost")
    return [
        lambda: max(holders.statuses(holder, opening)),
        lambda: 200 if holders.knock(Client(), page, passcode).status_code == 302 else 404,
        lambda: manifest().status_code,
        lambda: Client().get(reverse("calendar_feed", args=[feed])).status_code,
        # Last: it is good for one call.
        lambda: Client().get(file).status_code,
    ]


def test_links_of_every_kind_and_what_they_opened_are_dead_once_handed_over(
    sure_owner, record, caregiver, access
):
    ask = every_kind(access)
    answer = hand_over(sure_owner, record, caregiver, YES)
    assert said(answer) == "caregiver now owns this record. Ended with it: 4 links."
    assert [one() for one in ask] == [404] * len(ask)


def test_links_of_every_kind_are_dead_once_their_maker_is_taken_back(former, record, access):
    ask = every_kind(access)
    owner = former()
    assert ask[0]() == 200
    answer = revoke(owner, record, access.actor, YES)
    assert said(answer) == "patient can no longer open this record. Ended with it: 4 links."
    assert [one() for one in ask] == [404] * len(ask)


def test_links_go_on_where_the_owner_says_so(former, record, access):
    ask = every_kind(access)
    owner = former()
    answer = revoke(owner, record, access.actor, NO)
    assert said(answer) == "patient can no longer open this record. Still working: 4 links."
    assert [one() for one in ask] == [200] * len(ask)


@pytest.mark.parametrize("form", [{}, {"asked": ""}, {"asked": "0"}, {"x": "\0"}, {"end": "off"}])
def test_where_nobody_was_asked_links_end(former, record, access, caregiver, form):
    holders.make(access)
    owner = former()
    revoke(owner, record, access.actor, form)
    assert not ShareLink.objects.filter(revoked_at=None).exists()


@pytest.mark.parametrize("form", [{}, {"asked": "False"}])
def test_handing_over_ends_links_where_nobody_was_asked(former, access, form):
    holders.make(access)
    former(form)
    assert not ShareLink.objects.filter(revoked_at=None).exists()


def test_a_form_in_error_keeps_the_answer(sure_owner, record, caregiver, access):
    holders.make(access)
    address = path("person_hand_over", record, place(record, caregiver).uid)
    answer = sure_owner.post(address, NO)
    assert answer.status_code == 422
    assert not answer.context["form"]["end"].value()
    assert ShareLink.objects.get().can_be_opened


def test_links_of_others_and_of_other_records_go_on(former, record, access, caregiver):
    elsewhere = cast.access_of(cast.make_patient(access.actor, "Another"), access.actor)
    holders.make(elsewhere)
    owner = former()
    holders.make(cast.access_of(record, caregiver))
    revoke(owner, record, access.actor, YES)
    assert ShareLink.objects.filter(revoked_at=None).count() == 2


def test_what_has_ended_before_is_neither_counted_nor_ended_again(former, record, access, clock):
    ended, guessed, past, _living = (holders.make(access, days=n)[0] for n in (7, 7, 1, 90))
    holders.end(ended)
    ShareLink.objects.filter(pk=guessed.pk).update(wrong_tries=10)
    former()
    clock.shift(timedelta(days=2))
    owner = cast.access_of(record, User.objects.get(name="caregiver"))
    assert memberships.revoke(owner, place(record, access.actor)) == Ended(links=1)
    times = dict(ShareLink.objects.values_list("pk", "revoked_at"))
    assert (times[ended.pk], times[guessed.pk], times[past.pk]) == (cast.NOON, None, None)


def test_a_revoked_persons_own_invitations_end_whatever_is_answered(
    sure_owner, former, sign_in, record, patient, newcomer
):
    add_address(newcomer, newcomer.email)
    link = invite(sure_owner, record, newcomer.email)
    owner = former()
    assert said(revoke(owner, record, patient, NO)).endswith("Ended with it: 1 open invitation.")
    assert sign_in(newcomer).post(link).status_code == 404


@pytest.mark.parametrize(("form", "status"), [(YES, 404), (NO, 302)])
def test_handing_over_asks_about_invitations_that_the_owner_made(
    sure_owner, sign_in, record, caregiver, newcomer, form, status
):
    add_address(newcomer, newcomer.email)
    link = invite(sure_owner, record, newcomer.email)
    hand_over(sure_owner, record, caregiver, form)
    assert sign_in(newcomer).post(link).status_code == status


def test_an_invitation_to_ones_own_address_ends_with_the_hand_over(
    sure_owner, record, patient, caregiver
):
    invite(sure_owner, record, patient.email)
    answer = hand_over(sure_owner, record, caregiver, NO)
    assert said(answer) == "caregiver now owns this record. Ended with it: 1 open invitation."
    assert not Invitation.objects.get().is_open


def test_the_new_owner_reads_who_made_a_link_that_goes_on(former, record, access):
    holders.make(access)
    page = main(former().get(path("link_list", record)))
    assert "Made 2 Mar 2026, 13:00, by patient" in page


def test_leaving_ends_all_that_one_made(sure_owner, former, sign_in, record, access, newcomer):
    holders.make(access)
    invite(sure_owner, record, newcomer.email)
    former()
    client = sign_in(access.actor)
    page = main(client.get(path("sharing", record)))
    assert "What you made and is still open ends: 1 link and 1 open invitation." in page
    left = client.post(path("leave", record), follow=True)
    assert said(left).endswith("Ended with it: 1 link and 1 open invitation.")
    assert not ShareLink.objects.get().is_live
    assert not Invitation.objects.get().is_open


# --- Seeing less --------------------------------------------------------------------------------


def see_less(client, record, user, scope, form):
    address = path("person_edit", record, place(record, user).uid)
    form = {"relation": "patient", "role": "editor", "scope": scope} | form
    return client.post(address, form, follow=True)


@pytest.mark.parametrize(
    ("form", "after"),
    [
        (YES, " Ended with it: 1 link and 1 open invitation."),
        (NO, " Still working: 1 link and 1 open invitation."),
    ],
)
def test_a_smaller_scope_ends_what_they_made_that_shows_more(
    sure_owner, former, record, access, form, after
):
    more, less = (holders.make(access, domains=domains)[0] for domains in (["mood"], ["pain"]))
    for scope in (["mood", "pain"], ["pain"]):
        invite(sure_owner, record, scope=scope)
    answer = see_less(former(), record, access.actor, ["pain", "visits"], form)
    assert said(answer) == "Saved. It holds from now on." + after
    for link in (more, less):
        link.refresh_from_db()
    assert (more.is_live, less.is_live) == (form == NO, True)
    assert [one.is_open for one in Invitation.objects.order_by("pk")] == [form == NO, True]


def test_a_change_that_takes_nothing_away_ends_nothing(former, record, access):
    holders.make(access, domains=["mood"])
    Membership.objects.filter(user=access.actor).update(scope=["pain"])
    see_less(former(), record, access.actor, ["pain", "visits"], YES)
    assert ShareLink.objects.get().is_live
