"""Saving kept rows: first by key, later by version, with history, removal and restore.

Call these inside `changing(access)`. Each leaves one state in the history.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone

from carelog.compiled import insert
from carelog.patients.access import Access
from carelog.patients.lookups import by_uid
from carelog.patients.models import Kept, KeptChild, KeptState
from carelog.patients.models.kept import K, child_model_of, column_of, relation_of

Act = KeptState.Act
#: Child rows about to be saved, by their related name.
Children = Mapping[str, Sequence[KeptChild]]


class Conflict(Exception):
    """The row has been changed, or its key used, since the form was made."""

    def __init__(self, current: Kept) -> None:
        super().__init__()
        self.current = current


def digest_of(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a person sent, independent of field order."""
    text = json.dumps(body, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def snapshot_of(row: Kept) -> dict[str, Any]:
    """Return what a row says, children included, ready for JSON."""
    data = {name: _plain(row, name) for name in row.kept_fields}
    for related_name in row.kept_children:
        children = getattr(row, related_name).order_by("pk")
        data[related_name] = [
            {name: _plain(child, name) for name in child.kept_fields} for child in children
        ]
    return data


def _plain(row: Model, name: str) -> Any:
    return column_of(row, name).value_from_object(row)


def _unscoped(access: Access, model: type[K], uid: UUID) -> K | None:
    """Return the row that holds a key in this record, removed ones and any scope included.

    A key is used once in a record, whoever may see what it stands for.
    """
    return by_uid(model, access.patient, uid, removed=True)


def keep_new(access: Access, row: K, children: Children | None = None) -> K:
    """Save a first time. A key seen before returns its row if the body is the same.

    Raises Conflict when the key stands for another body.
    """
    row.patient, row.recorded_by = access.patient, access.actor
    row.digest = row.digest or digest_of(snapshot_of_unsaved(row, children))
    existing = _unscoped(access, type(row), row.uid)
    if existing is not None:
        if existing.digest != row.digest:
            raise Conflict(existing)
        return existing
    return write_new(access, row, children)


def write_new(access: Access, row: K, children: Children | None = None) -> K:
    """Save a first time under a key that has just been found free, in this same change."""
    row.patient, row.recorded_by = access.patient, access.actor
    under: Children = {**dict.fromkeys(row.kept_children, ()), **(children or {})}
    said = snapshot_of_unsaved(row, under)
    row.digest = row.digest or digest_of(said)
    row.save(force_insert=True)
    for related_name, items in under.items():
        _insert_children(row, related_name, items)
    _revise(access, row, Act.CREATED, said)
    return row


def snapshot_of_unsaved(row: Kept, children: Children | None) -> dict[str, Any]:
    """Return what a row about to be saved says, children included."""
    data = {name: _plain(row, name) for name in row.kept_fields}
    for related_name, items in (children or {}).items():
        data[related_name] = [
            {name: _plain(child, name) for name in child.kept_fields} for child in items
        ]
    return data


def keep_changed(access: Access, row: K, version: int, children: Children | None = None) -> K:
    """Save a change made from a form that showed `version`; Conflict when that is stale.

    The same change sent twice, because the first answer was lost, is one change.
    """
    current = _current(access, row)
    if not access.may_correct(current):
        raise PermissionDenied
    if _is_saved_already(access, current, row, version, children):
        return current
    if current.version != version or current.removed_at is not None:
        raise Conflict(current)
    row.version = current.version + 1
    row.save()
    if children is not None:
        _write_children(row, children)
    _revise(access, row, Act.CHANGED, snapshot_of(row))
    return row


def _current(access: Access, row: K) -> K:
    if (current := _unscoped(access, type(row), row.uid)) is None:
        raise type(row).DoesNotExist
    return current


def _is_saved_already(
    access: Access, current: Kept, row: Kept, version: int, children: Children | None
) -> bool:
    if current.version != version + 1:
        return False
    last = current.history.last()
    if last is None:
        return False
    wanted = snapshot_of_unsaved(row, children)
    said = {name: _said(last, row, name) for name in wanted}
    is_same = digest_of(wanted) == digest_of(said)
    return is_same and last.act == Act.CHANGED and last.by == access.actor


def remove(access: Access, row: K, version: int) -> K:
    """Mark a row as removed; Conflict when it has been changed since `version`."""
    return _mark(access, row, version, Act.REMOVED)


def put_back(access: Access, row: K, version: int) -> K:
    """Clear the mark again; Conflict when it has been changed since `version`."""
    return _mark(access, row, version, Act.PUT_BACK)


def restore(access: Access, revision: KeptState, row: K, version: int) -> K:
    """Make a row, and its children, say again what they said in an earlier revision."""
    for name in row.kept_fields:
        setattr(row, name, column_of(row, name).to_python(_said(revision, row, name)))
    children = {
        related_name: [
            _child(row, related_name, values) for values in revision.snapshot[related_name]
        ]
        for related_name in row.kept_children
    }
    return keep_changed(access, row, version, children)


def as_said(row: K, state: KeptState) -> K:
    """Return a row as a state of its history says it was: for reading, never to be saved."""
    then = copy(row)
    for name in row.kept_fields:
        setattr(then, name, column_of(row, name).to_python(_said(state, row, name)))
    return then


def _said(revision: KeptState, row: Kept, name: str) -> Any:
    """Return what a revision says of a column; one that is younger was not asked then."""
    if name in row.kept_children:
        return revision.snapshot[name]
    then = row.from_before.get(name, column_of(row, name).get_default())
    return revision.snapshot.get(name, then)


def _child(row: Kept, related_name: str, values: Mapping[str, Any]) -> KeptChild:
    model = child_model_of(row, related_name)
    return model(**{name: column_of(model, name).to_python(v) for name, v in values.items()})


def _write_children(row: Kept, children: Children) -> None:
    for related_name, items in children.items():
        getattr(row, related_name).all().delete()
        _insert_children(row, related_name, items)


def _insert_children(row: Kept, related_name: str, items: Sequence[KeptChild]) -> None:
    for child in items:
        child.pk = None
        child._state.adding = True
        setattr(child, relation_of(row, related_name).field.name, row)
    if items:
        child_model_of(row, related_name)._default_manager.bulk_create(items)


def _mark(access: Access, row: K, version: int, act: str) -> K:
    if not access.may_correct(row):
        raise PermissionDenied
    current = _current(access, row)
    if (current.removed_at is not None) == (act == Act.REMOVED):
        return current
    if current.version != version:
        raise Conflict(current)
    is_removal = act == Act.REMOVED
    current.removed_at = timezone.now() if is_removal else None
    current.removed_by = access.actor if is_removal else None
    current.version += 1
    current.save()
    _revise(access, current, act, snapshot_of(current))
    return current


def _revise(access: Access, row: Kept, act: str, said: dict[str, Any]) -> None:
    revision = row.state_model()(
        patient=access.patient,
        model=row._meta.label_lower,
        uid=row.uid,
        version=row.version,
        act=act,
        by=access.actor,
        snapshot=said,
    )
    insert(revision)
