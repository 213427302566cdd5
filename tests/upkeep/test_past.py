"""Doing something at a past moment: for the block alone, whatever happens in it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from carelog.upkeep import past
from tests import cast


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_inside_the_block_it_is_that_moment_and_later_as_much_later():
    moment = cast.NOON - timedelta(days=100)
    with past.at(moment):
        assert timezone.now() == moment
        with past.later(20):
            assert timezone.now() == moment + timedelta(seconds=20)
        assert timezone.now() == moment


def test_after_the_block_the_clock_is_right_again_even_when_something_failed():
    with pytest.raises(ZeroDivisionError), past.at(cast.NOON - timedelta(days=1)):
        1 / 0
    assert timezone.now() == cast.NOON


@pytest.mark.django_db
def test_columns_that_fill_themselves_in_follow(access):
    moment = cast.NOON - timedelta(days=30)
    with past.at(moment):
        pain = cast.make_pain(access, moment)
    pain.refresh_from_db()
    assert pain.created_at == pain.updated_at == pain.history.get().at == moment
