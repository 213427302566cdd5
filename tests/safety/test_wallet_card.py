"""The card for the wallet: whom to call, what to tell, and when, for who may see it."""

import re

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.models import Membership, Number
from carelog.safety.facts import told
from carelog.safety.models import EmergencyFacts
from carelog.safety.urgent import URGENT_GROUPS
from tests import cast
from tests.safety.test_emergency_facts import MARK, write


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def card(client, record):
    """Return the answer with the card of a record."""
    return client.get(reverse("wallet_card", args=[record.uid]))


def test_it_holds_name_numbers_facts_and_the_signs_to_call_for_at_once(owner, record, access):
    cast.make_number(access)
    write(access, allergies=MARK)
    page = card(owner, record).content.decode()
    for words in ("Test patient, born 1958", "+49 30 5550", "112", MARK, "2 Mar 2026"):
        assert words in page
    at_once = [line for group in URGENT_GROUPS if group.tier == "E" for line in group.lines]
    today = [line for group in URGENT_GROUPS if group.tier == "T" for line in group.lines]
    lines = re.findall(r"<li>(.+?)</li>", page)
    assert [str(line.line) for line in at_once] == [line for line in lines if "<b>" not in line]
    assert today


def test_it_holds_the_first_numbers_by_role_and_says_that_there_are_more(owner, record, access):
    for role in reversed(Number.Role.values):
        cast.make_number(access, role, f"+49 30 {len(role)}")
    assert "More numbers are in CareLog" not in card(owner, record).content.decode()
    cast.make_number(access, "poison_line", "+49 30 999")
    answer = card(owner, record)
    assert [call.role for call in answer.context["card"].calls] == Number.Role.values
    assert "More numbers are in CareLog" in answer.content.decode()


def test_what_is_not_written_down_is_said_to_be_so(owner, record):
    page = card(owner, record).content.decode()
    assert "Emergency facts: not written down" in page
    assert "llergies" not in page


def test_long_facts_take_two_sides_and_short_ones_one(owner, record, access):
    row = write(access, allergies="latex")
    assert not card(owner, record).context["card"].is_long
    row.allergies, row.emergency_plan = "x" * 400, "y" * 400
    row.save()
    assert card(owner, record).context["card"].is_long
    assert told(access)


def test_without_medicines_in_scope_it_has_numbers_and_signs_alone(
    sign_in, caregiver, record, access
):
    write(access, allergies=MARK)
    Membership.objects.filter(patient=record, user=caregiver).update(scope=["pain"])
    page = card(sign_in(caregiver), record).content.decode()
    assert MARK not in page
    assert "Tell whoever helps" not in page
    assert "emergency-facts" not in page
    assert "112" in page


def test_both_pages_lead_to_it(owner, record):
    to = reverse("wallet_card", args=[record.uid])
    facts = reverse("entry_list", args=[record.uid, EmergencyFacts.slug])
    for address in (reverse("patient_urgent", args=[record.uid]), facts):
        assert f'href="{to}"' in owner.get(address).content.decode()
