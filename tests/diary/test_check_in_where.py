"""The body map of a check-in: it opens alone, comes back, and what is carried is named."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import MobilityEntry, PainEntry, PainPlace
from tests import cast, kinds
from tests.diary import taps

YESTERDAY = cast.NOON - timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def begun(owner, record):
    """A check-in with its pain and no sign."""
    taps.worst(owner, record, 6)
    taps.tap(owner, record, "signs", none_of_these="on")


def where(record) -> str:
    return reverse("check_in_where", args=[record.uid, taps.KEY])


def answer(owner, record, *codes, version=None):
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    fields = {"places": codes, "version": version or pain.version}
    return owner.post(where(record), fields)


def test_the_map_opens_alone_saves_its_places_and_comes_back(owner, record, begun):
    page = taps.page(owner, record).content.decode()
    assert f'href="{where(record)}"' in page
    page = owner.get(where(record)).content.decode()
    assert 'name="places"' in page
    assert 'name="worst_24h"' not in page
    back = answer(owner, record, "pelvis.left", "hip.right")
    assert back.url == reverse("check_in", args=[record.uid, taps.KEY])
    assert {place.code for place in PainPlace.objects.all()} == {"pelvis.left", "hip.right"}
    page = owner.get(back.url).content.decode()
    assert "Where it hurts" in page
    assert "hip" in page


def test_places_said_before_keep_what_was_said_of_them(owner, record, begun):
    answer(owner, record, "pelvis.left")
    PainPlace.objects.update(intensity=7)
    answer(owner, record, "pelvis.left", "hip.right")
    assert PainPlace.objects.get(site="pelvis").intensity == 7


def test_what_would_be_carried_is_named_before_it_is_and_after(owner, record, access):
    cast.make_pain(access, YESTERDAY, [("pelvis", "left")], worst_24h=5)
    kinds.keep(access, MobilityEntry, at=YESTERDAY, day=YESTERDAY.date(), aid="stick")
    taps.worst(owner, record, 6)
    taps.tap(owner, record, "signs", none_of_these="on")
    page = taps.page(owner, record).content.decode()
    assert "Said before:" in page
    for words in ("walking aid:", "elvis"):
        assert words in page
    taps.tap(owner, record, "same")
    page = taps.page(owner, record).content.decode()
    assert "Said before:" not in page
    assert "(carried over from 1 March)" in page
    assert "a stick, carried over from 1 March 2026" in page


def test_done_lists_all_that_was_said_with_change_beside_it(owner, record, begun):
    answer(owner, record, "pelvis.left")
    step = reverse("check_in_step", args=[record.uid, taps.KEY, "day"])
    owner.post(step, {"sent": "1", "mobility-function_level": "2", "stop": "on"})
    taps.tap(owner, record, "done", main_concern="Stairs")
    page = taps.page(owner, record).content.decode()
    said = [PainEntry.objects.get(), MobilityEntry.objects.get()]
    for entry in said:
        assert reverse("entry_edit", args=[record.uid, type(entry), entry.uid]) in page
    assert where(record) in page
    assert "Stairs" in page


def test_an_older_version_is_not_overwritten_unseen(owner, record, begun):
    answer(owner, record, "pelvis.left")
    page = answer(owner, record, "hip.right", version=1)
    assert page.status_code == 409
    assert {place.code for place in PainPlace.objects.all()} == {"pelvis.left"}
    assert "has been changed since you opened it" in page.content.decode()


@pytest.mark.parametrize("codes", [["moon"], ["pelvis.left", "odd"]])
def test_a_place_that_is_none_is_refused_and_what_was_ticked_stays(owner, record, begun, codes):
    page = answer(owner, record, *codes)
    assert page.status_code == 422
    assert "One of the places is not known." in page.content.decode()
    assert not PainPlace.objects.exists()


def test_the_map_of_a_check_in_that_was_undone_leads_to_its_page(owner, record, begun):
    taps.tap(owner, record, "remove")
    assert owner.get(where(record)).url == reverse("check_in", args=[record.uid, taps.KEY])
