"""What people do to come in, and what they see."""

import re

from django.core import mail
from django.test import Client

PASSWORD = "four plain words here"
HOME = "/home/"
CODE = "/account/confirm-email/"
ADDRESS, RESET = "/account/email/", "/account/password/reset/"


def sign_up(email: str) -> Client:
    """Make an account and return its browser."""
    client = Client()
    form = {"email": email, "password1": PASSWORD, "own_device": "on"}
    assert client.post("/account/signup/", form).status_code == 302
    return client


def sign_in(email: str, client: Client | None = None) -> tuple[Client, str]:
    """Sign in; return the browser and where it was led."""
    client = client or Client()
    answer = client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client, answer.headers.get("Location", "")


def prove(client: Client) -> None:
    """Give the password again, as pages ask that change who gets in."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def code_of(email: str) -> str:
    """Return the code that was mailed last to an address."""
    [*_others, last] = [one for one in mail.outbox if one.to == [email]]
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", last.body, re.M)[0]


def page(client: Client, path: str) -> str:
    """Return what a page says."""
    return client.get(path, follow=True).content.decode()
