"""Asked, answered, seen again, told: no recorded column is without an answer to each."""

import pytest
import time_machine

from carelog.safety.published import PUBLISHED, UNPUBLISHED
from tests import cast
from tests.frame.told import told
from tests.frame.told_asked import ASKED
from tests.frame.told_table import (
    FOR_ONE_ALONE,
    NOT_ASKED,
    NOT_IN_THE_BUNDLE,
    NOT_SEEN,
    NOT_TOLD,
    NOTES,
    SAVED_ALONE,
    TABLE,
)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def gaps(place: int) -> set[str]:
    """Return the columns whose cell in this place is a gap."""
    return {column for column, cells in TABLE.items() if cells.split()[place] == "-"}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_every_column_comes_out_where_the_table_says(access, asked):
    rows = {name: cells for name, cells in TABLE.items() if name.split(".")[0] == asked.slug}
    assert told(access, asked) == rows


def test_the_table_holds_no_column_that_is_not_there():
    assert {*TABLE} == {f"{one.slug}.{name}" for one in ASKED.values() for name in one.names}


def test_every_gap_has_its_reason_and_no_reason_is_without_its_gap():
    assert gaps(0) == {*NOT_ASKED}
    assert gaps(2) == {*NOT_SEEN}
    assert gaps(3) == {*NOT_TOLD} | {*FOR_ONE_ALONE} | NOTES
    assert gaps(4) == set()
    assert gaps(5) == {*NOT_IN_THE_BUNDLE}


def test_what_is_answered_by_saved_alone_says_why_and_nothing_else_does():
    saved = {column.split(".")[0] for column, cells in TABLE.items() if cells.split()[1] == "saved"}
    assert saved == {*UNPUBLISHED} | {*SAVED_ALONE}
    assert {*PUBLISHED} & {*UNPUBLISHED} == set()
