"""A cache in process memory, bounded in bytes, keyed by the version of the record.

Every change of a record raises its `data_version` (`patients.changing`), so what is kept under a
version cannot be out of date. Whatever else decides what a reader sees is part of the key.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from django.utils.translation import get_language

from carelog.entries.quantities import units_of
from carelog.patients.access import Access

MOST_BYTES = 24 * 1024 * 1024
T = TypeVar("T")


@dataclass(frozen=True)
class Uncached(Generic[T]):
    """A value that is returned and not cached, because the next try may do better."""

    value: T


# Kept as bytes: their size is known, and nobody who gets a thing can change it for others.
_kept: OrderedDict[Hashable, bytes] = OrderedDict()
_size = 0
_lock = Lock()


def cached_for(
    access: Access, today: date, name: Hashable, make: Callable[[], T | Uncached[T]]
) -> T:
    """Return what `make` gives for this record and reader, from memory where it was made before.

    The name tells what it is, and holds all it depends on beside the record as it stands, the
    day, the reader's scope, rights, units and language. What is made must be plain data or text.
    """
    patient = access.patient
    scope = (access.domains, access.starts, access.ends)
    rights = (access.role, access.relation, access.may_write)
    reader = (rights, units_of(access.actor), get_language())
    return cached((patient.pk, patient.data_version, today, scope, reader, name), make)


def cached(key: Hashable, make: Callable[[], T | Uncached[T]]) -> T:
    """Return the cached value of a key; on a miss, what `make` returns."""
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
    if found is not None:
        return pickle.loads(found)  # noqa: S301  our own bytes, which never left this process
    made = make()
    if isinstance(made, Uncached):
        return made.value
    _keep(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


def _keep(key: Hashable, made: bytes) -> None:
    global _size
    with _lock:
        _size += len(made) - len(_kept.pop(key, b""))
        _kept[key] = made
        while _size > MOST_BYTES:
            _oldest, dropped = _kept.popitem(last=False)
            _size -= len(dropped)


def clear() -> None:
    """Clear the cache, as a new process begins."""
    global _size
    with _lock:
        _kept.clear()
        _size = 0
