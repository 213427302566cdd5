"""The paper is complete: each day and each measure, each picture, and whole what was cut."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from carelog.appointments.models import Question
from carelog.medications.models import Medication
from carelog.summary import pdf
from tests import cast, kinds
from tests.summary.reading import pdf_of, words_of_pdf
from tests.summary.record import DAY, TODAY, Lists, fill

SINCE = TODAY - 99 * DAY
#: The head of a column, the list it is of, and which value of a day it shows.
MEASURES: dict[str, tuple[str, Callable]] = {
    "Worst pain, 0–10": ("worst", max),
    "Average pain, 0–10": ("average", lambda values: values[-1]),
    "Longest walk, minutes": ("walk", max),
    "Function level, 0–4": ("level", max),
    "Tiredness, 0–10": ("tired", max),
    "Sleep, hours": ("sleep", max),
    "Appetite, 0–10": ("appetite", max),
    "Weight, kg": ("weight", max),
    "Doses when needed": ("doses", len),
}
#: Each picture, by what it is called for those who cannot see it.
DRAWN = [
    "Pain",
    "Longest walk",
    "Doses of one medicine when needed",
    "Weight",
    "Function level",
    "Tiredness",
]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def behind(reader) -> str:
    """Return what the pages behind the first one say."""
    return " ".join(words_of_pdf(reader, page) for page in range(1, len(reader.pages)))


def drawn(node) -> Iterator[str]:
    """Give what is said of each picture, from the tags of a PDF."""
    if node.get("/S") == "/Figure":
        yield node["/Alt"]
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid := kid.get_object(), dict):
            yield from drawn(kid)


def glued(words: str) -> str:
    return words.replace(" ", "")


def lines_of(lists: Lists) -> list[str]:
    """Return each day as its line, newest first, counted without the code that is tested."""
    lists.doses = [(day, reason) for day, reason in lists.doses if not reason]
    found: dict[date, dict[str, str]] = {}
    for head, (name, best) in MEASURES.items():
        for day in {day for day, _value in getattr(lists, name) if day >= SINCE}:
            value = best([value for one, value in getattr(lists, name) if one == day])
            found.setdefault(day, {})[head] = in_words(value)
    newest = sorted(found, reverse=True)
    return [" ".join([f"{day:%a} {day.day} {day:%b %Y}", *cells(found[day])]) for day in newest]


def cells(of_day: dict[str, str]) -> list[str]:
    return [of_day.get(head, "–") for head in MEASURES]


def in_words(value: float | Decimal) -> str:
    return f"{Decimal(str(value)):f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def test_each_day_stands_on_paper_with_each_measure(owner, access, patient):
    lists = fill(access.patient, patient, 110)
    reader = pdf_of(owner, access.patient, f"?detail=on&since={SINCE:%Y-%m-%d}")
    words, lines = behind(reader), lines_of(lists)
    assert len(lines) > 60
    assert [line for line in lines if line not in words] == []
    assert [words.index(line) for line in lines] == sorted(words.index(line) for line in lines)
    # A head may be broken after any sign.
    assert [head for head in MEASURES if glued(head) not in glued(words)] == []
    pictures = drawn(reader.trailer["/Root"]["/StructTreeRoot"])
    assert [re.match(r"[\w ]+\w", said)[0] for said in pictures] == DRAWN


def test_what_the_first_page_shows_in_part_stands_whole_behind_it(owner, access, monkeypatch):
    # As on a page that is full.
    monkeypatch.setattr(pdf, "LEVELS", pdf.LEVELS[-1:])
    names = [f"Medicine {n} of all" for n in range(30)]
    for name in names:
        kinds.keep(access, Medication, name=name, stopped_on=None, stop_reason="")
    long = " ".join(f"word{n}" for n in range(30))
    kinds.keep(access, Question, text=long, answer="")
    reader = pdf_of(owner, access.patient, "?detail=on")
    first, words = words_of_pdf(reader), behind(reader)
    assert "word0" in first
    assert "word29" not in first
    assert long in words
    assert [name for name in names if name not in words] == []
