import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from tests import cast
from tests.diary import taps

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


def today(client, record) -> str:
    """Open Today."""
    response = client.get(reverse("today", args=[record.uid]))
    assert response.status_code == 200
    return response.content.decode()


def test_today_is_eleven_buttons_that_each_save(owner, record):
    page = today(owner, record)
    assert re.findall(r'<button name="worst"\s+value="(\d+)"', page) == [str(n) for n in range(11)]


def test_each_opening_of_today_has_a_key_of_its_own(owner, record):
    path = reverse("today", args=[record.uid])
    assert owner.get(path).context["key"] != owner.get(path).context["key"]


def test_what_was_said_today_and_yesterday_is_shown(owner, record, access):
    cast.make_pain(access, cast.NOON - DAY, worst_24h=3)
    cast.make_pain(access, cast.NOON, worst_24h=4)
    cast.make_pain(access, cast.NOON - timedelta(hours=3), worst_24h=7)
    page = today(owner, record)
    assert "Worst pain today: 7." in page
    assert "Yesterday: 3." in page


def test_no_reader_is_told_to_have_said_what_others_may_have(sign_in, caregiver, record, access):
    cast.make_pain(access, cast.NOON, worst_24h=8)
    page = today(sign_in(caregiver), record)
    assert "Worst pain today: 8." in page
    assert "you said" not in page


def test_a_day_without_an_entry_is_no_zero(owner, record):
    page = today(owner, record)
    assert "Yesterday: no entry." in page
    assert "Worst pain today" not in page
    assert "How pain goes" not in page


def test_an_open_warning_stands_on_top(owner, record, access):
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, 1)
    page = today(owner, record)
    assert "Call the emergency number now" in page
    assert page.index("Open this warning") < page.index('name="worst"')


def test_a_reader_sees_the_numbers_and_no_buttons(sign_in, clinician, record, access):
    cast.make_pain(access, cast.NOON, worst_24h=7)
    page = today(sign_in(clinician), record)
    assert "Worst pain today: 7." in page
    assert 'name="worst"' not in page


def test_a_reader_without_the_pain_scope_sees_no_number(sign_in, clinician, record, access):
    clinician.memberships.update(scope=["symptoms"])
    cast.make_pain(access, cast.NOON, worst_24h=7)
    page = today(sign_in(clinician), record)
    assert "Pain is not shared with you in this record." in page
    assert "7" not in page.partition("<main")[2].partition("</main>")[0]
    assert "How pain goes" not in page


def test_a_reader_without_the_warnings_scope_sees_no_warning(sign_in, clinician, record, access):
    clinician.memberships.update(scope=["pain"])
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, 1)
    assert "Open this warning" not in today(sign_in(clinician), record)


def test_a_strangers_record_is_not_there(sign_in, stranger, record):
    assert sign_in(stranger).get(reverse("today", args=[record.uid])).status_code == 404


def test_today_is_never_stored_by_a_browser(owner, record):
    response = owner.get(reverse("today", args=[record.uid]))
    assert response["Cache-Control"] == "no-store, private"
