"""A record in files of a length that readers take: nothing is lost, and each stands alone."""

from datetime import timedelta

import pytest
import time_machine

from carelog.exchange.fhir.bundle import bundle_of, made_of
from carelog.exchange.fhir.elements import text_of
from carelog.exchange.fhir.parts import ELSEWHERE, GOES_ON, files_of
from carelog.logs.models import CheckIn, ResultEntry
from tests import cast, kinds
from tests.fhir.reading import by_code, references, resources, section, walk
from tests.fhir.samples import SHORT, SINCE, TODAY, fill, keep

WHEN = {"since": SINCE, "today": TODAY, "generated_at": cast.NOON}
PEOPLE = ("Composition", "Patient", "Device", "RelatedPerson", "Practitioner")


def files(access, most: int = SHORT) -> list[dict]:
    """Return a record in files of at most so many bytes."""
    return list(files_of(made_of(access, **WHEN), most))


@pytest.fixture
def full(access):
    """A record with one of everything, which is longer than one file."""
    fill(access)
    return access


def test_what_fits_is_one_document(access):
    cast.make_pain(access)
    assert files(access) == [bundle_of(access, **WHEN)]


def test_no_file_is_longer_and_none_is_nearly_empty(full):
    found = files(full)
    sizes = [len(text_of(one).encode()) for one in found]
    assert len(found) >= 3
    assert max(sizes) <= SHORT
    assert min(sizes[1:-1]) > SHORT / 2


def test_all_of_a_record_stands_in_one_of_them_once(full):
    whole = {one["id"]: one for one in resources(bundle_of(full, **WHEN))}
    parts = [one for part in files(full) for one in resources(part)]
    told = [one["id"] for one in parts if one["resourceType"] not in PEOPLE]
    assert len(told) == len(set(told))
    wanted = {key for key, one in whole.items() if one["resourceType"] not in PEOPLE}
    assert wanted <= set(told)
    extra = [one for one in parts if one["id"] in set(told) - wanted]
    assert {one["code"]["coding"][0]["code"][:5] for one in extra} == {"days-"}


def test_what_points_into_another_file_names_what_it_means(full):
    found = files(full)
    everywhere = [one for part in found for one in resources(part)]
    names = {
        (one["resourceType"], one["identifier"][0]["value"])
        for one in everywhere
        if isinstance(one["identifier"], list)
    }
    abroad = set()
    for part in found:
        assert references(part) <= {entry["fullUrl"] for entry in part["entry"]}
        abroad |= {
            (value["type"], value["identifier"]["value"])
            for _path, value in walk(part)
            if isinstance(value, dict) and value.keys() == {"type", "identifier"}
        }
    assert abroad
    assert abroad <= names


def test_the_first_has_every_section_and_the_medicines_and_figures(full):
    first = files(full)[0]
    titles = [one["title"] for one in resources(first)[0]["section"]]
    assert titles == [one["title"] for one in resources(bundle_of(full, **WHEN))[0]["section"]]
    assert resources(first, "MedicationStatement")
    assert not resources(first, "MedicationAdministration")
    assert "figure-" in str(resources(first, "Observation"))
    logs = section(first, "Patient-reported logs")
    assert ELSEWHERE in logs["text"]["div"]
    assert "entry" not in logs


def test_the_days_are_told_one_by_one(full):
    for days, worst in ((0, 7), (2, 3)):
        cast.make_pain(full, cast.NOON - timedelta(days=days), worst_24h=worst)
    first = files(full)[0]
    (found,) = by_code(first, "days-worst-pain")
    said = found["valueSampledData"]
    values = said["data"].split()
    assert len(values) == 90
    assert values[-3:] == ["3", "E", "7"]
    assert (said["period"], said["dimensions"]) == (86_400_000, 1)
    assert "3, –, 7" in section(first, "Figures")["text"]["div"]


def test_however_much_is_pasted_into_a_record_the_first_file_is_short(access):
    with time_machine.travel(cast.NOON, tick=False):
        for number in range(8):
            report = f"{number} " + '"\N{BONE}' * 4_900
            kinds.keep(access, ResultEntry, test="mri", value=None, unit="", report=report)
    found = files(access, 120_000)
    assert max(len(text_of(one).encode()) for one in found) <= 120_000
    kept = resources(found[0], "Observation")
    told = [one for part in found for one in resources(part) if one.get("valueString")]
    assert len(told) == 8
    assert 0 < len([one for one in kept if one.get("valueString")]) < 8


def test_a_section_too_long_for_the_first_file_says_that_it_goes_on(access):
    when = {"opened_at": cast.NOON, "zone": access.patient.zone, "day": TODAY}
    for number in range(60):
        said = f"{number:02} " + "my back " * 20
        keep(access, CheckIn(patient=access.patient, **when, main_concern=said))
    story = section(files(access, 40_000)[0], "What the person wants")["text"]["div"]
    assert GOES_ON in story
    assert "59 my back" in story
    assert "00 my back" not in story
