"""Each log has its page and each page its logs, and each question says why it is asked."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.appointments.models import Question
from carelog.dashboard.panels import PANELS
from carelog.diary import check_in_taps as taps
from carelog.diary.check_in_steps import STEPS
from carelog.diary.kinds import RECORD as RECORD_ITSELF
from carelog.diary.kinds import RECORDED, KindConverter, form_for
from carelog.entries.forms import RecordedForm
from carelog.logs.models import KINDS, MobilityEntry, PainEntry, PainPlace, SymptomsEntry
from carelog.logs.models.pain import SPINE_SIGNS
from carelog.medications.models import Medication
from education.pages import all_pages, page_for
from tests import cast, kinds

COMMON = {"uid", "version", "sure", "when", "note", *RecordedForm.base_fields}
# All signs are asked for one reason, which stands once, below them.
OWN_WORDS = (SymptomsEntry,)
OF_THE_FORM = {"repair", "now_is_right"}
CARD = re.compile(
    r'<section class="card panel of-\w+" aria-labelledby="panel-(\w+)">(.+?)</section>', re.S
)
#: Places that are no form of a kind of log: the route and what its address needs.
PLACES = {
    "signs": ("check_in", "check-in"),
    "body-map": ("entry_new", "pain"),
    "pain-places": ("pain_place", "pain-entry", "hip.left"),
    "pain-qualities": ("pain_place", "pain-entry", "hip.left"),
    "bone-agent": ("entry_list", "medicines"),
    "record": ("patient_edit",),
    "trends": ("trends",),
    "sharing": ("sharing",),
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_whatever_can_be_written_has_one_page_that_says_why(kind):
    assert [page.slug for page in all_pages() if kind.slug in page.offered_by]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_page_leads_to_each_kind_of_log(kind):
    assert [page.slug for page in all_pages() if kind.slug in page.logs]


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_a_page_goes_with_logs_that_exist(owner, record, page):
    assert page.logs
    assert set(page.logs) <= KindConverter.kinds.keys() | {RECORD_ITSELF}
    body = owner.get(reverse("learn_page", args=[page.slug])).content.decode()
    for slug in page.logs:
        url = reverse("own_record") if slug == RECORD_ITSELF else reverse("log_kind", args=[slug])
        assert f'href="{url}"' in body
        assert owner.get(url, follow=True).status_code == 200


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.slug)
def test_a_page_is_offered_by_places_that_exist(page):
    assert set(page.offered_by) <= KindConverter.kinds.keys() | set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_each_other_place_offers_its_page(owner, record, access, place):
    kinds.keep(access, Medication)
    pain = cast.make_pain(access, places=[("hip", "left")])
    check_in = taps.start(access, uuid.uuid4(), 4, cast.NOON.date())
    cast.make_number(access)
    ids = {"pain-entry": pain.uid, "check-in": check_in.uid}
    name, *args = PLACES[place]
    path = reverse(name, args=[record.uid, *(ids.get(arg, arg) for arg in args)])
    assert reverse("learn_page", args=[page_for(place).slug]) in owner.get(path).content.decode()


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
    pain = cast.make_pain(access, places=[("hip", "left"), ("sacrum", "middle")])
    for code, asked in (
        ("hip.left", {*PainPlace.detail_fields} - {*SPINE_SIGNS}),
        ("sacrum.middle", PainPlace.detail_fields),
    ):
        path = reverse("pain_place", args=[access.patient.uid, pain.uid, code])
        assert owner.get(path).content.decode().count("Why we ask") == len(asked)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_form_leads_to_its_page(owner, record, kind):
    page = owner.get(reverse("entry_new", args=[record.uid, kind])).content.decode()
    assert reverse("learn_page", args=[page_for(kind.slug).slug]) in page


def test_each_chart_leads_to_its_page_and_says_how_to_read_it(owner, record, access):
    def trends() -> str:
        return owner.get(reverse("trends", args=[record.uid])).content.decode()

    # What is said of the chart of pain stands outside its card, so its page is read with it alone.
    kinds.keep(access, PainEntry)
    cards = {"pain": trends()}
    for kind in {panel.kind for panel in PANELS} - {PainEntry}:
        kinds.keep(access, kind)
    Medication.everything.update(only_when_needed=True)
    cards |= CARD.findall(trends())
    for panel in PANELS:
        address = reverse("learn_page", args=[page_for(panel.kind.slug).slug])
        assert address in cards[panel.slug], panel.slug
        assert "How to read this" in cards[panel.slug], panel.slug


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_check_in_leads_to_the_page_of_each_kind(owner, record, access, step):
    check_in = taps.start(access, uuid.uuid4(), 4, cast.NOON.date())
    path = reverse("check_in_step", args=[record.uid, check_in.uid, step])
    body = owner.get(path).content.decode()
    for kind in STEPS[step][1]:
        assert reverse("learn_page", args=[page_for(kind.slug).slug]) in body


def test_a_page_shows_the_readers_own_numbers(owner, record, access):
    for back in range(5):
        at = cast.NOON - timedelta(days=back)
        kinds.keep(access, MobilityEntry, walk_minutes=10 + back, at=at, day=at.date())
    response = owner.get(reverse("patient_learn_page", args=[record.uid, "moving-safely"]))
    panels = [one.panel.slug for one in response.context["own"]]
    assert panels == ["function", "walking"]
    assert b"between 10 minutes and 14 minutes" in response.content


def test_a_page_without_own_numbers_says_that_nothing_is_written(owner, record):
    response = owner.get(reverse("patient_learn_page", args=[record.uid, "moving-safely"]))
    assert response.context["own"] == []
    assert b"Falls and near falls: nothing written down yet." in response.content


def test_a_page_whose_log_has_no_chart_counts_what_is_written(owner, record, access):
    kinds.keep(access, Question)
    response = owner.get(reverse("patient_learn_page", args=[record.uid, "common-questions"]))
    assert b"Questions for my team: 1 written down." in response.content


def test_a_page_leads_to_logs_of_the_record_it_stands_beside(owner, record):
    body = owner.get(reverse("patient_learn_page", args=[record.uid, "common-cancers"]))
    assert reverse("patient_edit", args=[record.uid]) in body.content.decode()
    body = owner.get(reverse("patient_learn_page", args=[record.uid, "moving-safely"]))
    assert reverse("entry_new", args=[record.uid, "mobility"]) in body.content.decode()


def test_a_reader_is_offered_nothing_to_write(sign_in, record, clinician):
    for slug in ("moving-safely", "common-cancers"):
        response = sign_in(clinician).get(reverse("patient_learn_page", args=[record.uid, slug]))
        assert response.context["log_links"] == []


def test_numbers_outside_the_scope_are_not_shown_beside_a_page(sign_in, record, access):
    kinds.keep(access, MobilityEntry)
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["pain"])
    path = reverse("patient_learn_page", args=[record.uid, "moving-safely"])
    context = sign_in(reader).get(path).context
    assert (context["own"], context["counts"]) == ([], [])
