"""Every bad value in every place of every route: an answer, never a fault."""

import uuid
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from carelog.accounts.models import User
from carelog.diary import check_in_taps as taps
from carelog.diary.kinds import RECORDED
from carelog.links.models import ShareLink
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.medications.models import Medication
from carelog.patients import forms
from carelog.patients.access import changing
from carelog.patients.models import Membership, Patient
from carelog.policy import ROUTES, Policy
from carelog.safety.actions import raise_warnings
from tests import cast, kinds
from tests.frame.bad_values import CASES, Case
from tests.frame.storm import Place, bad_values, entry_pages, is_whole_run, left_out
from tests.frame.storm_run import Storm
from tests.links import holders

pytestmark = pytest.mark.usefixtures("drawn_as_on_a_server")
NOW = "2026-03-02T12:30Z"
#: Routes that write what Trends draws: its pictures are much of the time.
DRAWN = {
    *("entry_new", "entry_edit", "pain_place", "check_in_start", "check_in_step", "dose_now"),
    *("patient_edit", "preferences", "trends_panels"),
}
OTHER_KINDS = [kind for kind in RECORDED if kind not in (PainEntry, SymptomsEntry)]


@pytest.fixture(autouse=True)
def _that_afternoon(monkeypatch):
    """Offer few zones and countries: five hundred choices a page would be most of the time."""
    monkeypatch.setattr(forms, "zone_names", lambda: ["Europe/Berlin", "Asia/Kolkata"])
    monkeypatch.setattr(forms, "countries", [("DE", "Germany"), ("IN", "India")])
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module")
def rows(shared_database):
    """A record with one of everything, and a stranger's two things, by name."""
    # However long this takes, nothing here is later than the tests.
    with time_machine.travel(NOW, tick=False):
        patient, stranger = cast.make_user("patient"), cast.make_user("stranger")
        access = cast.access_of(cast.make_patient(patient), patient)
        others = cast.access_of(cast.make_patient(stranger, "Somebody else"), stranger)
        pain = cast.make_pain(access, places=[("pelvis", "left")])
        signs = cast.make_signs(access, chest_pain=True)
        with changing(access):
            [warning] = raise_warnings(access, signs.answers(), signs.uid, 1)
        sitting = taps.start(access, uuid.uuid4(), 4, pain.day)
        rows = {kind.slug: kinds.keep(access, kind) for kind in OTHER_KINDS}
        rows |= {"pain": pain, "symptoms": signs, "warning": warning, "check_in": sitting}
        rows["medicine"] = kinds.keep(access, Medication)
        rows |= {"record": access.patient, "number": cast.make_number(access)}
        rows["person"] = cast.join(access.patient, cast.make_user("x"), "editor", "caregiver")
        for maker in (patient, rows["person"].user):
            # So that it is asked what is to become of it.
            link = holders.make(access)[0]
            ShareLink.objects.filter(pk=link.pk).update(created_by=maker)
        rows |= {"others_record": others.patient, "others_entry": cast.make_pain(others)}
    return rows


@pytest.fixture
def good(rows, db):
    """Good values by name, the keys of those rows."""
    return {name: str(row.uid) for name, row in rows.items()}


def clients(route: str) -> list[Client]:
    """Return the owner, signed in with a password, and for public routes someone unknown too."""
    signed_in = Client(raise_request_exception=False)
    # A storm may have changed the address.
    fields = {"login": User.objects.earliest("pk").email, "password": cast.PASSWORD}
    signed_in.post(reverse("account_login"), fields)
    assert settings.SESSION_COOKIE_NAME in signed_in.cookies
    unknown = Client(raise_request_exception=False)
    return [signed_in, unknown] if ROUTES[route] is Policy.PUBLIC else [signed_in]


def standing() -> list:
    """Return what changes whenever something is written that a page of a record shows."""
    models = (User, Patient, Membership)
    rows = [row for model in models for row in model.objects.order_by("pk").values()]
    return [row | {"last_login": None} for row in rows]


def planned(case: Case, good: dict[str, str]) -> set[Place]:
    """Return each bad value in each place, but for what another case or run sends."""
    elsewhere = {("form", *pair) for pair in left_out(case, good)}
    return {(*place, label) for place in case.places for label in bad_values(good)} - elsewhere


def pages(case: Case, good: dict[str, str]) -> list[str]:
    """Return the pages that show what the storm on a case may have written."""
    names = ("today", "log_index", "number_list", "patient_edit", "act_now")
    record = good["record"]
    found = [reverse(name, args=[record]) for name in names]
    own = case.address.get("kind")
    for kind in RECORDED:
        if own in (None, kind.slug):
            found.append(reverse("entry_list", args=[record, kind]))
            found.extend(entry_pages(kind, record, 10 if own else 1))
    found.append(reverse("timeline", args=[record]))
    if case.route in DRAWN:
        found.append(reverse("trends", args=[record]) + "?period=all")
        found.append(reverse("trends", args=[record]))
    return found


def test_every_route_has_a_case_and_each_case_is_a_route():
    assert {case.route for case in CASES} == set(ROUTES)


def test_there_are_twenty_bad_values_and_ten_thousand_places_for_them(good):
    places = sum(len(case.places) for case in CASES)
    sent = sum(len(planned(case, good)) for case in CASES)
    print(f"{sent} bad values in {places} places of {len(ROUTES)} routes")  # noqa: T201
    if is_whole_run():
        assert len(set(bad_values(good).values())) >= 20
        assert sent >= 10_000


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_bad_value_breaks_a_page_now_or_later(case, good):
    wrong, before = [], standing()
    for client in clients(case.route):
        storm = Storm(client, case, good)
        storm.blow()
        assert storm.sent | storm.needless == planned(case, good)
        wrong += storm.wrong
    assert wrong == []
    if standing() != before:
        reader = clients(case.route)[0]
        assert [path for path in pages(case, good) if reader.get(path).status_code != 200] == []


@pytest.mark.parametrize("tag", ["<script>alert(1)</script>", "<img src=x onerror=1>"])
def test_a_note_is_shown_as_text_and_never_as_markup(good, tag):
    [owner] = clients("entry_edit")
    where = [good["record"], "pain", good["pain"]]
    form = cast.pain_form(uid=good["pain"], version="1", note=tag)
    assert owner.post(reverse("entry_edit", args=where), form).status_code == 302
    page = owner.get(reverse("entry", args=where)).content.decode()
    assert tag not in page
    assert quote(tag[1:4]) in page
