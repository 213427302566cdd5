"""A storm on a route: requests that hold bad values, and what each of them must be answered with.

`storm_plan.py` says which of them goes where. The run on PostgreSQL sends all of that, the run on
SQLite only the values of TOLD_APART that no field refuses: what a database is never asked cannot
differ between the two.

A bad value that a field refuses by itself is sent together with bad values of the other fields
where a case says so: whichever of them is looked at first, each must be refused beside its own
field. What fields take is sent together, too, and once more alone if the answer was a refusal, for
nothing may hide what happens to it afterwards.

Two things need no request (`storm_run.py`): an address that no route takes, and a value of a name
that nothing reads. Two of each are sent all the same.
"""

import uuid
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import Field
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from carelog.accounts.forms import PreferencesForm
from carelog.diary.kinds import RECORDED, fill_in
from carelog.entries.forms import form_of
from carelog.links.forms import CalendarLinkForm, LinkForm
from carelog.logs.forms.pain import PlaceForm, WhereForm
from carelog.patients.forms import NewPatientForm, NumberForm, PatientForm
from carelog.patients.models import Number, Patient
from carelog.safety.models import PrivateAnswer
from carelog.sharing.forms import InvitationForm
from tests import cast
from tests.frame.bad_values import BAD_VALUES, PARAMETERS, TOLD_APART, Case

ANSWERS = {200, 204, 302, 400, 401, 403, 404, 405, 409, 413, 422, 429}
BY_SLUG = {kind.slug: kind for kind in RECORDED}
VERSIONED = BY_SLUG | {"number": Number, "private": PrivateAnswer}
#: The forms that are no kind's, by route.
OTHER_FORMS = {
    "preferences": PreferencesForm,
    "patient_new": NewPatientForm,
    "patient_edit": PatientForm,
    "number_new": NumberForm,
    "number_edit": NumberForm,
    "pain_place": PlaceForm,
    "check_in_where": WhereForm,
    "person_invite": InvitationForm,
    "private_new": form_of(PrivateAnswer),
    "private_edit": form_of(PrivateAnswer),
    "link_new": LinkForm,
    "link_new_app": LinkForm,
    "link_new_calendar": CalendarLinkForm,
}
#: Hidden: what is wrong with them stands above the form.
ALONE = {"uid", "version"}
FORM_TYPE = "application/x-www-form-urlencoded"

#: (part of the request, name, which bad value)
Place = tuple[str, str, str]


class Bad(NamedTuple):
    """A request: the bad values it holds, and the fields beside which an error must stand."""

    holds: list[Place]
    method: str
    path: str
    query: str = ""
    form: str = ""
    refused: tuple[str, ...] = ()


def filled(template: str, good: dict[str, str]) -> str:
    """Fill one good value in, with the version that stands now."""
    name = template.strip("{}")
    if template != f"{{{name}}}" or not name.replace("-", "_").isidentifier():
        return template
    if name == "fresh":
        return str(uuid.uuid4())
    if name.endswith("_version"):
        kind = name.removesuffix("_version")
        rows = VERSIONED[kind]._default_manager.filter(uid=good[kind])
        return str(rows.values_list("version", flat=True).get())
    return good[name]


def is_whole_run() -> bool:
    """Whether this is the run on PostgreSQL, to which all of a plan is sent."""
    return connection.vendor == "postgresql"


def bad_values(good: dict[str, str]) -> dict[str, str]:
    """Return the list for this database, and keys that are good but somebody else's."""
    if not is_whole_run():
        return {name: BAD_VALUES[name] for name in sorted(TOLD_APART)}
    return BAD_VALUES | {name: good[name] for name in ("others_record", "others_entry")}


def encoded(values: dict[str, str], good: dict[str, str], bad: dict[str, str]) -> str:
    """Return good values with bad ones among them, as a browser sends them."""
    pairs = {key: filled(value, good) for key, value in values.items() if key not in bad}
    return "&".join([urlencode(pairs), *(f"{n}={v.replace('{name}', n)}" for n, v in bad.items())])


def address(case: Case, good: dict[str, str], name: str = "", bad: str = "") -> str:
    """Return the address of a case, one of its parts bad."""
    parts = {key: filled(value, good) for key, value in case.address.items()}
    path = reverse(case.route, kwargs=parts)
    if not name:
        return path
    before, _, after = path.rpartition(parts[name])
    return before + bad.replace("\udced\udca0\udc80", "%ED%A0%80") + after


def requests(case: Case, good: dict[str, str], share: set[Place]) -> Iterator[Bad]:
    """Yield requests until each bad value of a share was in its place."""
    values = bad_values(good)
    refused, taken = sorted_out(case, good, share)
    for part, name, label in sorted(share):
        if part != "form" or (name, label) not in refused | taken:
            yield alone(case, good, (part, name, label), values[label])
    for dealt in (refused if sends_refused(case) else set(), taken):
        for turn in turns(dealt):
            bad = {name: values[label] for name, label in turn.items()}
            places = [("form", name, label) for name, label in turn.items()]
            wrong = tuple(turn) if dealt is not taken else ()
            form = encoded(case.form, good, bad)
            yield Bad(places, "POST", address(case, good), "", form, wrong)


