"""The figures of the summary in table and Bundle are those of a naive count of the same record."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.exchange.tables.csv import csv_of
from carelog.exchange.tables.figures import lines_of
from carelog.summary.sections import summarise
from tests import cast
from tests.fhir.reading import by_code, part
from tests.fhir.samples import bundle, grant
from tests.summary.record import TODAY, fill, mean

SINCE = TODAY - timedelta(days=40)
MEANS = {
    "worst_pain": ("worst", max),
    "average_pain": ("average", lambda values: values[-1]),
    "walking": ("walk", max),
    "function": ("level", max),
    "tiredness": ("tired", max),
    "sleep": ("sleep", max),
    "appetite": ("appetite", max),
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def table(access) -> dict[tuple[str, str], dict[str, str]]:
    """Return the lines of the table of figures, by measure and figure."""
    summary = summarise(access, since=SINCE, today=TODAY)
    whole = b"".join(csv_of(lines_of(summary))).decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(whole, newline=""), strict=True)
    return {(line["measure"], line["figure"]): line for line in lines}


@pytest.mark.parametrize("seed", range(3))
def test_a_mean_is_the_same_by_hand_in_the_table_and_in_the_bundle(access, patient, seed):
    lists = fill(access.patient, patient, 120, seed)
    lines, found = table(access), bundle(access, since=SINCE)
    for slug, (name, best) in MEANS.items():
        for which, end in (("before", SINCE - timedelta(days=1)), ("now", TODAY)):
            value, days = mean(getattr(lists, name), end, best=best)
            line = lines.get((slug, which))
            seen = [
                one
                for one in by_code(found, f"figure-{slug.replace('_', '-')}")
                if one["effectivePeriod"]["end"] == end.isoformat()
            ]
            if value is None:
                assert line is None
                assert seen == []
                continue
            assert float(line["value"]) == pytest.approx(value, abs=1e-4)
            assert (line["to"], line["days_logged"]) == (end.isoformat(), str(days))
            assert seen[0]["valueQuantity"]["value"] == float(line["value"])
            assert part(seen[0], "days-logged")[0]["valueInteger"] == days


def test_a_figure_says_how_it_was_made_and_of_what(access, patient):
    fill(access.patient, patient, 120)
    found = bundle(access, since=SINCE)
    worst = by_code(found, "figure-worst-pain")[-1]
    assert "mean over the logged days" in worst["method"]["text"]
    assert "not counted as zero" in worst["note"][0]["text"]
    inputs = {one["reference"] for one in worst["derivedFrom"]}
    scores = {f"urn:uuid:{one['id']}" for one in by_code(found, "pain-worst-24h")}
    assert inputs
    assert inputs & scores


def test_a_change_of_pain_says_whether_people_tend_to_notice_it(access):
    for back in range(60):
        cast.make_pain(access, cast.NOON - timedelta(days=back), worst_24h=2 if back < 20 else 8)
    found = bundle(access, since=SINCE)
    (change,) = by_code(found, "figure-worst-pain-change")
    assert change["valueQuantity"]["value"] == -6
    assert part(change, "change-people-notice")[0]["valueBoolean"] is True
    assert table(access)["worst_pain", "change"]["change_people_notice"] == "yes"


def test_nothing_logged_makes_no_figure_of_zero(access):
    assert not [one for one in table(access) if one[0] == "worst_pain"]
    assert by_code(bundle(access), "figure-falls") == []


def test_the_figures_keep_to_the_scope_of_a_link(access, patient):
    fill(access.patient, patient, 60)
    lines = table(grant(access, "food"))
    assert {measure for measure, _which in lines} == {"appetite", "weight"}
    assert by_code(bundle(grant(access, "food")), "figure-worst-pain") == []


def test_the_table_is_sent_for_a_day_to_compare_with(owner, access):
    cast.make_pain(access)
    address = reverse("export_csv", args=[access.patient.uid, "summary"])
    answer = owner.get(f"{address}?since=2026-02-01")
    assert b"".join(answer.streaming_content).startswith("\ufeffmeasure,figure,".encode())
    assert owner.get(f"{address}?since=2026-03-03").status_code == 400
