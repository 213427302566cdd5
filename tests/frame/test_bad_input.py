"""Every bad value in every place of every route: an answer, never a fault."""

import uuid
from collections import defaultdict
from copy import deepcopy
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.db.models import Max
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
from carelog.patients.models import Membership, Patient, Revision
from carelog.policy import ROUTES, Policy
from carelog.safety.actions import raise_warnings
from tests import cast, kinds
from tests.frame.bad_values import CASES, Case
from tests.frame.storm import bad_values, fields_of, is_whole_run, sent_elsewhere
from tests.frame.storm_plan import FEW, kind_of, plan
from tests.frame.storm_run import Storm
from tests.links import holders

NOW = "2026-03-02T12:30Z"
#: Routes that write what Trends draws: its pictures are much of the time.
DRAWN = {
    *("entry_new", "entry_edit", "pain_place", "check_in_start", "check_in_step"),
    *("check_in_where", "dose_now"),
    *("patient_edit", "preferences", "trends_panels"),
}
#: Routes that change how every page of a record reads.
READ_EVERYWHERE = {"patient_edit", "preferences"}
#: So many of the entries of a kind that a storm wrote are looked at.
MOST_ENTRIES = 10
OTHER_KINDS = [kind for kind in RECORDED if kind not in (PainEntry, SymptomsEntry)]


@pytest.fixture(autouse=True)
def _that_afternoon(monkeypatch):
    """Offer few zones and countries: five hundred choices a page would be most of the time."""
    monkeypatch.setattr(forms, "zone_names", lambda: ("Europe/Berlin", "Asia/Kolkata"))
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
        rows["private"] = cast.make_private(access)
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


@pytest.fixture(scope="module")
def shares(rows):
    """Which bad values each case is sent."""
    return plan({name: str(row.uid) for name, row in rows.items()})


@pytest.fixture(scope="module")
def session(rows):
    """The cookie of the owner's session, fresh from the password each time a test begins."""
    with time_machine.travel(NOW):
        return signed_in(rows["record"].memberships.get(role="owner").user).cookies


def signed_in(user: User) -> Client:
    """Return a client of someone who has typed their password."""
    client = Client(raise_request_exception=False)
    client.post(reverse("account_login"), {"login": user.email, "password": cast.PASSWORD})
    assert settings.SESSION_COOKIE_NAME in client.cookies
    return client


def clients(route: str, session: SimpleCookie) -> list[Client]:
    """Return the owner, signed in with a password, and for public routes someone unknown too."""
    owner, unknown = (Client(raise_request_exception=False) for _who in range(2))
    owner.cookies.update(deepcopy(session))
    return [owner, unknown] if ROUTES[route] is Policy.PUBLIC else [owner]


def standing() -> list:
    """Return what changes whenever something is written that a page of a record shows."""
    models = (User, Patient, Membership)
    rows = [row for model in models for row in model.objects.order_by("pk").values()]
    return [row | {"last_login": None} for row in rows]


def last_revision() -> int:
    """Return the key of the newest revision, or 0."""
    return Revision.objects.aggregate(last=Max("pk", default=0))["last"]


def pages(case: Case, good: dict[str, str], before: int) -> list[str]:
    """Return the pages that show what the storm on a case may have written after a revision."""
    names = ("today", "log_index", "number_list", "patient_edit", "act_now", "timeline", "month")
    record = good["record"]
    found = [reverse(name, args=[record]) for name in names]
    for kind in RECORDED:
        rows = Revision.objects.filter(pk__gt=before, model=kind._meta.label_lower)
        written = set(rows.order_by("-pk").values_list("uid", flat=True)[:MOST_ENTRIES])
        found += [reverse("entry", args=[record, kind, uid]) for uid in written]
        if written or case.route in READ_EVERYWHERE:
            found.append(reverse("entry_list", args=[record, kind]))
    if case.route in DRAWN:
        found.append(reverse("trends", args=[record]) + "?period=all")
    if case.route in DRAWN and is_whole_run():
        found.append(reverse("trends", args=[record]))
    return found


def test_every_route_has_a_case_and_each_case_is_a_route():
    assert {case.route for case in CASES} == set(ROUTES)


def test_every_bad_value_goes_to_every_kind_of_place_and_some_to_every_place(good, shares):
    of_kinds, of_places = defaultdict(set), defaultdict(set)
    for case in CASES:
        fields = fields_of(case, good)
        for part, name, label in shares[case]:
            field = fields.get(name) if part == "form" else None
            of_kinds[kind_of(case, part, name, field)].add(label)
            of_places[case, (part, name)].add(label)
    print(f"{sum(map(len, of_places.values()))} bad values in {len(of_places)} places")  # noqa: T201
    assert all(labels == bad_values(good).keys() for labels in of_kinds.values())
    if is_whole_run():
        assert of_places.keys() == {(case, place) for case in CASES for place in case.places}
        assert min(map(len, of_places.values())) >= FEW
        assert len(set(bad_values(good).values())) >= 20
        assert len(of_kinds) >= 150


def test_the_owner_is_signed_in_and_sure_when_a_storm_begins(good, session):
    """Else a storm would be sent to the door."""
    [owner] = clients("link_new", session)
    for name in ("today", "link_new"):
        assert owner.get(reverse(name, args=[good["record"]])).status_code == 200


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_bad_value_breaks_a_page_now_or_later(case, good, session, shares):
    wrong, before, revision = [], standing(), last_revision()
    share = shares[case]
    for client in clients(case.route, session) if share else ():
        storm = Storm(client, case, good, share)
        storm.blow()
        assert storm.sent | storm.needless == share - sent_elsewhere(case, good, share)
        wrong += storm.wrong
    assert wrong == []
    if standing() != before:
        # A storm may have changed the address, and ended the session.
        reader, read = signed_in(User.objects.earliest("pk")), pages(case, good, revision)
        assert [path for path in read if reader.get(path).status_code != 200] == []


@pytest.mark.parametrize("tag", ["<script>alert(1)</script>", "<img src=x onerror=1>"])
def test_a_note_is_shown_as_text_and_never_as_markup(good, session, tag):
    [owner] = clients("entry_edit", session)
    where = [good["record"], "pain", good["pain"]]
    form = cast.pain_form(uid=good["pain"], version="1", note=tag)
    assert owner.post(reverse("entry_edit", args=where), form).status_code == 302
    page = owner.get(reverse("entry", args=where)).content.decode()
    assert tag not in page
    assert quote(tag[1:4]) in page
