"""Reading an output as a program does: a page as a browser, a table as a spreadsheet, and so on."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from tests import cast
from tests.links import holders

MARK = re.compile(r"xq\d+z")
#: Attributes that lead somewhere, or fetch something.
LEADING = ("href", "src", "srcset", "action", "formaction", "data", "poster", "content", "style")


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the words in them and in attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.words += [value for _name, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@lru_cache(maxsize=256)
def parsed(markup: str) -> Page:
    """Return a page as it was parsed: it is looked at for dangers, and then for its words."""
    return Page(markup)


class Answer(NamedTuple):
    """One answer of the site: to what, with which headers, and all of its body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers["Content-Type"].partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8-sig")


def ask(client: Client, path: str) -> Answer:
    response = client.get(path)
    assert response.status_code == 200, path
    return Answer(path, dict(response.headers), holders.body(response))


def dangers(markup: str) -> list[str]:
    """Return what in a page a text has made, or could have."""
    found = re.findall(r"<(?:script>|img src=x)", markup)
    ours = settings.STATIC_URL
    for tag, attrs in parsed(markup).elements:
        is_ours = attrs.get("src", "").startswith(ours)
        is_data = attrs.get("type") == "application/json"
        leads = [attrs[name] for name in LEADING if name in attrs]
        wrong = [
            tag == "script" and not (is_ours or is_data),
            any(name.startswith("on") or MARK.search(name) for name in (*attrs, tag)),
            any(MARK.search(to) or to.lower().startswith(("x", "javascript:")) for to in leads),
        ]
        found += [f"<{tag} {attrs}>"] * any(wrong)
    return found


def cells(answer: Answer) -> list[str]:
    rows = csv.reader(io.StringIO(answer.text, newline=""), strict=True)
    return [cell for row in rows for cell in row]


def strings(value: object) -> Iterator[str]:
    """Give every text in what a file of JSON holds."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if type(value) is list else ():
        yield from strings(one)


def close_up(text: str) -> str:
    """Return a text without gaps, and without the joints at which a long word may be broken."""
    return re.sub(r"[\s\u200b]", "", text)


def words(answer: Answer) -> list[str]:
    """Return all texts of an output, as the program that reads it has them."""
    if answer.kind == "text/html":
        return parsed(answer.text).words
    if answer.kind == "text/csv":
        return cells(answer)
    if answer.kind == "text/calendar":
        events = Calendar.from_ical(answer.body).events
        return [str(value) for event in events for value in event.values()]
    if answer.kind == "application/pdf":
        found = PdfReader(io.BytesIO(answer.body)).pages
        return [close_up("".join(page.extract_text() for page in found))]
    return [*strings(json.loads(answer.text))]


def signed_in(user: AbstractBaseUser) -> Client:
    """Return a client of someone who has just proved by their password, twice, who they are."""
    client, secret = Client(), cast.PASSWORD
    client.post(reverse("account_login"), {"login": user.email, "password": secret})
    client.post(reverse("account_reauthenticate"), {"password": secret})
    return client
