"""The order of a form: few questions first, the rest folded, and the last days beside it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import RECORDED, form_for
from carelog.logs.models import (
    KINDS,
    DietEntry,
    MobilityEntry,
    PainEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Medication
from tests import cast, kinds

DAY = timedelta(days=1)
FOLDED = [kind for kind in RECORDED if kind.asked_first]
FOLD = re.compile(r'<details class="card"( open)?>\s*<summary>\s*More ')


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def helper(sign_in, caregiver):
    """The client of the caregiver, who may write too."""
    return sign_in(caregiver)


def new(client, record, kind) -> str:
    """Open the form of a new entry."""
    return client.get(reverse("entry_new", args=[record.uid, kind])).content.decode()


def is_open(page: str) -> bool:
    """Say whether the fold of a form is open; it must be there."""
    return bool(FOLD.search(page)[1])


def by_them(client, record, kind, **typed) -> None:
    """Have a person write an entry of a kind."""
    path = reverse("entry_new", args=[record.uid, kind])
    unanswered = dict.fromkeys(kinds.TYPED[kind], "")
    form = kinds.typed(kind, **(unanswered | typed))
    assert client.post(path, form).status_code == 302


@pytest.mark.parametrize("kind", FOLDED, ids=lambda kind: kind.slug)
def test_a_form_asks_its_first_questions_before_the_fold_and_each_question_once(
    owner, record, access, kind
):
    kinds.keep(access, Medication)
    form = form_for(kind)(instance=kind.begin(record))
    first = [field.name for field in form.first()]
    behind = [field.name for field in form.behind()]
    assert first == list(kind.asked_first)
    assert sorted(first + behind) == sorted({*kind.own_fields()} & {*form.fields})
    page = new(owner, record, kind)
    places = [page.index(f'name="{name}"') for name in (*first, *behind)]
    assert places == sorted(places)
    assert places[len(first) - 1] < FOLD.search(page).start() < places[len(first)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_no_question_that_a_rule_of_safety_reads_is_folded(record, kind):
    form = form_for(kind)(instance=kind.begin(record))
    assert not {field.name for field in form.behind()} & {*kind.begin(record).answers()}


@pytest.mark.parametrize("kind", FOLDED, ids=lambda kind: kind.slug)
def test_a_fold_is_closed_at_first(owner, record, kind):
    assert not is_open(new(owner, record, kind))


def test_a_fold_is_open_for_who_answered_something_in_it_the_last_time(owner, helper, record):
    by_them(owner, record, MobilityEntry, walk_minutes="12", steps="1800")
    by_them(helper, record, MobilityEntry, walk_minutes="12")
    assert is_open(new(owner, record, MobilityEntry))
    assert not is_open(new(helper, record, MobilityEntry))
    by_them(owner, record, MobilityEntry, walk_minutes="20")
    assert not is_open(new(owner, record, MobilityEntry))


def test_a_fold_is_open_in_an_entry_that_answers_something_in_it(owner, record, access):
    pages = []
    for least in (None, 2):
        pain = cast.make_pain(access, worst_24h=4, least_24h=least)
        path = reverse("entry_edit", args=[record.uid, PainEntry, pain.uid])
        pages.append(is_open(owner.get(path).content.decode()))
    assert pages == [False, True]


def test_a_mistake_opens_the_fold(owner, record):
    path = reverse("entry_new", args=[record.uid, DietEntry])
    page = owner.post(path, kinds.typed(DietEntry, snacks="many")).content.decode()
    assert is_open(page)
    assert 'id="id_snacks_error"' in page


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_each_form_has_one_button_to_save_in_reach(owner, record, kind):
    assert new(owner, record, kind).count('<div class="save">') == 1


def test_the_last_14_days_and_the_last_time_stand_beside_the_form(owner, record, access):
    for back, worst in {0: 7, 1: 3, 13: 0, 14: 9}.items():
        cast.make_pain(access, cast.NOON - back * DAY, worst_24h=worst, average_24h=None)
    beside = owner.get(reverse("entry_new", args=[record.uid, PainEntry])).context["beside"]
    (days,) = beside["fortnights"]
    said = [(cell.said, cell.band) for cell in days.cells]
    assert said == [("0", "none"), *[("", "")] * 11, ("3", "mild"), ("7", "severe")]
    assert (beside["when"], beside["said"]) == ("Today, 13:00", "worst 7")


def test_numbers_beside_the_form_are_in_the_readers_units(owner, record, access, patient):
    kinds.keep(access, WeightEntry, weight_kg="70")
    patient.weight_unit = "st"
    patient.save()
    beside = owner.get(reverse("entry_new", args=[record.uid, WeightEntry])).context["beside"]
    (days,) = beside["fortnights"]
    assert (days.unit, days.cells[-1].said) == ("lb", "154.3")
    assert "11 st" in beside["said"]


def test_a_kind_with_two_numbers_shows_both(owner, record, access):
    kinds.keep(access, WellbeingEntry)
    page = new(owner, record, WellbeingEntry)
    assert page.count('<ol class="days num">') == 2
    assert page.count("The last 14 days") == 1


def test_nothing_stands_beside_the_form_before_anything_is_written(owner, record):
    assert "<aside" not in new(owner, record, PainEntry)


def test_an_old_entry_is_told_without_empty_days(owner, record, access):
    cast.make_pain(access, cast.NOON - 20 * DAY)
    page = new(owner, record, PainEntry)
    assert "Last time" in page
    assert "The last 14 days" not in page


def test_nothing_stands_beside_a_change_or_in_quiet_mode(owner, record, access, patient):
    pain = cast.make_pain(access)
    edit = reverse("entry_edit", args=[record.uid, PainEntry, pain.uid])
    assert "<aside" not in owner.get(edit).content.decode()
    assert "<aside" in new(owner, record, PainEntry)
    patient.quiet = True
    patient.save()
    assert "<aside" not in new(owner, record, PainEntry)
