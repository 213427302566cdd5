"""Each log has its page and each page its logs, and each question says why it is asked."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import RECORDED, KindConverter, form_for
from carelog.entries.forms import RecordedForm
from carelog.logs.models import KINDS, MobilityEntry, PainPlace, SymptomsEntry
from education.pages import all_pages, get_page
from tests import cast, kinds

COMMON = {"uid", "version", "sure", "when", "note", *RecordedForm.base_fields}
# All signs are asked for one reason, which stands once, below them.
OWN_WORDS = (SymptomsEntry,)
OF_THE_FORM = {"repair", "now_is_right"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_kind_of_log_has_a_page_that_leads_back_to_it(kind):
    assert kind.slug in get_page(kind.page).logs


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_whatever_can_be_written_has_a_page(kind):
    assert get_page(kind.page)


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_a_page_goes_with_logs_that_exist(owner, record, page):
    assert set(page.logs) <= KindConverter.kinds.keys()
    for slug in page.logs:
        assert owner.get(reverse("log_kind", args=[slug]), follow=True).status_code == 200


@pytest.mark.parametrize(
    "kind", [kind for kind in RECORDED if kind not in OWN_WORDS], ids=lambda kind: kind.slug
)
def test_each_question_says_why_it_is_asked(record, kind):
    form = form_for(kind)(instance=kind.begin(record))
    asked = {n: f for n, f in form.fields.items() if n not in COMMON | OF_THE_FORM}
    first_of_several = {"phq4_worry", "phq4_interest", "phq4_down"}
    silent = [name for name, field in asked.items() if not field.help_text]
    assert set(silent) <= first_of_several


def test_each_question_about_a_place_says_why_it_is_asked(owner, access):
    pain = cast.make_pain(access, places=[("hip", "left")])
    path = reverse("pain_place", args=[access.patient.uid, pain.uid, "hip.left"])
    assert owner.get(path).content.decode().count("Why we ask") == len(PainPlace.detail_fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_form_leads_to_its_page(owner, record, kind):
    page = owner.get(reverse("entry_new", args=[record.uid, kind])).content.decode()
    assert reverse("learn_page", args=[kind.page]) in page


def test_a_page_shows_the_readers_own_numbers(owner, record, access):
    for back in range(5):
        at = cast.NOON - timedelta(days=back)
        kinds.keep(access, MobilityEntry, walk_minutes=10 + back, at=at, day=at.date())
    response = owner.get(reverse("patient_learn_page", args=[record.uid, "moving-safely"]))
    panels = [one.panel.slug for one in response.context["own"]]
    assert panels == ["function", "walking"]
    assert b"between 10 minutes and 14 minutes" in response.content


def test_a_page_without_own_numbers_shows_none(owner, record):
    response = owner.get(reverse("patient_learn_page", args=[record.uid, "moving-safely"]))
    assert response.context["own"] == []


def test_numbers_outside_the_scope_are_not_shown_beside_a_page(sign_in, record, access):
    kinds.keep(access, MobilityEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["pain"])
    path = reverse("patient_learn_page", args=[record.uid, "moving-safely"])
    assert sign_in(reader).get(path).context["own"] == []
