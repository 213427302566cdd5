"""From the check-in to the whole sheet of signs, and what a sign that needs a call today shows."""

import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import conditional_escape

from carelog.logs.models import CheckIn, SymptomsEntry
from carelog.logs.sign_groups import MORE_SIGNS
from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning, Trigger
from carelog.safety.published import CANNOT_TELL
from carelog.safety.signs import MORE_SIGNS as LISTED
from carelog.safety.texts import text_for, title_for
from tests import cast
from tests.diary import taps

WHEN = "2026-03-02T13:00"
NUMBERS = {"emergency": "112", "cancer_line": "+49305550", "team": "+49307770"}


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


def more(client, record, **fields):
    """Press More signs in the check-in, or save the sheet it leads to."""
    return taps.tap(client, record, "signs", more="on", **fields)


def filled(page) -> dict:
    """Return the hidden fields of the sheet on a page, with a time."""
    found = dict(re.findall(r'name="(uid|version)" value="([^"]+)"', page.content.decode()))
    return found | {"when": WHEN}


def by_form(client, record, **answers):
    """Answer in the form of signs."""
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": WHEN}
    return client.post(reverse("entry_new", args=[record.uid, "symptoms"]), form | answers)


def page_after(client, response) -> str:
    """Return the page a save leads to."""
    return client.get(response.url).content.decode()


def test_more_signs_opens_the_whole_sheet_with_the_ticks_kept_and_saves_nothing(owner, record):
    taps.worst(owner, record)
    page = more(owner, record, ticked=["chest_pain", "odd"]).content.decode()
    assert re.findall(r'value="(\w+)" checked', page) == ["chest_pain"]
    assert all(str(conditional_escape(group.heading)) in page for group in MORE_SIGNS)
    assert not SymptomsEntry.objects.exists()


def test_the_whole_sheet_belongs_to_the_check_in_and_leads_back_to_it(owner, record):
    taps.worst(owner, record)
    form = filled(more(owner, record))
    response = more(owner, record, none_of_these="on", **form)
    sheet = SymptomsEntry.objects.get()
    assert sheet.check_in == CheckIn.objects.get()
    assert response.url == reverse("check_in", args=[record.uid, taps.KEY])
    assert "Anything more?" in page_after(owner, response)


def test_a_sign_ticked_there_is_answered_at_once(owner, record):
    taps.worst(owner, record)
    form = filled(more(owner, record, ticked=["chest_pain"]))
    response = more(owner, record, ticked=["chest_pain", "jaw_pain"], **form)
    assert response.url == reverse("act_now", args=[record.uid])
    assert {w.rule for w in RaisedWarning.objects.all()} == {"RF-36", "RF-23"}


def test_the_same_sheet_sent_twice_is_one(owner, record):
    taps.worst(owner, record)
    form = filled(more(owner, record))
    for _press in range(2):
        assert more(owner, record, ticked=["seizure"], **form).status_code == 302
    assert (SymptomsEntry.objects.count(), Trigger.objects.count()) == (1, 1)


def test_a_wrong_sheet_is_shown_again_inside_the_check_in(owner, record):
    taps.worst(owner, record)
    form = filled(more(owner, record))
    response = more(owner, record, ticked=["seizure"], mouth_sore_days="999", **form)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'name="more"' in page
    assert 'value="seizure" checked' in page


def test_after_the_ten_more_signs_corrects_the_same_sheet(owner, record):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    page = more(owner, record).content.decode()
    sheet = SymptomsEntry.objects.get()
    assert reverse("entry_edit", args=[record.uid, "symptoms", sheet.uid]) in page


def test_a_sheet_removed_by_itself_does_not_stand_in_the_way(owner, record):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    sheet = SymptomsEntry.objects.get()
    owner.post(reverse("entry_remove", args=[record.uid, "symptoms", sheet.uid]), {"version": 1})
    form = filled(more(owner, record))
    assert more(owner, record, ticked=["seizure"], **form).status_code == 302
    assert SymptomsEntry.objects.get().seizure is True


