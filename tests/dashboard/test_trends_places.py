"""Where it hurt, over time: a panel of Trends and of a page to read, and a page of its own."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.dashboard.place_page import place_panel
from carelog.dashboard.window import Window
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from tests import cast

TODAY, DAY = cast.NOON.date(), timedelta(days=1)
HIP = {"site": "hip", "side": "left"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def keep(access, back: int, *places: dict) -> None:
    """Write a pain with some places, so many days ago."""
    at = cast.NOON - back * DAY
    when = {"patient": access.patient, "at": at, "zone": access.patient.zone, "day": at.date()}
    with changing(access):
        children = {"places": [PainPlace(**place) for place in places]}
        saving.keep_new(access, PainEntry(**when, worst_24h=5), children)


def panel(access, days: int):
    """Return where it hurt in the last days."""
    return place_panel(access, Window(TODAY - (days - 1) * DAY, TODAY, TODAY))


@pytest.mark.parametrize(
    ("days", "stretch", "firsts"),
    [
        (14, "day", [date(2026, 2, 24), date(2026, 3, 1)]),
        (30, "week", [date(2026, 2, 23)]),
        (365, "month", [date(2026, 2, 1), date(2026, 3, 1)]),
        (3650, "year", [date(2026, 1, 1)]),
    ],
)
def test_a_cell_is_a_day_a_week_a_month_or_a_year(access, days, stretch, firsts):
    keep(access, 1, HIP | {"intensity": 3})
    keep(access, 6, HIP | {"intensity": 7})
    found = panel(access, days)
    [row] = found.rows
    assert (found.stretch, [cell.first for cell in row.cells]) == (stretch, firsts)
    assert row.cells[0].said == "7"


def test_a_cell_stands_on_the_days_of_the_plots(access):
    keep(access, 0, HIP | {"intensity": 10})
    keep(access, 3, HIP)
    keep(access, 6, HIP | {"intensity": 0})
    [row] = panel(access, 7).rows
    assert [(cell.x, cell.width, cell.said) for cell in row.cells] == [
        (0, 8.33, "0"),
        (41.67, 16.67, "•"),
        (91.67, 8.33, "10"),
    ]
    assert [cell.fill for cell in row.cells] == ["--h0", "--h0", "--h3"]


def test_nothing_said_of_a_place_is_an_empty_cell_and_a_dash_in_the_table(access):
    keep(access, 0, HIP | {"intensity": 4})
    keep(access, 1, {"site": "rib", "side": "right", "intensity": 2})
    found = panel(access, 7)
    assert found.table == [("2 Mar 2026", ["4", "–"]), ("1 Mar 2026", ["–", "2"])]
    assert [len(row.cells) for row in found.rows] == [1, 1]


def test_the_page_says_it_in_a_picture_in_words_and_in_a_table(owner, record, access):
    keep(access, 2, HIP | {"intensity": 4, "night_waking": True})
    page = owner.get(reverse("trends_places", args=[record.uid]) + "?period=7").content.decode()
    assert 'class="body-shown"' in page
    assert "4 on 28 Feb; named on 1 of 1 days with a place, only on 28 Feb." in page
    assert "Wakes at night (28 Feb)" in page
    assert '<th scope="col">Left hip or buttock</th>' in page
    elsewhere = owner.get(reverse("trends_places", args=[record.uid]) + "?period=custom")
    assert elsewhere.status_code == 400


def test_no_place_is_said(owner, record):
    page = owner.get(reverse("trends_places", args=[record.uid])).content.decode()
    assert "No place was named in these days." in page


@pytest.mark.parametrize("route", ["trends", "patient_learn_page"])
def test_it_stands_beside_pain_on_trends_and_on_the_page_to_read(owner, record, access, route):
    address = reverse(route, args=[record.uid, *(["symptoms"] if "learn" in route else [])])
    assert 'id="places"' not in owner.get(address).content.decode()
    keep(access, 2, HIP | {"intensity": 4})
    page = owner.get(address).content.decode()
    assert 'aria-label="Left hip or buttock: 4 on 28 Feb;' in page


def test_who_does_not_see_pain_sees_no_places(record, access, stranger, sign_in):
    keep(access, 2, HIP | {"intensity": 4})
    cast.join(record, stranger, "viewer", "clinician", scope=sorted(ALL_DOMAINS - {"pain"}))
    client = sign_in(stranger)
    assert client.get(reverse("trends_places", args=[record.uid])).status_code == 404
    page = client.get(reverse("trends", args=[record.uid])).content.decode()
    assert "hip or buttock" not in page
