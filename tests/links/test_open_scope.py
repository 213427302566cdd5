"""What a link shows: its scope and its days in every channel, and nothing beside them."""

import csv
import html
import io
import json
import re
from datetime import date, timedelta

import pytest
import time_machine

from carelog.diary.kinds import RECORDED
from carelog.logs.models import PainEntry, WeightEntry
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from tests import cast, kinds
from tests.links.holders import CHANNELS, address, ask, body, come_in

DOMAINS_WITH_ROWS = sorted({kind.domain for kind in RECORDED})
TODAY = cast.NOON.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def full_record(shared_database):
    """The access to a record with one of every kind, and the keys of its rows by their domain."""
    with time_machine.travel(cast.NOON, tick=False):
        owner = cast.make_user("full")
        access = cast.access_of(cast.make_patient(owner), owner)
        # The medicine that the dose is of is there before it.
        found: dict[str, set[str]] = {"medicines": {kinds.MEDICINE}}
        for kind in RECORDED:
            row = kinds.keep(access, kind)
            found.setdefault(kind.domain, set()).add(str(row.uid))
        return access, found


@pytest.fixture(scope="module")
def everything(full_record):
    """What every reader finds by a link to all domains of that record."""
    with time_machine.travel(cast.NOON, tick=False):
        return read_by(full_record[0], ALL_DOMAINS)


@pytest.fixture
def full(full_record, db):
    """The keys of the rows of that record by their domain."""
    return full_record[1]


def words(response) -> str:
    page = response.content.decode().split("<main", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def rows(client, opening, table) -> list[dict]:
    """Return the lines of a table, none where it is not there."""
    answer = ask(client, opening, "shared_csv", (table,))
    if answer.status_code == 404:
        return []
    return list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))


def all_rows(client, opening) -> set[str]:
    """Return the keys of every row in every table of its own."""
    return {row["uid"] for kind in RECORDED for row in rows(client, opening, kind.slug)}


def daily_rows(client, opening) -> set[str]:
    return {row["uid"] for row in rows(client, opening, "daily")}


def fhir_rows(client, opening) -> set[str]:
    """Return the keys of the rows that the resources of the Bundle were made of."""
    bundle = json.loads(ask(client, opening, "shared_fhir").content)
    sources = (entry["resource"].get("meta", {}).get("source", "") for entry in bundle["entry"])
    return {source.removeprefix("urn:uuid:").split("#")[0] for source in sources if source}


READERS = {"tables": all_rows, "daily table": daily_rows, "FHIR": fhir_rows}


def read_by(access, domains) -> dict[str, set[str]]:
    """Return the keys that each reader finds by a link to some domains."""
    holder = come_in(access, domains=sorted(domains))
    return {name: read(*holder) for name, read in READERS.items()}


@pytest.mark.parametrize("domain", DOMAINS_WITH_ROWS)
def test_what_is_out_of_scope_is_missing_and_nothing_else_is(full_record, full, everything, domain):
    without = read_by(full_record[0], ALL_DOMAINS - {domain})
    for name, found in without.items():
        assert everything[name] - found == everything[name] & full[domain], name
        assert not found & full[domain], name
        assert not found - everything[name], name


def test_the_tables_of_a_link_with_everything_hold_every_row(everything, full):
    assert everything["tables"] == set.union(*full.values())


def test_the_bundle_of_a_link_with_everything_holds_something_of_every_domain(everything, full):
    assert {domain for domain in full if everything["FHIR"] & full[domain]} == set(full)


@pytest.mark.parametrize("domain", DOMAINS_WITH_ROWS)
def test_a_link_to_one_domain_shows_that_one_alone(full_record, full, domain):
    found = read_by(full_record[0], [domain])
    assert found["tables"] == full[domain]
    for rows_found in found.values():
        assert rows_found <= full[domain]


def test_a_table_out_of_scope_is_not_there(full_record, full):
    holder, opening = come_in(full_record[0], domains=["food"])
    assert ask(holder, opening, "shared_csv", ("weight",)).status_code == 200
    for table in ("pain", "pain-places", "mood", "medicines", "warnings", "nothing"):
        assert ask(holder, opening, "shared_csv", (table,)).status_code == 404, table


