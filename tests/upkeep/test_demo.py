"""The year of the demo, read from the database, made again and removed."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from carelog.accounts.models import User
from carelog.appointments.models import Appointment, Event, Question
from carelog.appointments.series import open_questions, to_come
from carelog.diary.kinds import RECORDED
from carelog.links import health_link
from carelog.links.models import ShareLink
from carelog.logs.models import (
    KINDS,
    BowelsEntry,
    BreakthroughEntry,
    CheckIn,
    DietEntry,
    FallEntry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    SymptomsEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Dose, Medication
from carelog.patients import append_only
from carelog.patients.models import AccessEvent, Patient, Revision
from carelog.safety.models import RaisedWarning
from carelog.safety.rules import rule_for
from carelog.upkeep.demo import year
from carelog.upkeep.demo.people import clear_demo
from carelog.upkeep.demo.year import make_demo
from tests import cast
from tests.links import opened
from tests.links.test_one_truth import tell_the_same
from tests.summary.reading import page_path, words_of_page
from tests.upkeep import years

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EMPTY: dict[str, int] = {}
# So many of its first days are written a second time. What the later ones are made of is compared
# for the whole year in test_demo_days.py.
AGAIN_DAYS = 31


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The record of the demo, made once for all tests here.

    It is really written, day by day: in one long transaction PostgreSQL takes minutes.
    """
    with django_db_blocker.unblock():
        EMPTY.update(years.counts())
        with time_machine.travel(NOW, tick=False):
            make_demo(1, TODAY)
        yield Patient.objects.get(is_demo=True)
        clear_demo()
        append_only.remove(connection)
        AccessEvent.objects.all().delete()
        append_only.install(connection)


def of(kind, demo: Patient, /, **conditions):
    return kind.objects.filter(patient=demo, **conditions)


# --- The course of the year ---------------------------------------------------------------------


def test_at_least_five_days_had_severe_pain(demo):
    assert of(PainEntry, demo, worst_24h__gte=7).values("day").distinct().count() >= 5


def test_pain_flared_after_radiotherapy_and_was_lower_some_weeks_later(demo):
    done = of(Event, demo, kind="radiotherapy").get().ended_on
    before = years.worst_between(demo, done - timedelta(days=7), done - timedelta(days=1))
    flare = years.worst_between(demo, done + timedelta(days=1), done + timedelta(days=4))
    # The 4th to the 6th week after.
    later = years.worst_between(demo, done + timedelta(days=22), done + timedelta(days=42))
    assert flare > before
    assert before - later >= 2


def test_on_bad_days_the_person_walks_less_sleeps_less_and_is_more_tired(demo):
    bad = {*of(PainEntry, demo, worst_24h__gte=7).values_list("day", flat=True)}

    def mean(kind, field: str, *, is_bad: bool) -> Decimal:
        rows = of(kind, demo, **{f"{field}__isnull": False}).values_list("day", field)
        values = [value for day, value in rows if (day in bad) is is_bad]
        return Decimal(sum(values)) / len(values)

    for kind, field, is_more in (
        (MobilityEntry, "walk_minutes", False),
        (MobilityEntry, "function_level", True),
        (DietEntry, "appetite", False),
        (WellbeingEntry, "sleep_hours", False),
        (WellbeingEntry, "fatigue", True),
        (MoodEntry, "distress", True),
    ):
        other = mean(kind, field, is_bad=False)
        assert (mean(kind, field, is_bad=True) > other) is is_more, field


def test_there_were_two_falls(demo):
    assert of(FallEntry, demo, kind="fall").count() == 2


def test_weight_went_down_by_four_per_cent(demo):
    weights = list(of(WeightEntry, demo).order_by("at").values_list("weight_kg", flat=True))
    assert Decimal("0.035") <= 1 - weights[-1] / weights[0] <= Decimal("0.045")
    assert max(abs(b - a) for a, b in pairwise(weights)) < 2


def test_bowels_did_not_move_for_five_days_and_that_was_written_down(demo):
    rows = of(BowelsEntry, demo).order_by("day").values_list("day", "moved")
    stretches = [list(days) for moved, days in groupby(rows, lambda row: row[1]) if not moved]
    longest = max(stretches, key=len)
    assert len(longest) >= 5
    assert (longest[-1][0] - longest[0][0]).days == len(longest) - 1


# --- What was written ---------------------------------------------------------------------------


def test_every_kind_has_entries(demo):
    assert [kind.slug for kind in RECORDED if not of(kind, demo).exists()] == []


def test_there_are_gaps_of_exactly_one_four_and_twelve_days(demo):
    assert years.gaps(demo) == [1, 4, 12]


def test_the_year_goes_from_a_year_ago_to_yesterday(demo):
    days = years.days_with_entries(demo)
    assert days[0] == TODAY - timedelta(days=365)
    assert days[-1] == TODAY - timedelta(days=1)


def test_most_days_have_a_check_in_that_is_done(demo):
    done = of(CheckIn, demo, done_at__isnull=False).values("day").distinct().count()
    assert done >= 300
    assert of(CheckIn, demo, too_ill=True).exists()


def test_most_check_ins_have_their_steps(demo):
    for kind in (PainEntry, SymptomsEntry, DietEntry, MobilityEntry, WellbeingEntry):
        assert of(kind, demo, check_in__isnull=False).count() >= 280, kind.slug


def test_one_entry_lies_in_the_night_the_clocks_change(demo):
    def offset(moment):
        return moment.astimezone(ZoneInfo("Europe/Berlin")).utcoffset()

    half = timedelta(hours=2)
    moments = of(BreakthroughEntry, demo).values_list("at", flat=True)
    near = [at for at in moments if offset(at - half) != offset(at + half)]
    assert len(near) == 1


