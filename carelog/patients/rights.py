"""Changing who may see a record, by a place in it or by a link: the one way to do it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from carelog.accounts.models import User
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Membership, Patient


class AlreadyDone(Exception):
    """The same was asked for twice, and holds since the first time; nothing is noted again."""


@contextmanager
def changing_rights(
    access: Access, what: str, about: UUID, *, by_owner: bool = True
) -> Iterator[None]:
    """Change who may see a record: atomic, one at a time, noted in the access log.

    Raises PermissionDenied as `holding_rights` does.
    """
    with holding_rights(access, by_owner=by_owner):
        yield
        note(access.person, access.patient, what, about)


@contextmanager
def holding_rights(access: Access, *, by_owner: bool = True) -> Iterator[None]:
    """Let nobody else change who may see a record, for an act that notes by itself what it did.

    Raises PermissionDenied for anyone but the owner, unless `by_owner` is false, and where the
    actor's own place has gone or changed meanwhile.
    """
    if by_owner and not access.is_owner:
        raise PermissionDenied
    with transaction.atomic():
        Patient.objects.select_for_update().get(pk=access.patient.pk)
        if not _stands(access):
            raise PermissionDenied
        yield


def _stands(access: Access) -> bool:
    place = Membership.objects.filter(patient=access.patient, user=access.actor)
    return place.filter(role=access.role, state=Membership.State.ACTIVE).exists()


def note(actor: User, patient: Patient, what: str, about: UUID) -> None:
    """Write into the access log what was changed, and about whom or what."""
    keys = {"actor": actor.access_key, "record": patient.access_key}
    AccessEvent.note(**keys, act="rights", page=what, about=about)
