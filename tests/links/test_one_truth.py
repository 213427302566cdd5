"""One share, one truth: page, paper, table, Bundle and health link tell the same figures."""

import io
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from pypdf import PdfReader

from carelog.appointments.models import Appointment
from carelog.exchange.fhir.figures import COUNTED, LOGGED, WINDOW, code_of
from carelog.summary.words.reader import one_decimal
from tests import cast, kinds
from tests.links.holders import ask, come_in
from tests.links.test_health_link import decrypted, make, request_manifest
from tests.links.test_open_days import lines, of_type
from tests.links.test_open_windows import words_of
from tests.summary.reading import whole_words
from tests.summary.record import DAY, TODAY, fill

#: What is shared: how many days were written, how long ago a visit was, the first day of the link.
SHARES = {
    "the whole record": (120, None, None),
    "a link with a first day": (120, 20, TODAY - 40 * DAY),
    "a visit two days ago": (60, 2, None),
    "a record of fifteen days": (15, None, None),
}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(params=SHARES.values(), ids=SHARES)
def shared(request, access, patient) -> tuple:
    """The owner's access to a record by dice, and the days that a link of it shows."""
    days, visit, starts = request.param
    fill(access.patient, patient, days)
    if visit is not None:
        at = cast.NOON - timedelta(days=visit)
        kinds.keep(access, Appointment, kind="oncology", starts_at=at, ends_at=None, state="done")
    return access, {"starts": starts}


def in_table(client, opening) -> dict[tuple, tuple]:
    """Return each figure of the table by what it is, with its value and the days it rests on."""
    return {
        (one["measure"], one["figure"], one["about"], one["from"], one["to"]): (
            Decimal(one["value"]),
            *(int(one[name]) if one[name] else None for name in ("days_logged", "of_days")),
        )
        for one in lines(client, opening, "summary")
    }


def in_bundle(bundle: dict) -> dict[tuple, tuple]:
    """Return the same of a Bundle."""
    found = {}
    for one in of_type(bundle, "Observation"):
        code = one["code"]["coding"][0]["code"]
        if not code.startswith("figure-"):
            continue
        parts = {p["code"]["coding"][0]["code"]: p for p in one.get("component", ())}
        span = one.get("effectivePeriod", {})
        rests = (parts.get(code.code, {}).get("valueInteger") for code in (LOGGED, WINDOW))
        key = code, span.get("start", ""), span.get("end", "")
        found.setdefault(key, []).append((Decimal(str(one["valueQuantity"]["value"])), *rests))
    return {key: sorted(values, key=str) for key, values in found.items()}


def as_in_a_bundle(table: dict[tuple, tuple]) -> dict[tuple, list]:
    """Return a table as a Bundle tells it: without zero counts, and without whose they are."""
    found: dict[tuple, list] = {}
    for (measure, which, _of, start, end), value in table.items():
        is_count = measure.startswith(("doses_", "falls", "sign_ticked"))
        if (measure, which) == COUNTED or (is_count and not value[0] and which != "before"):
            continue
        key = code_of(measure, which).code, start, end
        found.setdefault(key, []).append(value)
    return {key: sorted(values, key=str) for key, values in found.items()}


def tell_the_same(access, **days) -> None:
    """Read page, paper, table, Bundle and health link of a share, and find the same figures."""
    client, opening = come_in(access, **days)
    table = in_table(client, opening)
    assert len(table) > 10
    bundle = in_bundle(json.loads(ask(client, opening, "shared_fhir").content))
    *_row, passcode, payload = make(access, **days)
    (file, *_more) = request_manifest(payload, passcode).json()["files"]
    linked = in_bundle(decrypted(payload, file["embedded"])[1])
    assert linked == bundle
    told = as_in_a_bundle(table)
    assert {key: told[key] for key in bundle} == bundle
    page = " ".join(words_of(ask(client, opening, "shared_summary").content).split())
    paper = whole_words(PdfReader(io.BytesIO(ask(client, opening, "shared_pdf").content)))
    for (measure, which, *_), (value, logged, window) in table.items():
        if measure in ("worst_pain", "walking", "sleep") and which in ("before", "now"):
            said = f"{one_decimal(value)} ({logged}/{window})"
            assert said in page
            assert said in paper


def test_five_outputs_of_a_share_tell_the_same_figures(shared):
    access, days = shared
    tell_the_same(access, **days)


def test_a_chosen_day_is_that_of_the_figures_in_a_bundle_too(access, patient, owner):
    fill(access.patient, patient, 60)
    since = date(2026, 2, 1)
    client, opening = come_in(access)
    path = ask(client, opening, "shared_fhir").request["PATH_INFO"]
    bundle = in_bundle(json.loads(client.get(path, {"since": since}).content))
    [(_code, start, _end)] = [k for k in bundle if k[0] == "figure-severe-days-period"]
    assert start == str(since)
