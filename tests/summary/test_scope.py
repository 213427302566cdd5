"""Not shared is said and never shown, on the page, on paper and in the numbers."""

import uuid
from operator import attrgetter

import pytest
import time_machine

from carelog.appointments.models import Question
from carelog.diary import check_in_taps as taps
from carelog.logs.models import CheckIn
from carelog.medications.models import Medication
from carelog.patients.access import ALL_DOMAINS
from carelog.patients.models.membership import DOMAINS
from carelog.summary.section_values import NotShared
from carelog.summary.sections import summarise
from carelog.summary.words.head import head
from tests import cast, kinds
from tests.summary.reading import page_path, pdf_of, words_of_page, words_of_pdf
from tests.summary.record import DAY, TODAY, fill, mean, shares, tick, visit


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_whoever_reads_by_a_link_learns_no_name_of_a_writer(access, caregiver):
    fill(access.patient, caregiver, 10)
    written = summarise(shares(access.patient), since=None, today=TODAY).written_by
    assert [(one.relation, one.name) for one in written] == [("caregiver", "")]


def test_a_share_that_begins_later_has_no_baseline(access, patient):
    fill(access.patient, patient, 120)
    link = shares(access.patient, starts=TODAY - 60 * DAY)
    rows = {row.slug: row for row in summarise(link, since=None, today=TODAY).changes.rows}
    assert rows["worst_pain"].baseline is None


@pytest.fixture(scope="module")
def full(shared_database):
    """The owner's access to two months by dice, and to one line of all else."""
    owner = cast.make_user("full")
    access = cast.access_of(cast.make_patient(owner), owner)
    with time_machine.travel(cast.NOON, tick=False):
        fill(access.patient, owner, 60)
        kinds.keep(access, Medication, name="Canary-medicine", stopped_on=None, stop_reason="")
        visit(access.patient, -3, "booked", "other", title="Canary-visit")
        tick(access, chest_pain=True, thirst_increased=True)
        check_in = taps.start(access, uuid.uuid4(), 4, TODAY)
        CheckIn.everything.filter(uid=check_in.uid).update(main_concern="Canary-concern")
    return access


OF_DOMAIN = {
    "warnings": "signs.warnings",
    "symptoms": "signs.ticks",
    "concern": "main_concern",
    "medicines": "medicines",
    "mobility": "function",
    "food": "food",
    "mood": "mood",
    "visits": "visits",
}


@pytest.mark.django_db
@pytest.mark.parametrize("domain", [code for code, _label in DOMAINS])
def test_a_domain_outside_the_scope_is_said_to_be_not_shared(full, domain):
    found = summarise(shares(full.patient, domain), since=None, today=TODAY)
    if domain in OF_DOMAIN:
        assert attrgetter(OF_DOMAIN[domain])(found) == NotShared(domain)
    hidden = {"pain": {"worst_pain"}, "mobility": {"walking", "falls"}, "food": {"appetite"}}
    slugs = {row.slug for row in found.changes.rows}
    assert not slugs & hidden.get(domain, set())
    label = str(dict(DOMAINS)[domain])
    assert head(found, shares(full.patient, domain)).not_shared.endswith(f": {label}.")


def test_days_outside_a_share_are_in_no_number(access, patient):
    lists = fill(access.patient, patient, 90)
    starts, ends = TODAY - 40 * DAY, TODAY - 10 * DAY
    found = summarise(shares(access.patient, starts=starts, ends=ends), since=starts, today=TODAY)
    assert found.period.end == ends
    inside = [(day, value) for day, value in lists.worst if starts <= day <= ends]
    row = found.changes.rows[0]
    assert row.before_days.logged == 0
    assert float(row.now) == pytest.approx(mean(inside, ends)[0])
    assert {p.day for p in found.series.panels[0].series.points} == {d for d, _v in inside}
    assert sum(one.entries for one in found.written_by) == sum(
        starts <= day <= ends for day in lists.entries
    )


def test_what_is_not_shared_is_said_and_not_shown(access, sign_in, patient, clinician):
    fill(access.patient, patient, 60)
    kinds.keep(access, Question)
    page = words_of_page(sign_in(clinician).get(page_path(access.patient)))
    assert "Not shared here: mood." in page
    assert "Upset or stressed" not in page


CANARIES = {
    "pain": "Worst pain",
    "mobility": "Longest walk",
    "food": "Appetite",
    "wellbeing": "Tiredness",
    "medicines": "Canary-medicine",
    "visits": "Canary-visit",
    "warnings": "not marked as dealt with",
    "symptoms": "much more thirsty",
    "concern": "Canary-concern",
    "mood": "Upset or stressed",
}


@pytest.mark.django_db
@pytest.mark.parametrize("domain", CANARIES)
def test_outside_the_scope_nothing_of_a_domain_appears(full, sign_in, domain):
    some = cast.make_user("some")
    scope = sorted(ALL_DOMAINS - {domain})
    cast.join(full.patient, some, "viewer", "clinician", scope=scope)
    page = words_of_page(sign_in(some).get(page_path(full.patient)))
    assert CANARIES[domain] not in page
    assert "Not shared here: " in page
    for other in CANARIES.keys() - {domain}:
        assert CANARIES[other] in page


def test_what_is_not_shared_is_not_on_paper(access, sign_in, patient, clinician):
    fill(access.patient, patient, 60)
    reader = pdf_of(sign_in(clinician), access.patient, "?detail=on")
    words = " ".join(words_of_pdf(reader, page) for page in range(len(reader.pages)))
    assert "Not shared here: mood." in words
    assert "Upset or stressed" not in words
