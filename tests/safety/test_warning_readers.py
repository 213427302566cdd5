"""A warning speaks to who has the sign; whoever else reads it is told what it showed them."""

import re

import pytest
import time_machine
from django.urls import reverse

from carelog.safety.models import RaisedWarning
from tests import cast
from tests.safety.test_closing import raised

#: What each reader sees above a sign for the cancer line now, and one for it today.
TITLES = {
    "patient": ("Call your cancer line now", "Call your cancer line today"),
    "caregiver": ("Call the cancer line now", "Call the cancer line today"),
    "clinician": (
        "A sign for emergency help is open",
        "A sign to call about the same day is open",
    ),
}
SHOWN = "This is what CareLog shows Test patient:"
READERS = pytest.mark.parametrize("reader", TITLES)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def read(request, sign_in, record, access):
    """Read a page of a record with two open warnings, as somebody in it."""
    cast.make_number(access, "cancer_line", "+49 30 5550")
    raised(access, limb_weakness_new=True, thirst_with_urine=True)

    def page(reader: str, name: str = "act_now") -> str:
        client = sign_in(request.getfixturevalue(reader))
        return client.get(reverse(name, args=[record.uid])).content.decode()

    return page


@READERS
@pytest.mark.parametrize("name", ["act_now", "today"])
def test_a_title_calls_no_line_the_readers_that_is_not(read, reader, name):
    page = read(reader, name)
    for one, titles in TITLES.items():
        for title in titles:
            assert (f">{title}<" in page) is (one == reader), title


@READERS
def test_the_published_text_stays_and_is_a_quotation_to_who_has_no_sign(read, reader):
    page = read(reader)
    quoted = "".join(re.findall(r"<blockquote>.*?</blockquote>", page, re.S))
    for warning in RaisedWarning.objects.all():
        assert warning.body in page
        assert (warning.body in quoted) is (reader != "patient")
        assert (warning.meanwhile in quoted) is (reader != "patient")
    assert (SHOWN in page) is (reader != "patient")


@READERS
def test_the_number_stands_under_the_heading_for_each_reader(read, reader):
    page = read(reader)
    assert page.index("</h1>") < page.index("tel:+49305550") < page.index("Entered for")


def test_a_helper_closes_in_words_of_their_own(read):
    assert "Test patient has got help" in read("caregiver")
    assert "I have got help" not in read("caregiver")
    assert "I have got help" in read("patient")
