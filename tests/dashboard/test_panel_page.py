"""A window is told alike from the days it rests on and from every day ever logged."""

import random
from datetime import date, timedelta

import pytest

from carelog.clinical.series import bin_days
from carelog.dashboard.pain_figures import summarise_pain, tiles
from carelog.dashboard.panel_page import LAST_DAYS
from carelog.dashboard.panel_words import words_of
from carelog.dashboard.panels import PANELS
from carelog.entries.quantities import unit_for

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def logged(seed: int) -> dict[date, int]:
    """Return some two hundred days with long gaps."""
    choose = random.Random(seed)
    days, day = {}, TODAY - 400 * DAY
    while (day := day + choose.choice([1, 1, 1, 1, 2, 9, 40]) * DAY) <= TODAY:
        days[day] = choose.choice([0, 0, 1, 2, 3])
    return days


def needed(days: dict, start: date) -> dict:
    """Return what `days_of` reads for a window: as little as the sentences need."""
    since = min(start, TODAY - (LAST_DAYS - 1) * DAY)
    before = {max((day for day in days if day < since), default=None)}
    before |= {max((day for day in days if day < since and days[day]), default=None)}
    return {day: days[day] for day in days if day >= since or day in before}


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.slug)
@pytest.mark.parametrize("length", [1, 7, 30, 90, 500])
@pytest.mark.parametrize("ago", [0, 45])
def test_a_panel_says_the_same(panel, length, ago):
    unit = unit_for(panel.unit, None)
    for seed in range(8):
        days = logged(seed)
        end = TODAY - ago * DAY
        start = end - (length - 1) * DAY
        some = needed(days, start)
        window = (start, end, TODAY)
        assert words_of(panel, some, *window, unit) == words_of(panel, days, *window, unit)
        assert bin_days(some, panel.measure, start, end) == bin_days(
            days, panel.measure, start, end
        )


@pytest.mark.parametrize("length", [1, 7, 30, 90, 500])
@pytest.mark.parametrize("ago", [0, 45])
def test_pain_says_the_same_with_its_first_days(length, ago):
    for seed in range(8):
        days = logged(seed)
        end = TODAY - ago * DAY
        start = end - (length - 1) * DAY
        some = {day: days[day] for day in sorted(days)[:14]} | needed(
            days, min(start, TODAY - 29 * DAY)
        )
        window = {"start": start, "end": end, "today": TODAY, "goal": 2}
        whole, part = (summarise_pain(each, **window) for each in (days, some))
        assert part == whole
        assert tiles(part) == tiles(whole)
