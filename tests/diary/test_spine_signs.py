"""The two signs of back pain on the form of a place in the spine."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from carelog.clinical.bones import SITES, SPINE
from carelog.logs.forms import PlaceForm
from carelog.logs.models import PainEntry, PainPlace
from carelog.safety.models import RaisedWarning
from tests import cast
from tests.diary import taps

BAND, SIGNS = "band_or_shooting_pain", "spine_pain_signs"
BACK = "spine_thoracic"


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def pain(access):
    return cast.make_pain(access, cast.NOON, [(BACK, "middle"), ("hip", "left")], worst_24h=8)


def say(owner, pain, code=f"{BACK}.middle", **answers):
    version = PainEntry.objects.get(pk=pain.pk).version
    path = reverse("pain_place", args=[pain.patient.uid, pain.uid, code])
    return owner.post(path, {"version": version} | answers)


@pytest.mark.parametrize("site", SITES)
def test_a_place_of_the_spine_is_asked_and_no_other(site):
    asked = {field.name for field in PlaceForm(instance=PainPlace(site=site)).signs()}
    assert asked == ({BAND, SIGNS} if site in SPINE else set())


@pytest.mark.parametrize(("sign", "rule"), [(BAND, "RF-01"), (SIGNS, "RF-03")])
def test_a_tick_is_answered_at_once(owner, pain, sign, rule):
    answer = say(owner, pain, **{sign: "yes"})
    assert answer.url == reverse("act_now", args=[pain.patient.uid])
    assert [warning.rule for warning in RaisedWarning.objects.all()] == [rule]


@pytest.mark.parametrize("answers", [{}, {BAND: "no", SIGNS: "no"}, {"team_knows": "yes"}])
def test_no_tick_raises_nothing(owner, pain, answers):
    assert "act-now" not in say(owner, pain, **answers).url
    assert not RaisedWarning.objects.exists()


def test_what_the_team_knows_has_its_line_instead_of_a_screen(owner, pain):
    answer = say(owner, pain, **{SIGNS: "yes", "team_knows": "yes"})
    assert not RaisedWarning.objects.exists()
    page = owner.get(answer.url).content.decode()
    assert "Back or neck pain, new or getting worse" in page


def test_nothing_quiets_pain_like_a_band_or_shooting(owner, pain):
    say(owner, pain, **{BAND: "yes", SIGNS: "yes", "team_knows": "yes"})
    assert [warning.rule for warning in RaisedWarning.objects.all()] == ["RF-01"]


@pytest.fixture
def in_a_check_in(owner, record):
    """The pain of a check-in that hurts like a band, whose warning was dealt with."""
    taps.worst(owner, record, 8)
    path = reverse("check_in_where", args=[record.uid, taps.KEY])
    owner.post(path, {"places": [f"{BACK}.middle"], "version": 1})
    pain = PainEntry.objects.get(check_in__uid=taps.KEY)
    say(owner, pain, **{BAND: "yes"})
    path = reverse("warning_close", args=[record.uid, RaisedWarning.objects.get().uid])
    owner.post(path, {"ending": "help"})
    return PainEntry.objects.get(pk=pain.pk)


def save_the_map(owner, pain):
    path = reverse("check_in_where", args=[pain.patient.uid, taps.KEY])
    codes = [f"{BACK}.middle", "hip.left"]
    return owner.post(path, {"places": codes, "version": pain.version})


def tap_another_number(owner, pain):
    return taps.worst(owner, pain.patient, 7)


def tap_after_it_was_removed(owner, pain):
    path = reverse("entry_remove", args=[pain.patient.uid, PainEntry, pain.uid])
    owner.post(path, {"version": pain.version})
    return taps.worst(owner, pain.patient, pain.worst_24h)


def put_the_check_in_back(owner, pain):
    taps.tap(owner, pain.patient, "remove")
    return taps.tap(owner, pain.patient, "put_back")


@pytest.mark.parametrize(
    "save", [save_the_map, tap_another_number, tap_after_it_was_removed, put_the_check_in_back]
)
def test_whatever_saves_a_pain_with_a_tick_answers_it(owner, in_a_check_in, save):
    answer = save(owner, in_a_check_in)
    assert answer.url == reverse("act_now", args=[in_a_check_in.patient.uid])
    assert RaisedWarning.objects.get(ended_at=None).rule == "RF-01"


@pytest.mark.parametrize(("days", "is_quiet"), [(0, True), (14, True), (15, False)])
def test_it_holds_for_fourteen_days_and_for_that_place(owner, access, pain, days, is_quiet):
    before = cast.make_pain(access, cast.NOON - timedelta(days=days), [(BACK, "middle")])
    before.places.update(team_knows=True)
    say(owner, pain, **{SIGNS: "yes"})
    assert RaisedWarning.objects.exists() is not is_quiet


@pytest.mark.parametrize("change", ["of another place", "taken back", "no since then"])
def test_it_holds_for_nothing_else(owner, access, pain, change):
    place = ("spine_lumbar", "middle") if change == "of another place" else (BACK, "middle")
    before = cast.make_pain(access, cast.NOON - timedelta(days=5), [place])
    before.places.update(team_knows=True)
    if change == "taken back":
        PainEntry.objects.filter(pk=before.pk).update(removed_at=cast.NOON)
    if change == "no since then":
        later = cast.make_pain(access, cast.NOON - timedelta(days=1), [place])
        later.places.update(team_knows=False)
    say(owner, pain, **{SIGNS: "yes"})
    assert [warning.rule for warning in RaisedWarning.objects.all()] == ["RF-03"]


def test_the_database_holds_the_signs_of_the_spine_alone(pain):
    with pytest.raises(IntegrityError, match="place_only_of_the_spine"), transaction.atomic():
        pain.places.filter(site="hip").update(band_or_shooting_pain=True)


def test_a_sign_sent_for_another_place_is_not_kept(owner, pain):
    say(owner, pain, "hip.left", **{BAND: "yes"})
    assert not RaisedWarning.objects.exists()
    assert PainPlace.objects.get(site="hip").band_or_shooting_pain is None
