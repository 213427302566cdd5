"""Quiet mode hides charts, scores and suggestions; logging and emergencies stay."""

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.suggestions import suggest
from carelog.logs.models import FallEntry, MoodEntry
from tests import cast, kinds

QUIET = b"Quiet mode is on"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def quiet(owner, patient, access):
    """The owner's client in quiet mode, in a record with a week of pain."""
    for worst in (7, 3, 6, 5, 8):
        cast.make_pain(access, worst_24h=worst)
    suggest(access, [kinds.keep(access, FallEntry)])
    patient.quiet = True
    patient.save()
    return owner


def test_it_is_switched_on_in_the_settings(owner, patient):
    form = {"name": "Test", "weight_unit": "kg", "temperature_unit": "c", "drink_unit": "cups"}
    form |= {"text_size": "normal", "theme": "auto", "quiet": "on"}
    assert owner.post(reverse("preferences"), form).status_code == 302
    patient.refresh_from_db()
    assert patient.quiet


@pytest.mark.parametrize("name", ["trends", "trends_compare"])
def test_trends_hides_its_charts_and_says_why(quiet, record, name):
    query = "?upper=pain&lower=walking" if name == "trends_compare" else ""
    body = quiet.get(reverse(name, args=[record.uid]) + query).content
    assert QUIET in body
    assert b'<figure class="chart">' not in body
    assert b"<table" not in body


def test_today_keeps_the_buttons_and_hides_scores_and_suggestions(quiet, record):
    body = quiet.get(reverse("today", args=[record.uid])).content
    assert QUIET in body
    assert body.count(b'name="worst"') == 11
    assert b"Yesterday" not in body
    assert b'class="tile"' not in body
    assert b"Because " not in body


def test_a_page_to_read_stands_without_numbers(quiet, record):
    body = quiet.get(reverse("patient_learn_page", args=[record.uid, "symptoms"])).content
    assert QUIET in body
    assert b'<figure class="chart">' not in body
    assert b"Log this now" in body


def test_the_scores_of_mood_are_hidden(quiet, record, access):
    mood = kinds.keep(access, MoodEntry)
    body = quiet.get(reverse("entry", args=[record.uid, MoodEntry, mood.uid])).content
    assert b"GAD-2" not in body


def test_a_ticked_sign_is_answered_all_the_same(quiet, record):
    where = quiet.post(
        reverse("entry_new", args=[record.uid, FallEntry]), kinds.typed(FallEntry, head_hit="yes")
    )
    assert where["Location"] == reverse("act_now", args=[record.uid])
    assert b'class="urgent"' in quiet.get(where["Location"]).content


def test_others_see_the_record_as_before(quiet, sign_in, record, clinician):
    body = sign_in(clinician).get(reverse("trends", args=[record.uid])).content
    assert QUIET not in body
    assert b'<figure class="chart">' in body
