"""Who is in a record, and its rows: for `access`, `reading` and `saving` alone."""

import uuid
from functools import cache
from typing import TypeVar

from django.db import models

from carelog.accounts.models import User
from carelog.compiled import CompiledQuery, Parameter
from carelog.patients.models import Membership
from carelog.patients.models.kept import column_of

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


def of_record(
    model: type[Row], record: int | Parameter, *, removed: bool = False
) -> models.QuerySet[Row]:
    """Return the rows of a model in a record, whoever asks; removed ones only if asked for.

    Only what is kept knows removed rows: there, they are in the manager Django takes by itself.
    """
    which = "everything" if removed and hasattr(model, "everything") else "objects"
    manager: models.Manager[Row] = getattr(model, which)
    return manager.filter(patient_id=record)


def by_uid(
    model: type[Row], patient: models.Model, uid: uuid.UUID, *, removed: bool = False
) -> Row | None:
    """Return the row of a model that has this public id in a record, or None.

    Removed ones only if asked for, where a model keeps what is removed.
    """
    return _of_uid(model, removed).row_or_none(patient=patient.pk, uid=uid)


def first_of(model: type[Row], patient: models.Model, **at: object) -> Row | None:
    """Return the first row of a record in its model's own order, of an entry the newest, or None.

    `at` are columns and the values they have to have. Removed ones do not count.
    """
    return _in_order(model, *at).row_or_none(patient=patient.pk, **at)


def any_record() -> Parameter:
    """Return the place of a record's key, named `patient`, in a query that is composed once."""
    return Parameter("patient", models.BigIntegerField())


@cache
def _in_order(model: type[Row], *columns: str) -> CompiledQuery[Row]:
    at = {name: Parameter(name, column_of(model, name)) for name in columns}
    return CompiledQuery(model, lambda: of_record(model, any_record()).filter(**at))


@cache
def _of_uid(model: type[Row], removed: bool) -> CompiledQuery[Row]:
    uid = Parameter("uid", models.UUIDField())
    return CompiledQuery(
        model,
        lambda: of_record(model, any_record(), removed=removed).filter(uid=uid).order_by(),
    )
