"""Every bad value in every place of every route: an answer, never a fault."""

import uuid
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from carelog.diary import check_in
from carelog.diary.kinds import RECORDED
from carelog.entries.models import Recorded
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.medications.models import Medication
from carelog.patients import forms
from carelog.patients.access import changing
from carelog.patients.models import Number
from carelog.policy import ROUTES, Policy
from carelog.safety.actions import raise_warnings
from tests import cast, kinds
from tests.frame.bad_values import BAD_VALUES, CASES, PARAMETERS, Case

ANSWERS = {200, 204, 302, 400, 401, 403, 404, 405, 409, 413, 422, 429}
NOW = "2026-03-02T12:30Z"
VERSIONED = {kind.slug: kind for kind in RECORDED} | {"number": Number}
OTHER_KINDS = [kind for kind in RECORDED if kind not in (PainEntry, SymptomsEntry)]


@pytest.fixture
def short_lists(monkeypatch):
    """Offer few zones and countries: five hundred choices a page would be most of the time."""
    monkeypatch.setattr(forms, "zone_names", lambda: ["Europe/Berlin", "Asia/Kolkata"])
    monkeypatch.setattr(forms, "countries", [("DE", "Germany"), ("IN", "India")])


@pytest.fixture
def good(record, access, stranger, short_lists):
    """Good values by name: a record with one of everything, and a stranger's two keys."""
    with time_machine.travel(NOW):
        pain = cast.make_pain(access, places=[("pelvis", "left")])
        signs = cast.make_signs(access, chest_pain=True)
        with changing(access):
            [warning] = raise_warnings(access, signs.answers(), signs.uid, 1)
        sitting = check_in.start(access, uuid.uuid4(), 4, pain.day)
        others = cast.access_of(stranger.memberships.get().patient, stranger)
        rows = {kind.slug: kinds.keep(access, kind) for kind in OTHER_KINDS}
        rows |= {"pain": pain, "symptoms": signs, "warning": warning, "check_in": sitting}
        rows["medicine"] = kinds.keep(access, Medication)
        rows |= {"record": record, "number": cast.make_number(access)}
        rows |= {"others_record": others.patient, "others_entry": cast.make_pain(others)}
        yield {name: str(row.uid) for name, row in rows.items()}


def filled(template: str, good: dict[str, str]) -> str:
    """Fill one good value in, with the version that stands now."""
    name = template.strip("{}")
    if template != f"{{{name}}}" or not name.isidentifier():
        return template
    if name == "fresh":
        return str(uuid.uuid4())
    if name.endswith("_version"):
        kind = name.removesuffix("_version")
        rows = VERSIONED[kind]._default_manager.filter(uid=good[kind])
        return str(rows.values_list("version", flat=True).get())
    return good[name]


def bad_values(good: dict[str, str]) -> dict[str, str]:
    """Return the list, and keys that are good but somebody else's."""
    return BAD_VALUES | {name: good[name] for name in ("others_record", "others_entry")}


def encoded(values: dict[str, str], good: dict[str, str], name: str, bad: str) -> str:
    """Return good values with one bad one among them, as a browser sends them."""
    pairs = {key: filled(value, good) for key, value in values.items() if key != name}
    names = PARAMETERS if name == "all at once" else (name,)
    return "&".join([urlencode(pairs), *(f"{n}={bad.replace('{name}', n)}" for n in names)])


def address(case: Case, good: dict[str, str], name: str = "", bad: str = "") -> str:
    """Return the address of a case, one of its parts bad."""
    parts = {key: filled(value, good) for key, value in case.address.items()}
    path = reverse(case.route, kwargs=parts)
    if not name:
        return path
    before, _, after = path.rpartition(parts[name])
    return before + bad.replace("\udced\udca0\udc80", "%ED%A0%80") + after


def send(client: Client, method: str, path: str, query: str = "", form: str = "") -> str:
    """Send a request; return what is wrong with the answer, or nothing."""
    raw = {"QUERY_STRING": query.encode("utf-8", "surrogateescape").decode("latin-1")}
    body = form.encode("utf-8", "surrogateescape")
    kind = "application/x-www-form-urlencoded"
    response = client.generic(method, path, body, content_type=kind, **raw)
    injected = any(cookie.value == "1" for cookie in response.cookies.values())
    if response.status_code in ANSWERS and not injected:
        return ""
    return f"{response.status_code} {getattr(response, 'exc_info', None)}"


