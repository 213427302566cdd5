"""Mood: the PHQ-4 word for word, folded while it is fresh, summed plainly, and private."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.clinical.scores import Phq4
from carelog.diary.kinds import fill_in
from carelog.entries import words
from carelog.logs.models import MoodEntry
from carelog.logs.models.mood import ITEMS, STEM, HowOften
from tests import cast, kinds

WHEN = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}
UNANSWERED = dict.fromkeys(ITEMS)
CREDIT = "PHQ-4: Kroenke, Spitzer, Williams, Löwe, 2009"


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def mood(access, **typed):
    """Fill in the form of a new entry."""
    return fill_in(access, MoodEntry.begin(access.patient), WHEN | typed)


def ago(days: int) -> dict:
    """Return when an entry was that many days before today."""
    at = cast.NOON - timedelta(days=days)
    return {"at": at, "day": at.date()}


def text_of(response) -> str:
    """Return what a page says, without its markup."""
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def form_page(client, access):
    """Fetch the form of a new entry."""
    return client.get(reverse("entry_new", args=[access.patient.uid, "mood"]))


def entry_page(client, entry):
    """Fetch the page of an entry."""
    return client.get(reverse("entry", args=[entry.patient.uid, "mood", entry.uid]))


def test_the_phq4_stands_word_for_word_in_its_published_order(access):
    assert STEM == (
        "Over the last 2 weeks, how often have you been bothered by the following problems?"
    )
    assert [mood(access)[name].label for name in ITEMS] == [
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
    ]
    assert HowOften.choices == [
        (0, "Not at all"),
        (1, "Several days"),
        (2, "More than half the days"),
        (3, "Nearly every day"),
    ]


def test_the_form_shows_the_stem_and_the_credit(owner, access):
    said = text_of(form_page(owner, access))
    assert str(STEM) in said
    assert CREDIT in said


@pytest.mark.parametrize("field", ["self_harm", "feels_unsafe"])
def test_nothing_else_is_asked(access, field):
    assert set(mood(access).fields) >= {"distress", *ITEMS}
    assert field not in mood(access).fields


def test_one_answer_or_a_note_is_enough_and_nothing_is_not(access):
    assert mood(access, phq4_down="0").is_valid()
    assert mood(access, distress="0").is_valid()
    assert mood(access, note="a hard day").is_valid()
    refused = mood(access).non_field_errors()
    assert refused == ["Answer at least one question, or write a note."]


def test_a_partly_answered_phq4_is_stored_as_given(access):
    form = mood(access, phq4_nervous="2", phq4_down="3")
    assert form.is_valid(), form.errors
    given = [getattr(form.instance, name) for name in ITEMS]
    assert given == [2, None, None, 3]
    assert form.instance.scores == Phq4(None, None, None)


def test_no_answer_to_the_four_has_no_scores():
    assert MoodEntry(distress=7).scores is None
    assert MoodEntry(phq4_nervous=0).scores is not None


@pytest.mark.parametrize("typed", ["4", "-1", "1.0", "often"])
def test_what_is_none_of_the_four_answers_is_refused(access, typed):
    assert list(mood(access, phq4_worry=typed).errors) == ["phq4_worry"]


@pytest.mark.parametrize(("days", "is_folded"), [(0, True), (13, True), (14, False), (15, False)])
def test_the_four_questions_are_folded_for_two_weeks(owner, access, days, is_folded):
    kinds.keep(access, MoodEntry, **ago(days))
    page = form_page(owner, access)
    assert ("<details>" in page.content.decode()) is is_folded
    assert ("were last answered for" in text_of(page)) is is_folded
    assert 'name="phq4_down"' in page.content.decode()


def test_the_line_names_the_day_of_the_last_answers(owner, access):
    kinds.keep(access, MoodEntry, **ago(3))
    assert "last answered for 27 February 2026" in text_of(form_page(owner, access))


def test_a_number_of_the_week_alone_does_not_fold_them(owner, access):
    kinds.keep(access, MoodEntry, **ago(1), **UNANSWERED)
    assert "<details>" not in form_page(owner, access).content.decode()


def test_a_number_of_the_week_does_not_hide_earlier_answers(owner, access):
    kinds.keep(access, MoodEntry, **ago(9))
    kinds.keep(access, MoodEntry, **ago(2), **UNANSWERED)
    assert "last answered for 21 February 2026" in text_of(form_page(owner, access))


def test_removed_answers_fold_nothing(owner, access):
    entry = kinds.keep(access, MoodEntry, **ago(1))
    owner.post(
        reverse("entry_remove", args=[access.patient.uid, "mood", entry.uid]), {"version": 1}
    )
    assert "<details>" not in form_page(owner, access).content.decode()


def test_answers_given_stand_open_when_they_are_corrected(owner, access):
    kinds.keep(access, MoodEntry, **ago(5))
    entry = kinds.keep(access, MoodEntry)
    page = owner.get(reverse("entry_edit", args=[access.patient.uid, "mood", entry.uid]))
    assert "<details open>" in page.content.decode()


def test_the_page_shows_plain_sums_and_says_what_they_are_not(owner, access):
    entry = kinds.keep(access, MoodEntry, **dict(zip(ITEMS, (1, 2, 0, 3), strict=True)))
    said = text_of(entry_page(owner, entry))
    assert "GAD-2, the first two questions 3 of 6 PHQ-2, the last two questions 3 of 6" in said
    assert "Total 6 of 12" in said
    assert "This is a screen and not a verdict." in said
    assert CREDIT in said
    for word in ("mild", "moderate", "severe", "positive"):
        assert word not in said.lower()


def test_a_sum_stands_there_only_where_all_its_questions_are_answered(owner, access):
    entry = kinds.keep(access, MoodEntry, phq4_interest=None)
    said = text_of(entry_page(owner, entry))
    assert "of 6" in said
    assert "PHQ-2" not in said
    assert "of 12" not in said
    assert "there is no total" in said


def test_a_page_without_the_four_answers_shows_no_sums(owner, access):
    entry = kinds.keep(access, MoodEntry, **UNANSWERED)
    assert "PHQ-4" not in text_of(entry_page(owner, entry))


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"distress": 6}, "upset or stressed 6"),
        ({"distress": 6, "phq4_down": 3}, "upset or stressed 6, PHQ-4 answered"),
        ({"phq4_down": 3}, "PHQ-4 answered"),
        ({"note": "a secret"}, "nothing but a note"),
    ],
)
def test_a_list_tells_no_answer_of_the_four(values, line):
    assert words.in_short(MoodEntry(**values)) == line


def test_the_form_ends_with_the_crisis_line_of_the_record(owner, access):
    cast.make_number(access, "crisis_line", "0800 111")
    page = form_page(owner, access)
    assert "your crisis line is 0800 111" in text_of(page)
    assert 'href="tel:0800111"' in page.content.decode()
    assert "whom to call" not in text_of(page)


def test_without_a_crisis_line_the_form_leads_to_the_urgent_page(owner, access):
    cast.make_number(access, "team", "030 1234")
    page = form_page(owner, access)
    assert "whom to call" in text_of(page)
    assert "030 1234" not in text_of(page)


@pytest.mark.parametrize("name", ["today", "log_index", "trends", "patient_urgent"])
def test_nothing_of_mood_shows_where_it_is_not_shared(sign_in, record, access, caregiver, name):
    kinds.keep(access, MoodEntry, note="cried all night")
    said = text_of(sign_in(caregiver).get(reverse(name, args=[record.uid])))
    for word in ("Mood", "upset", "PHQ", "cried"):
        assert word not in said


def test_a_caregiver_with_the_scope_sees_it(sign_in, access, caregiver, record):
    member = caregiver.memberships.get()
    member.scope = [*member.scope, "mood"]
    member.save()
    kinds.keep(access, MoodEntry)
    client = sign_in(caregiver)
    assert "Mood" in text_of(client.get(reverse("log_index", args=[record.uid])))
    listed = client.get(reverse("entry_list", args=[record.uid, "mood"]))
    assert "Upset or stressed 6" in text_of(listed)
