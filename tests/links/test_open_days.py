"""What a link of certain days shows of things that reach beyond them, in every channel."""

import csv
import html
import io
import json
import re
import uuid
from datetime import date, datetime, timedelta

import pytest
import time_machine
from pypdf import PdfReader

from carelog.appointments.models import Appointment, Question
from carelog.diary import check_in_taps as taps
from carelog.logs.models import FallEntry
from carelog.patients.access import changing
from carelog.safety.actions import end_warnings, raise_warnings, reopen_warnings
from tests import cast, kinds
from tests.links.holders import address, ask, body, come_in
from tests.summary.reading import words_of_pdf

TODAY = cast.NOON.date()


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def at(clock, days: int) -> datetime:
    """Go to noon of some days ago; return it."""
    moment = cast.NOON - timedelta(days=days)
    clock.move_to(moment)
    return moment


def tick(access, clock, days: int):
    """Tick a sign some days ago; return the warning that is open."""
    moment = at(clock, days)
    sheet = cast.make_signs(access, moment, limb_weakness_new=True)
    with changing(access):
        warning = raise_warnings(access, sheet.answers(), sheet.uid, sheet.version)[0]
    clock.move_to(cast.NOON)
    return warning


def shown(access, **fields) -> tuple[str, list[dict], list[dict], dict]:
    """Return the words of the page, the lines of warnings and of figures, and the Bundle."""
    client, opening = come_in(access, **fields)
    page = ask(client, opening, "shared_summary").content.decode().split("<main", 1)[1]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    bundle = json.loads(ask(client, opening, "shared_fhir").content)
    return words, lines(client, opening, "warnings"), lines(client, opening, "summary"), bundle


def lines(client, opening, table: str) -> list[dict]:
    answer = client.get(address(opening, "shared_csv", (table,)))
    text = body(answer).decode("utf-8-sig") if answer.status_code == 200 else ""
    return list(csv.DictReader(io.StringIO(text)))


def of_type(bundle: dict, name: str) -> list[dict]:
    found = (entry["resource"] for entry in bundle["entry"])
    return [one for one in found if one["resourceType"] == name]


def test_a_sign_ticked_again_in_the_days_is_shown_as_open_from_its_first_tick_in_them(
    access, clock
):
    tick(access, clock, 40)
    tick(access, clock, 3)
    words, warnings, _figures, bundle = shown(access, starts=days_ago(10))
    assert "No sign was ticked" not in words
    assert "27 Feb: weakness in an arm or leg, new or getting worse" in words
    assert "OPEN: not marked as dealt with." in words
    assert "21 Jan" not in words
    assert [line["raised_at [UTC]"] for line in warnings] == [""]
    assert [flag["period"]["start"][:10] for flag in of_type(bundle, "Flag")] == ["2026-02-27"]


def test_a_sign_ticked_before_the_days_alone_is_not_shown(access, clock):
    tick(access, clock, 40)
    words, warnings, _figures, bundle = shown(access, starts=days_ago(10))
    assert "No sign was ticked in these days." in words
    assert not warnings
    assert not of_type(bundle, "Flag")


def test_how_a_warning_ended_after_the_days_is_not_told(access, clock):
    warning = tick(access, clock, 30)
    end_warnings(access, [warning], "help")
    words, [line], _figures, bundle = shown(access, starts=days_ago(60), ends=days_ago(20))
    assert "Still open on 10 Feb." in words
    assert "I have got help" not in words
    assert (line["ended_at [UTC]"], line["ended_by"], line["ending"]) == ("", "", "")
    [flag] = of_type(bundle, "Flag")
    assert flag["status"] == "active"
    assert "end" not in flag["period"]
    assert "help" not in json.dumps(flag)


def test_how_a_warning_ended_in_the_days_is_told(access, clock):
    warning = tick(access, clock, 30)
    at(clock, 25)
    end_warnings(access, [warning], "help")
    clock.move_to(cast.NOON)
    words, [line], _figures, _bundle = shown(access, starts=days_ago(60), ends=days_ago(20))
    assert "closed 5 Feb: “I have got help”" in words
    assert (line["ended_at [UTC]"][:10], line["ending"]) == ("2026-02-05", "help")


def fall(access, days: int) -> None:
    moment = cast.NOON - timedelta(days=days)
    kinds.keep(access, FallEntry, at=moment, day=moment.date(), kind="fall")


