"""Numbers that were read once and hold until the record changes, in bounded process memory.

Every change of a record raises its `data_version` (`patients.changing`), so what is kept under a
version cannot be out of date. What a reader may see is part of the key.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from threading import Lock
from typing import TypeVar

from carelog.patients.access import Access

MOST = 600
T = TypeVar("T")

_kept: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def remembered(access: Access, today: date, name: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` gives for this record as it stands, from memory where it was read before.

    The result must not be changed by whoever gets it.
    """
    patient = access.patient
    scope = (access.domains, access.starts, access.ends)
    key = (patient.pk, patient.data_version, today, scope, name)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = read()
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Empty the memory, as a new process begins."""
    with _lock:
        _kept.clear()
