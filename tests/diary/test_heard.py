"""What is heard when a page is read aloud: nothing twice, no half sentence, no nameless button."""

import re
from collections import Counter

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from carelog.accounts.templatetags.page_tags import asked
from carelog.logs.models import PainEntry, WeightEntry
from tests import cast, kinds
from tests.diary import taps

BACK = "spine_thoracic"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def read(client, record, route: str, *more: object) -> str:
    return client.get(reverse(route, args=[record.uid, *more])).content.decode()


def aloud(page: str) -> str:
    return " ".join(strip_tags(page).split())


@pytest.fixture
def three_signs(owner, record, access):
    """Two signs whose texts have one heading, and one of another."""
    cast.make_number(access)
    ticked = ["band_or_shooting_pain", "shivering", "thirst_with_urine"]
    form = kinds.WHEN | {"uid": str(taps.KEY), "version": "0", "ticked": ticked}
    answer = owner.post(reverse("entry_new", args=[record.uid, "symptoms"]), form)
    assert answer.url == reverse("act_now", args=[record.uid])


def test_today_says_each_heading_of_a_warning_once(owner, record, three_signs):
    headings = re.findall(r"<b>(Call your cancer line \w+)</b>", read(owner, record, "today"))
    assert headings == ["Call your cancer line now", "Call your cancer line today"]


def test_each_button_that_ends_a_warning_names_its_sign(owner, record, three_signs):
    page = read(owner, record, "act_now")
    buttons = re.findall(r"<button[^>]*name=\"ending\"[^>]*>(.*?)</button>", page, re.S)
    assert len(buttons) == len({*map(aloud, buttons)}) == 6
    assert "I have got help: shivering" in map(aloud, buttons)


def test_no_line_of_a_check_in_has_two_links_of_one_name(owner, record, access):
    taps.worst(owner, record)
    page = taps.page(owner, record).content.decode()
    for line in re.findall(r"<p\b.*?</p>", page, re.S):
        links = Counter(map(aloud, re.findall(r"<a\b.*?</a>", line, re.S)))
        assert not links or max(links.values()) == 1, links


def test_a_row_of_the_log_says_once_that_it_was_today(owner, record, access):
    kinds.keep(access, WeightEntry)
    page = aloud(read(owner, record, "log_index"))
    assert "The list beside it shows what was written before" in page
    assert "72.5 kg today" in page
    assert "· today" not in page


def test_a_question_before_its_answer_keeps_its_own_mark_and_no_other(owner, record, access):
    pain = cast.make_pain(access, cast.NOON, [(BACK, "middle")], worst_24h=8)
    place = reverse("pain_place", args=[record.uid, pain.uid, f"{BACK}.middle"])
    owner.post(place, {"version": 1, "team_knows": "yes", "intensity": "8"})
    page = aloud(read(owner, record, "entry", PainEntry, pain.uid))
    assert "Does your team know about it? yes" in page
    assert "?:" not in page
    assert (asked("Right now"), asked("Is this pain new?")) == ("Right now:", "Is this pain new?")


def test_two_versions_of_one_minute_are_not_restored_by_buttons_of_one_name(owner, record):
    for worst in (8, 7, 6):
        taps.worst(owner, record, worst)
    page = read(owner, record, "entry", PainEntry, PainEntry.objects.get().uid)
    buttons = map(aloud, re.findall(r"<button.*?</button>", page, re.S))
    names = [name for name in buttons if name.startswith("Restore this")]
    assert names == [f"Restore this: version {n}, 2 Mar 2026, 13:00" for n in (2, 1)]
