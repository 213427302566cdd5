"""What someone did about a warning stands in the timeline: who, when, what had been ticked."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.diary.timeline import SOURCES
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings, reopen_warnings
from carelog.safety.models import WarningState
from tests import cast
from tests.safety.test_closing import close, raised
from tests.safety.test_reopening import reopen

DAY = timedelta(days=1)
CHEST = "chest pain, new or getting worse"


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def lines(client, record, query="?kind=warnings") -> list:
    """Return what the timeline tells of warnings."""
    return client.get(reverse("timeline", args=[record.uid]) + query).context["lines"]


def page_of(client, record) -> str:
    """Return the page of the timeline."""
    return client.get(reverse("timeline", args=[record.uid])).content.decode()


@pytest.mark.parametrize(
    ("ending", "how"), [("help", "I have got help"), ("mistake", "This was entered by mistake")]
)
def test_an_ending_is_told_with_how_what_was_ticked_and_who(
    owner, sign_in, caregiver, record, access, ending, how
):
    [warning] = raised(access, chest_pain=True).values()
    close(sign_in(caregiver), record, warning, ending)
    [line] = lines(owner, record)
    assert (line.title, line.time, line.by) == ("Warning noted as dealt with", "13:00", caregiver)
    assert line.said == f"“{how}” · {CHEST} · shown then: “{warning.title}”"
    page = page_of(owner, record)
    assert "<b>Warning noted as dealt with</b>" in page
    assert "by caregiver (family or caregiver) for Test patient" in page


def test_taking_it_back_is_told_too_and_the_newest_stands_first(owner, record, access, clock):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning)
    clock.shift(60)
    reopen(owner, record, warning)
    found = [(line.title, line.time) for line in lines(owner, record)]
    assert found == [
        ("Warning opened again", "13:01"),
        ("Warning noted as dealt with", "13:00"),
    ]
    assert lines(owner, record)[0].said == f"{CHEST} · shown then: “{warning.title}”"


def test_what_is_ticked_later_is_not_told_as_if_it_had_been_known(owner, record, access, clock):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning)
    clock.shift(60)
    reopen(owner, record, warning)
    clock.shift(60)
    raised(access, fainted=True)
    clock.shift(60)
    close(owner, record, warning)
    newest, _opened, first = lines(owner, record)
    assert "fainting" in newest.said
    assert "fainting" not in first.said


def test_it_stands_on_the_day_it_was_by_the_clock_of_the_record(owner, record, access, clock):
    [warning] = raised(access, chest_pain=True).values()
    clock.move_to(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    close(owner, record, warning)
    [line] = lines(owner, record)
    assert (line.day, line.time) == (date(2026, 3, 3), "00:30")
    assert [one.row for one in lines(owner, record, "?start=2026-03-03")] == [line.row]
    assert lines(owner, record, "?kind=warnings&end=2026-03-02") == []
    day = owner.get(reverse("day", args=[record.uid, line.day]))
    assert [one.title for one, _after in day.context["lines"]] == [line.title]


def test_by_kind_and_by_person(owner, sign_in, caregiver, record, access):
    warnings = raised(access, chest_pain=True, confusion_new=True)
    close(owner, record, warnings["RF-36"])
    close(sign_in(caregiver), record, warnings["RF-06"])
    assert {line.row.warning.rule for line in lines(owner, record)} == {"RF-36", "RF-06"}
    [theirs] = lines(owner, record, "?by=2")
    assert theirs.row.warning.rule == "RF-06"
    assert lines(owner, record, "?kind=pain") == []


def test_who_may_not_see_warnings_sees_no_line_of_one(sign_in, clinician, owner, record, access):
    [warning] = raised(access, chest_pain=True).values()
    close(owner, record, warning)
    client = sign_in(clinician)
    [line] = lines(client, record)
    clinician.memberships.update(scope=["symptoms", "pain"])
    page = page_of(client, record)
    assert "Warning" not in page.split("<main")[1]
    assert CHEST not in page
    for query in ("?kind=warnings", f"?after={line.cursor}"):
        answer = client.get(reverse("timeline", args=[record.uid]) + query)
        assert answer.status_code == 400
    day = client.get(reverse("day", args=[record.uid, line.day]))
    assert day.context["lines"] == []


def test_another_record_tells_nothing_of_it(sign_in, stranger, owner, record, access):
    close(owner, record, raised(access, chest_pain=True)["RF-36"])
    theirs = stranger.memberships.get().patient
    assert lines(sign_in(stranger), theirs) == []


def test_the_line_leads_to_the_page_of_warnings_as_long_as_that_tells_of_it(
    sign_in, patient, record, access, clock
):
    [warning] = raised(access, chest_pain=True).values()
    close(sign_in(patient), record, warning)
    to = reverse("act_now", args=[record.uid])
    clock.move_to(cast.NOON + 7 * DAY)
    owner = sign_in(patient)
    assert lines(owner, record)[0].to == to
    clock.shift(1)
    assert lines(owner, record)[0].to == ""
    assert f'href="{to}"' not in page_of(owner, record).split("<main")[1]
    assert 'href=""' not in page_of(owner, record)
    reopen(owner, record, warning)
    assert [line.to for line in lines(owner, record)] == [to, to]


def test_in_quiet_mode_a_day_tells_that_it_was_and_not_what(owner, patient, record, access):
    close(owner, record, raised(access, chest_pain=True)["RF-36"])
    patient.quiet = True
    patient.save()
    page = owner.get(reverse("day", args=[record.uid, date(2026, 3, 2)])).content.decode()
    assert "<b>Warning noted as dealt with</b>" in page
    assert CHEST not in page


def back_and_forth(access, times: int) -> None:
    """End a warning and open it again so many times, a minute between."""
    [warning] = raised(access, chest_pain=True).values()
    with changing(access):
        for _time in range(times):
            end_warnings(access, [warning], "help")
            reopen_warnings(access, warning)
            warning.refresh_from_db()


@pytest.mark.parametrize("many", [1, 40])
def test_how_many_there_are_costs_no_question(owner, record, access, many):
    back_and_forth(access, many)
    address = reverse("timeline", args=[record.uid])
    owner.get(address)
    with CaptureQueriesContext(connection) as queries:
        owner.get(address)
    own = [q for q in queries if "SAVEPOINT" not in q["sql"]]
    # Beside one a kind: the frame, who wrote it, who they are, and the ticks of the warnings.
    assert len(own) <= 8 + len(SOURCES)


def test_pages_of_acts_at_one_moment_follow_each_other_without_a_gap(owner, record, access):
    back_and_forth(access, 40)
    first = owner.get(reverse("timeline", args=[record.uid])).context
    rest = lines(owner, record, f"?{first['older']}")
    seen = [line.row.uid for line in (*first["lines"], *rest)]
    assert len(seen) == len({*seen}) == WarningState.objects.count() == 80
