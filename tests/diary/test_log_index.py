"""The page of all logs: a row a kind, most written first, with what was written last."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.dashboard import record_cache
from carelog.dashboard.looks import LOOKS
from carelog.logs.models import KINDS, FallEntry, MobilityEntry, MoodEntry, PainEntry, WeightEntry
from carelog.medications.models import Dose, Medication
from tests import cast, kinds

DAY = timedelta(days=1)
NOTHING = "Nothing written yet."
# Medicines say what they are for instead.
OTHERS = len(LOOKS) - 1


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def index(client, record) -> str:
    """Open the list of kinds."""
    return client.get(reverse("log_index", args=[record.uid])).content.decode()


def context(client, record) -> dict:
    """Return what the page shows."""
    return client.get(reverse("log_index", args=[record.uid])).context


def said(client, record) -> dict[str, str]:
    """Return what each row says of its kind's last entry."""
    page = context(client, record)
    return {row.slug: row.said for row in (*page["most"], *page["rest"])}


def on(access, kind, back: int, **more):
    """Keep an entry of a kind so many days ago."""
    at = cast.NOON - back * DAY
    return kinds.keep(access, kind, at=at, day=at.date(), **more)


def test_each_kind_has_an_icon_and_what_it_is_about():
    assert set(LOOKS) == {*KINDS, Medication}


def test_every_kind_is_there_to_write_and_to_read(owner, record, access):
    cast.make_pain(access, cast.NOON)
    page = index(owner, record)
    assert page.count(NOTHING) == OTHERS - 1
    for kind in KINDS:
        assert f'<a class="go" href="{reverse("entry_new", args=[record.uid, kind])}"' in page
        assert f'<a class="split" href="{reverse("entry_list", args=[record.uid, kind])}"' in page


def test_the_second_target_of_a_row_says_of_what_it_shows_earlier_entries(owner, record):
    page = " ".join(index(owner, record).split())
    assert re.search(r'class="split"[^>]*>.{1,400}?Pain: earlier entries </span>', page)
    assert "Medicines: earlier entries" in page


def test_medicines_lead_to_their_list_and_to_the_doses(owner, record):
    page = index(owner, record)
    assert f'<a class="go" href="{reverse("entry_list", args=[record.uid, Medication])}"' in page
    assert f'<a class="split" href="{reverse("entry_list", args=[record.uid, Dose])}"' in page


def test_a_row_says_what_was_written_last_and_when(owner, record, access):
    on(access, WeightEntry, 0)
    on(access, PainEntry, 1)
    on(access, PainEntry, 3)
    on(access, MobilityEntry, 2)
    on(access, FallEntry, 100)
    rows = said(owner, record)
    assert rows["weight"] == "72.5 kg"
    assert rows["pain"].endswith("· yesterday")
    assert rows["mobility"].endswith("· Sat 28 Feb")
    assert rows["falls"].endswith("· Sat 22 Nov 2025")


def test_what_was_written_today_is_ticked(owner, record, access):
    assert 'class="pill"' not in index(owner, record)
    on(access, WeightEntry, 0)
    on(access, PainEntry, 1)
    assert index(owner, record).count('class="pill"') == 1


def test_the_kinds_written_most_stand_first_and_at_most_five(owner, record, access):
    written = dict(zip(KINDS, (1, 0, 2, 3, 0, 1, 1, 2), strict=False))
    for kind, times in written.items():
        for back in range(times):
            on(access, kind, back)
    page = context(owner, record)
    most = [row.slug for row in page["most"]]
    assert most == ["mobility", "breakthrough", "weight", "pain", "diet"]
    in_order = [kind.slug for kind in LOOKS]
    assert [row.slug for row in page["rest"]] == [slug for slug in in_order if slug not in most]


def test_only_the_last_ninety_days_are_counted(owner, record, access):
    for back in (90, 91, 92):
        on(access, FallEntry, back)
    on(access, WeightEntry, 89)
    assert [row.slug for row in context(owner, record)["most"]] == ["weight"]


def test_before_anything_is_written_all_kinds_stand_unfolded_in_their_order(owner, record):
    page = context(owner, record)
    assert (page["most"], [row.slug for row in page["rest"]]) == ([], [k.slug for k in LOOKS])
    assert "Written most" not in index(owner, record)
    assert "<details" not in index(owner, record).partition("<main")[2]


def test_in_quiet_mode_a_row_says_the_day_alone(owner, record, access, patient):
    on(access, MoodEntry, 1)
    assert said(owner, record)["mood"].startswith("upset or stressed")
    patient.quiet = True
    patient.save()
    assert said(owner, record)["mood"] == "Yesterday"


def test_a_reader_sees_only_the_kinds_of_their_scope_and_their_lists(sign_in, clinician, record):
    clinician.memberships.update(scope=["symptoms"])
    page = index(sign_in(clinician), record)
    assert f'<a class="go" href="{reverse("entry_list", args=[record.uid, "symptoms"])}"' in page
    assert reverse("entry_list", args=[record.uid, "pain"]) not in page
    for words in ("/new/", "Tap a line to write", 'class="split"'):
        assert words not in page


def test_a_reader_with_no_kind_in_their_scope_finds_the_rest_of_the_page(
    sign_in, clinician, record
):
    clinician.memberships.update(scope=["visits"])
    page = index(sign_in(clinician), record)
    assert "Visits and questions" in page
    assert NOTHING not in page


def test_the_page_asks_as_often_with_many_entries_as_with_one(owner, record, access):
    def asked() -> int:
        record_cache.clear()
        with CaptureQueriesContext(connection) as captured:
            index(owner, record)
        return len(captured)

    for kind in (PainEntry, Dose, WeightEntry):
        kinds.keep(access, kind)
    index(owner, record)
    few = asked()
    for back in range(1, 20):
        for kind in (PainEntry, WeightEntry, MobilityEntry):
            on(access, kind, back)
    assert asked() <= few