def apart(case: Case, good: dict[str, str], bad: Bad) -> Iterator[Bad]:
    """Yield what a request held together, each bad value alone."""
    values = bad_values(good)
    if len(bad.holds) > 1:
        for place in bad.holds:
            yield alone(case, good, place, values[place[2]])


def untouched(case: Case, good: dict[str, str]) -> Iterator[Bad]:
    """Yield the requests of a case without a bad value."""
    form = encoded(case.form or {}, good, {})
    yield Bad([], "GET", address(case, good), encoded(case.query, good, {}))
    if case.form is not None:
        yield Bad([], "POST", address(case, good), "", form)


def alone(case: Case, good: dict[str, str], place: Place, bad: str) -> Bad:
    """Return a request with one bad value in one place."""
    part, name, _label = place
    if part == "address":
        method = "GET" if case.form is None else "POST"
        form = encoded(case.form or {}, good, {})
        return Bad([place], method, address(case, good, name, bad), "", form)
    if part == "query":
        names = PARAMETERS if name == "all at once" else (name,)
        query = encoded(case.query, good, dict.fromkeys(names, bad))
        return Bad([place], "GET", address(case, good), query)
    form = encoded(case.form, good, {name: bad})
    return Bad([place], "POST", address(case, good), "", form)


def turns(dealt: set[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Yield {field: which bad value} until all were sent, no two fields with the same one.

    Twice the longest would be more than a form may hold.
    """
    waiting = sorted(dealt)
    while waiting:
        turn: dict[str, str] = {}
        for name, label in waiting:
            if name not in turn and label not in turn.values():
                turn[name] = label
        yield turn
        waiting = [pair for pair in waiting if pair not in turn.items()]


def sorted_out(case: Case, good: dict[str, str], share: set[Place]) -> tuple[set, set]:
    """Return the (field, bad value) of a share that fields refuse by themselves, and others."""
    if not case.together:
        return set(), set()
    fields, values = fields_of(case, good), bad_values(good)
    pairs = {
        (name, label): refuses(fields[name], name, values[label])
        for part, name, label in share
        if part == "form" and name in fields
    }
    refused = {pair for pair, is_refused in pairs.items() if is_refused}
    return refused, pairs.keys() - refused


def fields_of(case: Case, good: dict[str, str]) -> dict[str, Field]:
    """Return the fields that read the form of a case, by name; none where views read it."""
    if case.route in OTHER_FORMS:
        fields = OTHER_FORMS[case.route].base_fields
    elif case.route == "check_in_step":
        kinds = {name.partition("-")[0] for name in case.form} & BY_SLUG.keys()
        forms = {slug: _fields_of_kind(slug, good) for slug in kinds}
        fields = {f"{slug}-{name}": f for slug in kinds for name, f in forms[slug].items()}
    elif case.together:
        fields = _fields_of_kind(case.address["kind"], good)
    else:
        return {}
    return {name: field for name, field in fields.items() if name in case.form.keys() - ALONE}


def _fields_of_kind(slug: str, good: dict[str, str]) -> dict[str, Field]:
    patient = Patient.objects.get(uid=good["record"])
    access = cast.access_of(patient, patient.memberships.get(role="owner").user)
    return fill_in(access, BY_SLUG[slug].begin(patient)).fields


def sends_refused(case: Case) -> bool:
    """Whether a case sends what its fields refuse, or another case or run does."""
    return is_whole_run() and not case.same_form


def sent_elsewhere(case: Case, good: dict[str, str], share: set[Place]) -> set[Place]:
    """Return what of a share another case or run sends."""
    refused = set() if sends_refused(case) else sorted_out(case, good, share)[0]
    return {("form", name, label) for name, label in refused}


def refuses(field: Field, name: str, bad: str) -> bool:
    """Whether a field finds a bad value wrong, whatever stands in the others."""
    body = f"{name}={bad.replace('{name}', name)}".encode("utf-8", "surrogateescape")
    value = field.widget.value_from_datadict(QueryDict(body, encoding="utf-8"), {}, name)
    try:
        field.clean(value)
    except ValidationError:
        return True
    return False


def send(client: Client, bad: Bad) -> tuple[int, str]:
    """Send a request; return the status, and what is wrong with the answer, or nothing."""
    raw = {"QUERY_STRING": bad.query.encode("utf-8", "surrogateescape").decode("latin-1")}
    body = bad.form.encode("utf-8", "surrogateescape")
    response = client.generic(bad.method, bad.path, body, content_type=FORM_TYPE, **raw)
    status = response.status_code
    injected = any(cookie.value == "1" for cookie in response.cookies.values())
    if status not in ANSWERS or injected:
        return status, f"{status} {getattr(response, 'exc_info', None)}"
    page = b"".join(response) if response.streaming else response.content
    silent = [name for name in bad.refused if f'id="id_{name}_error"'.encode() not in page]
    return status, f"{status}, no error beside {silent}" if silent else ""
