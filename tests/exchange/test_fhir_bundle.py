"""The document as a whole: it holds together, it is the same each time, it keeps to its scope."""

import json
import re
import uuid
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine

from carelog.diary.kinds import RECORDED
from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.fhir.codes import LOINC_NOTICE
from carelog.logs.models import CheckIn, PainEntry
from carelog.patients.access import ALL_DOMAINS
from tests import cast, kinds
from tests.fhir.reading import by_code, references, resources, section, walk
from tests.fhir.samples import (
    SINCE,
    TODAY,
    bundle,
    fill,
    fill_with_odd_text,
    grant,
    odd_text,
    samples,
    texts_of,
)

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def found(shared_database):
    return samples()


@pytest.fixture
def everything(found):
    return found["everything"]


NAMES = (
    *("everything", "snomed", "without-mood", "link-pain", "link-one-day"),
    *("nothing-shared", "odd-text", "empty", "first-file", "further-file"),
)
every_sample = pytest.mark.parametrize("name", NAMES)


def test_every_sample_is_tested(found):
    assert set(found) == set(NAMES)


@every_sample
def test_every_reference_leads_to_a_resource_inside(found, name):
    one = found[name]
    urls = [entry["fullUrl"] for entry in one["entry"]]
    assert references(one) <= set(urls)
    assert len(set(urls)) == len(urls)
    assert all(URN.fullmatch(url) for url in urls)
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in one["entry"])


@every_sample
def test_every_resource_can_be_reached_from_the_first(found, name):
    one = found[name]
    inside = {entry["fullUrl"]: entry["resource"] for entry in one["entry"]}
    assert one["entry"][0]["resource"]["resourceType"] == "Composition"
    reached, waiting = set(), [one["entry"][0]["fullUrl"]]
    while waiting:
        url = waiting.pop()
        if url not in reached:
            reached.add(url)
            waiting += references(inside[url])
    assert reached == set(inside)


@every_sample
def test_the_checks_of_the_export_hold(found, name):
    one = found[name]
    for visit in resources(one, "Appointment"):
        assert visit["start"] <= visit["end"]
    for observation in resources(one, "Observation"):
        assert isinstance(observation.get("bodySite", {}), dict)
    for dose in resources(one, "MedicationAdministration"):
        missed = dose["status"] == "not-done"
        assert missed is ("statusReason" in dose) is ("dosage" not in dose)
    for path, value in walk(one):
        assert not path.endswith(".periodUnit") or value in ("h", "d", "wk")
        assert value not in ("", [], {}, None), path
    whole = json.dumps(one)
    assert "70274-6" not in whole
    assert "89247-1" not in whole
    assert not re.search(r"self[_-]harm|unsafe", whole)


@every_sample
def test_every_section_has_words_and_something_in_it_or_a_reason(found, name):
    for one in resources(found[name])[0]["section"]:
        assert one["title"]
        assert one["code"]["coding"]
        words = "".join(ElementTree.fromstring(one["text"]["div"]).itertext())
        assert words.strip()
        assert ("entry" not in one) or ("emptyReason" not in one)
        assert "entry" in one or "emptyReason" in one or one["text"]["status"] == "additional"


@every_sample
def test_it_is_a_document_with_the_notice_of_loinc(found, name):
    one = found[name]
    assert one["type"] == "document"
    assert one["timestamp"] == "2026-03-02T12:00:00+00:00"
    first = resources(one)[0]
    about = "".join(ElementTree.fromstring(first["text"]["div"]).itertext())
    assert LOINC_NOTICE in about
    assert "not verified" in about
    assert ("IPS-like" in first["type"]["text"]) is (name != "further-file")


def test_the_three_required_sections_are_always_there(found):
    codes = {one["code"]["coding"][0]["code"] for one in resources(found["empty"])[0]["section"]}
    assert codes >= {"11450-4", "48765-2", "10160-0"}
    allergies = section(found["empty"], "Allergies")
    assert allergies["emptyReason"]["coding"][0]["code"] == "unavailable"


