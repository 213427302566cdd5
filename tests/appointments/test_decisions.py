"""What was decided at a visit: written there, open until it is done, found again in the record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from carelog.appointments import series
from carelog.appointments.models import Appointment, Decision
from carelog.diary.kinds import form_for
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast, kinds

pytestmark = pytest.mark.usefixtures("at_noon")
YESTERDAY = cast.NOON - timedelta(days=1)


@pytest.fixture
def visit(access):
    return kinds.keep(access, Appointment, starts_at=YESTERDAY, ends_at=None, state="done")


def decide(access, visit=None, **values):
    """Write down a decision, open unless told otherwise."""
    said = {"done_at": None, "visit_uid": visit and visit.uid} | values
    return kinds.keep(access, Decision, **said)


def path(row, name="entry"):
    return reverse(name, args=[row.patient.uid, type(row), row.uid])


def seen(client, address):
    return " ".join(client.get(address).content.decode().split())


def form(record, **typed):
    return form_for(Decision)(kinds.typed(Decision, **typed), instance=Decision.begin(record))


def test_it_is_written_from_the_page_of_the_visit_and_stands_there(owner, record, visit):
    new = reverse("entry_new", args=[record.uid, Decision]) + f"?visit={visit.uid}"
    assert new in owner.get(path(visit)).content.decode()
    asked = owner.get(new).context["form"]
    assert asked["visit_uid"].value() == visit.uid
    data = kinds.typed(Decision, visit_uid=str(visit.uid), done_at="")
    assert owner.post(new, data).status_code == 302
    assert "A scan of the hip" in seen(owner, path(visit))
    assert Decision.objects.get().visit == visit


@pytest.mark.parametrize("named", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_address_that_names_no_visit_asks_for_none(owner, record, named):
    new = reverse("entry_new", args=[record.uid, Decision])
    assert owner.get(new, {"visit": named}).context["form"]["visit_uid"].value() is None


def test_a_visit_of_another_record_is_no_choice(record, stranger):
    theirs = stranger.memberships.get().patient
    foreign = kinds.keep(cast.access_of(theirs, stranger), Appointment)
    assert "visit_uid" in form(record, visit_uid=str(foreign.uid)).errors


def test_it_needs_words_and_cannot_have_been_done_in_the_future(record):
    assert "text" in form(record, text="").errors
    assert "done_at" in form(record, done_at="2026-03-02T14:00").errors


def test_what_is_open_stands_on_today_and_beside_the_visits_the_earliest_first(
    owner, record, access, visit
):
    decide(access, text="Without a day", due_on=None)
    decide(access, visit, text="In May", due_on=date(2026, 5, 1))
    decide(access, visit, text="In March", due_on=date(2026, 3, 20))
    decide(access, visit, text="Done long ago", done_at=YESTERDAY)
    assert [one.text for one in series.open_decisions(access)] == [
        "In March",
        "In May",
        "Without a day",
    ]
    for address in ("today", "entry_list"):
        args = [record.uid, *([Appointment] if address == "entry_list" else [])]
        page = seen(owner, reverse(address, args=args))
        assert page.index("In March") < page.index("In May") < page.index("Without a day")
        assert "Done long ago" not in page


def test_saying_that_it_is_done_closes_it_and_is_in_its_history(owner, access, visit):
    row = decide(access, visit)
    assert "Is it done?" in seen(owner, path(row))
    data = kinds.typed(Decision, uid=str(row.uid), version="1", visit_uid=str(visit.uid))
    assert owner.post(path(row, "entry_edit"), data).status_code == 302
    assert list(series.open_decisions(access)) == []
    page = seen(owner, path(row))
    assert "Is it done?" not in page
    assert "When was it done?" in page.split("History")[1]


def test_a_restored_decision_is_at_its_visit_again(access, visit):
    row = decide(access, visit)
    first = row.history.get()
    with changing(access):
        row.visit_uid = None
        saving.keep_changed(access, row, 1)
        assert Decision.objects.get().visit is None
        saving.restore(access, first, Decision.objects.get(), 2)
    assert Decision.objects.get().visit == visit


def test_who_does_not_see_visits_sees_no_decision(sign_in, access, record, clinician, visit):
    row = decide(access, visit)
    clinician.memberships.update(scope=["pain"])
    client = sign_in(clinician)
    assert client.get(path(row)).status_code == 404
    assert "A scan of the hip" not in seen(client, reverse("today", args=[record.uid]))


def test_in_a_bundle_it_is_a_task_that_tells_who_by_when_and_at_which_visit(owner, access, visit):
    decide(access, visit)
    decide(access, text="Done", done_at=datetime(2026, 3, 2, 9, tzinfo=UTC), owner="", due_on=None)
    bundle = owner.get(reverse("fhir_bundle", args=[access.patient.uid])).json()
    tasks = [
        one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Task"
    ]
    first, done = sorted(tasks, key=lambda task: task["status"], reverse=True)
    assert (first["status"], first["owner"]) == ("requested", {"display": "the nurse"})
    assert first["restriction"] == {"period": {"end": "2026-03-20"}}
    assert first["reasonCode"]["text"].startswith("Visit: Scan, 1 March 2026")
    assert (done["status"], "owner" in done) == ("completed", False)
