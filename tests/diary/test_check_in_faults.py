"""A fault at any statement of a tap leaves all of it or nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from carelog.logs.models import CheckIn, PainEntry, PainPlace, SymptomsEntry
from carelog.patients.models import Patient, Revision
from carelog.safety.models import RaisedWarning, Trigger
from tests import cast
from tests.diary import taps

OWN_TABLES = ("logs_", "patients_", "safety_")
MODELS = (
    *(CheckIn, PainEntry, PainPlace, SymptomsEntry, Patient, Revision, RaisedWarning, Trigger),
)
BEGIN = ("worst", {"number": 6})
SIGNS = ("signs", {"ticked": ["chest_pain"]})
TAPS = {
    "first": ([], BEGIN),
    "another number": ([BEGIN], ("worst", {"number": 4})),
    "too ill": ([], ("too_ill", {})),
    "signs": ([BEGIN], SIGNS),
    "other signs": ([BEGIN, SIGNS], ("signs", {"ticked": ["unsteady_new", "chest_pain"]})),
    "same": ([BEGIN], ("same", {})),
    "done": ([BEGIN], ("done", {})),
    "undo": ([BEGIN, SIGNS], ("remove", {})),
    "put back": ([BEGIN, SIGNS, ("remove", {})], ("put_back", {})),
}


class Fault(Exception):
    """What breaks."""


@pytest.fixture(autouse=True)
def clock():
    """Monday noon in London, one o'clock in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


def depth() -> int:
    """Return how many savepoints are open."""
    return sum(savepoint is not None for savepoint in connection.savepoint_ids)


def break_at(count: int):
    """Return a wrapper of the database that breaks at the nth statement that changes a record.

    The note that a page was opened is written before any change, on its own.
    """
    seen, outside = 0, depth()

    def wrapper(execute, sql, params, many, context):
        nonlocal seen
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE")) and depth() > outside
        if is_write and any(table in sql for table in OWN_TABLES):
            seen += 1
            if seen == count:
                raise Fault
        return execute(sql, params, many, context)

    return wrapper


def everything() -> list:
    """Return every row of the record."""
    return [list(model._default_manager.order_by("pk").values()) for model in MODELS]


def press(client, record, step) -> int:
    """Take a tap; return its status."""
    name, fields = step
    act = {"worst": taps.worst, "too_ill": taps.too_ill}.get(name)
    answer = act(client, record, **fields) if act else taps.tap(client, record, name, **fields)
    return answer.status_code


@pytest.mark.parametrize("name", TAPS)
def test_a_fault_at_any_statement_leaves_all_or_nothing(name, patient, record, access):
    cast.make_pain(access, cast.NOON - timedelta(days=1), [("hip", "left")])
    client = Client(raise_request_exception=False)
    client.force_login(patient)
    before_it, step = TAPS[name]
    for earlier in before_it:
        assert press(client, record, earlier) == 302
    before, count, status = everything(), 0, 500
    while status == 500:
        assert everything() == before
        count += 1
        with connection.execute_wrapper(break_at(count)):
            status = press(client, record, step)
    assert status == 302
    assert everything() != before
    assert count > 3
