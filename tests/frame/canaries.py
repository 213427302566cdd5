"""A record with a text of its own in each column that holds free text, as harsh as it may be.

Every text is written past the forms, which would clean some of it: markup, and in front of it what
a spreadsheet takes for the start of a formula. A mark names the column wherever the text comes out.
"""

import uuid
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models

from carelog.accounts.invitations import hash_of
from carelog.accounts.models import User
from carelog.appointments.models import Appointment, Decision, Event, Question
from carelog.diary.kinds import RECORDED
from carelog.links.models import ShareLink
from carelog.logs.models import CheckIn, ResultEntry
from carelog.medications.models import Medication
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, Access, changing
from carelog.patients.fields import CodesField
from carelog.patients.models import Invitation, Kept, Number, Patient
from carelog.safety.actions import note, raise_warnings
from carelog.safety.models import PrivateWarning, RaisedWarning, WarningState
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from tests import cast, kinds
from tests.frame.site import invited_to, link_of

NOW = cast.NOON + timedelta(hours=1)
TODAY, DAY = NOW.date(), timedelta(days=1)
TOKEN = "the-token-of-an-invitation"
#: What begins a formula, each in front of some text of every column that has many rows.
FIRSTS = ("=", "+", "-", "@", "\t", "\r", "＝")
LONG = "{first}<script>{mark}</script>'\"><img src=x onerror={mark}>"
SHORT = "{first}<script>{mark}</script>"
ADDRESS = '"{first}<script>{mark}</script>"@example.org'

#: Columns of text that hold no free text, and why. One of `*` is of every kept row.
NO_FREE_TEXT: dict[str, str] = {
    "*.digest": "a hash",
    "*.zone": "the name of a time zone, chosen from a list",
    "patients.Patient.zone": "the name of a time zone, chosen from a list",
    "patients.Patient.country": "a code of two letters, chosen from a list",
    "patients.Membership.panels": "names of panels, checked against those there are",
    "patients.Invitation.token_hash": "a hash",
    "patients.AccessEvent.page": "a word of the code",
    "patients.Revision.model": "the name of a model",
    "patients.Revision.snapshot": "copies of other columns, which this record shows as history",
    "safety.RaisedWarning.rule": "the number of a rule",
    "safety.RaisedWarning.rules_version": "the version of the rules",
    "safety.Trigger.facts": "names of ticked signs",
    "safety.PrivateState.model": "the name of a model",
    "safety.PrivateState.snapshot": "copies of other columns",
    "safety.PrivateWarning.rule": "the number of a rule",
    "safety.PrivateWarning.rules_version": "the version of the rules",
    "safety.PrivateWarning.tier": "one letter",
    "diary.PageMark.slug": "the name of an education page",
    "diary.PageMark.reason": "a word of the code",
    "links.ShareLink.token_hash": "a hash",
    "links.ShareLink.passcode_hash": "a hash",
    "links.ShareLink.key_salt": "random",
    "links.Opening.session_hash": "a hash",
    "links.Opening.taken": "numbers of files",
    "talk.Comment.kind": "the name of a kind",
    "talk.Comment.domain": "the name of a domain",
    "accounts.User.password": "a hash",
    "accounts.SignupInvitation.token_hash": "a hash",
    "upkeep.DemoLink.token_hash": "a hash",
    "upkeep.DutyDone.name": "a name of the code",
    "outbox.Message.key": "made of words of the code and keys of rows",
    "outbox.Message.to_email": "an output: the mail that is looked at here",
    "outbox.Message.subject": "an output: the mail that is looked at here",
    "outbox.Message.body": "an output: the mail that is looked at here",
    "outbox.Message.html": "an output: the mail that is looked at here",
    "outbox.Message.quiet_zone": "the name of a time zone",
    "outbox.Message.last_error": "the name of an exception",
    "account.EmailConfirmation.key": "random, and a hash",
    "accounts.Session.session_key": "random",
    "accounts.Session.session_data": "signed by this site",
    "contenttypes.ContentType.app_label": "the name of a room",
    "contenttypes.ContentType.model": "the name of a model",
    "auth.Permission.name": "not used here",
    "auth.Permission.codename": "not used here",
    "auth.Group.name": "not used here",
}
#: What makes a row show all of its text: these values on every second row, those on the others.
SHOWS: dict[type[Kept], tuple[dict, dict]] = {
    Appointment: (
        {"kind": "other", "starts_at": NOW + DAY, "ends_at": None, "state": "booked"},
        {"kind": "other", "starts_at": NOW - DAY, "ends_at": None, "state": "done"},
    ),
    Event: (
        {"kind": "other", "started_on": TODAY - DAY, "ended_on": None},
        {"kind": "radiotherapy", "started_on": TODAY - DAY, "ended_on": TODAY},
    ),
    Medication: ({"stopped_on": None, "stop_reason": ""}, {"stopped_on": TODAY}),
    Question: ({"answer": ""}, {}),
    Decision: ({"done_at": None}, {}),
    ResultEntry: ({"test": "other_scan"}, {"test": "other"}),
}


