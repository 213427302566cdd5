"""The two short steps of a check-in: each saved by itself, resumable, and undone with the rest."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.diary import check_in_steps as steps
from carelog.diary import check_in_taps as first_tap
from carelog.logs.models import (
    KINDS,
    BowelsEntry,
    CheckIn,
    DietEntry,
    MobilityEntry,
    MoodEntry,
    WellbeingEntry,
)
from carelog.patients.models import Revision
from tests import cast, kinds
from tests.diary import taps

DAY = {"mobility-walk_minutes": "20", "diet-appetite": "4", "bowels-moved": "yes"}
NIGHT = {"wellbeing-fatigue": "6", "mood-distress": "3"}


@pytest.fixture(autouse=True)
def clock():
    """Monday noon in London, one o'clock in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def begun(owner, record):
    """A check-in after its first two taps."""
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")


def path(record, step="day") -> str:
    """Return the address of a step."""
    return reverse("check_in_step", args=[record.uid, taps.KEY, step])


def test_every_kind_of_a_step_has_columns_to_ask_and_is_a_kind():
    for _name, asked in steps.STEPS.values():
        assert all(kind in KINDS and kind.short for kind in asked)


def test_a_step_saves_what_was_answered_as_part_of_the_check_in(owner, record, begun):
    response = owner.post(path(record), DAY)
    assert response.url == path(record, "night")
    walk, food, bowels = (k.objects.get() for k in (MobilityEntry, DietEntry, BowelsEntry))
    assert (walk.walk_minutes, food.appetite, bowels.moved) == (20, 4, True)
    assert {row.check_in.uid for row in (walk, food, bowels)} == {taps.KEY}
    assert {str(row.day) for row in (walk, food, bowels)} == {"2026-03-02"}


def test_what_was_left_out_makes_no_entry(owner, record, begun):
    owner.post(path(record), {"diet-appetite": "0"})
    assert DietEntry.objects.get().appetite == 0
    assert not MobilityEntry.objects.exists()
    assert not BowelsEntry.objects.exists()


def test_nothing_answered_goes_on_and_makes_no_entry(owner, record, begun):
    assert owner.post(path(record), {"sent": "1"}).url == path(record, "night")
    assert not DietEntry.objects.exists()


def test_the_last_step_ends_the_check_in(owner, record, begun):
    response = owner.post(path(record, "night"), NIGHT)
    assert response.url == reverse("check_in", args=[record.uid, taps.KEY])
    assert CheckIn.objects.get().done_at
    assert (WellbeingEntry.objects.get().fatigue, MoodEntry.objects.get().distress) == (6, 3)


def test_one_may_stop_after_a_step(owner, record, begun):
    response = owner.post(path(record), DAY | {"stop": "on"})
    assert response.url == reverse("check_in", args=[record.uid, taps.KEY])
    assert DietEntry.objects.exists()


def test_the_same_page_sent_twice_is_one_save(owner, record, begun):
    owner.post(path(record), DAY)
    before = Revision.objects.count()
    owner.post(path(record), DAY)
    assert Revision.objects.count() == before


def test_another_answer_is_an_edit_with_its_history(owner, record, begun):
    owner.post(path(record), DAY)
    owner.post(path(record), DAY | {"diet-appetite": "7"})
    entry = DietEntry.objects.get()
    assert (entry.appetite, entry.version, entry.history.count()) == (7, 2, 2)


def test_an_edit_keeps_what_the_step_does_not_ask(owner, record, begun):
    owner.post(path(record), DAY)
    DietEntry.objects.update(snacks=2)
    owner.post(path(record), DAY | {"diet-appetite": "7"})
    assert DietEntry.objects.get().snacks == 2


def test_an_answer_taken_back_removes_its_entry_and_one_given_again_puts_it_back(
    owner, record, begun
):
    owner.post(path(record), DAY)
    owner.post(path(record), {"mobility-walk_minutes": "20", "bowels-moved": "yes"})
    assert not DietEntry.objects.exists()
    owner.post(path(record), DAY | {"diet-appetite": "9"})
    assert DietEntry.objects.get().appetite == 9


def test_a_step_opened_again_shows_what_was_said(owner, record, begun):
    owner.post(path(record), DAY)
    page = owner.get(path(record)).content.decode()
    assert 'value="20"' in page


def test_a_mistake_stands_beside_its_field_and_saves_nothing(owner, record, begun):
    response = owner.post(path(record), DAY | {"mobility-walk_minutes": "many"})
    assert response.status_code == 422
    assert b"Enter a whole number" in response.content
    assert b'value="many"' in response.content
    assert not DietEntry.objects.exists()


def test_undo_takes_the_steps_back_and_puts_them_back_again(owner, record, begun):
    owner.post(path(record), DAY)
    taps.tap(owner, record, "remove")
    assert not DietEntry.objects.exists()
    taps.tap(owner, record, "put_back")
    assert DietEntry.objects.get().appetite == 4


def test_a_check_in_that_was_undone_is_not_filled_any_more(owner, record, begun):
    taps.tap(owner, record, "remove")
    assert owner.post(path(record), DAY).url == reverse("check_in", args=[record.uid, taps.KEY])
    assert not DietEntry.objects.exists()


def test_what_a_person_fills_in_most_comes_first(access, record):
    slugs = [slug for slug, _name, _kinds in steps.steps_for(access)]
    assert slugs == ["day", "night"]
    check_in = first_tap.start(access, taps.KEY, 5, cast.NOON.date())
    for minutes in range(3):
        at = cast.NOON - timedelta(minutes=minutes)
        kinds.keep(access, WellbeingEntry, check_in=check_in, at=at)
    kinds.keep(access, BowelsEntry, check_in=check_in)
    found = steps.steps_for(access)
    assert [slug for slug, _name, _kinds in found] == ["night", "day"]
    assert found[1][2][0] is BowelsEntry


@pytest.mark.parametrize(("days", "asked"), [(6, False), (7, True)])
def test_mood_is_asked_once_a_week(access, days, asked):
    kinds.keep(access, MoodEntry, distress=4, at=cast.NOON - timedelta(days=days))
    [night] = [found for slug, _name, found in steps.steps_for(access) if slug == "night"]
    assert (MoodEntry in night) is asked


def test_kinds_outside_the_scope_are_not_asked(sign_in, caregiver, owner, record, begun):
    caregiver.memberships.update(scope=["pain", "symptoms", "food"])
    access = cast.access_of(record, caregiver)
    assert [found for _slug, _name, found in steps.steps_for(access)] == [[DietEntry, BowelsEntry]]


def test_a_walking_aid_comes_over_marked_with_its_day(owner, record, access):
    kinds.keep(access, MobilityEntry, aid="stick", at=cast.NOON - timedelta(hours=20))
    MobilityEntry.objects.update(day=cast.NOON.date() - timedelta(days=1))
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    taps.tap(owner, record, "same")
    carried = MobilityEntry.objects.get(check_in__uid=taps.KEY)
    assert (carried.aid, str(carried.carried_from)) == ("stick", "2026-03-01")
    assert (carried.walk_minutes, carried.function_level) == (None, None)


def test_a_step_without_answers_leaves_what_it_does_not_ask(owner, record, begun):
    owner.post(path(record), DAY)
    MobilityEntry.objects.update(aid="stick")
    owner.post(path(record), {"sent": "1"})
    entry = MobilityEntry.objects.get()
    assert (entry.aid, entry.walk_minutes) == ("stick", None)
