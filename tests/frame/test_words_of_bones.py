"""A place of the body has one name: every form, list, page, file and picture says the same."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import conditional_escape

from carelog.appointments.models import Event
from carelog.clinical.bones import SITES
from carelog.entries import words
from carelog.logs.body_map import GROUPS
from carelog.patients.body_words import SITE_LABELS, SITE_WORDS, label_for
from carelog.patients.models import Patient
from tests import cast, kinds
from tests.fhir.reading import resources
from tests.fhir.samples import bundle
from tests.summary.reading import page_path, pdf_of, words_of_page, words_of_pdf

EACH = pytest.mark.parametrize("site", SITES)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_every_place_of_the_body_has_its_name_and_no_other_has():
    assert tuple(SITE_WORDS) == SITES


def test_forms_offer_each_place_by_its_name(owner, record):
    for route, args in (("patient_edit", []), ("entry_new", ["events"])):
        page = owner.get(reverse(route, args=[record.uid, *args])).content.decode()
        assert [w for w in SITE_LABELS.values() if str(conditional_escape(w)) not in page] == []


@EACH
def test_the_body_map_and_its_list_name_a_place_by_its_name(site):
    listed = [p for _heading, places in GROUPS for p in places if p.code.startswith(f"{site}.")]
    assert listed
    if len(listed) == 1:
        assert str(listed[0].label) == str(SITE_LABELS[site])
    # Left and right are whole phrases of their own, with the same noun in them.
    assert all(str(SITE_WORDS[site]) in str(place.label).lower() for place in listed)
    for side in ("both", "not_sure"):
        assert label_for(f"{site}.{side}").startswith(str(SITE_LABELS[site]))


def test_summary_and_fhir_name_the_bones_of_a_record_alike(owner, access):
    type(access.patient).objects.filter(pk=access.patient.pk).update(bones=[*SITES])
    access.patient.refresh_from_db()
    told = f"Bones: {', '.join(map(str, SITE_WORDS.values()))}"
    assert told in words_of_page(owner.get(page_path(access.patient)))
    assert told in words_of_pdf(pdf_of(owner, access.patient))
    [bones] = resources(bundle(access), "Condition")
    names = [str(label) for label in SITE_LABELS.values()]
    assert [one["text"] for one in bones["bodySite"]] == names
    assert [one["coding"][0]["display"] for one in bones["bodySite"]] == names


@pytest.mark.parametrize(("kind", "column"), [(Event, "site"), (Patient, "bones")])
def test_history_and_lists_read_a_stored_place_by_its_name(kind, column):
    stored = (lambda site: [site]) if column == "bones" else str
    said = {site: words.in_words(kind, column, stored(site)) for site in SITES}
    assert said == {site: str(label) for site, label in SITE_LABELS.items()}


def test_a_treatment_is_told_of_by_the_name_of_its_place(access):
    event = kinds.keep(access, Event, site="hip", side="")
    assert event.where == "Hip or buttock"
    assert "Hip or buttock" in [
        site["text"] for one in resources(bundle(access)) for site in one.get("bodySite", [])
    ]
