"""The emergency facts of a person: asked once, told where help is called for, to whom may see."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.medications.models import Medication
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.patients.models import Membership
from carelog.safety.facts import facts_of, told
from carelog.safety.models import EmergencyFacts
from tests import cast, kinds

MARK = "xq-penicillin"
ASKED = tuple(EmergencyFacts.kept_fields)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def write(access, **said) -> EmergencyFacts:
    """Write emergency facts as the page does: under the key of the record."""
    row = EmergencyFacts.begin(access.patient)
    for name, value in said.items():
        setattr(row, name, value)
    with changing(access):
        return saving.keep_new(access, row)


def to(route: str, record, *more) -> str:
    """Return an address of the facts of a record."""
    return reverse(route, args=[record.uid, "emergency-facts", *more])


def urgent(client, record) -> str:
    """Return the urgent page of a record."""
    return client.get(reverse("patient_urgent", args=[record.uid])).content.decode()


def narrowed(record, user, *scope: str) -> None:
    """Leave a member a few domains."""
    Membership.objects.filter(patient=record, user=user).update(scope=[*scope])


def medicine(access, **said) -> Medication:
    """Keep a medicine that goes on, unless told otherwise."""
    values = {"stopped_on": None, "stop_reason": "", "drug_class": "other", "opioid": ""}
    return kinds.keep(access, Medication, **values | said)


# --- On the urgent page -------------------------------------------------------------------------


def test_they_stand_after_the_numbers_and_before_the_signs(owner, record, access):
    cast.make_number(access)
    write(access, allergies=MARK, blood_thinner="yes")
    page = urgent(owner, record)
    places = [page.index(words) for words in ("+49 30 5550", MARK, "Call the emergency number now")]
    assert places == sorted(places)


def test_what_nobody_wrote_down_is_left_out_and_never_told_as_none(owner, record, access):
    write(access, blood_thinner="unsure")
    page = urgent(owner, record)
    assert "Blood thinner" in page
    assert "not sure" in page
    told_there = re.search(r'<dl class="facts">(.+?)</dl>', page, re.S)[1]
    assert "Steroid" not in told_there
    assert "llergies" not in told_there
    assert not re.search(r"\bno(ne)?\b", told_there)


def test_whoever_may_write_is_led_to_the_questions_while_nothing_is_written(
    owner, sign_in, clinician, record
):
    assert to("entry_new", record) in urgent(owner, record)
    assert to("entry_new", record) not in urgent(sign_in(clinician), record)


def test_next_of_kin_is_a_number_to_call(owner, record, access):
    cast.make_number(access, "next_of_kin", "+49 176 1234")
    page = urgent(owner, record)
    assert "Call next of kin" in page
    assert 'href="tel:+491761234"' in page


def test_next_of_kin_alone_is_no_number_to_call_for_a_sign(owner, record, access):
    asks = reverse("number_new", args=[record.uid])
    sheet = reverse("entry_new", args=[record.uid, "symptoms"])
    cast.make_number(access, "next_of_kin", "+49 176 1234")
    assert asks in owner.get(sheet).content.decode()
    cast.make_number(access)
    assert asks not in owner.get(sheet).content.decode()


def test_the_urgent_page_asks_the_database_as_often_whatever_is_written(
    owner, record, access, django_assert_num_queries
):
    urgent(owner, record)
    with CaptureQueriesContext(connection) as before:
        urgent(owner, record)
    write(access, allergies=MARK)
    for number in range(5):
        medicine(access, name=f"Medicine {number}", bone_agent=True, opioid="morphine")
    with django_assert_num_queries(len(before)):
        urgent(owner, record)


# --- What the medicines say ---------------------------------------------------------------------


def test_bone_medicines_and_opioids_come_from_the_medicines(access):
    medicine(access, name="Denosumab", bone_agent=True)
    medicine(access, name="Zoledronate", drug_class="bisphosphonate", bone_agent=None)
    medicine(access, name="Oxycodone", opioid="oxycodone")
    medicine(access, name="Laxative", bone_agent=False)
    said = {fact.label: fact.value for fact in told(access)}
    assert said.keys() == {"Medicine that strengthens bone", "Opioid"}
    assert re.findall(r"Denosumab|Zoledronate|Oxy\w+|Lax\w+", " ".join(said.values())) == [
        *("Denosumab", "Zoledronate", "Oxycodone")
    ]


def test_an_opioid_that_was_stopped_is_no_fact_and_a_bone_medicine_says_since_when(access):
    stopped = {"stopped_on": date(2026, 3, 1)}
    medicine(access, name="Oxycodone", opioid="oxycodone", **stopped)
    medicine(access, name="Denosumab", bone_agent=True, **stopped)
    (fact,) = told(access)
    assert fact.value == "Denosumab, 10 mg, tablet (stopped 1 March 2026)"


def test_a_medicine_that_has_not_begun_is_no_fact(access):
    medicine(access, name="Oxycodone", opioid="oxycodone", started_on=date(2026, 3, 3))
    assert told(access) == []


# --- The page of the facts ----------------------------------------------------------------------


def test_the_page_says_of_every_line_that_it_is_not_written_down(owner, record, access):
    page = owner.get(to("entry_list", record)).content.decode()
    assert page.count("not written down") == len(facts_of(access)) == len(ASKED) + 2


def test_the_menu_leads_to_the_page(owner, record):
    assert f'href="{to("entry_list", record)}"' in urgent(owner, record)


def test_saving_writes_one_row_whatever_key_is_sent(owner, record):
    response = owner.post(to("entry_new", record), kinds.typed(EmergencyFacts))
    row = EmergencyFacts.objects.get()
    assert row.uid == EmergencyFacts.begin(record).uid
    assert response["Location"] == to("entry", record, row.uid)


def test_who_wants_to_write_them_anew_finds_those_there_are(owner, record, access):
    write(access, allergies=MARK)
    assert owner.get(to("entry_new", record))["Location"] == to("entry_list", record)


def test_two_who_write_them_at_once_both_see_both(owner, record, access):
    write(access, allergies=MARK)
    typed = kinds.typed(EmergencyFacts, allergies="latex")
    response = owner.post(to("entry_new", record), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert MARK in page
    assert "latex" in page
    again = dict(re.findall(r'name="(uid|version)" value="([^"]+)"', page))
    owner.post(to("entry_edit", record, again["uid"]), typed | again)
    assert EmergencyFacts.everything.get().allergies == "latex"
    assert [state.snapshot["allergies"] for state in EmergencyFacts.objects.get().history] == [
        *(MARK, "latex")
    ]


def test_removed_facts_are_told_nowhere_and_can_be_put_back(owner, record, access):
    row = write(access, allergies=MARK)
    owner.post(to("entry_remove", record, row.uid), {"version": 1})
    assert MARK not in urgent(owner, record)
    response = owner.post(to("entry_new", record), kinds.typed(EmergencyFacts))
    assert response.status_code == 409
    assert to("entry_put_back", record, row.uid) in response.content.decode()
    owner.post(to("entry_put_back", record, row.uid), {"version": 2})
    assert MARK in urgent(owner, record)


def test_where_they_were_removed_the_page_leads_to_what_there_was_and_to_no_empty_form(
    owner, sign_in, caregiver, record, access
):
    row = write(access, allergies=MARK)
    owner.post(to("entry_remove", record, row.uid), {"version": 1})
    for client in (owner, sign_in(caregiver)):
        assert client.get(to("entry_new", record))["Location"] == to("entry_list", record)
        page = client.get(to("entry_list", record)).content.decode()
        assert "What stood here was removed." in page
        assert MARK not in page
        assert f'href="{to("entry", record, row.uid)}"' in page
        assert to("entry_new", record) not in page
        assert "/edit/" not in page


# --- Whose eyes ---------------------------------------------------------------------------------


def test_who_reads_sees_them_and_cannot_change_them(sign_in, clinician, record, access):
    write(access, allergies=MARK)
    client = sign_in(clinician)
    page = client.get(to("entry_list", record)).content.decode()
    assert MARK in page
    assert "/edit/" not in page


CANNOT = "The owner of this record can change this, and so can whoever wrote it."


def test_a_carer_is_told_who_can_change_what_another_wrote(
    owner, sign_in, caregiver, record, access
):
    row = write(access, allergies=MARK)
    page = sign_in(caregiver).get(to("entry_list", record)).content.decode()
    assert CANNOT in page
    assert "/edit/" not in page
    assert "comment" in sign_in(caregiver).get(to("entry", record, row.uid)).content.decode()
    assert CANNOT not in owner.get(to("entry_list", record)).content.decode()


def test_a_carer_changes_what_they_wrote_themselves(sign_in, caregiver, record):
    row = write(cast.access_of(record, caregiver), allergies=MARK)
    page = sign_in(caregiver).get(to("entry_list", record)).content.decode()
    assert to("entry_edit", record, row.uid) in page
    assert CANNOT not in page


def test_a_carer_who_wrote_at_the_same_time_sees_both_and_no_press_that_would_be_refused(
    sign_in, caregiver, record, access
):
    row = write(access, allergies=MARK)
    typed = kinds.typed(EmergencyFacts, allergies="latex")
    response = sign_in(caregiver).post(to("entry_new", record), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert MARK in page
    assert "latex" in page
    assert CANNOT in page
    assert f'href="{to("entry", record, row.uid)}"' in page
    assert "Save below" not in page
    assert 'class="save"' not in page


def test_without_medicines_in_scope_nothing_of_them_is_there(sign_in, caregiver, record, access):
    row = write(access, allergies=MARK)
    medicine(access, name="Denosumab", bone_agent=True)
    narrowed(record, caregiver, "pain", "warnings")
    client = sign_in(caregiver)
    page = urgent(client, record)
    assert MARK not in page
    assert "Denosumab" not in page
    assert "emergency-facts" not in page
    for address in (to("entry_list", record), to("entry", record, row.uid)):
        assert client.get(address).status_code == 404


def test_a_stranger_finds_no_such_page(sign_in, stranger, record, access):
    row = write(access, allergies=MARK)
    for address in (to("entry_list", record), to("entry", record, row.uid)):
        assert sign_in(stranger).get(address).status_code == 404
