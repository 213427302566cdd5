"""Every named route, for every role, on one's own, a foreign and an absent record."""

import re
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from carelog.diary.kinds import RECORDED, KindConverter
from carelog.policy import FROM_ANYWHERE, ROUTES, Policy
from tests import cast
from tests.frame.access_table import CLOSED, RECORD, ROLES, WITHOUT_RECORD
from tests.frame.site import address, body, fill, named_routes, undrawn

NOW = cast.NOON + timedelta(hours=1)
#: Kinds a member of the cast does not see: mood is shared only where it is said so.
HIDDEN = {kind.slug for kind in RECORDED if kind.domain == "mood"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def _one_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


METHODS = ("get", "post")
#: One kind of each room, and the one that is hidden: all kinds share one way to their rows.
OF_EACH_ROOM = ("pain", "mood", "doses", "appointments")


def kinds_of(name: str) -> tuple[str, ...]:
    return tuple(kind.slug for kind in RECORDED) if name.startswith("entry") else ("pain",)


CELLS = [(name, kind) for name in RECORD for kind in kinds_of(name)]
#: The kinds that all are asked for: one that members see, and those that are hidden from some.
FOR_ALL = {"pain"} | HIDDEN
WITH_A_THING = [
    (name, kind)
    for name, kind in CELLS
    if "<uuid:uid>" in named_routes()[name] and kind in OF_EACH_ROOM
]


def asked_by(name: str, kind: str) -> Iterator[tuple[str, str]]:
    """Give method and role: the kinds differ in their forms and pages, not in who is let in."""
    for method, role in product(METHODS, ROLES):
        is_let_in = RECORD[name].expected(method, role) in (200, 302)
        if kind in FOR_ALL or (role in ("owner", "viewer") and is_let_in):
            yield method, role


def looks_up(name: str) -> list[str]:
    """Return the methods with which a record is looked for; others are refused before."""
    return [method for method in METHODS if RECORD[name].expected(method, "owner") != 405]


@pytest.fixture
def absent():
    names = (
        "patient",
        "warning",
        "note",
        "number",
        "check",
        "dose",
        "person",
        "invitation",
        "comment",
        "task",
        "link",
        "private",
    )
    return {name: uuid.uuid4() for name in (*names, *(f"entry_{kind.slug}" for kind in RECORDED))}


@pytest.fixture(scope="module")
def cast_list(shared_database):
    """Everyone who signs in, by role; the record they have a place in, and its stranger's own."""
    with time_machine.travel(NOW, tick=False):
        people = {role: cast.make_user(role) for role in ROLES[1:]}
        record = cast.make_patient(people["owner"])
        cast.join(record, people["editor"], "editor", "caregiver")
        cast.join(record, people["viewer"], "viewer", "clinician")
        for state in ("pending", "revoked", "left"):
            cast.join(record, people[state], "editor", "caregiver", state=state)
        cast.make_patient(people["other"], "Somebody else")
        return people


@pytest.fixture(scope="module")
def own(cast_list):
    """The record of the cast; what stands in it was written by its editor."""
    # But for what the owner, whom it is about, answered for themself alone.
    access = cast.access_of(cast_list["owner"].memberships.get().patient, cast_list["owner"])
    return filled_by(cast_list["editor"]) | {"private": cast.make_private(access).uid}


@pytest.fixture(scope="module")
def foreign(cast_list):
    """The stranger's record, as full as the other."""
    return filled_by(cast_list["other"])


def filled_by(user) -> dict:
    """Put one of everything into the record of a person; return the ids."""
    with time_machine.travel(NOW, tick=False):
        access = cast.access_of(user.memberships.get().patient, user)
        return fill(access, *(kind.slug for kind in RECORDED))


@pytest.fixture(scope="module")
def cookies(cast_list):
    """The session of each role, seen just now: so no request has to write that down."""
    found = {}
    for role, user in cast_list.items():
        client = Client()
        with time_machine.travel(NOW, tick=False):
            client.force_login(user)
            session = client.session
            session["signed_in_at"] = session["seen_at"] = NOW.timestamp()
            session.save()
        found[role] = client.cookies.output(header="").strip()
    return found


@pytest.fixture(scope="module")
def handler():
    """The middleware of every client, made once."""
    handler = Client().handler
    handler.load_middleware()
    return handler


@pytest.fixture
def clients(cookies, handler, db):
    """A client for each of ROLES."""
    found = {role: Client() for role in ROLES}
    for role, client in found.items():
        client.handler = handler
        client.cookies.load(cookies.get(role, ""))
    return found


def ask(client: Client, method: str, url: str, data: dict | None = None, *, drawn: bool = True):
    """Ask for a page and undo whatever that changed; whatever it is, it says that it is ours."""
    with transaction.atomic(), nullcontext() if drawn else undrawn():
        response = getattr(client, method)(url, data if method == "post" else None)
        transaction.set_rollback(True)
    assert response["X-CareLog"] == "1"
    return response


def status(*asked, drawn: bool = False) -> int:
    return ask(*asked, drawn=drawn).status_code


def test_every_named_route_has_a_row_and_every_row_a_route():
    assert named_routes().keys() == RECORD.keys() | WITHOUT_RECORD.keys()


def test_the_policy_names_exactly_the_routes_there_are():
    assert ROUTES.keys() | CLOSED == named_routes().keys()
    assert not ROUTES.keys() & CLOSED


def test_routes_into_a_record_are_those_whose_address_names_one():
    of_records = {name for name, pattern in named_routes().items() if "patient_id" in pattern}
    assert {name for name, policy in ROUTES.items() if policy is Policy.RECORD} == of_records
    assert RECORD.keys() == of_records


def hidden(status: int) -> int:
    """Return what a member gets instead where a kind is not in their scope."""
    return 404 if status in (200, 302) else status


@pytest.mark.parametrize(("name", "kind"), CELLS)
def test_a_record_answers_each_role_as_the_table_says(clients, own, name, kind):
    expected = {cell: RECORD[name].expected(*cell) for cell in asked_by(name, kind)}
    if kind in HIDDEN:
        of_members = {cell for cell in expected if cell[1] in ("editor", "viewer")}
        expected |= {cell: hidden(expected[cell]) for cell in of_members}
    if name == "entry_new" and KindConverter.kinds[kind].one_a_record:
        # Its one row is there, and the form leads to it.
        expected |= {cell: 302 for cell, code in expected.items() if code == 200}
    found, url, sent = {}, address(name, own, kind), body(name, kind)
    for method, role in expected:
        # The owner's pages are drawn in test_canaries.py; an editor's are of the parts of both.
        drawn = expected[method, role] == 200 and (role == "viewer" or method == "post")
        found[method, role] = status(clients[role], method, url, sent, drawn=drawn)
    assert found == expected


@pytest.mark.parametrize(("name", "kind"), [cell for cell in CELLS if cell[1] in FOR_ALL])
def test_what_is_not_yours_reads_like_what_does_not_exist(clients, foreign, absent, name, kind):
    urls, sent = [address(name, ids, kind) for ids in (foreign, absent)], body(name, kind)
    for method in looks_up(name):
        pages = [ask(clients["owner"], method, url, sent) for url in urls]
        assert [page.status_code for page in pages] == [404, 404], method
        assert len({TOKEN.sub(b"", page.content) for page in pages}) == 1, method
        assert pages[0].headers == pages[1].headers, method
        # Whoever may do less might be refused before the record is looked for.
        for role in ("editor", "viewer"):
            assert status(clients[role], method, urls[0], sent) == 404, (method, role)


@pytest.mark.parametrize(("name", "kind"), WITH_A_THING)
def test_a_thing_of_another_record_is_not_in_ones_own(clients, own, foreign, absent, name, kind):
    # "other" wrote the foreign thing, and has no place in the record it is asked for in.
    asked = dict.fromkeys(("owner", "editor", "viewer"), (foreign, absent)) | {"other": (foreign,)}
    for role, method in product(asked, looks_up(name)):
        expected = RECORD[name].with_foreign_thing(method, role)
        for ids in asked[role]:
            url = address(name, ids | {"patient": own["patient"]}, kind)
            found = status(clients[role], method, url, body(name, kind))
            assert found == expected, (method, role)


@pytest.mark.parametrize("name", WITHOUT_RECORD)
def test_a_page_without_a_record_answers_as_the_table_says(clients, name):
    url = address(name, {"patient": None})
    cells = [*product(METHODS, ROLES)]
    expected = {cell: WITHOUT_RECORD[name].expected(*cell) for cell in cells}
    found = {
        (method, role): status(clients[role], method, url, body(name), drawn=role == "anonymous")
        for method, role in cells
    }
    assert found == expected


def test_other_methods_are_refused_everywhere(clients, own):
    """Whoever asks: the answer comes before the person is looked at, and so for all methods."""
    for name in named_routes().keys() - CLOSED:
        for method in ("put", "patch", "delete", "options", "trace"):
            expected = 204 if method == "options" and name in FROM_ANYWHERE else 405
            for role in ("anonymous", "owner") if method == "delete" else ("anonymous",):
                answer = getattr(clients[role], method)(address(name, own))
                assert answer.status_code == expected, (name, method, role)


def test_an_editor_may_not_change_what_the_owner_wrote(clients, cast_list):
    ids = filled_by(cast_list["owner"])
    for name in ("number_edit", "number_remove", "entry_edit", "entry_remove", "pain_place"):
        answer = ask(clients["editor"], "post", address(name, ids), body(name))
        assert answer.status_code == 403, name


def test_an_unknown_address_is_not_there_for_anyone(clients):
    for client in clients.values():
        assert client.get("/patients/1/today/").status_code == 404
        assert client.get("/nothing/here/").status_code == 404
