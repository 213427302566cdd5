"""Who is in a record, and its rows by their public ids: for `access` and `saving` alone."""

import uuid
from functools import cache
from typing import TypeVar

from django.db import models

from carelog.accounts.models import User
from carelog.compiled import CompiledQuery, Parameter
from carelog.patients.models import Membership

Row = TypeVar("Row", bound=models.Model)
_ACTIVE = CompiledQuery(
    Membership,
    lambda: Membership.objects.select_related("patient").filter(
        user_id=Parameter("user", models.BigIntegerField()),
        patient__uid=Parameter("patient", models.UUIDField()),
        state=Membership.State.ACTIVE,
    ),
)


def active_membership(user: User, patient_uid: uuid.UUID) -> Membership | None:
    """Return the active place of a person in a record, with the record, or None."""
    return _ACTIVE.row_or_none(user=user.pk, patient=patient_uid)


def by_uid(
    model: type[Row], patient: models.Model, uid: uuid.UUID, *, removed: bool = False
) -> Row | None:
    """Return the row of a model that has this public id in a record, or None.

    Removed ones only if asked for, where a model keeps what is removed.
    """
    which = "everything" if removed and hasattr(model, "everything") else "objects"
    return _of_uid(model, which).row_or_none(patient=patient.pk, uid=uid)


def first_of(model: type[Row], patient: models.Model) -> Row | None:
    """Return the first row of a record in its model's own order, of an entry the newest, or None.

    Removed ones do not count.
    """
    return _in_order(model).row_or_none(patient=patient.pk)


@cache
def _in_order(model: type[Row]) -> CompiledQuery[Row]:
    record = Parameter("patient", models.BigIntegerField())
    manager: models.Manager[Row] = getattr(model, "objects")  # noqa: B009
    return CompiledQuery(model, lambda: manager.filter(patient_id=record))


@cache
def _of_uid(model: type[Row], which: str) -> CompiledQuery[Row]:
    manager: models.Manager[Row] = getattr(model, which)
    return CompiledQuery(
        model,
        lambda: manager.filter(
            patient_id=Parameter("patient", models.BigIntegerField()),
            uid=Parameter("uid", models.UUIDField()),
        ).order_by(),
    )