def test_no_word_of_what_is_out_of_scope_stands_on_the_page(access):
    cast.make_pain(access, worst_24h=9, average_24h=9)
    seen, unseen = come_in(access), come_in(access, domains=["food"])
    nine = re.compile(r"\b9(\.0)?\b(?! (days|Mar))")
    assert nine.search(words(ask(*seen, "shared_summary")).split("Signs ticked")[1])
    assert not nine.search(words(ask(*unseen, "shared_summary")).split("Signs ticked")[1])


def test_notes_stand_in_no_channel_unless_ticked(access):
    entry = cast.make_pain(access, worst_24h=5)
    entry.note = "gnawing at night"
    with changing(access):
        saving.keep_changed(access, entry, 1)
    holder, opening = come_in(access)
    for channel in CHANNELS:
        assert b"gnawing" not in body(ask(holder, opening, *channel)), channel
    ticked = come_in(access, domains=["pain", "notes"])
    assert b"gnawing" in body(ask(*ticked, "shared_csv", ("pain",)))


def test_only_the_days_of_a_link_are_in_any_channel(access):
    early, first, last, late = (
        str(cast.make_pain(access, cast.NOON - timedelta(days=n)).uid) for n in (10, 7, 3, 1)
    )
    days = {"starts": TODAY - timedelta(days=7), "ends": TODAY - timedelta(days=3)}
    holder, whole = come_in(access, **days), come_in(access)
    for name, read in READERS.items():
        assert read(*whole) - read(*holder) == {early, late}, name
        assert read(*holder) == {first, last}, name


def test_a_day_out_of_the_link_is_not_a_day_of_the_summary(access):
    holder, opening = come_in(access, ends=date(2026, 2, 1))
    page = ask(holder, opening, "shared_summary")
    assert "to 1 Feb 2026" in words(page)
    for name in ("shared_summary", "shared_pdf", "shared_fhir"):
        later = holder.get(address(opening, name), {"since": "2026-02-02"})
        assert later.status_code == 400, name


def test_numbers_to_call_and_who_looked_are_in_no_channel(access):
    cast.make_number(access, number="+49 30 999777")
    holder, opening = come_in(access, domains=sorted(ALL_DOMAINS))
    for channel in (*CHANNELS, ("shared_csv", ("check-ins",))):
        found = body(ask(holder, opening, *channel))
        assert b"999777" not in found, channel
        assert b"/log/" not in found, channel
    assert ask(holder, opening, "shared_csv", ("numbers",)).status_code == 404


def test_what_is_written_meanwhile_is_seen_at_the_next_request(access):
    holder, opening = come_in(access)
    assert rows(holder, opening, "pain") == []
    cast.make_pain(access)
    assert len(rows(holder, opening, "pain")) == 1


def test_a_scope_that_was_cut_is_cut_at_the_next_request(full_record, full):
    holder, opening = come_in(full_record[0])
    assert rows(holder, opening, "weight")
    opening.link.domains = ["pain"]
    opening.link.save()
    assert ask(holder, opening, "shared_csv", ("weight",)).status_code == 404
    assert all_rows(holder, opening) == full["pain"]


def test_the_queries_of_the_page_do_not_grow(access, django_assert_max_num_queries):
    for n in range(40):
        cast.make_pain(access, cast.NOON - timedelta(days=n))
        kinds.keep(access, WeightEntry, at=cast.NOON - timedelta(days=n))
    holder, opening = come_in(access)
    with django_assert_max_num_queries(56):
        ask(holder, opening, "shared_summary")
    assert access.rows(PainEntry).count() == 40


def test_figures_as_a_table_are_those_of_its_scope_and_of_the_chosen_day(access):
    cast.make_pain(access, worst_24h=7)
    kinds.keep(access, WeightEntry)
    client, opening = come_in(access, domains=["pain"])
    path = address(opening, "shared_csv", ("summary",))
    text = body(client.get(path, {"since": "2026-02-01"})).decode("utf-8-sig")
    measures = {row["measure"] for row in csv.DictReader(io.StringIO(text))}
    assert "severe_days" in measures
    assert measures <= {"worst_pain", "average_pain", "severe_days"}
    assert client.get(path, {"since": "no day"}).status_code == 400
