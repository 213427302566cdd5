"""One row of a record by its public id, whoever asks: for `access` and `saving` alone."""

import uuid
from functools import cache
from typing import TypeVar

from django.db import models

from carelog.compiled import CompiledQuery, Parameter

Row = TypeVar("Row", bound=models.Model)


def by_uid(
    model: type[Row], patient: models.Model, uid: uuid.UUID, *, removed: bool = False
) -> Row | None:
    """Return the row of a model that has this public id in a record, or None.

    Removed ones only if asked for, where a model keeps what is removed.
    """
    which = "everything" if removed and hasattr(model, "everything") else "objects"
    return _query(model, which).row_or_none(patient=patient.pk, uid=uid)


@cache
def _query(model: type[Row], which: str) -> CompiledQuery[Row]:
    manager: models.Manager[Row] = getattr(model, which)
    return CompiledQuery(
        model,
        lambda: manager.filter(
            patient_id=Parameter("patient", models.BigIntegerField()),
            uid=Parameter("uid", models.UUIDField()),
        ),
    )
