"""After a save stands the line of its kind and whom to call, whatever was saved."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from carelog.diary.entry_page import saved_address
from carelog.diary.kinds import RECORDED
from carelog.entries.models import Recorded
from carelog.logs.models import (
    BowelsEntry,
    BreakthroughEntry,
    DietEntry,
    FallEntry,
    MoodEntry,
    PainEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Dose
from carelog.safety.published import CANNOT_TELL, PUBLISHED, TOO_ILL, UNPUBLISHED
from education.stop_and_call import LINES
from tests import cast, kinds
from tests.diary import taps

KINDS = {kind.slug: kind for kind in RECORDED}
#: The worst and the least that a kind can say without a tick that has a screen of its own.
FAR_APART: dict[type[Recorded], tuple[dict, ...]] = {
    PainEntry: (
        dict.fromkeys(("worst_24h", "average_24h", "least_24h", "now"), 10),
        dict.fromkeys(("worst_24h", "average_24h", "least_24h", "now")) | {"worst_24h": 0},
    ),
    BreakthroughEntry: ({"peak": 10, "relief_pct": 0}, {"peak": 1, "relief_pct": 100}),
    TemperatureEntry: ({"temp_c": "39.5"}, {"temp_c": "35.2"}),
    SymptomsEntry: (
        {"chest_pain": None, "belly_pain": 10},
        {"chest_pain": False, "belly_pain": 0},
    ),
    FallEntry: ({"kind": "near_fall", "injury": "all over"}, {"kind": "near_fall", "injury": ""}),
    BowelsEntry: ({"moved": False, "stool_form": None}, {"moved": True, "stool_form": 4}),
    DietEntry: ({"vomits_24h": 9, "appetite": 0}, {"vomits_24h": None, "appetite": 10}),
    MoodEntry: (
        {"distress": 10}
        | dict.fromkeys(("phq4_nervous", "phq4_worry", "phq4_interest", "phq4_down"), 3),
        {"distress": 0}
        | dict.fromkeys(("phq4_nervous", "phq4_worry", "phq4_interest", "phq4_down")),
    ),
    Dose: ({"units": 40, "relief_pct": 0}, {"units": 1, "relief_pct": 100}),
}
WORDS = {
    "pain": [LINES["RF-01"].text, LINES["RF-03"].text],
    "breakthrough": [LINES["RF-04"].text, "Pain that your extra dose has not eased."],
    "temperature": ["37.5 °C (99.5 °F) or more", "36.0 °C (96.8 °F)", "38.0 °C (100.4 °F)"],
    "symptoms": [CANNOT_TELL],
    "falls": [LINES["RF-31"].text, LINES["RF-32"].text],
    "bowels": [LINES["RF-20"].text, LINES["RF-21"].text],
    "diet": [LINES[rule].text for rule in ("RF-45", "RF-22", "RF-44")],
    "mood": ["If you might hurt yourself or do not feel safe."],
    "doses": [LINES["RF-16"].text, LINES["RF-17"].text],
}
NUMBERS = {"team": "1", "emergency": "2", "cancer_line": "3", "crisis_line": "4"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def numbers(access):
    """A number for each role that is called."""
    for role, number in NUMBERS.items():
        cast.make_number(access, role, number)


def line_on(page: str) -> str:
    """Return the published line on a page with its numbers, "" without one."""
    found = re.search(
        r'<section class="notice" aria-labelledby="published">.+?</section>', page, re.S
    )
    return " ".join(found[0].split()) if found else ""


def called(line: str) -> list[str]:
    """Return the numbers on a line, first to last."""
    return re.findall(r'href="tel:([^"]+)"', line)


def after(client: Client, response) -> str:
    """Return the line on the page that answers a save."""
    return line_on(client.get(response.url).content.decode())


def press(client: Client, row: Recorded, act: str, *more: int):
    """Press a button of an entry."""
    row = type(row).everything.get(uid=row.uid)
    address = reverse(f"entry_{act}", args=[row.patient.uid, type(row), row.uid, *more])
    return client.post(address, {"version": row.version})


def test_every_kind_has_its_lines_or_a_reason_for_none():
    assert {*PUBLISHED, *UNPUBLISHED} == {*KINDS, TOO_ILL}
    assert not {*PUBLISHED} & {*UNPUBLISHED}
    assert all(UNPUBLISHED.values())
    assert {*WORDS} == {*PUBLISHED} - {TOO_ILL} == {kind.slug for kind in FAR_APART}


@pytest.mark.parametrize("kind", FAR_APART, ids=lambda kind: kind.slug)
def test_the_same_words_and_numbers_stand_there_whatever_was_saved(owner, access, numbers, kind):
    said = set()
    for values in ({}, *FAR_APART[kind]):
        row = kinds.keep(access, kind, **values)
        said.add(line_on(owner.get(saved_address(access, row)).content.decode()))
        press(owner, row, "remove")
    assert len(said) == 1
    line = said.pop()
    assert all(str(words) in line for words in WORDS[kind.slug])
    assert sorted(called(line)) == sorted(NUMBERS.values())


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_a_save_leads_to_it_and_a_kind_without_a_line_says_that_it_was_saved(
    owner, record, access, kind
):
    if kind is Dose:
        kinds.put_medicine(record)
    more = {SymptomsEntry: {"ticked": []}, FallEntry: {"kind": "near_fall"}}.get(kind, {})
    address = reverse("entry_new", args=[record.uid, kind])
    page = owner.get(owner.post(address, kinds.typed(kind, **more)).url).content.decode()
    assert "Saved." in page
    assert bool(line_on(page)) is (kind.slug in PUBLISHED)


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (PainEntry, ["3", "2", "1", "4"]),
        (FallEntry, ["2", "3", "1", "4"]),
        (DietEntry, ["3", "2", "1", "4"]),
        (MoodEntry, ["4", "2", "3", "1"]),
    ],
    ids=lambda value: getattr(value, "slug", ""),
)
def test_whom_the_line_names_is_called_first_and_all_others_follow(
    owner, access, numbers, kind, order
):
    row = kinds.keep(access, kind, **FAR_APART[kind][0])
    assert called(line_on(owner.get(saved_address(access, row)).content.decode())) == order


def test_without_a_number_the_one_of_the_country_stands_there_unconfirmed(owner, access):
    row = kinds.keep(access, MoodEntry)
    line = line_on(owner.get(saved_address(access, row)).content.decode())
    assert called(line) == ["112"]
    assert "Nobody has confirmed it here." in line
    assert "Call the emergency number now" in line
    assert "crisis line" not in line
    assert "Add a number to call" in line


def test_a_crisis_line_is_named_where_there_is_no_emergency_number(owner, record, access):
    cast.make_number(access, "crisis_line", "4")
    record.country = "AQ"
    record.save()
    row = kinds.keep(access, MoodEntry)
    line = line_on(owner.get(saved_address(access, row)).content.decode())
    assert "Call the crisis line now</b>" in line
    assert called(line) == ["4"]


def test_edit_restore_and_putting_back_are_answered_as_a_save_and_a_removal_is_not(owner, access):
    row = kinds.keep(access, TemperatureEntry)
    form = kinds.typed(TemperatureEntry, temp_c="39.5", uid=str(row.uid), version=str(row.version))
    address = reverse("entry_edit", args=[row.patient.uid, "temperature", row.uid])
    line = after(owner, owner.post(address, form))
    assert "37.5 °C" in line
    assert after(owner, press(owner, row, "restore", 1)) == line
    assert after(owner, press(owner, row, "remove")) == ""
    assert after(owner, press(owner, row, "put_back")) == line


def test_what_is_said_of_one_place_is_answered_as_pain(owner, access):
    row = cast.make_pain(access, places=[("pelvis", "left")])
    address = reverse("pain_place", args=[row.patient.uid, row.uid, "pelvis.left"])
    assert after(owner, owner.post(address, {"version": row.version, "intensity": "10"}))


def test_an_entry_seen_later_has_a_quiet_way_to_it(owner, access):
    row = kinds.keep(access, PainEntry)
    page = owner.get(reverse("entry", args=[row.patient.uid, "pain", row.uid])).content.decode()
    assert not line_on(page)
    assert f'href="{reverse("patient_urgent", args=[row.patient.uid])}">When to call</a>' in page


def test_who_only_reads_has_saved_nothing_and_sees_no_line(sign_in, clinician, access):
    row = kinds.keep(access, PainEntry)
    assert not line_on(sign_in(clinician).get(saved_address(access, row)).content.decode())


def test_who_writes_for_the_person_reads_who_you_is(owner, sign_in, caregiver, access):
    row, dose = kinds.keep(access, DietEntry), kinds.keep(access, Dose)
    listing = reverse("entry_list", args=[access.patient.uid, "medicines"])
    who = f"“You” here is {access.patient.name}."
    by_them = cast.access_of(access.patient, caregiver)
    own = kinds.keep(by_them, Dose)
    for address in (saved_address(access, row), f"{listing}?dose={own.uid}"):
        page = sign_in(caregiver).get(address).content.decode()
        assert line_on(page)
        assert who in page
    for address in (saved_address(access, row), f"{listing}?dose={dose.uid}"):
        assert who not in owner.get(address).content.decode()


def test_a_quiet_reader_sees_it_as_well(owner, patient, access):
    row = kinds.keep(access, PainEntry)
    before = line_on(owner.get(saved_address(access, row)).content.decode())
    patient.quiet = True
    patient.save()
    assert line_on(owner.get(saved_address(access, row)).content.decode()) == before != ""


def test_a_sign_of_a_fall_has_its_screen_first(owner, record):
    form = kinds.typed(FallEntry, head_hit="yes")
    response = owner.post(reverse("entry_new", args=[record.uid, "falls"]), form)
    assert response.url == reverse("act_now", args=[record.uid])


def test_a_suggestion_stands_below_it(owner, record):
    form = kinds.typed(MoodEntry, distress="10")
    response = owner.post(reverse("entry_new", args=[record.uid, "mood"]), form)
    page = owner.get(response.url).content.decode()
    assert page.index('id="published"') < page.index('id="suggestion"')


def test_one_tap_of_a_dose_is_answered_in_the_list_and_its_undo_is_not(owner, record):
    medicine = kinds.put_medicine(record)
    for route, more in (("dose_now", {"units": "40"}), ("dose_skip", {"reason": "vomited"})):
        typed = {"uid": kinds.typed(Dose)["uid"]} | more
        response = owner.post(reverse(route, args=[record.uid, medicine.uid]), typed)
        line = after(owner, response)
        assert all(str(words) in line for words in WORDS["doses"])
        press(owner, Dose.objects.get(), "remove")
        assert after(owner, response) == ""


def test_done_shows_the_lines_of_all_that_was_written_in_it_each_once(owner, record):
    taps.worst(owner, record)
    taps.tap(owner, record, "signs", none_of_these="on")
    step = reverse("check_in_step", args=[record.uid, taps.KEY, "day"])
    owner.post(step, {"sent": "1", "bowels-moved": "no", "stop": "on"})
    step = reverse("check_in_step", args=[record.uid, taps.KEY, "night"])
    owner.post(step, {"sent": "1", "mood-distress": "10", "wellbeing-fatigue": "9", "stop": "on"})
    taps.tap(owner, record, "done")
    line = line_on(taps.page(owner, record).content.decode())
    written = [*WORDS["pain"], *WORDS["bowels"], *WORDS["mood"], CANNOT_TELL]
    assert [line.count(str(words)) for words in written] == [1] * len(written)
    assert str(LINES["RF-22"].text) not in line


def test_done_has_no_line_of_mood_for_who_may_not_see_mood(owner, sign_in, caregiver, record):
    taps.worst(owner, record)
    step = reverse("check_in_step", args=[record.uid, taps.KEY, "night"])
    owner.post(step, {"sent": "1", "mood-distress": "10", "stop": "on"})
    taps.tap(owner, record, "done")
    line = line_on(taps.page(sign_in(caregiver), record).content.decode())
    assert str(LINES["RF-01"].text) in line
    assert "hurt yourself" not in line


def test_too_ill_today_shows_every_line_that_means_now(owner, record):
    taps.too_ill(owner, record)
    page = taps.page(owner, record).content.decode()
    now = [LINES[rule].text for rule in PUBLISHED[TOO_ILL]]
    assert len(now) > 10
    assert [str(text) for text in now if str(text) not in page] == []
    assert not line_on(page)


def test_the_figures_of_a_temperature_come_from_the_settings(owner, access, settings):
    settings.FEVER = settings.FEVER | {"treated": settings.FEVER["untreated"]}
    row = kinds.keep(access, TemperatureEntry)
    line = line_on(owner.get(saved_address(access, row)).content.decode())
    assert line.count("38.0 °C (100.4 °F)") == 2
    assert "37.5" not in line


@pytest.mark.parametrize("kind", [WeightEntry, WellbeingEntry], ids=lambda kind: kind.slug)
def test_a_kind_without_a_line_shows_none_however_far_apart_its_values(owner, access, kind):
    row = kinds.keep(access, kind)
    assert not line_on(owner.get(saved_address(access, row)).content.decode())
