import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from carelog.accounts.models import User
from carelog.diary.since_last import mark_seen
from carelog.diary.today import greeting
from carelog.medications.models import Dose, Medication
from carelog.patients.access import changing
from carelog.patients.models import Membership
from carelog.safety.actions import raise_warnings
from tests import cast, kinds
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
    assert "The last 7 days" not in page


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
    assert "The last 7 days" not in page


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


def test_one_is_greeted_by_ones_own_clock_and_others_records_have_their_name(
    owner, sign_in, caregiver, record, access, clock
):
    assert "<h1>Test patient</h1>" in today(sign_in(caregiver), record)
    assert "<h1>Good day</h1>" in today(owner, record)
    for hour, words in ((2, "Hello"), (8, "Good morning"), (13, "Good day"), (20, "Good evening")):
        clock.move_to(cast.NOON.replace(hour=hour - 1))
        assert greeting(access) == words


def test_day_one_invites_to_what_makes_the_next_days_short(owner, record, access):
    cast.make_number(access, "cancer_line", "+49 30 5550")
    page = today(owner, record)
    for words in ("Add medicines", "Add the next visit", "Let someone help", "+49 30 5550"):
        assert words in page
    cast.make_pain(access)
    page = today(owner, record)
    assert "When you have a minute" not in page
    assert "+49 30 5550" not in page


def test_who_may_only_read_is_not_invited_to_write(sign_in, clinician, record):
    page = today(sign_in(clinician), record)
    assert "When you have a minute" not in page
    assert "Add medicines" not in page


def test_medicines_in_use_stand_with_the_last_dose_and_stopped_ones_do_not(owner, record, access):
    taken = kinds.keep(access, Medication, name="Morphine", stopped_on=None, stop_reason="")
    kinds.keep(access, Medication, name="Old one", stopped_on=cast.NOON.date() - DAY)
    kinds.keep(access, Dose, medication_uid=taken.uid, units=2, at=cast.NOON - DAY)
    page = today(owner, record)
    assert f"#m-{taken.uid}" in page
    assert "Last taken: yesterday, 13:00 (2 tablets)" in page
    assert "Old one" not in page


def test_what_others_did_is_told_until_one_has_seen_it(owner, record, caregiver, access):
    Membership.objects.update(looked_at=cast.NOON - 3 * DAY)
    editor = cast.access_of(record, caregiver)
    cast.make_pain(access, worst_24h=2)
    assert "What others did" not in today(owner, record)
    cast.make_pain(editor, cast.NOON - DAY, worst_24h=9)
    page = today(owner, record)
    told = page.partition("What others did")[2]
    assert "worst 9" in told
    assert "by caregiver (family or caregiver) for Test patient" in told
    mark_seen(access, timezone.now() + DAY)
    assert "What others did" not in today(owner, record)


def test_who_wrote_it_has_the_name_of_today(owner, record, caregiver):
    Membership.objects.update(looked_at=cast.NOON - 3 * DAY)
    cast.make_pain(cast.access_of(record, caregiver), worst_24h=9)
    assert "by caregiver " in today(owner, record)
    User.objects.filter(pk=caregiver.pk).update(name="Another name")
    assert "by Another name " in today(owner, record)


def test_the_owner_alone_is_told_who_waits_for_a_yes(owner, sign_in, caregiver, record):
    asked = "waits for your yes"
    assert asked not in today(owner, record)
    cast.join(record, cast.make_user("newcomer"), "viewer", "clinician", state="pending")
    name = User.objects.latest("pk").name
    page = today(owner, record)
    assert f"{name} {asked}" in " ".join(page.split())
    assert f'href="{reverse("sharing", args=[record.uid])}"' in page
    assert asked not in today(sign_in(caregiver), record)