def test_what_is_not_shared_is_said_to_be_withheld(found):
    shared = found["link-pain"]
    for title in ("Medicines", "Test results", "App prompts", "Weight"):
        assert section(shared, title)["emptyReason"]["coding"][0]["code"] == "withheld"
    for title in ("Medicines", "Test results", "App prompts", "Weight"):
        assert section(found["empty"], title)["emptyReason"]["coding"][0]["code"] == "unavailable"


def test_the_section_on_function_is_words_alone(everything):
    function = section(everything, "Moving")
    assert "entry" not in function
    assert "What the person can do" in function["text"]["div"]
    assert "Falls logged" in function["text"]["div"]


def test_every_row_of_the_period_is_in_it_and_names_itself(access):
    fill(access)
    metas = [one.get("meta", {}) for one in resources(bundle(access))]
    sources = {meta.get("source", "").split("#")[0] for meta in metas}
    for model in (*RECORDED, CheckIn):
        for row in access.rows(model):
            assert f"urn:uuid:{row.uid}" in sources, model


def test_the_same_record_makes_the_same_document(access):
    fill(access)
    first = bundle(access)
    assert bundle(access) == first
    with time_machine.travel(cast.NOON, tick=False):
        kinds.keep(access, PainEntry)
    later = bundle(access)
    ids = {one["id"] for one in resources(first)}
    assert ids <= {one["id"] for one in resources(later)}


def test_every_resource_has_an_identifier_that_stays(access):
    fill(access)
    one = bundle(access)
    other = bundle_of(
        access, since=SINCE, today=TODAY, generated_at=cast.NOON + timedelta(minutes=1)
    )
    assert one["identifier"] == other["identifier"]
    names = [[identifier_of(r) for r in resources(b)] for b in (one, other)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])
    assert all(URN.fullmatch(name) for name in names[0])
    # A server that takes a transaction over rewrites a text that is the `fullUrl` of an entry.
    assert not set(names[0]) & {entry["fullUrl"] for entry in one["entry"]}


def identifier_of(resource: dict) -> str:
    """Return by what a server finds a resource again."""
    found = resource["identifier"]
    (one,) = found if isinstance(found, list) else [found]
    assert one["system"] == "urn:ietf:rfc:3986"
    return one["value"]


def test_a_record_that_changed_makes_a_document_of_another_name(access):
    cast.make_pain(access)
    before = bundle(access)["identifier"]
    cast.make_pain(access)
    access.patient.refresh_from_db()
    assert bundle(access)["identifier"] != before


