"""The page that a link opens: what it says of itself, and where it leads."""

import html
import re

import pytest
import time_machine

from tests import cast
from tests.links.holders import CHANNELS, ask, come_in


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def words(response) -> str:
    page = response.content.decode().split("<main", 1)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_says_what_it_is_and_when_it_ends(access, record):
    holder, opening = come_in(access)
    page = ask(holder, opening, "shared_summary")
    said = words(page)
    assert record.name in said
    assert "Patient-entered, not verified." in said
    assert "Made on 2 March 2026, 13:00 (Europe/Berlin)." in said
    assert "This page closes at 14:00. The link ends on 9 March 2026, 13:00." in said
    assert "<title>Shared page · CareLog</title>" in page.content.decode()


def test_the_page_leads_into_no_part_of_the_site_that_asks_who_one_is(access, sign_in, clinician):
    holder, opening = come_in(access)
    signed_in = sign_in(clinician)
    signed_in.cookies |= holder.cookies
    for client in (holder, signed_in):
        page = ask(client, opening, "shared_summary").content.decode()
        assert not re.findall(r'href="/(?:patients|account|home|go)/', page)
        assert str(access.patient.uid) not in page


def test_what_a_link_shows_is_kept_nowhere_and_found_by_nobody(access):
    holder, opening = come_in(access)
    for channel in CHANNELS:
        answer = ask(holder, opening, *channel)
        assert answer["Cache-Control"] == "no-store, private", channel
        assert answer["X-Robots-Tag"] == "noindex", channel
        assert answer["Referrer-Policy"] == "strict-origin", channel
        assert "Cookie" in answer["Vary"], channel
        assert "ETag" not in answer, channel


def test_a_file_has_a_name_without_a_word_of_the_record(access):
    holder, opening = come_in(access)
    names = [ask(holder, opening, *channel)["Content-Disposition"] for channel in CHANNELS[1:]]
    assert [re.search('"(.*)"', name)[1] for name in names] == [
        "summary-2026-03-02.pdf",
        "carelog-2026-03-02-fhir.json",
        "carelog-2026-03-02-daily.csv",
        "carelog-2026-03-02-pain.csv",
        "carelog-2026-03-02-summary.csv",
    ]
