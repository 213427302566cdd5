"""Two panels over one time axis, and what came together, in words."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import MobilityEntry, WeightEntry
from tests import cast, kinds

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def compare(client, record, query: str):
    """Open the page."""
    return client.get(reverse("trends_compare", args=[record.uid]) + query)


@pytest.fixture
def filled(access):
    """Twelve days: worst pain 8 on the six with a short walk, 2 on the six with a long one."""
    for back in range(12):
        at, is_long = cast.NOON - back * DAY, back % 2 == 0
        cast.make_pain(access, at, worst_24h=2 if is_long else 8)
        minutes = 30 if is_long else 5
        kinds.keep(access, MobilityEntry, walk_minutes=minutes, at=at, day=at.date())


def test_the_page_first_asks_which_two(owner, record):
    response = compare(owner, record, "")
    assert response.status_code == 200
    assert "shown" not in response.context


def test_both_panels_stand_over_one_window(owner, record, filled):
    response = compare(owner, record, "?upper=pain&lower=walking&period=30")
    upper, lower = response.context["shown"]
    assert (upper.panel.slug, lower.panel.slug) == ("pain", "walking")
    [above], [below] = upper.pictures, lower.pictures
    assert 'class="d' not in above
    assert 'class="d' in below
    assert "Drawn from 0 to 10." in response.content.decode()
    assert "Drawn from 0 to 30." in response.content.decode()


def test_it_can_be_opened_right_after_trends(owner, record, filled):
    owner.get(reverse("trends", args=[record.uid]))
    assert compare(owner, record, "?upper=pain&lower=walking").status_code == 200


def test_what_came_together_is_told_with_the_number_of_days(owner, record, filled):
    response = compare(owner, record, "?upper=pain&lower=walking&period=30")
    assert response.context["sentences"][0] == (
        "Worst pain, 0 to 10: on the 6 days with a walk of 15 minutes or more it was 2 on "
        "average, on the 6 days without it was 8. This shows what came together, not why."
    )


def test_too_few_days_are_not_compared(owner, record, access):
    cast.make_pain(access)
    kinds.keep(access, MobilityEntry)
    response = compare(owner, record, "?upper=pain&lower=walking&period=30")
    assert "too few to compare" in response.context["sentences"][0]


def test_days_outside_the_window_count_on_no_side(owner, record, filled):
    response = compare(owner, record, "?upper=pain&lower=walking&period=7")
    assert "too few to compare" in response.context["sentences"][0]


@pytest.mark.parametrize(
    "query",
    ["?upper=pain&lower=pain", "?upper=pain", "?upper=odd&lower=pain", "?period=odd"],
)
def test_what_cannot_be_compared_is_refused_and_said(owner, record, query):
    response = compare(owner, record, query)
    assert response.status_code == 400
    assert b'role="alert"' in response.content


def test_a_panel_outside_the_scope_cannot_be_asked_for(sign_in, record, access):
    kinds.keep(access, WeightEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["pain", "mobility"])
    client = sign_in(reader)
    assert compare(client, record, "?upper=pain&lower=walking").status_code == 200
    assert compare(client, record, "?upper=pain&lower=weight").status_code == 400
