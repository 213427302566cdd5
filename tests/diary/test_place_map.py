"""The map and the list of places, made once for each set of ticks that can be."""

import pytest

from carelog.dashboard import record_cache
from carelog.diary import place_map as places
from carelog.diary.place_map import place_map


@pytest.fixture
def draws(monkeypatch):
    """Count how often the map is made."""
    calls, draw = [], places._drawn
    monkeypatch.setattr(places, "_drawn", lambda ticked: calls.append(ticked) or draw(ticked))
    return calls


def test_what_is_ticked_is_ticked_and_nothing_else():
    page = " ".join(place_map(["hip.left"]).split())
    assert page.count(" checked") == 1
    assert 'value="hip.left" id="place-hip-left" checked' in page


def test_the_same_ticks_are_made_once_and_others_for_themselves(draws):
    assert place_map([]) == place_map([])
    assert place_map(["hip.left"]) != place_map(["hip.right"])
    assert len(draws) == 3


@pytest.mark.parametrize("sent", [["x" * 100_000], ["hip.left"] * 13, ["<b>"], [""]], ids=len)
def test_what_no_form_offers_is_shown_and_not_kept(draws, sent):
    assert place_map(sent) == place_map(sent)
    assert len(draws) == 2
    assert "<b>" not in place_map(sent)
    assert record_cache.cached("something else", lambda: "made") == "made"
