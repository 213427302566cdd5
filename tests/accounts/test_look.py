"""The colours and text size a browser keeps, for the pages that ask no session."""

import pytest
from django.conf import settings

NAME = settings.LOOK_COOKIE_NAME


@pytest.fixture
def signed_in(owner, patient):
    patient.theme, patient.text_size = "dark", "large"
    patient.save()
    owner.get("/patients/")
    return owner


def test_a_browser_keeps_how_a_person_likes_pages_and_nothing_else(signed_in):
    cookie = signed_in.cookies[NAME]
    assert cookie.value == "dark-large"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    # On a shared device it goes when the browser is closed, like the session.
    assert not cookie["max-age"]


def test_on_ones_own_device_it_stays_as_long_as_the_session_may(owner):
    session = owner.session
    session["own_device"] = True
    session.save()
    owner.get("/patients/")
    assert owner.cookies[NAME]["max-age"] == settings.OWN_DEVICE_ABSOLUTE_SECONDS


def test_it_is_not_sent_again_while_nothing_has_changed(signed_in):
    assert NAME not in signed_in.get("/patients/").cookies


def test_a_new_choice_is_kept_at_once(signed_in):
    form = {"name": "A name", "weight_unit": "kg", "temperature_unit": "c", "drink_unit": "ml"}
    signed_in.post("/account/preferences/", form | {"text_size": "normal", "theme": "light"})
    assert signed_in.cookies[NAME].value == "light-normal"


def test_signing_out_takes_it_away_and_the_start_page_is_the_strangers(signed_in):
    signed_in.post("/account/logout/")
    assert not signed_in.cookies[NAME].value
    assert b"Make an account" in signed_in.get("/").content


def test_a_session_that_ended_elsewhere_takes_it_away_with_the_next_page(signed_in):
    signed_in.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert signed_in.get("/")["Location"] == "/home/"
    signed_in.get("/home/")
    assert not signed_in.cookies[NAME].value


@pytest.mark.parametrize(
    "value", ["", "dark", "pink-large", "dark-huge", '"><b>-large', "dark-large-x"]
)
def test_what_was_never_written_there_counts_as_nothing(client, value):
    client.cookies[NAME] = value
    page = client.get("/learn/").content.decode()
    assert 'data-theme="auto" data-text="normal"' in page
    assert 'href="/go/today/"' not in page


def test_it_opens_nothing(client, db):
    client.cookies[NAME] = "dark-large"
    assert client.get("/home/")["Location"].startswith("/account/login/")
