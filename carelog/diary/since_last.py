"""The hand-over: what others wrote, changed or removed since this person last looked."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from carelog.accounts.models import User
from carelog.dashboard.looks import LOOKS, Look
from carelog.diary.kinds import RECORDED
from carelog.entries import words
from carelog.entries.models import Recorded
from carelog.medications.models import Dose, Medication
from carelog.patients.access import Access
from carelog.patients.models import Membership, Revision

MOST = 60
#: Visits, questions and events.
OTHER = Look("calendar", "care")
LOOKED = LOOKS | {Dose: LOOKS[Medication]}


@dataclass(frozen=True)
class Happening:
    """One save by someone else: when, by whom, what became of what."""

    at: datetime
    by: User | None
    act: str
    kind: type[Recorded]
    title: str
    said: str
    uid: UUID
    is_removed: bool
    look: Look


def happenings(access: Access, most: int = MOST) -> tuple[list[Happening], int]:
    """Return what others did since this person said to have seen it, and how many in all.

    The newest come first, at most 60 unless told otherwise, only of kinds in the reader's scope.
    """
    revisions = _revisions(access)
    newest = list(revisions.order_by("-at", "-pk").select_related("by")[:most])
    rows = _rows(access, newest)
    return [_happening(access, revision, rows) for revision in newest], revisions.count()


def _revisions(access: Access) -> QuerySet[Revision]:
    labels = [kind._meta.label_lower for kind in RECORDED if access.may_see(kind)]
    found = Revision.objects.filter(
        patient=access.patient, at__gt=access.seen_until, model__in=labels
    )
    return found.exclude(by=access.actor)


def _rows(access: Access, revisions: list[Revision]) -> dict[tuple[str, UUID], Recorded]:
    wanted = defaultdict(set)
    for revision in revisions:
        wanted[revision.model].add(revision.uid)
    found: dict[tuple[str, UUID], Recorded] = {}
    for kind in RECORDED:
        uids = wanted.get(label := kind._meta.label_lower)
        if uids:
            rows = access.rows(kind, removed=True).filter(uid__in=uids)
            found |= {(label, row.uid): row for row in rows.select_related(*kind.reads)}
    return found


def _happening(access: Access, revision: Revision, rows: dict) -> Happening:
    row = rows[revision.model, revision.uid]
    return Happening(
        at=revision.at,
        by=revision.by,
        act=capfirst(revision.get_act_display()),
        kind=type(row),
        title=capfirst(str(row._meta.verbose_name)),
        said=words.in_short(row, access.actor),
        uid=row.uid,
        is_removed=row.removed_at is not None,
        look=LOOKED.get(type(row), OTHER),
    )


def mark_seen(access: Access, until: datetime) -> None:
    """Note up to when this person has seen everything: theirs alone, no part of the record.

    A moment to come counts as now, and one before the last mark changes nothing.
    """
    until = min(until, timezone.now())
    place = Membership.objects.filter(patient=access.patient, user=access.actor)
    place.filter(Q(looked_at=None) | Q(looked_at__lt=until)).update(looked_at=until)