def test_a_link_with_a_first_day_begins_there_and_says_so(access):
    for days in (5, 20, 60):
        fall(access, days)
    words, _warnings, figures, bundle = shown(access, starts=days_ago(9))
    assert "Since 21 Feb 2026, 10 days to 2 Mar 2026" in words
    assert "Only days from 21 Feb 2026 on are shared." in words
    assert "Something was written on 1 of these 10 days" in words
    assert not any(line["measure"].startswith(("falls_", "doses_")) for line in figures)
    begins = {line["from"] for line in figures} - {""}
    assert min(begins) >= "2026-02-21"
    coded = [one for one in of_type(bundle, "Observation") if "figure-" in json.dumps(one["code"])]
    starts = {one["effectivePeriod"]["start"] for one in coded if "effectivePeriod" in one}
    assert min(starts) >= "2026-02-21"


def test_the_paper_says_where_a_link_begins(access):
    fall(access, 5)
    client, opening = come_in(access, starts=days_ago(9))
    paper = PdfReader(io.BytesIO(ask(client, opening, "shared_pdf").content))
    said = words_of_pdf(paper)
    assert "Only days from 21 Feb 2026 on are shared." in said


def test_a_link_without_days_says_nothing_of_them(access):
    fall(access, 5)
    words, _warnings, figures, _bundle = shown(access)
    assert "are shared. What counts" not in words
    assert {"falls_30d", "falls_90d"} <= {line["measure"] for line in figures}


def visit(access, days: int, **more) -> Appointment:
    moment = cast.NOON - timedelta(days=days)
    usual = {"kind": "scan", "starts_at": moment, "ends_at": None, "title": f"visit {days}"}
    return kinds.keep(access, Appointment, **usual | more)


def test_visits_after_the_last_day_are_shown_only_where_they_are_still_to_come(access):
    for days in (30, 10, -5):
        visit(access, days)
    client, opening = come_in(access, domains=["visits"], ends=days_ago(20))
    titles = {line["title"] for line in lines(client, opening, "appointments")}
    assert titles == {"visit 30", "visit -5"}
    bundle = ask(client, opening, "shared_fhir").content.decode()
    assert "visit 10" not in bundle


def question(access, text: str, asked: int | None, answer: str, written: int = 0) -> None:
    asked_at = None if asked is None else cast.NOON - timedelta(days=asked)
    row = kinds.keep(access, Question, text=text, asked_at=asked_at, answer=answer)
    Question.objects.filter(pk=row.pk).update(updated_at=cast.NOON - timedelta(days=written))


def test_questions_are_those_still_open_and_those_asked_in_the_days(access):
    question(access, "open", None, "")
    question(access, "open and asked long ago", 300, "")
    question(access, "asked in the days", 15, "yes")
    question(access, "asked after them", 2, "yes")
    question(access, "asked before them", 300, "yes")
    question(access, "answered in the days", None, "yes", written=15)
    question(access, "answered after them", None, "yes", written=1)
    fields = {"domains": ["visits"], "starts": days_ago(20), "ends": days_ago(10)}
    client, opening = come_in(access, **fields)
    found = {line["text"] for line in lines(client, opening, "questions")}
    wanted = {"open", "open and asked long ago", "asked in the days", "answered in the days"}
    assert found == wanted
    bundle = ask(client, opening, "shared_fhir").content.decode()
    for hidden in ("asked after them", "asked before them", "answered after them"):
        assert hidden not in bundle


def test_a_link_to_visits_alone_tells_of_no_check_in(access, clock):
    taps.too_ill(access, uuid.UUID(int=9), TODAY)
    fall(access, 1)
    client, opening = come_in(access, domains=["visits"])
    assert client.get(address(opening, "shared_csv", ("check-ins",))).status_code == 404
    assert "Too ill" not in ask(client, opening, "shared_fhir").content.decode()
    client, opening = come_in(access, domains=["mobility"])
    assert len(lines(client, opening, "check-ins")) == 1


def test_a_warning_opened_again_after_the_days_stood_as_closed_in_them(access, clock):
    warning = tick(access, clock, 30)
    at(clock, 25)
    end_warnings(access, [warning], "help")
    clock.move_to(cast.NOON)
    reopen_warnings(access, warning)
    fields = {"starts": days_ago(60), "ends": days_ago(20)}
    words, _warnings, _figures, bundle = shown(access, **fields)
    assert "closed 5 Feb: “I have got help”" in words
    assert [flag["status"] for flag in of_type(bundle, "Flag")] == ["inactive"]
    words, _warnings, _figures, bundle = shown(access, starts=days_ago(60))
    assert "OPEN: not marked as dealt with." in words
    assert [flag["status"] for flag in of_type(bundle, "Flag")] == ["active"]
