"""Making an account: open to all, by invitation, or closed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from carelog.accounts import invitations
from carelog.accounts.models import SignupInvitation, User
from tests import cast

SIGN_UP = "/account/signup/"
FORM = {"email": "new@example.org", "password1": "four plain words here"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def by_invitation(settings):
    """A site that takes people with a link; the path of one such link."""
    settings.SIGNUP = "invite"
    link = invitations.make_link()
    return link.removeprefix(settings.PUBLIC_URL)


@pytest.fixture
def with_mail(settings):
    """A site with a mail server."""
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def people() -> int:
    return User.objects.filter(email="new@example.org").count()


def test_anyone_may_make_an_account_on_an_open_site(client):
    response = client.post(SIGN_UP, FORM)
    assert response["Location"] == "/home/"
    assert client.get("/home/")["Location"] == "/patients/new/"
    user = User.objects.get()
    assert user.check_password(FORM["password1"])
    assert user.name == ""


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("fourteen chars", "at least 15 characters"),
        ("x7 " * 43, "at most 128 characters"),
        ("someone.newish@example.com", "too similar"),
        ("1q2w3e4r5t6y7u8i", "too common"),
    ],
)
def test_a_password_that_is_too_weak_is_refused_and_the_address_kept(client, password, words):
    email = "someone.newish@example.org"
    page = client.post(SIGN_UP, {"email": email, "password1": password}).content.decode()
    assert words in page
    assert f'value="{email}"' in page
    assert password not in page
    assert not User.objects.exists()


@pytest.mark.parametrize("length", [15, 128])
def test_a_password_of_15_to_128_characters_is_taken(client, length):
    password = ("a word or two " * 10)[: length - 1] + "."
    assert client.post(SIGN_UP, FORM | {"password1": password}).status_code == 302
    assert User.objects.get().check_password(password)


@pytest.mark.parametrize(("answer", "days"), [({"own_device": "on"}, 30), ({}, 0)])
def test_only_an_own_device_stays_signed_in_for_30_days(client, answer, days):
    client.post(SIGN_UP, FORM | answer)
    age = client.cookies["carelog_session"]["max-age"]
    assert age == (days * 86400 if days else "")
    assert bool(client.session.get("own_device")) is bool(days)


def test_a_link_makes_one_account(by_invitation):
    first, second = Client(), Client()
    for client in (first, second):
        assert client.get(by_invitation).status_code == 200
        assert client.post(by_invitation)["Location"] == SIGN_UP
    assert first.post(SIGN_UP, FORM).status_code == 302
    assert (
        b"You need an invitation" in second.post(SIGN_UP, FORM | {"email": "b@example.org"}).content
    )
    assert User.objects.count() == 1
    assert Client().get(by_invitation).status_code == 404


def test_looking_at_a_link_does_not_use_it(client, by_invitation):
    for _look in range(3):
        assert client.get(by_invitation).status_code == 200
    assert SignupInvitation.objects.get().used_at is None
    assert "signup_invitation" not in client.session


def test_two_people_who_press_at_the_same_moment_get_one_account(
    client, by_invitation, monkeypatch
):
    client.post(by_invitation)
    monkeypatch.setattr(invitations, "use", lambda token_hash: False)
    page = client.post(SIGN_UP, FORM, follow=True)
    assert b"This invitation has just been used." in page.content
    assert people() == 0


@pytest.mark.parametrize(("days", "status"), [(6.99, 200), (7.01, 404)])
def test_a_link_ends_after_seven_days(client, by_invitation, days, status):
    with time_machine.travel(cast.NOON + timedelta(days=days), tick=False):
        assert client.get(by_invitation).status_code == status


def test_a_link_that_ends_after_it_was_opened_makes_no_account(client, by_invitation):
    client.post(by_invitation)
    with time_machine.travel(cast.NOON + timedelta(days=8), tick=False):
        client.post(SIGN_UP, FORM)
    assert people() == 0


def test_a_form_in_error_leaves_the_invitation_open(client, by_invitation):
    client.post(by_invitation)
    client.post(SIGN_UP, FORM | {"password1": "short"})
    client.post(SIGN_UP, FORM)
    assert people() == 1


def test_a_made_up_link_opens_nothing(client, by_invitation):
    assert client.get(by_invitation[:-2] + "x/").status_code == 404
    client.post(reverse("signup_invitation", args=["x" * 43]))
    client.post(SIGN_UP, FORM)
    assert people() == 0


def test_only_the_hash_of_a_link_is_stored(by_invitation):
    token = by_invitation.rstrip("/").rsplit("/", 1)[1]
    row = SignupInvitation.objects.get()
    assert row.token_hash == invitations.hash_of(token)
    assert len(token) >= 43
    assert token not in str(vars(row))


def test_a_page_with_a_token_in_its_address_tells_no_other_page(client, by_invitation):
    response = client.get(by_invitation)
    # Not no-referrer, with which a browser says "Origin: null" when the form is sent.
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["Cache-Control"] == "no-store, private"
    assert b'content="noindex"' in response.content


@pytest.mark.parametrize("mode", ["closed", "invite"])
def test_without_an_invitation_no_account_is_made(client, settings, mode):
    settings.SIGNUP = mode
    for answer in (client.get(SIGN_UP), client.post(SIGN_UP, FORM)):
        assert answer.status_code == 200
        assert b"password1" not in answer.content
    assert people() == 0


@pytest.mark.parametrize("mode", ["closed", "open"])
def test_a_link_works_only_where_sign_up_is_by_invitation(client, settings, by_invitation, mode):
    settings.SIGNUP = mode
    assert client.get(by_invitation).status_code == 404


def test_signing_up_with_a_known_address_looks_like_any_other(with_mail):
    cast.make_user("known")
    answers = []
    for email in ("known@example.org", "new@example.org"):
        client = Client()
        response = client.post(SIGN_UP, FORM | {"email": email})
        page = client.get(response["Location"]).content.decode()
        answers.append((response.status_code, response["Location"], page.replace(email, "X")))
    assert answers[0][:2] == answers[1][:2]
    assert _without_tokens(answers[0][2]) == _without_tokens(answers[1][2])
    assert sorted(message.to[0] for message in mail.outbox) == [
        "known@example.org",
        "new@example.org",
    ]


def _without_tokens(page: str) -> str:
    parts = page.split('name="csrfmiddlewaretoken" value="')
    return parts[0] + "".join(part.split('"', 1)[1] for part in parts[1:])


def test_an_account_is_for_one_address_in_whatever_case(client):
    client.post(SIGN_UP, FORM)
    Client().post(SIGN_UP, FORM | {"email": "NEW@example.org"})
    assert User.objects.count() == 1
