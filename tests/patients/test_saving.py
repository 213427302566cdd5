"""Kept rows: saved once, never changed in silence, removed with a mark, brought back whole."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from carelog.logs.models import PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.patients.models import Number, Revision
from tests import cast

KEY = uuid.UUID(int=7)
MARKS = ("remove", "put_back")


def number(**values) -> Number:
    return Number(**{"uid": KEY, "role": "team", "number": "030 1234"} | values)


def keep(access, row, children=None):
    with changing(access):
        return saving.keep_new(access, row, children)


def change(access, row, version, children=None):
    with changing(access):
        return saving.keep_changed(access, row, version, children)


def mark(access, act, row, version=None):
    with changing(access):
        return act(access, row, row.version if version is None else version)


def places_of(pain: PainEntry) -> set[tuple]:
    return set(pain.places.values_list("site", "side", "intensity"))


def test_a_first_save_notes_who_wrote_it_and_for_whom(access, patient):
    row = keep(access, number())
    assert (row.patient, row.recorded_by, row.version) == (access.patient, patient, 1)
    assert len(row.digest) == 64


def test_the_same_save_sent_twice_is_one_row(access):
    first, again = keep(access, number()), keep(access, number())
    assert first.pk == again.pk
    assert Number.everything.count() == 1
    assert first.history.count() == 1


def test_the_same_key_with_another_body_is_a_conflict_that_shows_the_row(access):
    first = keep(access, number())
    with pytest.raises(saving.Conflict) as caught:
        keep(access, number(number="030 9999"))
    assert caught.value.current == first
    assert Number.everything.get().number == "030 1234"


def test_the_children_are_part_of_what_was_sent(access):
    pain = {"worst_24h": 5, "uid": KEY}
    cast.make_pain(access, places=[("hip", "left")], **pain)
    cast.make_pain(access, places=[("hip", "left")], **pain)
    with pytest.raises(saving.Conflict):
        cast.make_pain(access, places=[("hip", "right")], **pain)
    assert PainPlace.objects.count() == 1


def test_a_first_save_sent_again_after_an_edit_is_no_conflict(access):
    row = keep(access, number())
    row.number = "030 5678"
    change(access, row, 1)
    assert keep(access, number()).number == "030 5678"
    assert Number.everything.count() == 1


def test_a_first_save_sent_again_after_a_removal_brings_nothing_back(access):
    mark(access, saving.remove, keep(access, number()))
    keep(access, number())
    assert not access.rows(Number).exists()


def test_the_same_key_in_another_record_is_another_row(access, stranger):
    other = cast.access_of(stranger.memberships.get().patient, stranger)
    assert keep(access, number()).pk != keep(other, number(number="030 9999")).pk
    assert other.find(Number, KEY).number == "030 9999"


def test_an_edit_made_from_an_old_form_is_a_conflict(access):
    row = keep(access, number())
    for text in ("030 2", "030 3"):
        row.number = text
        change(access, row, row.version)
    stale = access.find(Number, KEY)
    stale.number = "030 4"
    with pytest.raises(saving.Conflict) as caught:
        change(access, stale, 2)
    assert caught.value.current.number == "030 3"
    assert Number.everything.get().number == "030 3"


@pytest.mark.parametrize("version", [0, 2, 1_000_000])
def test_only_the_version_that_stands_can_be_changed_or_removed(access, version):
    row = keep(access, number())
    with pytest.raises(saving.Conflict):
        change(access, row, version)
    with pytest.raises(saving.Conflict):
        mark(access, saving.remove, row, version)
    assert Number.objects.get().version == 1


def test_a_removed_row_is_hidden_and_can_be_put_back(access, patient):
    row = keep(access, number())
    removed = mark(access, saving.remove, row)
    assert removed.removed_by == patient
    assert not Number.objects.exists()
    assert Number.everything.count() == 1
    back = mark(access, saving.put_back, removed)
    assert (back.removed_at, back.removed_by) == (None, None)
    assert Number.objects.get() == row


def test_a_removed_row_cannot_be_changed(access):
    removed = mark(access, saving.remove, keep(access, number()))
    with pytest.raises(saving.Conflict):
        change(access, removed, removed.version)


@pytest.mark.parametrize("act", [saving.remove, saving.put_back])
def test_removing_or_putting_back_twice_is_once(access, act):
    row = keep(access, number())
    if act is saving.put_back:
        row = mark(access, saving.remove, row)
    once = mark(access, act, row)
    twice = mark(access, act, row)
    assert once.version == twice.version
    assert Revision.objects.filter(act=once.history.last().act).count() == 1


def test_every_save_leaves_one_revision(access, patient):
    row = keep(access, number())
    row.number = "030 5678"
    row = change(access, row, 1)
    row = mark(access, saving.remove, row)
    row = mark(access, saving.put_back, row)
    acts = ["created", "changed", "removed", "put_back"]
    assert list(row.history.values_list("version", "act")) == list(enumerate(acts, 1))
    assert {revision.by for revision in row.history} == {patient}
    said = [revision.snapshot["number"] for revision in row.history]
    assert said == ["030 1234", "030 5678", "030 5678", "030 5678"]


def test_a_revision_holds_the_row_and_its_children_together(access):
    pain = cast.make_pain(access, places=[("hip", "left"), ("rib", "right")], worst_24h=5)
    snapshot = pain.history.get().snapshot
    assert snapshot.keys() == {*PainEntry.kept_fields, "places"}
    assert [place["site"] for place in snapshot["places"]] == ["hip", "rib"]
    assert snapshot["places"][0].keys() == set(PainPlace.kept_fields)


def test_an_edit_without_a_word_on_places_leaves_them(access):
    pain = cast.make_pain(access, places=[("hip", "left")], worst_24h=5)
    pain.worst_24h = 6
    change(access, pain, 1)
    assert places_of(pain) == {("hip", "left", None)}
    assert len(pain.history.last().snapshot["places"]) == 1


def test_a_restore_brings_back_the_row_and_its_children(access):
    pain = cast.make_pain(access, places=[("hip", "left")], worst_24h=5, least_24h=1)
    pain.worst_24h, pain.least_24h, pain.note = 9, None, "worse"
    change(access, pain, 1, {"places": [PainPlace(site="rib", side="right", intensity=8)]})
    with changing(access):
        saving.restore(access, pain.history.get(version=1), pain, 2)
    pain = PainEntry.objects.get()
    assert (pain.worst_24h, pain.least_24h, pain.note) == (5, 1, "")
    assert (pain.at, pain.day) == (cast.NOON, cast.NOON.date())
    assert places_of(pain) == {("hip", "left", None)}
    assert pain.history.count() == pain.version == 3


def test_a_restore_from_an_old_page_is_a_conflict(access):
    pain = cast.make_pain(access)
    pain.worst_24h = 9
    change(access, pain, 1)
    with pytest.raises(saving.Conflict), changing(access):
        saving.restore(access, pain.history.get(version=1), pain, 1)


@pytest.mark.parametrize("act", ["change", *MARKS])
def test_an_editor_cannot_touch_what_another_wrote(record, access, caregiver, act):
    row = keep(access, number())
    editor = cast.access_of(record, caregiver)
    acts = {"change": lambda: change(editor, row, 1)}
    acts |= {name: lambda name=name: mark(editor, getattr(saving, name), row) for name in MARKS}
    with pytest.raises(PermissionDenied):
        acts[act]()
    assert Number.everything.get().version == 1


def test_the_author_of_a_row_stays_its_author_when_the_owner_corrects_it(record, access, caregiver):
    row = keep(cast.access_of(record, caregiver), number())
    row.number = "030 5678"
    change(access, row, 1)
    assert Number.objects.get().recorded_by == caregiver
    assert row.history.last().by == access.actor


def test_the_digest_does_not_depend_on_the_order_of_fields():
    one = saving.digest_of({"a": 1, "b": [1, 2]})
    assert one == saving.digest_of({"b": [1, 2], "a": 1})
    assert one != saving.digest_of({"a": 1, "b": [2, 1]})
