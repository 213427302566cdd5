"""After a log at most one page to read, with its reason, and each page once a week at most."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from carelog.diary.check_in_taps import start
from carelog.diary.entry_page import saved_address
from carelog.diary.models import PageMark
from carelog.diary.reasons import REASONS, Reason
from carelog.diary.suggestions import current, suggest, suggest_after
from carelog.logs.models import (
    BowelsEntry,
    DietEntry,
    FallEntry,
    MoodEntry,
    SymptomsEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Medication
from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from education.pages import get_page
from tests import cast, kinds

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def log(access, kind, days_ago=0, **values):
    """Save an entry as its form makes it, and answer it with a page."""
    at = timezone.now() - timedelta(days=days_ago)
    row = kinds.keep(access, kind, at=at, day=at.date(), **values)
    suggest(access, [row])
    return row


def why(access):
    found = current(access)
    return found and (found.page.slug, found.why)


def test_constipation_twice_in_a_week_suggests_a_page_and_says_why(access):
    log(access, SymptomsEntry, days_ago=3, constipation_new=True)
    assert current(access) is None
    log(access, SymptomsEntry, constipation_new=True)
    expected = "Because constipation was logged 2 times in 7 days."
    assert why(access) == ("eating-and-drinking", expected)


def test_what_was_logged_more_than_a_week_ago_does_not_count(access):
    log(access, SymptomsEntry, days_ago=7, constipation_new=True)
    log(access, SymptomsEntry, constipation_new=True)
    assert current(access) is None


def test_a_log_that_says_nothing_of_the_kind_suggests_nothing(access):
    log(access, SymptomsEntry, days_ago=1, constipation_new=True)
    log(access, SymptomsEntry, days_ago=2, constipation_new=True)
    PageMark.objects.all().delete()
    log(access, SymptomsEntry, constipation_new=False)
    assert current(access) is None


def test_of_two_pages_that_fit_one_is_suggested(access):
    fall, mood = kinds.keep(access, FallEntry), kinds.keep(access, MoodEntry, distress=9)
    suggest(access, [mood, fall])
    assert PageMark.objects.count() == 1
    assert why(access)[0] == "moving-safely"


def test_a_page_comes_again_after_a_week_and_not_before(access, clock):
    log(access, FallEntry)
    clock.move_to(cast.NOON + WEEK - timedelta(minutes=1))
    log(access, FallEntry)
    assert PageMark.objects.get().suggested_at == cast.NOON
    clock.move_to(cast.NOON + WEEK)
    log(access, FallEntry)
    assert PageMark.objects.get().suggested_at == cast.NOON + WEEK


def test_another_page_may_be_suggested_meanwhile(access):
    log(access, FallEntry)
    log(access, MoodEntry, distress=4)
    assert PageMark.objects.count() == 2


def test_an_old_suggestion_is_not_shown(access, clock):
    log(access, FallEntry)
    clock.move_to(cast.NOON + WEEK)
    assert current(access) is None


def test_a_page_put_away_is_gone_for_a_month(owner, access, clock):
    log(access, FallEntry)
    path = reverse("patient_learn_dismiss", args=[access.patient.uid, "moving-safely"])
    clock.move_to(cast.NOON + timedelta(minutes=5))
    page = owner.post(path, follow=True).content.decode()
    assert "will not be suggested for a month" in page
    assert current(access) is None
    clock.move_to(cast.NOON + timedelta(days=20))
    log(access, FallEntry)
    assert current(access) is None
    clock.move_to(cast.NOON + timedelta(days=31))
    log(access, FallEntry)
    assert why(access)[0] == "moving-safely"


def test_a_page_that_was_read_is_not_suggested(owner, access, clock):
    log(access, FallEntry)
    clock.move_to(cast.NOON + timedelta(minutes=5))
    owner.post(reverse("patient_learn_read", args=[access.patient.uid, "moving-safely"]))
    assert current(access) is None


def test_a_suggestion_is_for_the_person_who_logged_alone(access, record, caregiver):
    log(access, FallEntry)
    assert current(cast.access_of(record, caregiver)) is None


def test_a_suggestion_from_outside_the_scope_is_not_shown(access, record, caregiver):
    theirs = cast.access_of(record, caregiver)
    log(theirs, FallEntry)
    caregiver.memberships.update(scope=["pain"])
    assert current(cast.access_of(record, caregiver)) is None


def test_quiet_mode_suggests_nothing(access):
    access.actor.quiet = True
    log(access, FallEntry)
    assert not PageMark.objects.exists()
    assert current(access) is None


@pytest.mark.parametrize("name", ["today", "patient_learn"])
def test_a_suggestion_stands_where_a_day_begins_and_in_learn(owner, record, access, name):
    log(access, FallEntry)
    page = owner.get(reverse(name, args=[record.uid])).content.decode()
    assert page.count("Because a fall or a near fall was logged.") == 1


def test_it_stands_on_the_page_of_its_own_entry_and_of_no_other(owner, record, access):
    other = kinds.keep(access, MoodEntry, distress=9)
    form = kinds.typed(MoodEntry, distress="8")
    answer = owner.post(reverse("entry_new", args=[record.uid, MoodEntry]), form)
    assert b"Because feeling upset was logged." in owner.get(answer["Location"]).content
    page = owner.get(reverse("entry", args=[record.uid, MoodEntry, other.uid])).content
    assert b"Because feeling upset was logged." not in page
    begun = owner.post(
        reverse("check_in_start", args=[record.uid]), {"uid": uuid.uuid4(), "worst": "4"}
    )
    owner.post(f"{begun['Location']}signs/", {"none_of_these": "on"})
    owner.post(f"{begun['Location']}done/")
    assert b"Because feeling upset was logged." not in owner.get(begun["Location"]).content


def test_what_is_written_in_a_check_in_suggests_on_its_page(owner, record, access):
    check_in = start(access, uuid.uuid4(), 4, cast.NOON.date())
    row = kinds.keep(access, MoodEntry, distress=9, check_in=check_in)
    suggest_after(access, check_in)
    assert current(access, check_in.uid)
    assert not current(access, row.uid)


def test_a_save_that_raised_a_warning_suggests_nothing(owner, record):
    form = kinds.typed(FallEntry, head_hit="yes")
    owner.post(reverse("entry_new", args=[record.uid, FallEntry]), form)
    assert not PageMark.objects.exists()


def test_a_finished_check_in_may_suggest_a_page(owner, record, access):
    for days_ago in (1, 2):
        log(access, WellbeingEntry, days_ago=days_ago, fatigue=8)
    path = reverse("check_in_start", args=[record.uid])
    key = "00000000-0000-4000-8000-000000000001"
    where = owner.post(path, {"uid": key, "worst": "4", "night": ""})["Location"]
    owner.post(f"{where}step/night/", {"sent": "1", "wellbeing-fatigue": "9", "stop": "on"})
    assert b"Because tiredness of 7 or more was logged 3 times in 7 days." in (
        owner.get(where).content
    )


PLAIN = [reason for reason in REASONS if type(reason) is Reason]


@pytest.mark.parametrize("reason", PLAIN, ids=lambda reason: reason.code)
def test_each_reason_leads_to_a_page_and_can_come_true(access, reason):
    rows = [kinds.keep(access, reason.kind) for _n in range(reason.at_least)]
    for row in rows:
        for key, value in reason.where.items():
            column, _sep, lookup = key.partition("__")
            setattr(row, column, value[0] if lookup == "in" else value)
        if reason.kind is BowelsEntry:
            row.stool_form = None
        row.save()
    assert get_page(reason.page)
    assert all(map(reason.holds_for, rows))
    assert reason.times(access) >= reason.at_least
    assert "%" not in str(reason.words) % {"times": 2}


def test_a_new_place_that_wakes_at_night_leads_to_the_signs_that_cannot_wait(owner, record, access):
    pain = cast.make_pain(access, places=[("hip", "left"), ("pelvis", "left")])

    def say(code, **said):
        pain.refresh_from_db()
        address = reverse("pain_place", args=[record.uid, pain.uid, code])
        owner.post(address, {"version": pain.version} | said)

    say("hip.left", is_new="yes")
    say("pelvis.left", night_waking="yes")
    assert current(access) is None
    say("hip.left", is_new="yes", night_waking="yes")
    words = "Because pain in a new place that wakes at night was logged."
    assert why(access) == ("red-flags", words)


def test_a_pain_just_written_is_not_asked_for_places_which_say_nothing_yet(
    access, django_assert_num_queries
):
    pain = cast.make_pain(access, worst_24h=4, places=[("hip", "left")])
    with django_assert_num_queries(0):
        suggest(access, [pain])


def test_a_weight_below_all_others_of_a_month_is_a_reason_and_the_first_is_none(access):
    log(access, WeightEntry, days_ago=30, weight_kg=60)
    log(access, WeightEntry, days_ago=20, weight_kg=70)
    log(access, WeightEntry, days_ago=10, weight_kg=70)
    assert current(access) is None
    log(access, WeightEntry, weight_kg=69)
    words = "Because the last weight logged is the lowest in 30 days."
    assert why(access) == ("eating-and-drinking", words)


def test_a_fever_is_a_reason_in_the_figure_of_the_settings(access):
    log(access, TemperatureEntry, days_ago=1, temp_c=Decimal("37.4"))
    assert current(access) is None
    log(access, TemperatureEntry, temp_c=Decimal("37.5"))
    words = "Because a temperature of 37.5 °C (99.5 °F) or more was logged."
    assert why(access) == ("red-flags", words)


def test_no_suggestion_stands_above_a_warning_or_what_answers_a_save(owner, record, access):
    kinds.keep(access, TemperatureEntry, temp_c=Decimal("39.5"))
    row = log(access, TemperatureEntry, temp_c=Decimal("39.5"))
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, 1)
    page = owner.get(reverse("today", args=[record.uid])).content.decode()
    assert page.index("Call the emergency number now") < page.index('id="suggestion"')
    page = owner.get(saved_address(access, row)).content.decode()
    assert page.index('id="published"') < page.index('id="suggestion"')
    page = owner.get(reverse("act_now", args=[record.uid])).content.decode()
    assert 'id="suggestion"' not in page


def test_a_reason_does_not_hold_for_what_was_not_answered(access):
    reasons = {reason.code: reason for reason in REASONS}
    assert not reasons["little_appetite"].holds_for(DietEntry(appetite=None))
    assert not reasons["little_appetite"].holds_for(DietEntry(appetite=4))
    assert reasons["little_appetite"].holds_for(DietEntry(appetite=3))
    assert not reasons["no_movement"].holds_for(BowelsEntry(moved=True))
    assert not reasons["bone_agent"].holds_for(Medication(bone_agent=None))


def test_marks_do_not_change_the_record(access):
    before = access.patient.data_version
    row = kinds.keep(access, FallEntry)
    suggest(access, [row])
    access.patient.refresh_from_db()
    assert access.patient.data_version == before + 1
