"""A ticked sign is answered at once, from wherever it is ticked."""

import re
import uuid
from dataclasses import replace
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils.html import conditional_escape

from carelog.logs.models import SymptomsEntry
from carelog.logs.sign_groups import SIGNS
from carelog.patients.access import changing
from carelog.safety import texts
from carelog.safety.actions import raise_warnings
from carelog.safety.models import RaisedWarning, Trigger
from carelog.safety.rules import evaluate, on_screen, rule_for
from tests import cast
from tests.diary import taps

NUMBERS = {"emergency": "112", "cancer_line": "+49 30 5550", "team": "+49 30 7770"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def numbers(access):
    """A number for each role a rule may name."""
    for role, number in NUMBERS.items():
        cast.make_number(access, role, number)


def by_check_in(client, record, **answers):
    """Answer in the check-in."""
    taps.worst(client, record)
    return taps.tap(client, record, "signs", **answers)


def by_form(client, record, **answers):
    """Answer in the form of signs."""
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T13:00"}
    return client.post(reverse("entry_new", args=[record.uid, "symptoms"]), form | answers)


def by_edit(client, record, **answers):
    """Answer "none of these", then correct that."""
    by_form(client, record, none_of_these="on")
    return correct(client, record, **answers)


def correct(client, record, **answers):
    """Correct the one answer sheet there is."""
    sheet = SymptomsEntry.objects.get()
    address = reverse("entry_edit", args=[record.uid, "symptoms", sheet.uid])
    form = {"uid": str(sheet.uid), "version": sheet.version, "when": "2026-03-02T13:00"}
    return client.post(address, form | answers)


def press(client, record, act, *more):
    """Press a button of the one answer sheet there is, removed or not."""
    sheet = SymptomsEntry.everything.get()
    address = reverse(f"entry_{act}", args=[record.uid, "symptoms", sheet.uid, *more])
    return client.post(address, {"version": sheet.version})


def by_put_back(client, record, **answers):
    """Answer, remove the sheet, and put it back."""
    by_form(client, record, **answers)
    press(client, record, "remove")
    return press(client, record, "put_back")


def by_restore(client, record, **answers):
    """Answer, correct it to "none of these", and restore what was said first."""
    by_form(client, record, **answers)
    correct(client, record, none_of_these="on")
    return press(client, record, "restore", 1)


def by_check_in_put_back(client, record, **answers):
    """Answer in the check-in, undo it, and put it back."""
    by_check_in(client, record, **answers)
    taps.tap(client, record, "remove")
    return taps.tap(client, record, "put_back")


ANEW = (by_put_back, by_restore, by_check_in_put_back)
ALL_WAYS = (by_check_in, by_form, by_edit, *ANEW)
WAYS = pytest.mark.parametrize("way", ALL_WAYS)


def pairs(*, is_whole: bool) -> list:
    """Return each way with each sign, or fewer: each sign in one way, each way with many signs."""
    numbered = product(enumerate(ALL_WAYS), enumerate(SIGNS))
    return [(w, s) for (i, w), (j, s) in numbered if is_whole or j % len(ALL_WAYS) == i]


def test_fewer_pairs_leave_out_no_way_and_no_sign():
    ways, signs = zip(*pairs(is_whole=False), strict=True)
    assert (sorted(signs), {*ways}) == (sorted(SIGNS), {*ALL_WAYS})


# How a sign and a way go together no database has a part in: one of the two sees them all.
@pytest.mark.parametrize(("way", "sign"), pairs(is_whole=connection.vendor == "sqlite"))
def test_each_sign_is_answered_with_its_text_and_the_numbers(owner, record, numbers, way, sign):
    response = way(owner, record, ticked=[sign])
    assert response.url == reverse("act_now", args=[record.uid])
    page = owner.get(response.url).content.decode()
    value = "unspecified" if sign == "bladder_change" else True
    [hit] = on_screen(evaluate({sign: value}))
    text, rule = texts.text_for(hit.rule_id), rule_for(hit.rule_id)
    title = texts.title_for(rule.tier, rule.calls, NUMBERS)
    for words in (title, text.body, text.meanwhile):
        assert page.count(conditional_escape(words)) >= 1
    assert page.count(f'class="{"urgent" if rule.tier == "E" else "warn"}"') == 1
    order = dict.fromkeys((*rule.calls, *NUMBERS))
    dialled = [NUMBERS[role].replace(" ", "") for role in order]
    assert re.findall(r'href="tel:([^"]+)"', page) == dialled


@WAYS
def test_none_of_these_raises_nothing(owner, record, way):
    assert "act-now" not in way(owner, record, none_of_these="on").url
    assert not RaisedWarning.objects.exists()


def test_when_nothing_fired_nobody_is_told_that_all_is_well(owner, record, numbers):
    by_check_in(owner, record, none_of_these="on")
    page = taps.page(owner, record).content.decode()
    assert "CareLog cannot tell if you are well." in page


def test_who_cannot_pass_urine_calls_the_emergency_number_first(owner, record, numbers):
    page = owner.get(by_form(owner, record, bladder="retention").url).content.decode()
    assert "<h1>Call the emergency number now</h1>" in page
    assert {w.rule for w in RaisedWarning.objects.all()} == {"RF-02"}
    assert page.count('class="urgent"') == 1


def test_a_second_tick_of_the_same_rule_joins_the_open_warning(owner, record):
    by_form(owner, record, ticked=["chest_pain"])
    by_form(owner, record, ticked=["breathless_sudden"])
    warning = RaisedWarning.objects.get()
    assert [trigger.facts for trigger in warning.triggers.all()] == [
        [["chest_pain", "yes"]],
        [["breathless_sudden", "yes"]],
    ]
    page = owner.get(reverse("act_now", args=[record.uid])).content.decode()
    assert "chest pain, new or getting worse; sudden trouble breathing" in page


def by_fall(client, record, **_answers):
    """Log a fall with a knock to the head."""
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T13:00"}
    form |= {"kind": "fall", "head_hit": "yes"}
    return client.post(reverse("entry_new", args=[record.uid, "falls"]), form)


def by_place(client, record, **_answers):
    """Say of a place in the spine that it hurts like a band."""
    access = cast.access_of(record, record.memberships.get(role="owner").user)
    pain = cast.make_pain(access, places=[("spine_thoracic", "middle")])
    address = reverse("pain_place", args=[record.uid, pain.uid, "spine_thoracic.middle"])
    return client.post(address, {"version": pain.version, "band_or_shooting_pain": "yes"})


OPEN = {by_fall: {"fall_any": True, "fall_head_hit": True}}
OPEN[by_place] = {"limb_weakness_new": True}


@pytest.mark.parametrize("way", [by_check_in, by_form, by_edit, *ANEW, *OPEN])
def test_a_tick_while_its_warning_is_open_joins_it_and_has_its_screen_again(
    owner, record, access, numbers, way
):
    with changing(access):
        first = raise_warnings(access, OPEN.get(way, {"chest_pain": True}), uuid.uuid4(), 1)[0]
    response = way(owner, record, ticked=["breathless_sudden"])
    assert response.url == reverse("act_now", args=[record.uid])
    assert conditional_escape(first.body) in owner.get(response.url).content.decode()
    # One warning, which has the new tick beside the old one.
    assert RaisedWarning.objects.filter(rule=first.rule).get() == first
    ticks = [*first.triggers.all()]
    assert len(ticks) > 1
    assert len({tick.entry_uid for tick in ticks}) == 2


def test_the_same_save_twice_is_one_trigger(owner, record):
    taps.worst(owner, record)
    for _press in range(2):
        response = taps.tap(owner, record, "signs", ticked=["chest_pain"])
        assert response.url == reverse("act_now", args=[record.uid])
    assert (RaisedWarning.objects.count(), Trigger.objects.count()) == (1, 1)


def test_taking_a_tick_back_leaves_the_warning_for_someone_to_close(owner, record):
    by_form(owner, record, ticked=["chest_pain"])
    correct(owner, record, none_of_these="on")
    assert RaisedWarning.objects.get().is_open


def test_a_removed_sheet_put_back_is_answered_again(owner, record):
    by_form(owner, record, ticked=["chest_pain"])
    RaisedWarning.objects.all().delete()
    sheet = SymptomsEntry.objects.get()
    for name, version in (("entry_remove", 1), ("entry_put_back", 2)):
        assert not RaisedWarning.objects.exists()
        address = reverse(name, args=[record.uid, "symptoms", sheet.uid])
        owner.post(address, {"version": version})
    assert RaisedWarning.objects.get().rule == "RF-36"


def test_a_restored_sheet_is_answered_again(owner, record):
    by_form(owner, record, ticked=["chest_pain"])
    correct(owner, record, none_of_these="on")
    RaisedWarning.objects.all().delete()
    sheet = SymptomsEntry.objects.get()
    address = reverse("entry_restore", args=[record.uid, "symptoms", sheet.uid, 1])
    owner.post(address, {"version": 2})
    assert RaisedWarning.objects.get().triggers.get().entry_version == 3


def test_a_check_in_put_back_is_answered_again(owner, record):
    by_check_in(owner, record, ticked=["confusion_new"])
    taps.tap(owner, record, "remove")
    RaisedWarning.objects.all().delete()
    taps.tap(owner, record, "put_back")
    assert RaisedWarning.objects.get().rule == "RF-06"


def test_a_replay_of_a_removed_sheet_raises_nothing(owner, record):
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T13:00"}
    form |= {"ticked": ["chest_pain"]}
    address = reverse("entry_new", args=[record.uid, "symptoms"])
    owner.post(address, form)
    sheet = SymptomsEntry.objects.get()
    owner.post(reverse("entry_remove", args=[record.uid, "symptoms", sheet.uid]), {"version": 1})
    RaisedWarning.objects.all().delete()
    assert owner.post(address, form).status_code == 302
    assert not RaisedWarning.objects.exists()


def test_a_replay_after_the_warning_was_dealt_with_raises_nothing(owner, record):
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T13:00"}
    form |= {"ticked": ["chest_pain"]}
    address = reverse("entry_new", args=[record.uid, "symptoms"])
    owner.post(address, form)
    warning = RaisedWarning.objects.get()
    owner.post(reverse("warning_close", args=[record.uid, warning.uid]), {"ending": "help"})
    assert owner.post(address, form).url.endswith(f"/{form['uid']}/?saved=1")
    assert RaisedWarning.objects.get().ending == "help"


def test_the_same_sign_ticked_anew_after_that_raises_a_new_warning(owner, record):
    by_form(owner, record, ticked=["chest_pain"])
    warning = RaisedWarning.objects.get()
    owner.post(reverse("warning_close", args=[record.uid, warning.uid]), {"ending": "help"})
    by_form(owner, record, ticked=["chest_pain"])
    assert RaisedWarning.objects.filter(rule="RF-36").count() == 2


def test_without_an_emergency_number_the_published_one_is_offered_unconfirmed(owner, record):
    cast.make_number(cast.access_of(record, record.memberships.get(role="owner").user))
    page = owner.get(by_form(owner, record, ticked=["chest_pain"]).url).content.decode()
    assert 'href="tel:112"' in page
    assert "Nobody has confirmed it here." in page


def test_a_given_emergency_number_stands_alone(owner, record, access):
    cast.make_number(access, role="emergency", number="144")
    page = owner.get(by_form(owner, record, ticked=["chest_pain"]).url).content.decode()
    assert 'href="tel:144"' in page
    assert 'href="tel:112"' not in page


def test_a_country_without_a_sourced_number_offers_none(owner, record, access):
    record.country = "AQ"
    record.save(update_fields=["country"])
    page = owner.get(by_form(owner, record, ticked=["chest_pain"]).url).content.decode()
    assert "Nobody has confirmed it here." not in page


def test_a_receipt_keeps_the_words_that_were_shown(owner, record, monkeypatch):
    by_form(owner, record, ticked=["chest_pain"])
    before = RaisedWarning.objects.values("title", "body", "meanwhile", "rules_version").get()
    changed = replace(texts.text_for("RF-36"), body="New body")
    monkeypatch.setitem(texts.TEXTS, "RF-36", changed)
    by_form(owner, record, ticked=["chest_pain"])
    assert RaisedWarning.objects.values(*before).get() == before
    page = owner.get(reverse("act_now", args=[record.uid])).content.decode()
    assert before["body"] in page
    assert "New body" not in page


@pytest.mark.parametrize("way", [by_check_in, by_form])
def test_a_tick_is_not_stored_when_it_cannot_be_answered(owner, record, monkeypatch, way):
    def fail(rule_id):
        raise RuntimeError(rule_id)

    monkeypatch.setattr("carelog.safety.actions.text_for", fail)
    with pytest.raises(RuntimeError):
        way(owner, record, ticked=["chest_pain"])
    assert not SymptomsEntry.everything.exists()
    assert not RaisedWarning.objects.exists()


def test_a_caregivers_tick_is_answered_too_and_bears_their_name(sign_in, caregiver, record):
    response = by_form(sign_in(caregiver), record, ticked=["saddle_numb"])
    assert response.url == reverse("act_now", args=[record.uid])
    assert RaisedWarning.objects.get().raised_by == caregiver