def test_in_the_small_hours_the_sheet_keeps_the_day_of_its_check_in(owner, record, clock):
    clock.move_to("2026-03-03T00:30:00+00:00")
    taps.worst(owner, record, night="last_night")
    form = filled(more(owner, record)) | {"when": "2026-03-03T01:30"}
    more(owner, record, none_of_these="on", **form)
    assert str(SymptomsEntry.objects.get().day) == "2026-03-02"


@pytest.mark.parametrize("sign", LISTED, ids=lambda sign: sign.field)
def test_each_further_sign_is_answered_with_its_text_and_numbers(owner, record, numbers, sign):
    chosen = sign.no == "none"
    for code in sign.yes:
        answers = {sign.field: code} if chosen else {"ticked": [sign.field]}
        page = page_after(owner, by_form(owner, record, **answers))
        [rule] = [r for r in RULES if (sign.field, code) in pairs(r)]
        text = text_for(rule.id)
        title = title_for(rule.tier, rule.calls, NUMBERS)
        for words in (title, text.body, text.meanwhile, sign.words(code)):
            assert conditional_escape(words) in page
        assert page.count(f'class="{"urgent" if rule.tier == "E" else "warn"}"') == 1
        order = dict.fromkeys((*rule.calls, *NUMBERS))
        assert re.findall(r'href="tel:([^"]+)"', page) == [NUMBERS[role] for role in order]
        RaisedWarning.objects.all().delete()


def pairs(rule) -> set[tuple[str, str]]:
    """Return the (column, code) pairs that fire a rule."""
    return {(field, code) for field, codes in rule.signs for code in codes}


def test_what_needs_a_call_today_stands_calm_below_the_emergency(owner, record, numbers):
    response = by_form(owner, record, ticked=["jaw_pain", "new_bruising", "chest_pain"])
    page = page_after(owner, response)
    assert re.findall(r'<section class="(urgent|warn)">', page) == ["urgent", "warn", "warn"]
    assert re.findall(r"<h1>(.+)</h1>", page) == ["Call the emergency number now"]
    assert page.index("Call the emergency number now") < page.index("Call your team today")


def test_alone_it_is_the_heading_of_a_calm_page(owner, record, numbers):
    page = page_after(owner, by_form(owner, record, ticked=["jaw_pain"]))
    assert re.findall(r"<h1>(.+)</h1>", page) == ["Call your team today"]
    assert 'class="urgent"' not in page
    assert "<title>Please call today" in page


@pytest.mark.parametrize("sign", ["seizure", "jaw_pain"])
def test_a_tick_is_shown_each_time_on_the_same_day_too(owner, record, sign):
    for _time in range(2):
        response = by_form(owner, record, ticked=[sign])
        assert response.url == reverse("act_now", args=[record.uid])
    assert RaisedWarning.objects.get().triggers.count() == 2


def test_a_lost_answer_to_a_call_for_today_is_given_again(owner, record):
    key = str(uuid.uuid4())
    for _press in range(2):
        response = by_form(owner, record, uid=key, ticked=["jaw_pain"])
        assert response.url == reverse("act_now", args=[record.uid])


@pytest.mark.parametrize("answers", [{"none_in": ["mouth"]}, {"ticked": ["swollen_belly"]}])
def test_a_sheet_that_fires_nothing_says_what_carelog_cannot_tell(owner, record, answers):
    page = page_after(owner, by_form(owner, record, **answers))
    assert "Saved." in page
    assert str(CANNOT_TELL) in page
    assert not RaisedWarning.objects.exists()


def test_signs_that_fire_nothing_have_their_published_line_beside_them(owner, record):
    page = owner.get(reverse("entry_new", args=[record.uid, "symptoms"])).content.decode()
    assert "with vomiting, a swollen belly or bad belly pain" in page
    for group in MORE_SIGNS:
        assert conditional_escape(group.text) in page
