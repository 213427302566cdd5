"""No window that a link states is wider than what the link shows."""

import html
import io
import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from pypdf import PdfReader

from carelog.appointments.models import Appointment
from carelog.logs.models import MobilityEntry, WeightEntry
from carelog.medications.models import Dose
from tests import cast, kinds
from tests.fhir.samples import fill
from tests.links.holders import ask, come_in
from tests.links.test_open_days import days_ago, lines, of_type
from tests.summary.reading import words_of_pdf

#: How many days are shown; with a visit the day before the last, where there is one.
SPANS = [1, 3, 6, 10, 45]
STATED = re.compile(r"(\d+) (?:logged |of these )?days?\b")
#: What names a distance between two days that stand beside it, and no window.
DISTANCES = ("about 30 days", "about 180 days")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(scope="module")
def sixty_days(shared_database):
    """A record with every kind of entry today, and some of them on each of sixty days."""
    with time_machine.travel(cast.NOON, tick=False):
        patient = cast.make_user("patient")
        access = cast.access_of(cast.make_patient(patient), patient)
        fill(access)
        for days in range(60):
            at = cast.NOON - timedelta(days=days)
            cast.make_pain(access, at, worst_24h=days % 9)
            for kind in (MobilityEntry, WeightEntry, Dose):
                more = {"relief_at": None, "relief_pct": None} if kind is Dose else {}
                kinds.keep(access, kind, at=at, day=at.date(), **more)
        visit = {"kind": "scan", "ends_at": None, "state": "done"}
        kinds.keep(access, Appointment, starts_at=cast.NOON - timedelta(days=1), **visit)
    return access


@pytest.fixture
def filled(sixty_days, db):
    """That record, as it was made."""
    return sixty_days


def stated(text: str) -> set[int]:
    """Return the lengths of all windows that a text states."""
    for distance in DISTANCES:
        text = text.replace(distance, "")
    return {int(days) for days in STATED.findall(" ".join(text.split()))}


def words_of(page: bytes) -> str:
    """Return the words of a page's main part."""
    main = page.decode().split("<main", 1)[1]
    return html.unescape(re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize("span", SPANS)
def test_no_window_is_wider_than_the_days_a_link_shows(filled, span):
    client, opening = come_in(filled, starts=days_ago(span - 1))
    page = words_of(ask(client, opening, "shared_summary").content)
    paper = words_of_pdf(PdfReader(io.BytesIO(ask(client, opening, "shared_pdf").content)))
    bundle = json.loads(ask(client, opening, "shared_fhir").content)
    sections = bundle["entry"][0]["resource"]["section"]
    told = words_of(f"<main>{''.join(one['text']['div'] for one in sections)}".encode())
    for text in (page, paper, told):
        assert max(stated(text), default=0) <= span
    assert {1, min(span, 7)} <= stated(page)


@pytest.mark.parametrize("span", SPANS)
def test_no_figure_is_of_more_days_than_a_link_shows(filled, span):
    client, opening = come_in(filled, starts=days_ago(span - 1))
    figures = lines(client, opening, "summary")
    assert figures
    for one in figures:
        assert not one["from"] or date.fromisoformat(one["from"]) >= days_ago(span - 1), one
        assert int(one["of_days"] or 0) <= span, one
        named = re.search(r"_(\d+)d$", one["measure"])
        assert not named or int(named[1]) <= span, one
    bundle = json.loads(ask(client, opening, "shared_fhir").content)
    coded = [one for one in of_type(bundle, "Observation") if "figure-" in json.dumps(one["code"])]
    begins = {one["effectivePeriod"]["start"] for one in coded if "effectivePeriod" in one}
    assert min(begins) >= str(days_ago(span - 1))


@pytest.mark.parametrize(
    ("span", "before", "now"),
    [
        (1, "Before: not shared", "Now: 2 Mar"),
        (3, "Before: 28 Feb", "Now: 28 Feb – 2 Mar"),
        (8, "Before: 23–28 Feb", "Now: 24 Feb – 2 Mar"),
        (45, "Before: 22–28 Feb", "Now: 24 Feb – 2 Mar"),
    ],
)
def test_the_heads_of_what_changed_state_the_days_that_are_shown(filled, span, before, now):
    client, opening = come_in(filled, starts=days_ago(span - 1))
    page = words_of(ask(client, opening, "shared_summary").content)
    assert before in page
    assert now in page


def test_a_figure_of_a_short_share_is_that_of_its_days_on_page_and_in_the_table(filled):
    client, opening = come_in(filled, starts=days_ago(2))
    page = " ".join(words_of(ask(client, opening, "shared_summary").content).split())
    [now] = [
        one
        for one in lines(client, opening, "summary")
        if (one["measure"], one["figure"]) == ("worst_pain", "now")
    ]
    said = (now["value"], now["from"], now["to"], now["days_logged"], now["of_days"])
    assert said == ("3.3333", "2026-02-28", "2026-03-02", "3", "3")
    assert "3.3 (3/3)" in page


def test_doses_are_counted_in_the_days_that_are_shown(filled):
    client, opening = come_in(filled, starts=days_ago(2))
    page = words_of(ask(client, opening, "shared_summary").content)
    assert {*re.findall(r"Last (\d+) days", page)} == {"3"}
    client, opening = come_in(filled, starts=days_ago(9))
    page = words_of(ask(client, opening, "shared_summary").content)
    assert {*re.findall(r"Last (\d+) days", page)} == {"7", "10"}
