"""manage.py seed_history: how much it writes, that it is sound, and where it refuses to write."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from carelog.accounts.models import User
from carelog.dashboard.panels import PANELS
from carelog.diary.check_in_taps import derived
from carelog.logs.models import KINDS, CheckIn, PainEntry, PainPlace
from carelog.medications.models import Dose
from carelog.patients import clock, saving
from carelog.patients.models import Membership, Patient, Revision
from carelog.safety.models import RaisedWarning
from carelog.upkeep.demo.calendar import Calendar
from carelog.upkeep.demo.people import begin_demo
from carelog.upkeep.models import DemoUser
from carelog.upkeep.volume import make
from tests import cast
from tests.upkeep import years

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def seed(days: int = 30, patients: int = 4, other_days: int = 5, *more: str) -> str:
    """Run the command for a small volume; return what it printed."""
    out = StringIO()
    sizes = [f"--days={days}", f"--patients={patients}", f"--other-days={other_days}"]
    call_command("seed_history", *sizes, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def two_courses(monkeypatch):
    """Two courses for all records but the first: the last two of five are copies."""
    monkeypatch.setattr(make, "COURSES", 2)


@pytest.fixture(scope="module")
def seeded(shared_database):
    """Five records, and what the command said of them."""
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(cast.NOON, tick=False):
        patch.setattr(make, "COURSES", 2)
        said = seed(patients=5)
    return list(Patient.objects.order_by("pk")), said


@pytest.fixture
def copied(seeded, db):
    """The five records; the last two are copies."""
    return seeded[0]


def rows_of(patient: Patient) -> list:
    """Return all that is kept of a record."""
    return [row for model in years.EVERY_KEPT for row in model.everything.filter(patient=patient)]


def dated(patient: Patient) -> int:
    return sum(model.objects.filter(patient=patient).count() for model in years.DATED)


# --- How much, and for whom ----------------------------------------------------------------------


def test_there_are_about_eight_lines_a_day_and_one_check_in():
    seed(days=200, patients=1)
    [patient] = Patient.objects.all()
    assert 7.5 < dated(patient) / 200 < 8.5
    assert CheckIn.objects.count() == len(years.days_with_entries(patient))
    assert PainPlace.objects.count() == 2 * PainEntry.objects.count()


def test_the_days_end_today_and_have_gaps():
    seed(days=100, patients=1)
    days = years.days_with_entries(Patient.objects.get())
    assert (days[0] >= TODAY - timedelta(days=99), days[-1]) == (True, TODAY)
    assert 2 in years.gaps(Patient.objects.get())


def test_another_last_day_can_be_asked_for():
    seed(30, 2, 5, "--today=2025-06-01")
    for patient in Patient.objects.all():
        assert years.days_with_entries(patient)[-1] == date(2025, 6, 1)


def test_every_record_has_one_owner_and_its_days(copied):
    assert len(copied) == 5
    for number, patient in enumerate(copied, 1):
        member = Membership.objects.get(patient=patient)
        assert (member.role, member.state) == ("owner", "active")
        assert member.user.email == f"seeded-{number}@example.org"
        assert {row.recorded_by_id for row in rows_of(patient)} == {member.user_id}
    assert all(30 <= dated(patient) <= 50 for patient in copied[1:])


def test_people_and_records_are_marked_as_not_real(copied):
    assert all(p.is_demo and p.name.startswith("Seeded record ") for p in copied)
    assert DemoUser.objects.count() == User.objects.count() == 5
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_what_is_printed_is_what_is_there(seeded):
    lines = [line.split() for line in seeded[1].splitlines()]
    said = {table: int(rows.replace(",", "")) for rows, table, *_more in lines[:-1]}
    kept = (*years.EVERY_KEPT, PainPlace, Revision, User, DemoUser, Patient, Membership)
    assert said == {model._meta.db_table: model._base_manager.count() for model in kept}
    assert int(lines[-1][0].replace(",", "")) == sum(said.values())


# --- That it is sound ----------------------------------------------------------------------------


def test_every_panel_has_numbers_and_pages_open(sign_in):
    seed()
    owner = User.objects.get(email="seeded-1@example.org")
    patient = Patient.objects.get(memberships__user=owner)
    access = cast.access_of(patient, owner)
    assert [panel.slug for panel in PANELS if not panel.days(access, TODAY, None)] == []
    client = sign_in(owner)
    for page in ("today", "trends"):
        assert client.get(reverse(page, args=[patient.uid])).status_code == 200


def test_every_kind_of_log_is_written_in_a_year():
    seed(days=365, patients=1)
    assert [kind.slug for kind in KINDS if not kind.objects.exists()] == []


def test_every_row_has_the_digest_and_the_history_of_what_it_says(copied):
    for row in rows_of(copied[0]) + rows_of(copied[-1]):
        [turn] = row.history
        assert (turn.act, turn.version, turn.by) == ("created", row.version, row.recorded_by)
        assert row.digest == saving.digest_of(turn.snapshot)
        for name in row.kept_fields:
            said = row._meta.get_field(name).to_python(turn.snapshot[name])
            assert said == getattr(row, name), name


def test_every_row_passes_its_own_rules():
    seed(patients=2)
    for row in rows_of(Patient.objects.first()):
        empty = {f.name for f in row._meta.fields if getattr(row, f.attname) is None}
        row.full_clean(exclude=empty)


def test_lines_stand_on_the_day_of_their_moment_and_none_is_to_come(copied):
    for model in years.DATED:
        for row in model.objects.all():
            assert row.at.astimezone(clock.local_now(row.patient).tzinfo).date() == row.day
            assert row.at <= cast.NOON


def test_rows_point_to_rows_of_their_own_record(copied):
    for dose in Dose.objects.select_related("medication"):
        assert dose.medication.patient_id == dose.patient_id
        assert dose.medication.uid == dose.medication_uid
    for pain in PainEntry.objects.select_related("check_in"):
        assert pain.check_in.patient_id == pain.patient_id
        assert pain.uid == derived(pain.check_in.uid, PainEntry)
        assert pain.places.count() == 2


def test_no_warning_is_owed(copied):
    signs = [row.answers() for row in years.entries(copied[0]) if row.slug == "symptoms"]
    assert not any(value is True for answers in signs for value in answers.values())
    assert not RaisedWarning.objects.exists()


# --- Again, and where not ------------------------------------------------------------------------


def content() -> list[str]:
    return [f"{p.uid} {years.digest(p)}" for p in Patient.objects.order_by("pk")]


def test_the_same_seed_writes_the_same_in_place_of_what_was_there(copied, two_courses):
    first, counted = content(), years.counts()
    seed(patients=5)
    assert content() == first
    assert years.counts() == counted
    seed(30, 5, 5, "--seed=2")
    assert not set(content()) & set(first)


def test_nothing_is_written_in_production(settings):
    settings.PLAIN_HTTP = False
    before = years.counts()
    with pytest.raises(CommandError, match="this machine alone"):
        seed()
    assert years.counts() == before


def refused() -> bool:
    """Say whether the command leaves everything alone here."""
    before = years.counts()
    with pytest.raises(CommandError, match="did not make"):
        seed()
    return years.counts() == before


def test_nothing_is_written_beside_a_real_record(record):
    assert refused()


def test_nothing_is_written_beside_the_demo():
    begin_demo(1, Calendar(TODAY))
    assert refused()


def test_a_record_is_not_taken_for_a_seeded_one_by_its_name(patient):
    cast.make_patient(patient, "Seeded record 1")
    assert refused()


def test_an_address_somebody_else_has_is_not_taken_over():
    User.objects.filter(email="seeded-1@example.org").delete()
    cast.make_user("seeded-1")
    assert refused()


@pytest.mark.parametrize("day", ["2026-03-03", "1900-01-01"])
def test_a_day_to_come_or_long_ago_is_refused(day):
    with pytest.raises(CommandError, match="--today"):
        seed(30, 2, 5, f"--today={day}")


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999"])
def test_a_number_of_days_that_makes_no_sense_is_refused(days):
    with pytest.raises(CommandError, match="--days"):
        call_command("seed_history", f"--days={days}")


def test_the_help_says_what_it_is_for(capsys):
    with pytest.raises(SystemExit):
        call_command("seed_history", "--help")
    assert "only for measuring" in " ".join(capsys.readouterr().out.split())


def test_today_in_the_first_minutes_of_a_day_holds_no_time_to_come():
    with time_machine.travel(datetime(2026, 3, 1, 23, 2, tzinfo=UTC), tick=False):
        seed(days=5, patients=1)
    assert CheckIn.objects.filter(day=TODAY).count() == 1
    assert max(row.at for row in years.entries(Patient.objects.get())).hour == 23
