"""The section *Where it hurts*: the same on page and paper, new and worse places first."""

from datetime import timedelta

import pytest
import time_machine

from carelog.logs.models import PainEntry, PainPlace
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.summary.sections import in_words, summarise
from tests import cast
from tests.summary.reading import page_path, pdf_of, words_of_page, words_of_pdf
from tests.summary.record import DAY, TODAY, shares

BACK = {"site": "spine_thoracic", "side": "middle"}
HIP = {"site": "hip", "side": "left"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def keep(access, back: int, *places: dict, **scores) -> None:
    """Write a pain with some places, so many days ago."""
    at = cast.NOON - timedelta(days=back)
    when = {"patient": access.patient, "at": at, "zone": access.patient.zone, "day": at.date()}
    pain = PainEntry(**when, **scores or {"worst_24h": 5})
    with changing(access):
        saving.keep_new(access, pain, {"places": [PainPlace(**place) for place in places]})


def section(access, since=TODAY - 29 * DAY, name="where_it_hurts"):
    """Return what the section says."""
    summary = summarise(access, since=since, today=TODAY)
    found = in_words(access, summary).sections
    return next((one.said for one in found if one.name == name), None)


def write(access) -> None:
    """Write a hip known for long, and a new back like a band."""
    keep(access, 40, HIP)
    keep(access, 12, HIP | {"intensity": 4, "worse_with": ["walking"]})
    said = {"intensity": 8, "is_new": True, "night_waking": True, "band_or_shooting_pain": True}
    scores = {"worst_24h": 8, "average_24h": 5, "least_24h": 2, "now": 3}
    keep(access, 0, BACK | said | {"worse_with": ["lying"]}, HIP, **scores)


def test_what_is_new_stands_first_with_its_signs_then_a_line_a_place(access):
    write(access)
    said = section(access)
    [new] = said.facts
    assert new.lead == "Upper back (new)"
    assert new.text == "8 (2 Mar); 1 of 2 days, since 2 Mar"
    assert new.detail == (
        "like a band, or shooting (2 Mar); wakes at night (2 Mar);"
        " worse with lying down; said to be new on 2 Mar"
    )
    [hip] = said.items
    assert hip.lead == "Left hip or buttock"
    assert hip.text == "4 (18 Feb); 2 of 2 days"
    assert said.body.numbers == {"spine_thoracic.middle": 8, "hip.left": 4}
    last, back, hip = section(access, name="place_details").items
    assert (last.lead, last.text) == (
        "Pain, last entry",
        "worst 8, average 5, least 2, right now 3 (2 Mar)",
    )
    assert back.text == "8 on 2 Mar; named on 1 of 2 days with a place, only on 2 Mar"
    assert hip.text == "4 on 18 Feb; named on 2 of 2 days with a place, first 21 Jan, last 2 Mar"
    assert said.body.sentence == "Upper back 8 (new); Left hip or buttock 4"


def test_what_is_worse_says_against_what(access):
    keep(access, 9, HIP | {"intensity": 4})
    keep(access, 1, HIP | {"intensity": 7})
    fact = section(access).facts[0]
    assert fact.lead == "Left hip or buttock (worse)"
    assert fact.text == "7 (1 Mar); 2 of 2 days, since 21 Feb"
    assert "highest 7 in the last 7 days, 4 in the 7 before" in fact.detail


def test_page_and_paper_say_the_same_and_draw_it(access, sign_in, patient):
    write(access)
    query = f"?since={TODAY - 29 * DAY}"
    client = sign_in(patient)
    response = client.get(page_path(access.patient, query))
    assert 'class="body-shown"' in response.content.decode()
    paper = words_of_pdf(pdf_of(client, access.patient, query))
    for words in (words_of_page(response), paper):
        assert words.index("Upper back (new): 8 (2 Mar)") < words.index("Left hip or buttock: 4")


def test_no_place_is_said_and_draws_nothing(access):
    keep(access, 2, worst_24h=5)
    said = section(access)
    assert (said.text, said.body) == ("No place was named in these days.", None)


def test_a_share_tells_of_its_days_and_without_pain_of_nothing(access):
    write(access)
    *_last, line = section(
        shares(access.patient, starts=TODAY - 5 * DAY), name="place_details"
    ).items
    assert line.text.endswith("only on 2 Mar")
    keep(access, 1, HIP)
    *_last, line = section(
        shares(access.patient, starts=TODAY - 5 * DAY), name="place_details"
    ).items
    assert line.text.endswith("first in the days shared 1 Mar, last 2 Mar")
    assert section(shares(access.patient, "pain")) is None
