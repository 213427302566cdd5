"""A valid row of each table of private answers, and what breaks each of their rules."""

import uuid

from django.db import models

from carelog.accounts.models import User
from carelog.patients.models import Membership, Patient
from carelog.safety.models import PrivateAnswer, PrivateReader, PrivateState, PrivateWarning
from tests import cast

ONE = uuid.UUID(int=1)
WRONG_TIME = "The time must be between 1900 and 2100."
TOO_EARLY = cast.NOON.replace(year=1899)


def valid(record: Patient, owner: User) -> dict[type[models.Model], dict]:
    """Return the values of a row of each table, but for what it stands under."""
    return {
        PrivateAnswer: {"patient": record, "recorded_by": owner, "uid": ONE, "zone": "UTC"}
        | {"at": cast.NOON, "day": cast.NOON.date(), "self_harm": "none", "feels_unsafe": False},
        PrivateState: {"patient": record, "model": "x", "uid": ONE, "version": 1}
        | {"act": "created", "by": owner, "snapshot": {}},
        PrivateWarning: {"patient": record, "answer_version": 1, "rule": "RF-29", "tier": "T"}
        | {"raised_at": cast.NOON},
        PrivateReader: {"patient": record, "recorded_by": owner, "opened_at": cast.NOON},
    }


def under(model: type[models.Model], record: Patient, owner: User) -> dict[str, models.Model]:
    """Return what a row of a table must stand under, saved."""
    if model is PrivateReader:
        return {"place": Membership.objects.get(patient=record, user=owner)}
    if model is not PrivateWarning:
        return {}
    answer = PrivateAnswer.everything.first()
    if answer is None:
        answer = PrivateAnswer.everything.create(**valid(record, owner)[PrivateAnswer])
    return {"answer": answer}


CHECKS = [
    ("privateanswer_version_from_one", PrivateAnswer, {"version": 0}, ""),
    (
        "private_answer_self_harm_is_known",
        PrivateAnswer,
        {"self_harm": "often"},
        "One of the choices is not known.",
    ),
    (
        "private_answer_says_something",
        PrivateAnswer,
        {"self_harm": "", "feels_unsafe": None},
        "Answer at least one question.",
    ),
    ("private_answer_time_is_possible", PrivateAnswer, {"at": TOO_EARLY}, WRONG_TIME),
    ("private_answer_time_is_possible", PrivateAnswer, {"day": TOO_EARLY.date()}, WRONG_TIME),
    ("privatestate_act_is_known", PrivateState, {"act": "lost"}, ""),
    ("private_tier_is_known", PrivateWarning, {"tier": "V"}, ""),
]
UNIQUE = [
    ("privateanswer_uid_once", PrivateAnswer, {"self_harm": "passive"}, ""),
    ("one_privatestate_per_version", PrivateState, {"act": "changed"}, ""),
    ("one_private_warning_per_version", PrivateWarning, {"title": "again"}, ""),
    ("opened_once_to_a_member", PrivateReader, {}, ""),
]
