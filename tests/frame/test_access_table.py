"""Every named route, for every role, on one's own, a foreign and an absent record."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from carelog.diary.kinds import RECORDED
from carelog.policy import FROM_ANYWHERE, ROUTES, Policy
from tests import cast
from tests.frame.access_table import CLOSED, RECORD, ROLES, WITHOUT_RECORD
from tests.frame.site import address, body, fill, named_routes

pytestmark = pytest.mark.usefixtures("drawn_as_on_a_server")
NOW = cast.NOON + timedelta(hours=1)
#: Kinds a member of the cast does not see: mood is shared only where it is said so.
HIDDEN = {kind.slug for kind in RECORDED if kind.domain == "mood"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def _one_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def kinds_of(name: str) -> tuple[str, ...]:
    return tuple(kind.slug for kind in RECORDED) if name.startswith("entry") else ("pain",)


CELLS = [(name, kind) for name in RECORD for kind in kinds_of(name)]
#: One kind of each room, and the one that is hidden: all kinds share one way to their rows.
OF_EACH_ROOM = {"pain", "mood", "doses", "appointments"}
FEW_CELLS = [(name, kind) for name, kind in CELLS if kind in OF_EACH_ROOM]
#: Who has a place in the record, and who has none. Nobody has one in a record that is absent, so
#: there the owner, who has one elsewhere, stands for all.
WITH_A_PLACE, ABSENT = ROLES[:4], ROLES[:2]


@pytest.fixture
def absent():
    names = (
        "patient",
        "warning",
        "number",
        "check",
        "dose",
        "person",
        "invitation",
        "comment",
        "task",
        "link",
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
    return filled_by(cast_list["editor"])


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
    """The session of each role."""
    with time_machine.travel(NOW, tick=False):
        clients = {role: Client() for role in cast_list}
        for role, client in clients.items():
            client.force_login(cast_list[role])
    return {role: client.cookies.output(header="").strip() for role, client in clients.items()}


@pytest.fixture
def clients(cookies, db):
    """A client for each of ROLES."""
    found = {role: Client() for role in ROLES}
    for role, cookie in cookies.items():
        found[role].cookies.load(cookie)
    return found


def ask(client: Client, method: str, url: str, data: dict | None = None):
    """Ask for a page and undo whatever that changed."""
    with transaction.atomic():
        response = getattr(client, method)(url, data if method == "post" else None)
        transaction.set_rollback(True)
    return response


def statuses(clients, method: str, url: str, data: dict, roles=ROLES) -> dict[str, int]:
    return {role: ask(clients[role], method, url, data).status_code for role in roles}


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


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "kind"), CELLS)
def test_a_record_answers_each_role_as_the_table_says(clients, own, name, kind, method):
    roles = ROLES if kind in OF_EACH_ROOM else WITH_A_PLACE
    expected = {role: RECORD[name].expected(method, role) for role in roles}
    if kind in HIDDEN:
        expected |= {role: hidden(expected[role]) for role in ("editor", "viewer")}
    url = address(name, own, kind)
    assert statuses(clients, method, url, body(name, kind), roles) == expected


@pytest.mark.parametrize("where", ["foreign", "absent"])
@pytest.mark.parametrize(("name", "kind"), FEW_CELLS)
def test_another_record_is_not_there(clients, own, foreign, absent, name, kind, where):
    url = address(name, {"foreign": foreign, "absent": absent}[where], kind)
    roles = ROLES[:-1] if where == "foreign" else ABSENT
    for method in ("get", "post"):
        expected = {role: RECORD[name].elsewhere(method, role, own_record=False) for role in roles}
        assert statuses(clients, method, url, body(name, kind), roles) == expected


@pytest.mark.parametrize("where", ["foreign", "absent"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name, kind in FEW_CELLS if "<uuid:uid>" in named_routes()[name]],
)
def test_a_thing_of_another_record_is_not_in_ones_own(
    clients, own, foreign, absent, name, kind, where
):
    crossed = {"foreign": foreign, "absent": absent}[where] | {"patient": own["patient"]}
    roles = ROLES if where == "foreign" else WITH_A_PLACE
    for method in ("get", "post"):
        expected = {role: RECORD[name].elsewhere(method, role, own_record=True) for role in roles}
        url = address(name, crossed, kind)
        assert statuses(clients, method, url, body(name, kind), roles) == expected


@pytest.mark.parametrize(("name", "kind"), FEW_CELLS)
def test_what_is_not_yours_reads_like_what_does_not_exist(clients, foreign, absent, name, kind):
    for method in ("get", "post"):
        pages = [
            ask(clients["owner"], method, address(name, ids, kind), body(name, kind))
            for ids in (foreign, absent)
        ]
        bodies = {TOKEN.sub(b"", page.content) for page in pages}
        assert len(bodies) == 1
        assert pages[0].headers == pages[1].headers


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", WITHOUT_RECORD)
def test_a_page_without_a_record_answers_as_the_table_says(clients, name, method):
    expected = {role: WITHOUT_RECORD[name].expected(method, role) for role in ROLES}
    url = address(name, {"patient": None})
    assert statuses(clients, method, url, body(name) if method == "post" else {}) == expected


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused_everywhere(clients, own, method):
    for name in named_routes().keys() - CLOSED:
        expected = 204 if method == "options" and name in FROM_ANYWHERE else 405
        for role in ("anonymous", "owner"):
            answer = getattr(clients[role], method)(address(name, own))
            assert answer.status_code == expected, (name, role)


def test_an_editor_may_not_change_what_the_owner_wrote(clients, cast_list):
    ids = filled_by(cast_list["owner"])
    for name in ("number_edit", "number_remove", "entry_edit", "entry_remove", "pain_place"):
        answer = ask(clients["editor"], "post", address(name, ids), body(name))
        assert answer.status_code == 403, name


def test_an_unknown_address_is_not_there_for_anyone(clients):
    for client in clients.values():
        assert client.get("/patients/1/today/").status_code == 404
        assert client.get("/nothing/here/").status_code == 404