def all_bad(case: Case, good: dict[str, str]):
    """Yield forms in which each field but the version is bad, with another value each time."""
    bad = list(bad_values(good).values())
    names = [name for name in case.form if name != "version"]
    version = urlencode({"version": filled(case.form["version"], good)})
    for turn in range(len(bad)):
        values = [bad[(turn + place) % len(bad)] for place in range(len(names))]
        pairs = [f"{n}={v.replace('{name}', n)}" for n, v in zip(names, values, strict=True)]
        yield f"all fields, turn {turn}", "&".join([version, *pairs])


def requests(case: Case, good: dict[str, str]):
    """Yield (what it is, method, path, query, form) for each bad value in each place."""
    if case.at_once:
        for what, form in all_bad(case, good):
            yield what, "POST", address(case, good), "", form
    for part, name in case.places:
        if case.at_once and part == "form" and name != "version":
            continue
        for label, bad in bad_values(good).items():
            what = f"{part} {name}: {label}"
            if part == "address":
                method = "GET" if case.form is None else "POST"
                form = encoded(case.form or {}, good, "", "")
                yield what, method, address(case, good, name, bad), "", form
            elif part == "query":
                query = encoded(case.query, good, name, bad)
                yield what, "GET", address(case, good), query, ""
            else:
                form = encoded(case.form, good, name, bad)
                yield what, "POST", address(case, good), "", form


def clients(route: str) -> list[Client]:
    """Return the owner, signed in with a password, and for public routes someone unknown too."""
    signed_in = Client(raise_request_exception=False)
    fields = {"login": "patient@example.org", "password": cast.PASSWORD}
    signed_in.post(reverse("account_login"), fields)
    assert settings.SESSION_COOKIE_NAME in signed_in.cookies
    unknown = Client(raise_request_exception=False)
    return [signed_in, unknown] if ROUTES[route] is Policy.PUBLIC else [signed_in]


def pages(case: Case, good: dict[str, str]) -> list[str]:
    """Return the pages that show what the storm on a case may have written."""
    names = ("today", "trends", "log_index", "number_list", "patient_edit", "act_now")
    record = good["record"]
    found = [reverse(name, args=[record]) for name in names]
    own = case.address.get("kind")
    for kind in RECORDED:
        if own in (None, kind.slug):
            found.append(reverse("entry_list", args=[record, kind]))
            found.extend(entry_pages(kind, record, 10 if own else 2))
    found.append(reverse("timeline", args=[record]))
    return [*found, reverse("trends", args=[record]) + "?period=all"]


def entry_pages(kind: type[Recorded], record: str, most: int) -> list[str]:
    """Return the pages of the newest entries of a kind, removed ones too."""
    rows = kind.everything.filter(patient__uid=record).order_by("-pk")[:most]
    return [reverse("entry", args=[record, kind, row.uid]) for row in rows]


def test_every_route_has_a_case_and_each_case_is_a_route():
    assert {case.route for case in CASES} == set(ROUTES)


def test_every_place_gets_twenty_bad_values(good):
    planned = sum(asked(case, len(list(requests(case, good)))) for case in CASES)
    places = sum(len(case.places) for case in CASES)
    print(f"{planned} requests for {places} places of {len(ROUTES)} routes")  # noqa: T201
    assert len(set(bad_values(good).values())) >= 20
    assert planned >= 20 * places


def asked(case: Case, sent: int) -> int:
    """Return how many bad values that many requests held."""
    in_turn = len(BAD_VALUES) + 2
    return sent + in_turn * (len(case.form) - 2) if case.at_once else sent


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_bad_value_breaks_a_page_now_or_later(case, good):
    wrong, sent = [], 0
    for client in clients(case.route):
        for what, *request in requests(case, good):
            problem = send(client, *request)
            wrong += [f"{what} → {problem}"] if problem else []
            sent += 1
    assert wrong == []
    assert asked(case, sent) >= 20 * len(case.places)
    if case.form:
        reader = clients(case.route)[0]
        assert [path for path in pages(case, good) if reader.get(path).status_code != 200] == []


@pytest.mark.parametrize("tag", ["<script>alert(1)</script>", "<img src=x onerror=1>"])
def test_a_note_is_shown_as_text_and_never_as_markup(owner, record, access, tag):
    entry = cast.make_pain(access)
    form = cast.pain_form(uid=str(entry.uid), version="1", note=tag)
    path = reverse("entry_edit", args=[record.uid, "pain", entry.uid])
    assert owner.post(path, form).status_code == 302
    page = owner.get(reverse("entry", args=[record.uid, "pain", entry.uid])).content.decode()
    assert tag not in page
    assert quote(tag[1:4]) in page
