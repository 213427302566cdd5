"""Comments and tasks among the members of a record: written, read, taken back, done."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.ceilings import keep_within
from carelog.diary.kinds import KindConverter
from carelog.outbox.telling import tell
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Membership
from carelog.safety.models import RaisedWarning
from carelog.talk.models import Comment, CommentRead, Task

Said = TypeVar("Said", Comment, Task)
#: The word for a ticked sign's warning where subjects are named by slugs.
WARNING = "warning"
#: So many comments, and so many tasks, one member may write in a record in an hour.
MOST_AN_HOUR = 30


def comments_of(access: Access) -> QuerySet[Comment]:
    """Return the comments in the reader's scope that stand, newest first."""
    return access.rows(Comment).select_related("author").prefetch_related("reads__user")


def subject_of(access: Access, kind: str, about: UUID | None) -> str | None:
    """Return the scope a subject belongs to, "" for the record as a whole; None for none there."""
    if not kind and about is None:
        return ""
    model = RaisedWarning if kind == WARNING else KindConverter.kinds.get(kind)
    if model is None or about is None or access.row_or_none(model, about) is None:
        return None
    return model.domain


class SaidOtherwise(Exception):
    """The key of a form was used before, for something else."""


def say(access: Access, comment: Comment) -> Comment:
    """Save a comment once, however often it is sent, and tell the other members by mail.

    Raises SaidOtherwise where its key stands for another comment, TooMany after many in an hour.
    """
    comment.patient, comment.author = access.patient, access.actor
    names = ("patient", "author", "kind", "about", "text")
    # Each was mailed, those too that were taken back.
    own = Comment._base_manager.filter(author=access.actor)
    return _once(access, comment, names, _tell_readers, own)


def leave(access: Access, line: Comment, actor: UUID) -> None:
    """Save the line of whoever holds a link, and tell the members; `actor` is its key in the log.

    Call it inside a transaction, once a key: `has_left` says whether it was.
    """
    line.patient = access.patient
    line.save(force_insert=True)
    AccessEvent.note(actor=actor, record=access.patient.access_key, act="changed", page="talk")
    _tell_readers(access, line)


def has_left(access: Access, line: Comment) -> bool:
    """Say whether a line was left before. Raises SaidOtherwise for a key of another line."""
    line.patient = access.patient
    return _known(line, ("patient", "by_link", "by_name", "by_role", "text")) is not None


def _tell_readers(access: Access, comment: Comment) -> None:
    subject, link = _("CareLog: a new comment"), reverse("talk", args=[access.patient.uid])
    for member in _readers(access, comment.domain):
        key = f"comment {comment.uid} {member.pk}"
        tell(access.patient, member, key=key, subject=subject, link=link)


def _once(
    access: Access,
    row: Said,
    names: tuple[str, ...],
    told: Callable[[Access, Said], None],
    own: QuerySet[Said],
) -> Said:
    """Save a row and tell of it; one with the same key and the same values stands already."""
    if (known := _known(row, names)) is not None:
        return known
    keep_within(own.filter(patient=access.patient), MOST_AN_HOUR)
    try:
        with transaction.atomic():
            row.save()
            _note(access)
            told(access, row)
    except IntegrityError:
        # Sent twice at the same moment.
        if (known := _known(row, names)) is None:
            raise
        return known
    return row


def _known(row: Said, names: tuple[str, ...]) -> Said | None:
    known = type(row)._default_manager.filter(uid=row.uid).first()
    if known is not None and any(getattr(known, n) != getattr(row, n) for n in names):
        raise SaidOtherwise
    return known


def take_back(access: Access, comment: Comment) -> None:
    """Remove one's own comment; the owner of the record may remove any.

    Raises PermissionDenied for anyone else.
    """
    if comment.author != access.actor and not access.is_owner:
        raise PermissionDenied
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(removed_at=timezone.now())
        _note(access)


def mark_read(access: Access, comments: Iterable[Comment]) -> None:
    """Note that this person has read some comments of others."""
    reads = [CommentRead(comment=one, user=access.actor) for one in comments]
    CommentRead.objects.bulk_create(reads, ignore_conflicts=True)


def unread_by(access: Access) -> QuerySet[Comment]:
    """Return comments of others in scope that this person has not marked as read."""
    others = comments_of(access).exclude(author=access.actor)
    return others.exclude(reads__user=access.actor)


def tasks_of(access: Access) -> QuerySet[Task]:
    """Return the open tasks, the earliest day first, with who has taken each on."""
    tasks = access.rows(Task).filter(done_at=None)
    return tasks.select_related("owner", "created_by")


def give_task(access: Access, task: Task) -> Task:
    """Save a task once, however often it is sent, and tell whoever is to do it.

    Raises SaidOtherwise where its key stands for another task, TooMany after many in an hour.
    """
    task.patient, task.created_by = access.patient, access.actor
    names = ("patient", "created_by", "text", "owner", "due_on")
    return _once(access, task, names, _tell_owner, Task.objects.filter(created_by=access.actor))


def _tell_owner(access: Access, task: Task) -> None:
    if task.owner is not None and task.owner != access.actor:
        subject, link = _("CareLog: a new task"), reverse("talk", args=[access.patient.uid])
        tell(access.patient, task.owner, key=f"task {task.uid}", subject=subject, link=link)


def finish(access: Access, task: Task) -> None:
    """Mark a task as done; any member may."""
    with transaction.atomic():
        open_one = Task.objects.filter(pk=task.pk, done_at=None)
        open_one.update(done_at=timezone.now(), done_by=access.actor)
        _note(access)


def members_of(access: Access) -> QuerySet[User]:
    """Return everyone who has a place in the record now."""
    active = {"memberships__patient": access.patient, "memberships__state": "active"}
    return User.objects.filter(**active).order_by("name", "pk")


def is_late(task: Task, today: date) -> bool:
    """Say whether the day of a task has passed."""
    return task.due_on < today


def _readers(access: Access, domain: str) -> list[User]:
    places = Membership.objects.filter(patient=access.patient, state=Membership.State.ACTIVE)
    places = places.exclude(user=access.actor).select_related("user")
    is_owner = Membership.Role.OWNER
    return [p.user for p in places if not domain or p.role == is_owner or domain in p.scope]


def _note(access: Access) -> None:
    keys = {"actor": access.person.access_key, "record": access.patient.access_key}
    AccessEvent.note(**keys, act="changed", page="talk")
