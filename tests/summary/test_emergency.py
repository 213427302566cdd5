"""The emergency facts in the summary: whole, on page, paper and link, in the reader's scope."""

import pytest
import time_machine

from carelog.medications.models import Medication
from carelog.safety.models import EmergencyFacts
from tests import cast, kinds
from tests.links import holders
from tests.summary.reading import page_path, pdf_of, words_of_page, words_of_pdf
from tests.summary.record import fill

LONG = " ".join(f"word{number}" for number in range(60))[:400]
SAID = {"allergies": f"{LONG[:-8]}\nlast one", "blood_thinner": "no", "steroid_tablets": ""}
SAID |= {"weight_bearing_rule": LONG[:200]}
SAID |= {"emergency_plan": f"{LONG[:-8]} the end"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def test_they_are_told_whole_on_page_and_on_the_first_side_of_paper(owner, access, patient):
    fill(access.patient, patient, 90)
    for number in range(20):
        kinds.keep(access, Medication, name=f"Medicine {number}", stopped_on=None, stop_reason="")
    kinds.keep(access, EmergencyFacts, **SAID)
    paper = pdf_of(owner, access.patient)
    assert len(paper.pages) <= 2
    page = words_of_page(owner.get(page_path(access.patient)))
    for words in (page, words_of_pdf(paper)):
        assert "last one" in words
        assert "the end" in words
        assert "Blood thinner" in words
        assert "Steroid tablets" not in words


def test_where_nothing_was_written_down_it_is_not_said_to_be_none(owner, access):
    words = words_of_page(owner.get(page_path(access.patient)))
    assert "For an emergency Not written down. It may still be there." in words


@pytest.mark.parametrize(("domains", "is_told"), [(["medicines"], True), (["pain"], False)])
def test_a_link_tells_them_where_it_shares_medicines(access, domains, is_told):
    kinds.keep(access, EmergencyFacts, **SAID | {"allergies": "Canary-allergy"})
    client, opening = holders.come_in(access, domains=domains)
    words = words_of_page(holders.ask(client, opening, "shared_summary"))
    assert ("Canary-allergy" in words) is is_told
    assert ("For an emergency" in words) is is_told
    withheld = words.split("Not shared here: ")[1].split(".")[0]
    assert ("medicines" in withheld) is not is_told
