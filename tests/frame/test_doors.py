"""Each page marks the door it stands behind, in both navigations, and error pages mark none."""

import re
from pathlib import Path

import pytest
import time_machine

from carelog.doors import DOORS
from carelog.policy import ROUTES, Policy
from tests import cast
from tests.frame.site import address, body, fill

TEMPLATES = Path(__file__).parents[2] / "templates"
MARKED = re.compile(
    r'<a href="[^"]*"\s+aria-current="page">\s*(?:<svg.*?</svg>)?(\w+)\s*</a>', re.DOTALL
)

MARKS: dict[str, str] = {
    "today": "Today",
    "check_in_start": "Today",
    "check_in_too_ill": "Today",
    "check_in": "Today",
    "check_in_signs": "Today",
    "check_in_step": "Today",
    "check_in_where": "Today",
    "check_in_yesterday": "Today",
    "log_index": "Log",
    "timeline": "Log",
    "month": "Log",
    "day": "Log",
    "dose_now": "Log",
    "dose_skip": "Log",
    "entry_list": "Log",
    "entry_new": "Log",
    "entry": "Log",
    "entry_edit": "Log",
    "entry_remove": "Log",
    "entry_put_back": "Log",
    "entry_restore": "Log",
    "pain_place": "Log",
    "question_add": "Log",
    "private_new": "Log",
    "private_edit": "Log",
    "private_list": "Log",
    "private_answer": "",
    "trends": "Trends",
    "trends_panels": "Trends",
    "trends_compare": "Trends",
    "trends_places": "Trends",
    "patient_learn": "Learn",
    "patient_learn_page": "Learn",
    "link_list": "Share",
    "link_new": "Share",
    "link_new_app": "Share",
    "link_new_calendar": "Share",
    "sharing": "Share",
    "person_invite": "Share",
    "person_edit": "Share",
    "person_hand_over": "Share",
    "access_log": "Share",
    "since_last": "Share",
    "export": "Share",
    "summary": "Share",
    "talk": "Share",
    "comment_new": "Share",
    "task_new": "Share",
    "patient_welcome": "",
    "patient_edit": "",
    "number_list": "",
    "number_new": "",
    "number_edit": "",
    "number_remove": "",
    "number_put_back": "",
    "patient_urgent": "",
    "wallet_card": "",
    "act_now": "",
    "warning_close": "",
    "warning_note": "",
}
#: Routes that never answer with a page of their own: a redirect, a file, or what went wrong.
PAGELESS = {
    *("check_in_same", "check_in_done", "check_in_remove", "check_in_put_back"),
    *("link_revoke", "invitation_take_back", "person_confirm", "person_revoke", "leave"),
    *("comment_remove", "comments_read", "task_done", "warning_reopen"),
    "note_take_back",
    *("patient_learn_read", "patient_learn_dismiss"),
    *("private_open", "private_remove", "private_put_back", "person_private"),
    *("export_csv", "export_json", "fhir_bundle", "summary_pdf"),
}


#: What no form can save.
ODD = {"uid": "odd", "version": "odd", "name": "x" * 300, "text": "", "domains": "odd"}


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def pages(client, path: str) -> list[str]:
    """Return what a route shows: as it is opened, and after what cannot be saved."""
    answers = (client.get(path), client.post(path, ODD))
    shown = (answer for answer in answers if answer.status_code in (200, 409, 422))
    return [page.content.decode() for page in shown if "html" in page["Content-Type"]]


def test_every_page_of_a_record_marks_its_door(sure_owner, access):
    ids = fill(access)
    for name in ("private_list", "private_new"):
        sure_owner.post(address(name, ids), body(name))
    member = cast.join(access.patient, cast.make_user("next"), "editor", "caregiver")
    other = ids | {"person": member.uid}
    wrong = {}
    for name, mark in MARKS.items():
        found = pages(sure_owner, address(name, other if "hand_over" in name else ids))
        marks = {word for page in found for word in MARKED.findall(page)}
        if not found or marks != ({mark} - {""}):
            wrong[name] = marks
    assert wrong == {}


def test_every_route_of_a_record_is_held_against_its_door():
    of_a_record = {name for name, policy in ROUTES.items() if policy is Policy.RECORD}
    assert of_a_record == MARKS.keys() | PAGELESS


def test_every_route_behind_a_door_is_a_route_and_stands_behind_one():
    behind = [name for names in DOORS.values() for name in names]
    assert sorted(behind) == sorted(set(behind) & ROUTES.keys())


def test_the_public_pages_to_read_mark_their_door(client):
    for path in ("/learn/", "/learn/red-flags/", "/learn/booklet/"):
        assert MARKED.findall(client.get(path).content.decode()) == ["Learn"]


def test_what_went_wrong_stands_behind_no_door(owner, record, access):
    path = address("trends", fill(access))
    wrong = owner.get(path + "?period=odd")
    assert wrong.status_code == 400
    assert MARKED.findall(wrong.content.decode()) == []


def test_no_template_says_which_door_it_stands_behind():
    by_hand = [path for path in TEMPLATES.rglob("*.html") if "with door=" in path.read_text()]
    assert by_hand == []
