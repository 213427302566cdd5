"""What was typed is not lost where it is refused, and no address is a blank page."""

import re
import uuid

import pytest
from django.urls import reverse

from carelog.diary import actions
from carelog.patients.models import Membership
from carelog.policy import ROUTES, Policy
from tests import cast
from tests.frame.site import address, fill, named_routes

TEXT = "worse on the <stairs>,\nand at night"
SHOWN = "worse on the &lt;stairs&gt;,<br>and at night"
#: Each form of a record into which more than one person writes, and the field that takes words.
FORMS = {
    "entry_new": "note",
    "entry_edit": "note",
    "number_new": "label",
    "number_edit": "label",
    "patient_edit": "name",
    "comment_new": "text",
    "task_new": "text",
    "question_add": "text",
    "warning_note": "line",
    "check_in_step": "note",
}
FOR_VIEWERS_TOO = {"comment_new", "task_new", "question_add", "warning_note"}


@pytest.fixture
def ids(access):
    return fill(access)


def become(record, caregiver, **values) -> None:
    Membership.objects.filter(patient=record, user=caregiver).update(**values)


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_shown_to_who_lost_the_right_meanwhile(
    name, ids, record, caregiver, sign_in
):
    client = sign_in(caregiver)
    sent = {FORMS[name]: TEXT, "uid": uuid.uuid4(), "version": 1, "password": "canary-1"}
    for values, status in (({"role": "viewer"}, 403), ({"state": "revoked"}, 404)):
        if status == 403 and name in FOR_VIEWERS_TOO:
            continue
        become(record, caregiver, **values)
        answer = client.post(address(name, ids), sent)
        page = answer.content.decode()
        assert (answer.status_code, SHOWN in page) == (status, True), status
        assert "canary-1" not in page
        assert str(sent["uid"]) not in page
        become(record, caregiver, role="editor", state="active")


def test_what_is_not_there_and_what_is_not_ones_own_are_refused_alike(ids, stranger, sign_in):
    client, pages = sign_in(stranger), []
    absent = ids | {"patient": uuid.UUID(int=5)}
    for of in (ids, absent):
        answer = client.post(address("entry_new", of), {"note": TEXT, "uid": uuid.uuid4()})
        page = answer.content.decode().replace(str(of["patient"]), "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        assert answer.status_code == 404
    assert pages[0] == pages[1]
    assert SHOWN in pages[0]


def test_what_another_site_sends_is_not_shown(ids, stranger, sign_in):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = sign_in(stranger).post(address("entry_new", ids), {"note": TEXT}, headers=headers)
    assert SHOWN not in answer.content.decode()


def test_what_was_typed_into_an_entry_removed_meanwhile_is_shown(access, owner):
    pain = cast.make_pain(access)
    actions.remove_entry(access, pain, pain.version)
    sent = {"note": TEXT, "version": 1, "uid": pain.uid}
    args = {"patient_id": access.patient.uid, "kind": "pain", "uid": pain.uid}
    answer = owner.post(reverse("entry_edit", kwargs=args), sent)
    assert answer.status_code == 409
    assert SHOWN in answer.content.decode()


def test_an_address_that_only_takes_a_form_leads_to_its_page(ids, owner):
    refused = {}
    for name in named_routes():
        if ROUTES.get(name) not in (Policy.RECORD, Policy.SIGNED_IN):
            continue
        answer = owner.get(address(name, ids))
        if answer.status_code == 405:
            refused[name] = answer.content.decode()
    assert len(refused) > 30
    for name, page in refused.items():
        there = re.search(r'<a class="btn" href="([^"]+)"', page)
        assert there, name
        assert owner.get(there[1], follow=True).status_code == 200, (name, there[1])


def test_a_number_changed_meanwhile_is_shown_with_all_that_changed(access, owner):
    number = cast.make_number(access)
    args = [access.patient.uid, number.uid]
    sent = {"uid": number.uid, "version": 1, "role": "team", "number": "030 1234"}
    owner.post(reverse("number_edit", args=args), sent | {"hours": "only at night"})
    answer = owner.post(reverse("number_edit", args=args), sent | {"hours": "by day"})
    assert answer.status_code == 409
    for part in ("care team", "030 1234", "only at night", 'value="by day"'):
        assert part in answer.content.decode(), part
