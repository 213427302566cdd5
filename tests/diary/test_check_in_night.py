"""Between midnight and four, "today" may mean the night before."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import CheckIn, PainEntry
from tests.diary import taps

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
# Berlin is one hour ahead of UTC in March.
MIDNIGHT, BEFORE_FOUR, FOUR = "2026-03-02T23:00Z", "2026-03-03T02:59Z", "2026-03-03T03:00Z"


def test_the_choice_stands_above_the_buttons_with_last_night_chosen(sign_in, patient, record):
    with time_machine.travel(BEFORE_FOUR, tick=False):
        page = sign_in(patient).get(reverse("today", args=[record.uid])).content.decode()
    assert 'value="last_night" checked' in page
    assert page.index('name="night"') < page.index('name="worst"')


@pytest.mark.parametrize("moment", [FOUR, "2026-03-02T22:59Z"])
def test_by_day_there_is_no_choice(sign_in, patient, record, moment):
    with time_machine.travel(moment, tick=False):
        page = sign_in(patient).get(reverse("today", args=[record.uid])).content.decode()
    assert 'name="night"' not in page


@pytest.mark.parametrize("send", [taps.worst, taps.too_ill])
@pytest.mark.parametrize(
    ("moment", "night", "day"),
    [
        (MIDNIGHT, "last_night", MONDAY),
        (BEFORE_FOUR, "last_night", MONDAY),
        (BEFORE_FOUR, "today", TUESDAY),
        (BEFORE_FOUR, "", TUESDAY),
        (FOUR, "last_night", TUESDAY),
    ],
)
def test_a_tap_counts_for_the_day_that_was_meant(
    sign_in, patient, record, send, moment, night, day
):
    with time_machine.travel(moment, tick=False):
        assert send(sign_in(patient), record, night=night).status_code == 302
    assert CheckIn.objects.get().day == day
    assert not PainEntry.objects.exclude(day=day).exists()


def test_the_moment_is_kept_whatever_day_was_meant(sign_in, patient, record):
    with time_machine.travel(BEFORE_FOUR, tick=False):
        taps.worst(sign_in(patient), record, night="last_night")
    pain = PainEntry.objects.get()
    assert (pain.at.isoformat(), pain.zone) == ("2026-03-03T02:59:00+00:00", "Europe/Berlin")


def test_the_day_is_the_patients_not_the_servers(sign_in, patient, record):
    record.zone = "Pacific/Auckland"
    record.save(update_fields=["zone"])
    with time_machine.travel(taps.MONDAY_NOON, tick=False):
        taps.worst(sign_in(patient), record, night="today")
    assert PainEntry.objects.get().day == TUESDAY
