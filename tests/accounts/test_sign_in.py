"""Signing in with an address and a password."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from carelog.accounts.models import User
from tests import cast

SIGN_IN = "/account/login/"
RESET = "/account/password/reset/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def send(client: Client, email: str = "patient@example.org", **more):
    return client.post(SIGN_IN, {"login": email, "password": cast.PASSWORD} | more)


def words_of(response, email: str) -> str:
    return TOKEN.sub("", response.content.decode()).replace(email, "X")


def test_an_address_and_a_password_open_the_site(client, patient):
    assert send(client)["Location"] == "/home/"
    assert client.get("/account/preferences/").status_code == 200


def test_the_address_may_be_typed_in_any_case(client, patient):
    assert send(client, " Patient@Example.ORG ").status_code == 302


@pytest.mark.parametrize("password", ["", "wrong words in here", cast.PASSWORD.upper()])
def test_a_wrong_password_opens_nothing(client, patient, password):
    response = send(client, password=password)
    assert response.status_code == 200
    assert client.get("/home/").status_code == 302
    assert "/account/login/" in client.get("/home/")["Location"]


def test_a_wrong_password_reads_like_an_unknown_address(client, patient):
    pages = [
        words_of(send(Client(), email, password="wrong words in here"), email)
        for email in ("patient@example.org", "nobody@example.org")
    ]
    assert pages[0] == pages[1]


def test_someone_whose_account_was_closed_cannot_sign_in(client, patient):
    User.objects.update(is_active=False)
    send(client)
    assert "_auth_user_id" not in client.session


def test_a_signed_in_account_that_is_closed_is_out_at_once(owner, patient):
    User.objects.update(is_active=False)
    assert owner.get("/account/preferences/").status_code == 302


def test_signing_in_leads_back_to_the_page_that_asked(client, record):
    address = f"/patients/{record.uid}/trends/"
    assert send(client, next=address)["Location"] == address


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:x"],
)
def test_signing_in_never_leads_to_another_site(client, patient, elsewhere):
    assert send(client, next=elsewhere)["Location"] == "/home/"
    page = Client().get(SIGN_IN, {"next": elsewhere}).content.decode()
    assert 'href="' + elsewhere not in page


def test_a_new_password_can_be_asked_for_without_telling_who_has_an_account(settings, patient):
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    pages = []
    for email in ("patient@example.org", "nobody@example.org"):
        client = Client()
        response = client.post(RESET, {"email": email})
        pages.append((response["Location"], words_of(client.get(response["Location"]), email)))
    assert pages[0] == pages[1]
    assert {message.to[0] for message in mail.outbox} >= {"patient@example.org"}


def test_a_link_to_a_new_password_works_once_and_signs_out_other_devices(settings, patient, owner):
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cast.confirm(patient)
    client = Client()
    client.post(RESET, {"email": patient.email})
    link = re.search(r"https?://[^/\s]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    new = "quite other words here"
    client.post(form, {"password1": new, "password2": new})
    patient.refresh_from_db()
    assert patient.check_password(new)
    assert owner.get("/account/preferences/").status_code == 302
    assert b"This link does not work any more" in Client().get(link, follow=True).content


def test_a_site_without_mail_says_who_can_set_a_password(client):
    page = client.get(RESET).content
    assert b"This site sends no mail" in page
    assert b"<form" not in page.split(b"<main")[1].split(b"</main>")[0]


def test_a_password_is_stored_with_a_slow_hash():
    from carelog import settings as shipped  # noqa: TID251  the suite itself uses a fast one

    assert shipped.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
