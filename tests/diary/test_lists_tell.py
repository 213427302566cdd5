"""Places and notes stand in the list, the timeline and *Done*, of every kind that has them."""

import pytest
import time_machine
from django.urls import reverse

from carelog.diary import check_in_taps as taps
from carelog.diary.check_in_said import said_in
from carelog.diary.kinds import RECORDED
from carelog.diary.row_words import MOST_OF_A_NOTE, note_in_short
from carelog.entries.models import Dated
from carelog.logs.models import KINDS, PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds

NOTED = [kind for kind in RECORDED if issubclass(kind, Dated)]
NOTE = "The cat sat on my knee." + " And so on." * 40
CUT = NOTE[: MOST_OF_A_NOTE - 1].rstrip() + "…"
BY_KIND = pytest.mark.parametrize("kind", NOTED, ids=lambda kind: kind.slug)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def pages(client, record, kind, day) -> list[str]:
    """Return the list of a kind, the timeline and the day."""
    addresses = (
        reverse("entry_list", args=[record.uid, kind]),
        reverse("timeline", args=[record.uid]),
        reverse("day", args=[record.uid, day]),
    )
    return [client.get(address).content.decode() for address in addresses]


@BY_KIND
def test_a_note_stands_in_the_lists_cut_and_whole_on_its_entry(owner, record, access, kind):
    row = kinds.keep(access, kind, note=NOTE)
    for page in pages(owner, record, kind, row.day):
        assert CUT in page
        assert NOTE not in page
    assert NOTE in owner.get(reverse("entry", args=[record.uid, kind, row.uid])).content.decode()


@BY_KIND
def test_a_note_is_kept_from_who_may_not_see_notes(record, access, stranger, sign_in, kind):
    everything = sorted(access.domains - {"notes"})
    cast.join(record, stranger, "viewer", "clinician", scope=everything)
    row = kinds.keep(access, kind, note=NOTE)
    for page in pages(sign_in(stranger), record, kind, row.day):
        assert "The cat" not in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_note_of_a_check_in_stands_on_its_page(access, kind):
    check_in = taps.start(access, taps_key(), 5, cast.NOON.date())
    row = kinds.example(kind, access.patient)
    row.check_in, row.note = check_in, NOTE
    with changing(access):
        saving.keep_new(access, row)
    assert CUT in [one.words for one in said_in(access, check_in)]


def taps_key():
    """Return a key, as a form has one."""
    return kinds.uuid.uuid4()


def pain_with(access, *places: dict) -> PainEntry:
    """Write a pain in some places."""
    when = {"patient": access.patient, "zone": access.patient.zone, "at": cast.NOON}
    pain = PainEntry(day=cast.NOON.date(), worst_24h=6, **when)
    with changing(access):
        return saving.keep_new(access, pain, {"places": [PainPlace(**one) for one in places]})


def test_places_stand_in_the_lists_with_their_number(owner, record, access):
    hip = {"site": "hip", "side": "left", "intensity": 6, "is_new": True}
    back = {"site": "spine_lumbar", "side": "middle", "intensity": 0}
    rib = {"site": "rib", "side": "both", "carried_from": cast.NOON.date()}
    row = pain_with(access, hip, back, rib)
    for page in pages(owner, record, PainEntry, row.day):
        assert "orst 6; left hip or buttock 6, new; lower back 0; " in page
        assert "ribs, both sides (carried over from 2 March)" in page


def test_places_of_a_check_in_stand_on_its_page_with_their_number(access):
    check_in = taps.start(access, taps_key(), 5, cast.NOON.date())
    pain = taps.part(access, check_in, PainEntry)
    place = PainPlace(site="hip", side="left", intensity=6)
    with changing(access):
        saving.keep_changed(access, pain, pain.version, {"places": [place]})
    assert "Left hip or buttock 6" in [one.words for one in said_in(access, check_in)]


def test_what_has_no_note_says_nothing(access):
    assert note_in_short(access, cast.make_pain(access)) == ""