def test_two_records_share_no_resource_even_where_rows_share_a_key(access, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    uid = uuid.uuid4()
    for one in (access, theirs):
        entry = kinds.example(PainEntry, one.patient)
        entry.uid = uid
        entry.recorded_by = one.actor
        entry.save()
    ids = [{r["id"] for r in resources(bundle(one))} for one in (access, theirs)]
    assert not ids[0] & ids[1]


def test_it_holds_the_period_and_no_more(access):
    for days in (0, 89, 90):
        cast.make_pain(access, cast.NOON - timedelta(days=days))
    assert len(by_code(bundle(access), "pain-worst-24h")) == 2
    assert len(by_code(bundle(access, since=TODAY), "pain-worst-24h")) == 1
    event = resources(bundle(access))[0]["event"][0]["period"]
    assert event == {"start": "2025-12-03", "end": "2026-03-02"}


def test_a_share_from_a_day_to_a_day_holds_no_other(access):
    for days in (0, 5, 9):
        cast.make_pain(access, cast.NOON - timedelta(days=days))
    day = TODAY - timedelta(days=5)
    shared = bundle(grant(access, "pain", starts=day, ends=day))
    (pain,) = by_code(shared, "pain-worst-24h")
    assert pain["effectivePeriod"]["end"].startswith(day.isoformat())
    assert resources(shared)[0]["event"][0]["period"] == {
        "start": day.isoformat(),
        "end": day.isoformat(),
    }


def test_each_domain_brings_its_own_resources_and_no_other(access):
    fill(access)
    whole = {one["id"]: one for one in resources(bundle(access))}
    bare = {one["id"] for one in resources(bundle(grant(access)))[1:]}
    brought = {
        domain: {one["id"] for one in resources(bundle(grant(access, domain)))[1:]} - bare
        for domain in sorted(ALL_DOMAINS)
    }
    by_row = {str(row.uid): kind for kind in RECORDED for row in access.rows(kind)}
    for domain, ids in brought.items():
        assert ids <= set(whole), domain
        for key in ids:
            uid = whole[key].get("meta", {}).get("source", "").removeprefix("urn:uuid:")[:36]
            kind = by_row.get(uid)
            assert kind is None or kind.domain == domain
    united = set().union(*brought.values()) | bare
    assert set(whole) - united <= {resources(bundle(access))[0]["id"]}
    for domain in ALL_DOMAINS - {"notes"}:
        assert brought[domain], domain


NOTES = {"painentry.note", "appointment.notes", "dose.note"}


@pytest.mark.parametrize(
    ("domain", "hidden"), [("notes", NOTES), ("concern", {"checkin.main_concern"})]
)
def test_notes_and_the_main_concern_are_in_it_only_where_each_is_shared(access, domain, hidden):
    fill_with_odd_text(access)
    whole, less = (
        json.dumps(bundle(reader), ensure_ascii=False)
        for reader in (access, grant(access, *ALL_DOMAINS - {domain}))
    )
    for name in (*NOTES, "checkin.main_concern"):
        assert name in whole
        assert (name in less) is (name not in hidden), name


def test_mood_is_in_it_only_with_mood_in_scope(found):
    for name, expected in (("everything", True), ("without-mood", False)):
        one = found[name]
        assert bool(resources(one, "QuestionnaireResponse")) is expected
        assert bool(by_code(one, "gad-2")) is expected
        assert ("distress" in json.dumps(one)) is expected


def test_odd_text_comes_through_to_the_letter(access):
    fill_with_odd_text(access)
    strings = [value for _path, value in walk(bundle(access)) if isinstance(value, str)]
    data = [value for value in strings if "xhtml" not in value]
    for model in (*RECORDED, CheckIn):
        for field in texts_of(model):
            wanted = odd_text(model, field)
            assert any(wanted in value for value in data), (model, field.name)
    assert access.patient.name in data


def test_odd_text_stays_text_in_what_is_shown(access):
    fill_with_odd_text(access)
    first = resources(bundle(access))[0]
    shown = [first["text"]["div"], *(one["text"]["div"] for one in first["section"])]
    allowed = {f"{{http://www.w3.org/1999/xhtml}}{name}" for name in ("div", "p", "ul", "li")}
    for div in shown:
        for element in ElementTree.fromstring(div).iter():
            assert element.tag in allowed
            assert set(element.attrib) == set()
    assert "=1+1 &lt;b onload=x&gt;" in "".join(shown)


def test_a_demo_is_marked_as_test_data(access):
    access.patient.is_demo = True
    one = bundle(access)
    assert one["meta"]["security"][0]["code"] == "HTEST"
    assert "invented person" in resources(one)[0]["text"]["div"]


def test_it_costs_the_same_queries_after_ninety_days_and_after_ten_years(
    access, django_assert_max_num_queries
):
    def cost() -> int:
        with django_assert_max_num_queries(79) as queries:
            bundle(access)
        return len(queries)

    fill(access)
    short = cost()
    for year in range(10):
        for day in range(5):
            at = cast.NOON - timedelta(days=365 * year + day)
            cast.make_pain(access, at, places=[("hip", "left")])
            cast.make_signs(access, at, seizure=False)
    assert cost() == short
