"""Every route, for whoever holds a link without an account: their own, another's, none."""

import json
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from carelog.appointments.models import Appointment
from carelog.links import rate_limit
from carelog.links.models import Opening, ShareLink
from carelog.patients.access import ALL_DOMAINS
from carelog.policy import ROUTES
from tests import cast, kinds
from tests.frame.access_table import HOLDERS, LINKS, RECORD, WITHOUT_RECORD
from tests.frame.site import address, body, fill, named_routes, undrawn
from tests.links import holders

LATER = cast.NOON + timedelta(minutes=30)
NOBODYS = {"opening": uuid.UUID(int=7), "token": "x" * 43, "secret": "y" * 43}
ASKED = json.dumps({"recipient": "The day clinic"})
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
PEOPLE = ("patient", "caregiver", "clinician", "stranger")
SHOWS = {"link": sorted(ALL_DOMAINS), "narrow link": ["visits"]}


@pytest.fixture(autouse=True)
def _half_an_hour_later(monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 10_000)
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture(scope="module")
def made(shared_database):
    """The cast, the owner's access, and the ids of one of everything in the record."""
    with time_machine.travel(LATER, tick=False):
        people = {name: cast.make_user(name) for name in PEOPLE}
        record = cast.make_patient(people["patient"])
        cast.join(record, people["caregiver"], "editor", "caregiver")
        cast.join(record, people["clinician"], "viewer", "clinician")
        cast.make_patient(people["stranger"], "Somebody else")
        access = cast.access_of(record, people["patient"])
        kinds.keep(access, Appointment)
        return people, access, fill(access)


@pytest.fixture
def people(made, db):
    """Everyone who has an account, by name."""
    return made[0]


@pytest.fixture
def access(made, db):
    """The access of the owner, whose record the links are of."""
    return made[1]


@pytest.fixture
def things(made):
    """The ids of one of everything in that record."""
    return made[2]


def holder_of(access, state: str) -> tuple[Client, dict]:
    """Open a page and ask for a file by links in a state; return the browser and its secrets."""
    with time_machine.travel(cast.NOON, tick=False):
        fields = {"domains": SHOWS.get(state, SHOWS["link"]), "with_passcode": False}
        if state == "narrow link":
            fields |= {"starts": cast.NOON.date() - timedelta(days=9)}
            fields |= {"ends": cast.NOON.date() - timedelta(days=1)}
        client, opening = holders.come_in(access, may_answer=True, **fields)
        _link, token, _none = holders.make(access, kind="app", **fields)
        asked = ASKED[:-1] + ', "embeddedLengthMax": 0}'
        answer = client.post(f"/h/{token}/", asked, content_type="application/json")
        secret = answer.json()["files"][0]["location"].split("/")[-2]
        fields |= {"domains": ["visits"], "kind": "calendar"}
        _link, feed, _none = holders.make(access, **fields)
    if state == "revoked link":
        for link in ShareLink.objects.all():
            holders.end(link)
    if state == "expired link":
        ShareLink.objects.update(expires_at=cast.NOON + timedelta(minutes=20))
    return client, {"opening": opening.uid, "token": token, "secret": secret, "feed": feed}


def place(name: str, secrets: dict) -> str:
    """Return the address of a route of links for someone's secrets."""
    values = {"table": "pain"} | secrets
    if name == "calendar_feed":
        values["token"] = secrets.get("feed", secrets["token"])
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", named_routes()[name])
    return reverse(name, kwargs={arg: values[arg] for arg in wanted})


def ask(client: Client, name: str, method: str, secrets: dict):
    """Ask a route of links, as an app asks where it is one for apps."""
    if name == "health_link" and method == "post":
        return client.post(place(name, secrets), ASKED, content_type="application/json")
    return getattr(client, method)(place(name, secrets))


def status(*asked) -> int:
    return ask(*asked).status_code


def undone(*asked) -> int:
    """Return the status of an answer, and undo what asking has used up."""
    with transaction.atomic():
        found = status(*asked)
        transaction.set_rollback(True)
    return found


def test_every_route_of_links_has_a_row():
    of_links = {name for name, pattern in named_routes().items() if "<uuid:opening>" in pattern}
    of_links |= {"health_link", "health_link_file", "calendar_feed"}
    assert LINKS.keys() == of_links <= ROUTES.keys()


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_holder_gets_what_the_table_says(access, holder):
    client, secrets = holder_of(access, holder)
    cells = [(name, method) for name in LINKS for method in ("get", "post")]
    expected = {(name, method): LINKS[name].expected(method, holder) for name, method in cells}
    assert {cell: undone(client, *cell, secrets) for cell in cells} == expected


@pytest.mark.parametrize("holder", HOLDERS)
def test_another_ones_view_and_none_at_all_are_not_there_and_read_alike(access, people, holder):
    client, _secrets = holder_of(access, holder)
    stranger = people["stranger"]
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    _other, foreign = holder_of(theirs, "link")
    for name, reach in LINKS.items():
        if "<uuid:opening>" not in named_routes()[name]:
            continue
        method = "post" if name in ("shared_close", "shared_answer") else "get"
        answers = [ask(client, name, method, secrets) for secrets in (foreign, NOBODYS)]
        assert {answer.status_code for answer in answers} == {reach.elsewhere}, name
        assert len({TOKEN.sub(b"", answer.content) for answer in answers}) == 1, name
    assert Opening.objects.get(uid=foreign["opening"]).closed_at is None


@pytest.mark.parametrize(
    "name", [name for name in LINKS if name.endswith(("link", "file", "feed"))]
)
def test_a_token_that_nobody_has_opens_nothing(access, name):
    method = "post" if name == "health_link" else "get"
    assert status(Client(), name, method, NOBODYS) == LINKS[name].elsewhere


def test_a_link_opens_no_page_of_an_account_or_a_record(access, things):
    """Not even one to everything; what else a link may be only takes away from that."""
    client, _secrets = holder_of(access, "link")
    others = {name: shape for name, shape in (RECORD | WITHOUT_RECORD).items() if name not in LINKS}
    for name, shape in others.items():
        for method in ("get", "post"):
            sent = body(name) if method == "post" else None
            with undrawn():
                answer = getattr(client, method)(address(name, things), sent)
            assert answer.status_code == shape.expected(method, "anonymous"), (name, method)


@pytest.mark.parametrize("who", PEOPLE)
def test_signing_in_opens_no_view_that_another_browser_holds(access, people, sign_in, who):
    _client, secrets = holder_of(access, "link")
    client = sign_in(people[who])
    for name in LINKS:
        if "<uuid:opening>" not in named_routes()[name]:
            continue
        method = "post" if name in ("shared_close", "shared_answer") else "get"
        assert status(client, name, method, secrets) == 404, name


def test_a_narrow_link_shows_no_entry_out_of_its_scope_or_its_days(access):
    client, secrets = holder_of(access, "narrow link")
    for name in ("shared_summary", "shared_pdf", "shared_fhir"):
        shown = holders.body(ask(client, name, "get", secrets))
        assert b"pain-worst" not in shown, name
        assert b"weakness" not in shown.lower(), name
