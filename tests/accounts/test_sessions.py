"""How long a sign-in lasts, and how it ends."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth as webauthn
from django.test import Client

from tests import cast

SIGN_IN = "/account/login/"
PASSKEY = "/account/factors/webauthn/login/"
PAGE = "/account/preferences/"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock():
    """A clock that stands until it is moved."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def shared(clock, patient):
    """A client signed in on a device others use too."""
    return sign_in(patient)


@pytest.fixture
def own(clock, patient):
    """A client signed in on the person's own device."""
    return sign_in(patient, remember="on")


@pytest.fixture
def use_passkey(clock, patient, monkeypatch):
    """Return a function that signs in with a passkey whose signature is taken as right."""
    passkey = Authenticator.objects.create(user=patient, type="webauthn", data={"name": "phone"})
    monkeypatch.setattr(webauthn, "parse_authentication_response", lambda response: None)
    monkeypatch.setattr(webauthn, "extract_user_from_response", lambda response: patient)
    monkeypatch.setattr(webauthn, "complete_authentication", lambda user, response: passkey)

    def used(client: Client | None = None, **more) -> Client:
        client = client or Client()
        client.post(PASSKEY, {"credential": '{"id": "x"}'} | more)
        return client

    return used


def sign_in(user, client: Client | None = None, **more) -> Client:
    client = client or Client()
    client.post(SIGN_IN, {"login": user.email, "password": cast.PASSWORD} | more)
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(("still", "is_open"), [(30 * MINUTE, True), (31 * MINUTE, False)])
def test_a_shared_device_is_signed_out_after_half_an_hour_of_rest(shared, clock, still, is_open):
    clock.shift(still)
    assert is_in(shared) is is_open


@pytest.mark.parametrize(("still", "is_open"), [(14 * DAY, True), (14 * DAY + HOUR, False)])
def test_an_own_device_is_signed_out_after_two_weeks_of_rest(own, clock, still, is_open):
    clock.shift(still)
    assert is_in(own) is is_open


def test_a_shared_device_in_use_is_signed_out_after_twelve_hours(shared, clock):
    for _half_hour in range(24):
        clock.shift(30 * MINUTE)
        assert is_in(shared)
    clock.shift(MINUTE)
    assert not is_in(shared)


def test_an_own_device_in_use_is_signed_out_after_thirty_days(own, clock):
    for _visit in range(3):
        clock.shift(10 * DAY)
        assert is_in(own)
    clock.shift(HOUR)
    assert not is_in(own)


def test_a_visit_in_between_starts_the_rest_anew(shared, clock):
    for _visit in range(3):
        clock.shift(29 * MINUTE)
        assert shared.post("/account/still-here/").status_code == 204
    assert is_in(shared)


def test_a_session_past_its_time_is_gone_for_good(shared, clock):
    key = shared.session.session_key
    clock.shift(31 * MINUTE)
    shared.get(PAGE)
    clock.shift(-31 * MINUTE)
    shared.cookies["carelog_session"] = key
    assert not is_in(shared)


def test_what_was_typed_past_the_time_is_not_lost(shared, clock):
    clock.shift(31 * MINUTE)
    response = shared.post(PAGE, {"name": "Typed late"})
    assert response.status_code == 401
    assert b'value="Typed late"' in response.content


@pytest.mark.parametrize(("name", "age"), [("own", 30 * 86400), ("shared", "")])
def test_the_cookie_of_a_shared_device_ends_with_the_browser(request, name, age):
    assert request.getfixturevalue(name).cookies["carelog_session"]["max-age"] == age


def test_the_page_knows_when_the_session_will_end(shared, own):
    assert b'data-idle-seconds="1800"' in shared.get(PAGE).content
    assert b'data-idle-seconds="1209600"' in own.get(PAGE).content


def test_signing_in_gives_a_new_key(clock, patient):
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["carelog_session"] = before = session.session_key
    sign_in(patient, client)
    assert client.session.session_key != before
    other = Client()
    other.cookies["carelog_session"] = before
    assert not is_in(other)


def test_an_answer_posted_elsewhere_does_not_make_a_shared_device_an_own_one(shared):
    shared.post(PAGE, {"remember": "on"})
    assert not shared.session["own_device"]


@pytest.mark.parametrize(("answer", "seconds"), [({"remember": "on"}, 1209600), ({}, 1800)])
def test_the_answer_about_the_device_outlasts_the_second_step(clock, patient, answer, seconds):
    Authenticator.objects.create(user=patient, type="webauthn", data={"name": "a passkey"})
    code = RecoveryCodes.activate(patient).get_unused_codes()[0]
    client = sign_in(patient, **answer)
    assert not is_in(client)
    assert client.post("/account/factors/authenticate/", {"code": code}).status_code == 302
    assert f'data-idle-seconds="{seconds}"' in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("answer", "age", "seconds"), [({"remember": "on"}, 30 * 86400, 1209600), ({}, "", 1800)]
)
def test_a_passkey_alone_signs_in_for_as_long_as_the_answer_says(use_passkey, answer, age, seconds):
    client = use_passkey(**answer)
    assert client.cookies["carelog_session"]["max-age"] == age
    assert f'data-idle-seconds="{seconds}"' in client.get(PAGE).content.decode()


def test_a_passkey_without_a_tick_undoes_the_tick_of_a_sign_in_left_half_way(
    use_passkey, patient, clock
):
    half_way = sign_in(patient, remember="on")
    clock.shift(HOUR)
    assert not is_in(half_way)
    assert is_in(use_passkey(half_way))
    assert not half_way.session["own_device"]


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", "7", '{"id": "x"}'])
def test_a_passkey_that_does_not_fit_answers_nothing_about_the_device(clock, patient, credential):
    client = Client()
    response = client.post(PASSKEY, {"credential": credential, "remember": "on"})
    assert response["Location"] == SIGN_IN
    assert not is_in(client)
    assert "own_device" not in client.session


def test_signing_out_takes_a_press(shared):
    assert shared.get("/account/logout/").status_code == 200
    assert is_in(shared)
    key = shared.session.session_key
    assert shared.post("/account/logout/")["Location"] == "/"
    shared.cookies["carelog_session"] = key
    assert not is_in(shared)


def test_signing_out_needs_the_token_of_our_own_page(shared):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = shared.cookies
    assert strict.post("/account/logout/").status_code == 403
    assert is_in(shared)


def test_every_device_is_listed_and_the_others_can_be_signed_out(shared, own):
    for client in (shared, own):
        assert is_in(client)
    assert own.get("/account/sessions/").content.count(b'<li class="go"') == 2
    own.post("/account/sessions/")
    assert is_in(own)
    assert not is_in(shared)


def test_a_new_password_signs_out_the_other_devices(shared, own, patient):
    new = "quite other words here"
    form = {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}
    assert own.post("/account/password/change/", form).status_code == 302
    assert not is_in(shared)