def text_columns() -> dict[str, models.Field]:
    """Return every column of text of every table that is not one of a few codes, by its label."""
    return {
        f"{model._meta.label}.{column.name}": column
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField | models.JSONField)
        if not column.choices and not isinstance(column, CodesField)
    }


def reason_for(label: str) -> str:
    """Return why a column holds no free text; "" for one that does."""
    room, model, name = label.rsplit(".", 2)
    kept = f"*.{name}" if issubclass(apps.get_model(room, model), Kept) else label
    return NO_FREE_TEXT.get(kept) or NO_FREE_TEXT.get(label, "")


@cache
def free_columns() -> dict[str, models.Field]:
    """Return the columns that hold what a person likes to write."""
    return {label: one for label, one in text_columns().items() if not reason_for(label)}


@cache
def mark(label: str) -> str:
    """Return the word that stands in every text of a column, and in no other."""
    return f"xq{sorted(free_columns()).index(label)}z"


def text(label: str, turn: int = 0) -> str:
    """Return a text for a column; each turn begins another formula."""
    column, says = free_columns()[label], {"first": FIRSTS[turn % len(FIRSTS)], "mark": mark(label)}
    if isinstance(column, models.EmailField):
        return ADDRESS.format(first="=", mark=says["mark"])
    whole = LONG.format(**says)
    # A column of JSON holds a text among others.
    is_short = len(whole) > (getattr(column, "max_length", None) or len(whole))
    return SHORT.format(**says) if is_short else whole


def texts_of(model: type[models.Model], turn: int = 0) -> dict[str, str]:
    """Return a text for each column of a model, ready to be written."""
    label = model._meta.label
    names = (one.name for one in model._meta.concrete_fields)
    return {
        name: text(f"{label}.{name}", turn) for name in names if f"{label}.{name}" in free_columns()
    }


class Filled(NamedTuple):
    """A record full of canaries: who owns it, who is not in it yet, and the keys of its rows."""

    access: Access
    newcomer: User
    ids: dict[str, uuid.UUID]
    #: The rows of the first turn, which have been changed once.
    rows: dict[str, Kept]


def fill() -> Filled:
    """Make a record in which every column of free text holds its own."""
    owner, editor = (_person(name, turn) for turn, name in enumerate(("patient", "caregiver")))
    record = cast.make_patient(owner, **texts_of(Patient))
    cast.join(record, editor, "editor", "caregiver", scope=sorted(ALL_DOMAINS))
    clinician = cast.join(record, _person("clinician", 2), "viewer", "clinician")
    newcomer = _person("newcomer", 3, email=text("accounts.User.email"))
    cast.join(record, newcomer, "viewer", "caregiver", state="pending")
    access, by = cast.access_of(record, owner), cast.access_of(record, editor)
    rows = _rows(by)
    ids = {f"entry_{kind.slug}": rows[kind.slug].uid for kind in RECORDED}
    ids |= {"patient": record.uid, "person": clinician.uid, "dose": rows["medicines"].uid}
    ids |= {"number": rows["number"].uid, "check": rows["check-in"].uid}
    ids |= {"private": _private(by)}
    ids |= {"warning": _warnings(by).uid} | _talk(access, by) | _doors(access)
    return Filled(access, newcomer, ids, rows)


def _person(name: str, turn: int, **values) -> User:
    user = cast.make_user(name)
    values = {"name": text("accounts.User.name", turn)} | ({"name": "", **values} if values else {})
    User.objects.filter(pk=user.pk).update(**values)
    user.refresh_from_db()
    return user


