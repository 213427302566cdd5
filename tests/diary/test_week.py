"""The small charts of Today: seven days up to today, gaps as gaps, in the reader's units."""

from datetime import timedelta

import pytest
import time_machine

from carelog.dashboard.looks import LOOKS
from carelog.dashboard.panels import PANELS
from carelog.diary.templatetags.diary_tags import small_chart
from carelog.diary.week import DAYS, MOST, small_charts
from carelog.logs.models import BowelsEntry, DietEntry, WeightEntry, WellbeingEntry
from carelog.medications.models import Dose, Medication
from tests import cast, kinds

DAY, TODAY = timedelta(days=1), cast.NOON.date()


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def named(slug: str) -> list:
    return [panel for panel in PANELS if panel.slug == slug]


def test_every_panel_has_a_look():
    assert {panel.kind for panel in PANELS} - {Dose} <= LOOKS.keys()
    assert Medication in LOOKS


def test_seven_days_stand_up_to_today_with_gaps(access):
    for days_ago, worst in ((0, 4), (2, 10), (3, 0), (DAYS, 9)):
        cast.make_pain(access, cast.NOON - days_ago * DAY, worst_24h=worst)
    [chart] = small_charts(access, named("pain"), TODAY)
    assert [day.height for day in chart.days] == [None, None, None, 0, 100, None, 40]
    assert [day.said for day in chart.days] == ["", "", "", "0", "10", "", "4"]
    assert [day.weekday for day in chart.days] == ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"]
    assert (chart.figure, chart.unit, chart.when) == ("4", "", "today")


def test_only_days_in_a_row_are_joined_and_no_value_leaves_the_sheet(access):
    for days_ago, worst in ((0, 10), (1, 0), (3, 10)):
        cast.make_pain(access, cast.NOON - days_ago * DAY, worst_24h=worst)
    [chart] = small_charts(access, named("pain"), TODAY)
    drawn = small_chart(chart)
    assert drawn["line"] == "M55 29.0L65 2.0"
    assert drawn["written"] == [(35, "2.0"), (55, "29.0"), (65, "2.0")]


def test_a_week_without_a_value_and_what_is_rarely_measured_have_no_chart(access):
    cast.make_pain(access, cast.NOON - DAYS * DAY, worst_24h=4)
    kinds.keep(access, WeightEntry)
    assert small_charts(access, PANELS, TODAY) == []


def test_four_at_most_in_the_readers_order(access):
    cast.make_pain(access)
    for kind in (WellbeingEntry, DietEntry, BowelsEntry):
        kinds.keep(access, kind)
    charts = small_charts(access, PANELS, TODAY)
    assert len(charts) == MOST
    back = small_charts(access, PANELS[::-1], TODAY)
    assert back[0].slug != charts[0].slug


def test_nothing_outside_the_scope_has_a_chart(record, clinician, access):
    cast.make_pain(access)
    clinician.memberships.update(scope=["symptoms"])
    reader = cast.access_of(record, clinician)
    assert small_charts(reader, [p for p in PANELS if reader.may_see(p.kind)], TODAY) == []
