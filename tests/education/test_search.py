"""Searching never asks the database: these tests have none."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from education.search import search

FILE = Path(__file__).with_name("misspellings.csv")
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


def slugs(text):
    return [page.slug for page in search(text).pages]


def test_there_are_30_misspellings_five_of_each_kind():
    assert len(ROWS) == 30
    assert set(Counter(row["kind"] for row in ROWS).values()) == {5}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["typed"])
def test_a_misspelling_finds_its_page_among_the_first_three(row):
    assert row["page"] in slugs(row["typed"])[:3]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("new pain", "symptoms"),
        ("bone medicine", "bone-strengthening-medicines"),
        ("can't feel my legs", "red-flags"),
        ("I want to die", "feelings-and-daily-life"),
        ("is it my fault", "common-questions"),
        ("radio therapy", "treatments"),
        ("FATIGUE", "feelings-and-daily-life"),
    ],
)
def test_what_people_ask_finds_its_page_among_the_first_three(asked, page):
    assert page in slugs(asked)[:3]


@pytest.mark.parametrize("asked", ["", "   ", "the of and", "zzzzqqq", "12345678", "?!"])
def test_what_fits_nowhere_finds_nothing(asked):
    assert slugs(asked) == []


def test_a_word_of_the_glossary_is_explained():
    assert [term.term for term in search("hypercalcemia").terms] == ["hypercalcaemia"]


def test_at_most_eight_pages_are_found():
    assert len(slugs("pain bone team call")) == 8


@pytest.mark.parametrize("text", ["<script>", "a" * 80, "\0", "\U0001f9b4", "' OR 1=1 --"])
def test_odd_input_is_only_text(client, text):
    response = client.get("/learn/", {"q": text})
    assert response.status_code in (200, 400)
    assert b"<script>" not in response.content.replace(b"<script src", b"")


def test_the_page_lists_what_was_found_and_where_to_call(client):
    body = client.get("/learn/", {"q": "lytik"}).content.decode()
    assert body.index("do not search: call") < body.index("/learn/how-bone-changes/")
    assert "/learn/support-and-family/" not in body


def test_nothing_found_still_offers_every_question(client):
    body = client.get("/learn/", {"q": "zzzzqqq"}).content.decode()
    assert "No page was found" in body
    assert "/learn/support-and-family/" in body


def test_too_many_letters_are_an_error_beside_the_field(client):
    response = client.get("/learn/", {"q": "a" * 81})
    assert response.status_code == 400
    assert b'aria-describedby="id_q_error"' in response.content
    assert b"a" * 81 in response.content