def _rows(access: Access) -> dict[str, Kept]:
    """Write each kind of kept row once a turn; return the first ones, each changed once."""
    first: dict[str, Kept] = {}
    for turn, _first in enumerate(FIRSTS):
        for kind in RECORDED:
            says = texts_of(kind, turn) | SHOWS.get(kind, ({}, {}))[turn % 2]
            first.setdefault(kind.slug, kinds.keep(access, kind, **says))
        for name, row in (("number", _number(access, turn)), ("check-in", _sitting(access, turn))):
            with changing(access):
                first.setdefault(name, saving.keep_new(access, row))
    # All doses are of this one.
    doses_of = Medication.everything.filter(patient=access.patient, uid=kinds.MEDICINE)
    doses_of.update(name=texts_of(Medication)["name"])
    first["pain"].places.create(site="hip", side="left")
    # The map of a check-in is that of its pain.
    first["pain"].check_in = first["check-in"]
    return {name: _changed(access, row) for name, row in first.items()}


def _changed(access: Access, row: Kept) -> Kept:
    """Say something else in a row, so that its history has both."""
    for name, said in texts_of(type(row), 1).items():
        setattr(row, name, said if getattr(row, name) else "")
    with changing(access):
        return saving.keep_changed(access, row, 1)


def _number(access: Access, turn: int) -> Number:
    return Number(
        patient=access.patient, role=Number.Role.values[turn % 6], **texts_of(Number, turn)
    )


def _sitting(access: Access, turn: int) -> CheckIn:
    when = {"opened_at": NOW, "zone": access.patient.zone, "day": TODAY - turn * DAY}
    return CheckIn(patient=access.patient, **when, **texts_of(CheckIn, turn))


def _warnings(access: Access) -> RaisedWarning:
    """Raise two warnings and put texts into them; return one."""
    signs = cast.make_signs(access, limb_weakness_new=True, chest_pain=True)
    with changing(access):
        raised = raise_warnings(access, signs.answers(), signs.uid, signs.version)
        for turn, warning in enumerate(raised):
            said = WarningState(state="called", **texts_of(WarningState, turn))
            note(access, warning, said)
    for turn, warning in enumerate(raised):
        RaisedWarning.objects.filter(pk=warning.pk).update(**texts_of(RaisedWarning, turn))
    return raised[0]


def _private(access: Access) -> uuid.UUID:
    """Let somebody answer for themself alone, with texts where a text was shown."""
    answer = cast.make_private(access)
    shown = PrivateWarning.objects.of(access.patient, access.actor)
    shown.update(**texts_of(PrivateWarning))
    return answer.uid


def _talk(access: Access, by: Access) -> dict[str, uuid.UUID]:
    """Let two members say something and give each other tasks."""
    said = [
        talk.say(who, Comment(text=texts_of(Comment, turn)["text"]))
        for turn, who in enumerate((access, by) * len(FIRSTS))
    ]
    for turn, _first in enumerate(FIRSTS):
        line = Comment(by_link=uuid.uuid4(), **texts_of(Comment, turn))
        talk.leave(access, line, uuid.uuid4())
    tasks = [
        talk.give_task(by, Task(owner=access.actor, due_on=TODAY, **texts_of(Task, turn)))
        for turn, _first in enumerate(FIRSTS)
    ]
    return {"comment": said[0].uid, "task": tasks[0].uid}


def _doors(access: Access) -> dict[str, uuid.UUID]:
    """Invite one person by address and one without, and make links."""
    says = texts_of(Invitation)
    by_link, by_mail = invited_to(access.patient), invited_to(access.patient)
    rows = Invitation.objects.filter(patient=access.patient)
    rows.update(name=says["name"], invited_by=access.actor)
    rows.filter(pk=by_mail.pk).update(email=says["email"])
    rows.filter(pk=by_link.pk).update(token_hash=hash_of(TOKEN))
    link = link_of(access.patient)
    ShareLink.objects.filter(pk=link.pk).update(**texts_of(ShareLink))
    return {"invitation": by_link.uid, "link": link.uid}


def fill_account(user: User) -> None:
    """Fill what the account library keeps of someone who has signed in, but for their passkeys."""
    EmailAddress.objects.create(user=user, **texts_of(EmailAddress))


def add_passkey(user: User) -> Authenticator:
    """Give someone a passkey, of which there is no more than its name."""
    data = {"name": text("mfa.Authenticator.data"), "passwordless": True, "credential": {}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
