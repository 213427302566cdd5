"""What became of a warning is kept: one row an act, with who and when."""

import importlib
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection

from carelog.patients import append_only
from carelog.patients.access import ALL_DOMAINS, Access, changing
from carelog.safety.actions import end_warnings, reopen_warnings
from carelog.safety.models import WarningState
from carelog.safety.states import states_of
from tests import cast
from tests.safety.test_closing import raised

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def kept(access) -> list[tuple]:
    """Return what was done about all warnings, in order."""
    return [
        (one.warning.rule, one.state, one.at, one.recorded_by)
        for one in states_of(access).select_related("warning", "recorded_by")
    ]


def test_each_ending_and_each_reopening_is_kept_with_who_and_when(
    access, record, patient, caregiver, clock
):
    [warning] = raised(access, chest_pain=True).values()
    assert kept(access) == []
    theirs = cast.access_of(record, caregiver)
    for by, act in ((access, "help"), (theirs, "reopened"), (theirs, "mistake")):
        clock.shift(60)
        with changing(by):
            if act == "reopened":
                reopen_warnings(by, warning)
                warning.refresh_from_db()
            else:
                end_warnings(by, [warning], act)
    minute = timedelta(minutes=1)
    assert kept(access) == [
        ("RF-36", "help", cast.NOON + minute, patient),
        ("RF-36", "reopened", cast.NOON + 2 * minute, caregiver),
        ("RF-36", "mistake", cast.NOON + 3 * minute, caregiver),
    ]


def test_what_one_act_ended_and_opened_is_kept_for_each_warning(access):
    warnings = raised(access, saddle_numb=True, limb_weakness_new=True)
    with changing(access):
        end_warnings(access, warnings.values(), "help")
        reopen_warnings(access, warnings["RF-01"])
    acts = sorted((rule, state) for rule, state, _at, _by in kept(access))
    assert acts == [
        *(("RF-01", "help"), ("RF-01", "reopened")),
        *(("RF-02", "help"), ("RF-02", "reopened")),
    ]


def test_an_act_that_changes_nothing_leaves_nothing(access):
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        reopen_warnings(access, warning)
        end_warnings(access, [warning], "help")
        end_warnings(access, [warning], "mistake")
    assert [state for _rule, state, _at, _by in kept(access)] == ["help"]


def test_who_leaves_is_no_longer_named_and_the_act_stays(access, record, caregiver):
    [warning] = raised(access, chest_pain=True).values()
    theirs = cast.access_of(record, caregiver)
    with changing(theirs):
        end_warnings(theirs, [warning], "help")
    caregiver.delete()
    assert [(state, by) for _rule, state, _at, by in kept(access)] == [("help", None)]


def link(access: Access, domains=ALL_DOMAINS, **days) -> Access:
    """Return the access of whoever holds a link."""
    return Access(access.patient, None, frozenset(domains), False, "test", "link", **days)


def test_it_is_seen_where_its_warning_is_and_on_its_own_days(access, clock):
    [warning] = raised(access, chest_pain=True).values()
    clock.move_to(cast.NOON + 5 * DAY)
    with changing(access):
        end_warnings(access, [warning], "help")
    first, last = date(2026, 3, 2), date(2026, 3, 7)
    assert kept(link(access)) == kept(link(access, starts=first, ends=last)) != []
    # Before the days of the share began, or after they were over; and without the scope.
    assert kept(link(access, starts=first + DAY)) == []
    assert kept(link(access, starts=first, ends=last - DAY)) == []
    assert kept(link(access, ALL_DOMAINS - {"warnings"})) == []


def test_it_is_of_its_record_alone(access, stranger):
    with changing(access):
        end_warnings(access, raised(access, chest_pain=True).values(), "help")
    theirs = stranger.memberships.get().patient
    assert kept(cast.access_of(theirs, stranger)) == []


def test_endings_from_before_are_carried_over(access, patient):
    warnings = raised(access, chest_pain=True, confusion_new=True)
    with changing(access):
        end_warnings(access, [warnings["RF-36"]], "mistake")
    append_only.remove(connection, append_only.WARNING_STATES)
    WarningState.objects.all().delete()
    step = importlib.import_module("carelog.safety.migrations.0004_endings_so_far")
    step.carry_over(apps, SimpleNamespace(connection=connection))
    assert kept(access) == [("RF-36", "mistake", cast.NOON, patient)]
    assert WarningState.objects.get().patient == access.patient
