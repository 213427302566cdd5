"""Where it hurt in a period: each place for itself, counted a second time by hand."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carelog.clinical.bones import code_of
from carelog.logs.models import PainEntry, PainPlace
from carelog.logs.pain_namings import Naming
from carelog.logs.pain_places import Places, figures, places_of
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from tests import cast

END = date(2026, 3, 2)
START = END - timedelta(days=29)
HIP, RIB = ("hip", "left"), ("rib", "right")


def ago(days: int) -> date:
    """Return a day so long before the last one."""
    return END - timedelta(days=days)


def named(days_ago: int, place=HIP, carried=None, **said) -> Naming:
    """Return a place as it was named so many days ago."""
    return Naming(ago(days_ago), *place, carried, **said)


def counted(*namings: Naming, start=START, seen_from=None) -> Places:
    """Return the figures of some namings, which are all there are."""
    in_order = sorted(namings, key=lambda one: one.day)
    first = {one.code: one.day for one in reversed(in_order)}
    return figures(in_order, first, start, END, seen_from)


def of(places: Places, place=HIP):
    """Return the figures of one place."""
    return next(one for one in places.places if one.code == code_of(*place))


def test_every_figure_is_that_of_a_second_count():
    dice = random.Random(7)
    namings = [
        named(back, dice.choice((HIP, RIB)), intensity=dice.choice((None, *range(11))))
        for back in range(60)
        for _twice in range(2)
        if dice.random() < 0.6
    ]
    found = counted(*namings)
    inside = [one for one in namings if one.day >= START]
    assert found.days == len({one.day for one in inside})
    for place in (HIP, RIB):
        mine = [one for one in inside if one.code == code_of(*place)]
        numbers = [one.intensity for one in mine if one.intensity is not None]
        one = of(found, place)
        assert one.days == len({naming.day for naming in mine})
        assert one.highest.value == max(numbers)
        at_highest = [naming.day for naming in mine if naming.intensity == max(numbers)]
        assert one.highest.day == max(at_highest)
        assert one.last_day == max(naming.day for naming in mine)
        ever = [naming.day for naming in namings if naming.code == code_of(*place)]
        assert one.first_day == min(ever)


NEW = {
    "said so": ([named(0, RIB, is_new=True)], True),
    "said so, and later not": ([named(3, RIB, is_new=True), named(0, RIB, is_new=False)], True),
    "first named a week after any other": ([named(7), named(0, RIB)], True),
    "first named days after any other": ([named(6), named(0, RIB)], False),
    "first named, and said not to be new": ([named(9), named(0, RIB, is_new=False)], False),
    "named before the period": ([named(50), named(40, RIB), named(0, RIB)], False),
    "said so before the period": ([named(40, RIB, is_new=True), named(0, RIB)], False),
}


@pytest.mark.parametrize(("namings", "is_new"), NEW.values(), ids=NEW)
def test_new_is_what_was_said_to_be_or_first_named_well_after_others(namings, is_new):
    assert of(counted(*namings), RIB).is_new is is_new


WORSE = {
    "two points": ([named(8, intensity=4), named(1, intensity=6)], True),
    "one point": ([named(8, intensity=5), named(1, intensity=6)], False),
    "lower": ([named(8, intensity=8), named(1, intensity=6)], False),
    "of the highest of a week": (
        [named(8, intensity=2), named(9, intensity=6), named(1, intensity=7)],
        False,
    ),
    "another place": ([named(8, RIB, intensity=1), named(1, intensity=9)], False),
    "nothing said before": ([named(1, intensity=9)], False),
    "two weeks before": ([named(14, intensity=2), named(1, intensity=9)], False),
    "the first day of a week": ([named(7, intensity=2), named(6, intensity=9)], True),
    "the first day of two": ([named(13, intensity=2), named(0, intensity=9)], True),
}


@pytest.mark.parametrize(("namings", "is_worse"), WORSE.values(), ids=WORSE)
def test_worse_is_a_week_against_the_week_before_of_the_same_place(namings, is_worse):
    assert of(counted(*namings)).is_worse is is_worse


def test_a_week_that_the_reader_sees_in_part_is_compared_with_none():
    namings = [named(8, intensity=2), named(0, intensity=9)]
    assert of(counted(*namings, seen_from=ago(13))).is_worse
    assert not of(counted(*namings, seen_from=ago(12))).is_worse


def test_what_was_carried_over_counts_as_named_and_says_so():
    one = of(counted(named(2, intensity=4), named(1, carried=ago(2)), named(1)))
    assert (one.days, one.carried_days) == (2, 0)
    one = of(counted(named(2, intensity=4), named(1, carried=ago(2))))
    assert (one.days, one.carried_days, one.last.day, one.last_day) == (2, 1, ago(2), ago(1))


def test_a_yes_keeps_its_days_and_the_no_after_it():
    places = counted(*(named(back, night_waking=True) for back in (5, 5, 3)))
    tick = of(places).ticks["night_waking"]
    assert (tick.days, tick.last, tick.no_since) == (2, ago(3), None)
    places = counted(named(5, night_waking=True), named(2, night_waking=False), named(1))
    assert of(places).ticks["night_waking"].no_since == ago(2)
    assert "night_waking" not in of(counted(named(2, night_waking=False))).ticks


def test_the_rest_is_as_said_last():
    said = {"team_knows": False, "pattern": "flares", "qualities": ["dull"]}
    one = of(counted(named(5, **said), named(2, qualities=["sharp"], team_knows=True), named(1)))
    assert (one.team_knows.value, one.team_knows.day) == (True, ago(2))
    assert (one.pattern.value, one.qualities.value) == ("flares", ["sharp"])


def test_new_or_worse_ones_stand_first_then_the_highest():
    places = counted(
        named(9, ("knee", "left"), intensity=9),
        named(9, ("foot", "left")),
        named(9, ("foot", "left")),
        named(0, RIB, intensity=1),
    )
    assert [one.code for one in places.places] == ["rib.right", "knee.left", "foot.left"]


def test_a_column_of_a_place_is_a_field_of_its_naming():
    assert Naming._fields == ("day", *PainPlace.kept_fields)


def keep(access, back: int, **said) -> PainEntry:
    """Write a pain with one place, so many days ago."""
    at = cast.NOON - timedelta(days=back)
    when = {"patient": access.patient, "at": at, "zone": access.patient.zone, "day": at.date()}
    place = PainPlace(**{"site": "hip", "side": "left"} | said)
    with changing(access):
        return saving.keep_new(access, PainEntry(**when, worst_24h=5), {"places": [place]})


def test_the_rows_of_the_reader_are_read_in_two_queries(access):
    keep(access, 40, intensity=8)
    keep(access, 2, intensity=3, worse_with=["walking"], is_new=False)
    with CaptureQueriesContext(connection) as queries:
        [one] = places_of(access, START, END).places
    assert len(queries) == 2
    assert (one.days, one.highest.value, one.worse_with.value) == (1, 3, ["walking"])
    assert one.first_day == ago(40)
    [ever] = places_of(access, None, END).places
    assert (ever.days, ever.highest.value) == (2, 8)


def test_nothing_is_told_of_what_the_reader_may_not_see(access):
    keep(access, 40)
    gone = keep(access, 3, site="rib", side="right")
    link = replace(access, role="link", actor=None, starts=ago(5), may_write=False)
    [one] = places_of(link, START, END).places
    assert (one.code, one.first_day, one.is_new) == ("rib.right", ago(3), False)
    with changing(access):
        saving.remove(access, gone, gone.version)
    assert places_of(link, START, END).places == ()
    hidden = replace(access, domains=ALL_DOMAINS - {"pain"})
    assert places_of(hidden, START, END) == Places()
