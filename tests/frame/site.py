"""The routes of the site, a record with one of everything, and what to send to each route."""

import re
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import cache
from unittest import mock

from django.template import Context, Template
from django.urls import URLPattern, get_resolver, reverse

from carelog.diary import check_in_taps as taps
from carelog.diary.kinds import RECORDED
from carelog.links.models import ShareLink
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.medications.models import Medication
from carelog.patients.access import Access, changing
from carelog.patients.models import Invitation, Membership
from carelog.safety.actions import note, raise_warnings
from carelog.safety.models import WarningState
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from tests import cast, kinds

OTHER_ARGS = {
    "slug": "red-flags",
    "door": "trends",
    "token": "nobody-has-this",
    "secret": "nobody-has-this-either",
    "key": "nobody-has-this",
    "uidb36": "1",
    "pk": 1,
    "to": 1,
    "code": "hip.left",
    "step": "day",
    "day": "2026-03-02",
    "table": "pain",
    "opening": uuid.UUID(int=1),
}


def routes(resolver=None, before: str = "") -> Iterator[tuple[str, str]]:
    """Give the name and the whole pattern of every route, in the order they are tried."""
    for item in (resolver or get_resolver()).url_patterns:
        pattern = before + str(item.pattern)
        if isinstance(item, URLPattern):
            yield item.name, pattern
        else:
            yield from routes(item, pattern)


@cache
def named_routes() -> dict[str, str]:
    """Return every route by its name; a second one may only stand behind the first."""
    found = {}
    for name, pattern in routes():
        assert found.setdefault(name, pattern) == pattern, f"two routes are named {name}"
    return found


def fill(access: Access, *slugs: str) -> dict:
    """Put what routes ask for into a record, and one entry of some kinds; return the ids."""
    pain = cast.make_pain(access, places=[("hip", "left")])
    signs = cast.make_signs(access, limb_weakness_new=True)
    with changing(access):
        warning = raise_warnings(access, signs.answers(), signs.uid, signs.version)[0]
        noted = WarningState(state="called")
        note(access, warning, noted)
    check_in = taps.start(access, uuid.uuid4(), 4, cast.NOON.date())
    things = {"entry_pain": pain, "entry_symptoms": signs, "warning": warning, "note": noted}
    things["dose"] = kinds.keep(access, Medication)
    for other in RECORDED:
        if other.slug in slugs and other not in (PainEntry, SymptomsEntry):
            things[f"entry_{other.slug}"] = kinds.keep(access, other)
    things |= {"number": cast.make_number(access), "check": check_in}
    said = Comment(text="Shall I ring?")
    to_do = Task(text="Ring", owner=access.actor, due_on=cast.NOON.date())
    things |= {"comment": talk.say(access, said), "task": talk.give_task(access, to_do)}
    things |= {"person": someone_in(access.patient), "invitation": invited_to(access.patient)}
    things |= {"link": link_of(access.patient), "private": cast.make_private(access)}
    return {name: row.uid for name, row in things.items()} | {"patient": access.patient.uid}


def someone_in(patient) -> Membership:
    """Give one more person a place in a record."""
    user = cast.make_user(f"someone-{uuid.uuid4().hex[:8]}")
    return cast.join(patient, user, "viewer", "caregiver")


def invited_to(patient) -> Invitation:
    """Invite someone to a record."""
    return Invitation.objects.create(
        patient=patient,
        name="The neighbour",
        role="viewer",
        relation="caregiver",
        scope=["pain"],
        token_hash=uuid.uuid4().hex,
        expires_at=cast.NOON + timedelta(days=7),
    )


def link_of(patient) -> ShareLink:
    """Make a link that opens a record without an account."""
    return ShareLink.objects.create(
        patient=patient,
        domains=["pain"],
        token_hash=uuid.uuid4().hex,
        created_at=cast.NOON,
        expires_at=cast.NOON + timedelta(days=7),
    )


def undrawn() -> AbstractContextManager:
    """Leave every page empty: its status is decided before it is drawn."""
    return mock.patch.object(Template, "_render", _nothing)


def _nothing(_template: Template, _context: Context) -> str:
    # A mock in its place would be made anew for each page, with all the magic it has.
    return ""


def address(name: str, ids: dict, kind: str = "pain") -> str:
    """Return the address of a route for the ids of a record."""
    start = name.split("_")[0]
    thing = f"entry_{kind}" if start in ("entry", "pain") else start
    values = OTHER_ARGS | {"kind": kind, "patient_id": ids["patient"], "uid": ids.get(thing)}
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", named_routes()[name])
    return reverse(name, kwargs={arg: values[arg] for arg in wanted})


def address_of(name: str) -> str:
    """Return the address of a route that is the same for everyone, with an answer of its own."""
    path = reverse(
        name, kwargs={"slug": OTHER_ARGS["slug"]} if "slug" in named_routes()[name] else {}
    )
    return f"{path}?red-flags=on" if name == "learn_booklet_pdf" else path


def body(name: str, kind: str = "pain") -> dict:
    """Return what a person sends to a route that writes, valid for each."""
    entry = kinds.typed({a_kind.slug: a_kind for a_kind in RECORDED}[kind])
    number = {"uid": uuid.uuid4(), "role": "team", "number": "030 1234"}
    person = {"name": "A name", "birth_year": "1950", "country": "DE", "zone": "Europe/Berlin"}
    link = {"uid": uuid.uuid4(), "domains": ["pain"], "days": "7", "sure": "yes"}
    bodies = {
        "patient_edit": person,
        "patient_new": person
        | {"for_whom": "patient", "weight_unit": "kg", "temperature_unit": "c"},
        "preferences": {
            "name": "A name",
            "weight_unit": "kg",
            "temperature_unit": "c",
            "drink_unit": "ml",
            "text_size": "large",
            "theme": "dark",
        },
        "number_new": number | {"version": 0},
        "number_edit": number | {"version": 1},
        "warning_close": {"ending": "help"},
        "warning_note": {"state": "called", "text": "They said to come in."},
        "private_new": {"uid": uuid.uuid4(), "version": 0, "self_harm": "active"},
        "private_edit": {"uid": uuid.uuid4(), "version": 1, "self_harm": "passive"},
        "person_private": {"is_open": "yes"},
        "check_in_start": {"uid": uuid.uuid4(), "worst": "6"},
        "check_in_too_ill": {"uid": uuid.uuid4()},
        "check_in_step": {"diet-appetite": "4"},
        "check_in_where": {"places": "hip.left", "version": 1},
        "check_in_signs": {"none_of_these": "on"},
        "question_add": {"uid": uuid.uuid4(), "version": 0, "text": "How long?"},
        "dose_now": {"uid": uuid.uuid4(), "units": "2"},
        "dose_skip": {"uid": uuid.uuid4(), "reason": "asleep"},
        "link_new": link,
        "link_new_app": link,
        "link_new_calendar": link,
        "comment_new": {"uid": uuid.uuid4(), "text": "Shall I ring?"},
        "task_new": {"uid": uuid.uuid4(), "text": "Ring", "due_on": "2026-03-05"},
        "since_last": {"until": "2026-03-02 12:00:00"},
        "trends_panels": {"shown": "pain"},
        "entry_new": entry,
        "entry_edit": entry | {"version": 1},
    }
    return bodies.get(name, {"version": 1})
