"""Making, opening and ending links: what is stored, what is counted, what the log says."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from carelog.links import actions as links
from carelog.links import scope
from carelog.links.addresses import address_of
from carelog.links.models import Opening, ShareLink
from carelog.patients.models import AccessEvent
from carelog.patients.models.access_event import NOBODY
from tests import cast
from tests.links import holders


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def everything_stored() -> str:
    """Return all text of all tables of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("carelog.")]
    return str([list(model._base_manager.values_list()) for model in ours])


def test_only_hashes_of_token_passcode_and_secret_are_stored(access):
    link, token, passcode = holders.make(access)
    _opening, secret = links.open_link(token, passcode)
    assert re.fullmatch(r"[\w-]{43}", token)
    assert re.fullmatch(r"\d{6}", passcode)
    stored = everything_stored()
    assert link.token_hash in stored
    for hidden in (token, secret, f"'{passcode}'"):
        assert hidden not in stored


def test_the_passcode_is_hashed_with_argon2_as_shipped(access, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    link, token, passcode = holders.make(access)
    assert link.passcode_hash.startswith("argon2$argon2id$")
    assert links.open_link(token, passcode)


def test_the_link_holds_its_token_behind_the_mark_that_stays_in_the_browser(access, settings):
    link = ShareLink(domains=["pain"], expires_at=cast.NOON + timedelta(days=1))
    made = links.make(access, link)
    assert address_of(link, made.token) == f"{settings.PUBLIC_URL}/s/#{made.token}"


def test_two_links_have_nothing_in_common(access):
    first, second = (holders.make(access) for _time in range(2))
    assert first[1] != second[1]
    assert first[0].access_key != second[0].access_key


def test_the_same_form_sent_twice_makes_one_link(access):
    link, _token, _passcode = holders.make(access)
    with pytest.raises(links.AlreadyMade):
        holders.make(access, uid=link.uid)
    assert ShareLink.objects.count() == 1


@pytest.mark.parametrize("who", ["caregiver", "clinician"])
def test_only_the_owner_makes_and_ends_links(request, record, access, who):
    theirs = cast.access_of(record, request.getfixturevalue(who))
    link, _token, _passcode = holders.make(access)
    # A right that has gone between the page and the press.
    theirs.actor.memberships.update(state="revoked")
    with pytest.raises(PermissionDenied):
        holders.make(theirs)
    with pytest.raises(PermissionDenied):
        links.revoke(theirs, link)
    assert ShareLink.objects.get().revoked_at is None


def test_an_opening_lasts_an_hour_and_never_longer_than_its_link(access, clock):
    link, token, passcode = holders.make(access, days=1)
    assert links.open_link(token, passcode)[0].expires_at == cast.NOON + timedelta(minutes=60)
    clock.move_to(link.expires_at - timedelta(minutes=5))
    assert links.open_link(token, passcode)[0].expires_at == link.expires_at


@pytest.mark.parametrize("typed", ["{0}{1}", " {0} {1} ", "{0}-{1}", "{0}\u00a0{1}"])
def test_a_passcode_may_be_grouped_as_one_likes(access, typed):
    _link, token, passcode = holders.make(access)
    assert links.open_link(token, typed.format(passcode[:3], passcode[3:]))


def test_a_passcode_may_be_typed_in_other_digits(access):
    _link, token, passcode = holders.make(access)
    assert links.open_link(token, passcode.translate({48 + n: 0x660 + n for n in range(10)}))


def test_a_right_passcode_does_not_give_wrong_tries_back(access):
    link, token, passcode = holders.make(access)
    for left in range(9, 0, -1):
        with pytest.raises(links.WrongPasscode) as wrong:
            links.open_link(token, "wrong")
        assert wrong.value.left == left
        links.open_link(token, passcode)
    with pytest.raises(links.WrongPasscode):
        links.open_link(token, "wrong")
    for typed in (passcode, "wrong"):
        with pytest.raises(links.Dead):
            links.open_link(token, typed)
    link.refresh_from_db()
    assert link.wrong_tries == 10
    assert link.is_guessed_to_death


def test_no_passcode_typed_is_no_try(access):
    link, token, _passcode = holders.make(access)
    with pytest.raises(links.NoPasscode):
        links.open_link(token, "")
    link.refresh_from_db()
    assert link.wrong_tries == 0


def test_a_link_made_without_a_passcode_needs_none(access):
    link, token, passcode = holders.make(access, with_passcode=False)
    assert (passcode, link.passcode_hash) == ("", "")
    assert links.open_link(token, "whatever")


def test_a_clock_that_was_set_back_keeps_no_link_alive(access, clock):
    link, token, passcode = holders.make(access)
    opening, secret = links.open_link(token, passcode)
    clock.move_to(cast.NOON - timedelta(hours=1))
    links.close(opening)
    assert scope.view_of(opening.uid, secret) is None
    links.revoke(access, link)
    with pytest.raises(links.Dead):
        links.open_link(token, passcode)


@pytest.mark.parametrize("is_right", [True, False])
def test_a_link_that_ends_while_a_passcode_is_checked_counts_nothing(access, monkeypatch, is_right):
    link, token, _passcode = holders.make(access)

    def check(*_passcodes) -> bool:
        holders.end(link)
        return is_right

    monkeypatch.setattr(links, "check_password", check)
    with pytest.raises(links.Dead):
        links.open_link(token, "123456")
    link.refresh_from_db()
    assert (link.opens, link.wrong_tries, link.openings.count()) == (0, 0, 0)


def test_a_view_needs_its_own_secret(access):
    _link, token, passcode = holders.make(access)
    (one, its_secret), (other, _secret) = (links.open_link(token, passcode) for _n in range(2))
    assert scope.view_of(one.uid, its_secret) == one
    assert scope.view_of(other.uid, its_secret) is None
    assert scope.view_of(one.uid, "") is None


# --- What the access log says -------------------------------------------------------------------


def events(**what) -> list[tuple]:
    found = AccessEvent.objects.filter(**what).order_by("pk")
    return list(found.values_list("actor", "record", "page", "about"))


def test_making_and_ending_are_changes_of_rights(access, patient, record):
    link, _token, _passcode = holders.make(access)
    links.revoke(access, link)
    who = (patient.access_key, record.access_key)
    assert events(act="rights") == [
        (*who, "link made", link.access_key),
        (*who, "link ended", link.access_key),
    ]


def test_each_opening_is_an_event_and_a_row(access, record):
    link, token, passcode = holders.make(access)
    openings = [links.open_link(token, passcode)[0] for _time in range(3)]
    assert events(act="opened") == [
        (opening.access_key, record.access_key, "link", link.access_key) for opening in openings
    ]
    link.refresh_from_db()
    assert link.opens == link.openings.count() == 3


def test_a_wrong_passcode_is_a_refused_attempt(access, record):
    link, token, _passcode = holders.make(access)
    with pytest.raises(links.WrongPasscode):
        links.open_link(token, "wrong")
    assert events(act="denied") == [(NOBODY, record.access_key, "link", link.access_key)]


def test_a_dead_link_is_a_refused_attempt_and_so_is_one_that_never_was(access, record):
    link, token, passcode = holders.make(access)
    links.revoke(access, link)
    for tried in (token, "x" * 43):
        with pytest.raises(links.Dead):
            links.open_link(tried, passcode)
    assert events(act="denied") == [
        (NOBODY, record.access_key, "link", link.access_key),
        (NOBODY, NOBODY, "link", NOBODY),
    ]


def test_links_and_those_who_opened_them_have_names_in_the_log_of_their_record(access, stranger):
    link, token, passcode = holders.make(access, label="for Friday")
    nameless, _token, _passcode = holders.make(access, label="")
    opening, _secret = links.open_link(token, passcode)
    keys = {link.access_key, nameless.access_key, opening.access_key}
    assert links.names_of(access.patient, keys) == {
        link.access_key: "for Friday",
        nameless.access_key: "link without a name",
        opening.access_key: "someone with the link: for Friday",
    }
    assert links.names_of(stranger.memberships.get().patient, keys) == {}


def test_erasing_the_record_erases_its_links_and_their_openings(access):
    _link, token, passcode = holders.make(access)
    links.open_link(token, passcode)
    access.patient.delete()
    assert not ShareLink.objects.exists()
    assert not Opening.objects.exists()
    with pytest.raises(links.Dead):
        links.open_link(token, passcode)


def test_the_clock_of_a_link_is_the_servers(access, clock):
    link, token, passcode = holders.make(access, days=7)
    clock.move_to(link.expires_at - timedelta(seconds=1))
    assert links.open_link(token, passcode)
    clock.move_to(link.expires_at)
    assert timezone.now() == link.expires_at
    with pytest.raises(links.Dead):
        links.open_link(token, passcode)
