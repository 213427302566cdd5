"""The permission check of a record, and the only transaction that writes to one."""

import uuid
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404

from carelog.accounts.models import User
from carelog.patients.data_version import raised_version
from carelog.patients.lookups import active_membership, by_uid, first_of, of_record
from carelog.patients.models import DOMAINS, AccessEvent, Kept, Membership, Patient
from carelog.patients.models.access_event import NOBODY
from carelog.patients.models.share import between

ALL_DOMAINS = frozenset(code for code, _label in DOMAINS)
WRITERS = (Membership.Role.OWNER, Membership.Role.EDITOR)
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Grant:
    """What whoever holds a live share link may read: built from the link anew at each request.

    `access_key` is the random key under which the access log knows this opening of the link.
    """

    patient: Patient
    domains: frozenset[str]
    access_key: uuid.UUID
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Access:
    """What one actor may see and do in one record. Every query of a record starts here.

    `panels` are the panels of Trends this person chose, in their order; () until they choose.
    `seen_until` is up to when they have seen what others did: until they say so, when they joined.
    `reads_private` says that private answers were once opened to them; whether one stands open now
    is another question.
    """

    patient: Patient
    actor: User | None
    domains: frozenset[str]
    may_write: bool
    page: str
    role: str = ""
    relation: str = ""
    panels: tuple[str, ...] = ()
    seen_until: datetime | None = None
    reads_private: bool = False
    starts: date | None = None
    ends: date | None = None

    @property
    def is_owner(self) -> bool:
        """Say whether the actor owns the record."""
        return self.role == Membership.Role.OWNER

    @property
    def is_own(self) -> bool:
        """Say whether the record is about the actor, whom pages then call "you"."""
        return self.relation == Membership.Relation.PATIENT

    @property
    def person(self) -> User:
        """Return the actor, for acts that only a person comes to; PermissionDenied for a link."""
        if self.actor is None:
            raise PermissionDenied
        return self.actor

    def sees(self, domain: str) -> bool:
        """Say whether a domain such as pain is in the actor's scope."""
        return domain in self.domains

    def find(self, model: type[Row], uid: uuid.UUID, *, removed: bool = False) -> Row:
        """Return the row of a public id that this actor may see, a removed one only if asked for.

        Raises Http404 where there is none: for what is not there as for what is not theirs.
        """
        if (row := self.row_or_none(model, uid, removed=removed)) is None:
            raise Http404
        return row

    def row_or_none(self, model: type[Row], uid: uuid.UUID, *, removed: bool = False) -> Row | None:
        """Return the same row as `find`, or None where it raises."""
        if self.sees_all(model):
            return by_uid(model, self.patient, uid, removed=removed)
        return self.rows(model, removed=removed).filter(uid=uid).first()

    def first(self, model: type[Row], **at: object) -> Row | None:
        """Return the first of `rows` with some values in its model's order, or None."""
        if not self.sees_all(model):
            return self.rows(model).filter(**at).first()
        return first_of(model, self.patient, **at)

    def sees_all(self, model: type[models.Model]) -> bool:
        """Say whether no row of a model is left out by scope or days."""
        has_limits = self.starts or self.ends or hasattr(model, "scoped_by")
        return not has_limits and self.may_see(model)

    def rows(self, model: type[Row], *, removed: bool = False) -> models.QuerySet[Row]:
        """Return the rows of a model that this actor may see, removed ones only if asked for."""
        rows = of_record(model, self.patient.pk, removed=removed)
        if not self.may_see(model):
            return rows.none()
        if column := getattr(model, "scoped_by", ""):
            rows = rows.filter(**{f"{column}__in": ["", *sorted(self.domains)]})
        return self._within(model, rows)

    def may_see(self, model: type[models.Model]) -> bool:
        """Say whether a model is in the actor's scope at all: by its `domain`, or its `domains`.

        What has neither, such as tasks or places, is for whoever has a place in the record.
        """
        if not isinstance(domain := getattr(model, "domain", None), str):
            return self.role != "link"
        one_of: Set[str] = getattr(model, "domains", frozenset()) or {domain} - {""}
        return not one_of or not one_of.isdisjoint(self.domains)

    def must_see(self, model: type[models.Model]) -> None:
        """Raise Http404 where a model is not in the actor's scope at all."""
        if not self.may_see(model):
            raise Http404

    def _within(self, model: type[Row], rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
        """Leave out what lies before the first or after the last day of a share."""
        if not (self.starts or self.ends):
            return rows
        if of_share := getattr(model, "of_share", None):
            return rows.filter(of_share(*self.moments()))
        if not (column := getattr(model, "dated_by", "")):
            return rows
        is_moment = isinstance(model._meta.get_field(column), models.DateTimeField)
        first, last = self.moments() if is_moment else (self.starts, self.ends)
        return rows.filter(between(column, first, last))

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Return the first and last moment of a share, on the record's clock; None without one."""
        zone = ZoneInfo(self.patient.zone)
        starts = datetime.combine(self.starts, time.min, zone) if self.starts else None
        ends = datetime.combine(self.ends, time.max, zone) if self.ends else None
        return starts, ends

    def may_correct(self, row: Kept) -> bool:
        """Say whether the actor may change or remove a row: owners any, editors their own."""
        if self.is_owner or self.actor is None:
            return self.may_write
        return self.may_write and row.recorded_by_id == self.actor.pk


def open_record(
    actor: User | Grant, patient_id: uuid.UUID, *, page: str, writing: bool = False
) -> Access:
    """Fetch a record for a person or a link: fetching is the permission check.

    Args:
        actor: the person who asks, or what a live share link grants.
        patient_id: the record's public id.
        page: a short word for the access log, such as "trends".
        writing: whether the view is going to change something.

    Raises:
        Http404: there is no such record, or it is not this person's. Both look the same.
        PermissionDenied: the person may read this record, but not write.
    """
    if isinstance(actor, Grant):
        return _granted(actor, patient_id, page, writing)
    membership = active_membership(actor, patient_id)
    if membership is None:
        note_denied(actor, patient_id, page)
        raise Http404
    patient = membership.patient
    may_write = membership.role in WRITERS
    if writing and not may_write:
        note_denied(actor, patient_id, page)
        raise PermissionDenied
    domains = ALL_DOMAINS if membership.role == "owner" else frozenset(membership.scope)
    AccessEvent.note(actor=actor.access_key, record=patient.access_key, act="read", page=page)
    return Access(
        *(patient, actor, domains, may_write, page, membership.role, membership.relation),
        panels=tuple(membership.panels),
        seen_until=membership.looked_at or membership.created_at,
        reads_private=membership.reads_private,
    )


def open_own_record(actor: User, patient_id: uuid.UUID, *, page: str) -> Access:
    """Fetch a record for an act that is its owner's alone.

    Raises as `open_record` does, and PermissionDenied for anyone else who may open the record.
    """
    access = open_record(actor, patient_id, page=page)
    if not access.is_owner:
        refuse(access)
    return access


def _granted(grant: Grant, patient_id: uuid.UUID, page: str, writing: bool) -> Access:
    patient = grant.patient
    if patient.uid != patient_id or writing:
        note_denied(grant, patient_id, page)
        raise PermissionDenied if patient.uid == patient_id else Http404
    AccessEvent.note(actor=grant.access_key, record=patient.access_key, act="read", page=page)
    domains, starts, ends = grant.domains, grant.starts, grant.ends
    return Access(patient, None, domains, False, page, role="link", starts=starts, ends=ends)


def refuse(access: Access) -> NoReturn:
    """Log that an act was refused to someone who may open the record, and answer 403."""
    note_denied(access.person, access.patient.uid, access.page)
    raise PermissionDenied


def note_denied(actor: User | Grant, patient_id: uuid.UUID, page: str) -> None:
    """Log a refused attempt, in constant work: the same for a record that does not exist."""
    keys = Patient.objects.filter(uid=patient_id).values_list("access_key", flat=True)
    AccessEvent.note(actor=actor.access_key, record=keys.first() or NOBODY, act="denied", page=page)


@contextmanager
def changing(access: Access, *, by_any_member: bool = False) -> Iterator[None]:
    """Change a record: atomic, one writer at a time, its data version raised, the act logged.

    `by_any_member` is for what viewers may add, too. Raises PermissionDenied for all others.
    """
    if not access.may_write and not (by_any_member and access.actor is not None):
        raise PermissionDenied
    with transaction.atomic():
        version = raised_version(access.patient)
        yield
        if access.actor is not None:
            AccessEvent.note(
                actor=access.actor.access_key,
                record=access.patient.access_key,
                act="changed",
                page=access.page,
            )
    access.patient.data_version = max(access.patient.data_version, version)