def test_about_a_tenth_of_the_entries_is_the_caregivers(demo):
    entries = years.entries(demo)
    theirs = [row for row in entries if row.recorded_by.email == "demo-caregiver@example.org"]
    assert 0.08 <= len(theirs) / len(entries) <= 0.12
    assert not any(isinstance(row, MoodEntry) for row in theirs)


def test_doses_were_taken_and_some_skipped_with_a_reason(demo):
    taken, skipped = of(Dose, demo, skip_reason=""), of(Dose, demo).exclude(skip_reason="")
    assert taken.count() > 10 * skipped.count() > 100
    assert len({*skipped.values_list("skip_reason", flat=True)}) >= 4
    assert of(Dose, demo, relief_pct__isnull=False).exists()
    assert of(Medication, demo, stopped_on__isnull=False).exists()


def test_there_are_visits_past_and_to_come_with_questions(demo):
    access = cast.access_of(demo, demo.memberships.get(role="owner").user)
    assert to_come(access, NOW).count() == 4
    assert of(Appointment, demo, state="done").count() >= 10
    assert len(open_questions(access)) == 2
    assert of(Question, demo).exclude(answer="").count() >= 3
    assert of(Event, demo).count() == 3


def test_a_health_link_to_it_is_read_within_the_limits_that_libraries_have(demo):
    access = cast.access_of(demo, demo.memberships.get(role="owner").user)
    link = ShareLink(patient=demo, kind="app", key_salt="00" * 32)
    with time_machine.travel(NOW, tick=False):
        files = health_link.sealed_files(health_link.made_record(access, NOW), link, "token")
    key = health_link._base64(health_link._key_of(link, "token"))
    lengths = [len(opened.by_joserfc(key, one)) for one in files]
    assert lengths == [len(opened.by_jwcrypto(key, one)) for one in files]
    assert opened.by_jose(key, files) == [length for length in lengths for _version in "46"]
    assert len(files) > 5
    assert max(lengths) < 250_000
    assert b"figure-worst-pain" in opened.by_joserfc(key, files[0])


# --- How it was written -------------------------------------------------------------------------


def test_page_paper_table_bundle_and_health_link_of_it_tell_the_same_figures(demo):
    owner = demo.memberships.get(role="owner").user
    with time_machine.travel(NOW, tick=False):
        tell_the_same(cast.access_of(demo, owner))


def test_its_summary_answers_the_seven_questions_within_350_words(demo, client):
    owner = demo.memberships.get(role="owner").user
    with time_machine.travel(NOW, tick=False):
        client.force_login(owner)
        page = words_of_page(client.get(page_path(demo)))
    answers, _rest = page.split("Bowels Last movement", 1)
    assert "Medicines, as taken" in answers
    assert len(answers.split()) <= 350


def test_everything_was_written_in_the_past_and_in_order(demo):
    moments = list(Revision.objects.filter(patient=demo).order_by("pk").values_list("at"))
    assert moments == sorted(moments)
    assert NOW - timedelta(days=366) < moments[0][0] <= moments[-1][0] < NOW
    events = AccessEvent.objects.filter(record=demo.access_key).order_by("pk").values_list("at")
    assert list(events) == sorted(events)
    assert events.last()[0] < NOW
    assert {*events.values_list("act", flat=True)} == {"read", "changed"}


def test_nothing_says_that_it_was_saved_before_it_happened(demo):
    early = [row for row in years.entries(demo) if row.created_at < row.at]
    assert early == []


def test_every_row_has_its_history(demo):
    for kind in RECORDED:
        for row in kind.everything.filter(patient=demo)[:20]:
            assert row.history.count() == row.version


def test_some_entries_were_corrected_and_one_was_removed(demo):
    assert of(WeightEntry, demo, version=2).count() == 1
    assert of(PainEntry, demo, note__startswith="Worse than").count() == 1
    removed = [kind.everything.filter(patient=demo, removed_at__isnull=False) for kind in KINDS]
    assert sum(rows.count() for rows in removed) == 1


def test_one_sign_was_dealt_with_and_one_warning_is_no_emergency(demo):
    ended = RaisedWarning.objects.filter(patient=demo, ending="help")
    assert "E" in {rule_for(warning.rule).tier for warning in ended}
    still_open = RaisedWarning.objects.get(patient=demo, ended_at=None)
    assert rule_for(still_open.rule).tier == "T"


def test_the_clock_is_right_again_afterwards(demo):
    with time_machine.travel(NOW, tick=False):
        assert timezone.now() == NOW


# --- Again, and no more -------------------------------------------------------------------------


def test_the_same_seed_and_day_make_the_same_days_in_place_of_the_first(demo, monkeypatch):
    until = datetime.combine(TODAY - timedelta(days=365 - AGAIN_DAYS), time(), UTC)
    whole_year, first = year._acts, years.history(demo, until)
    monkeypatch.setattr(year, "_acts", lambda pen: [a for a in whole_year(pen) if a[0] < until])
    with time_machine.travel(NOW, tick=False):
        make_demo(1, TODAY)
    again = Patient.objects.get(is_demo=True)
    assert again.access_key != demo.access_key
    assert len(first) > 300
    assert years.history(again, until) == first


def test_clearing_leaves_nothing_but_the_access_log(demo):
    log = AccessEvent.objects.count()
    clear_demo()
    assert years.counts() == EMPTY | {"patients.AccessEvent": log}


def test_clearing_never_touches_another_record(demo, access):
    cast.make_pain(access)
    before, users = years.digest(access.patient), User.objects.count()
    clear_demo()
    assert years.digest(Patient.objects.get(pk=access.patient.pk)) == before
    assert User.objects.count() == users - 2
