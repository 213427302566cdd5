"""Comments and tasks among the members of a record: written, read, taken back, done."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from carelog.accounts.models import User
from carelog.diary.kinds import KindConverter
from carelog.outbox import actions as outbox
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Membership
from carelog.safety.models import RaisedWarning
from carelog.sharing.models import Comment, CommentRead, Task

#: The word for a ticked sign's warning where subjects are named by slugs.
WARNING = "warning"


def comments_of(access: Access) -> QuerySet[Comment]:
    """Return the comments in the reader's scope that stand, newest first."""
    seen = Q(domain="") | Q(domain__in=access.domains)
    found = Comment.objects.filter(seen, patient=access.patient, removed_at=None)
    return found.select_related("author").prefetch_related("reads__user")


def subject_of(access: Access, kind: str, about: UUID | None) -> str | None:
    """Return the scope a subject belongs to, "" for the record as a whole; None for none there."""
    if not kind and about is None:
        return ""
    model = RaisedWarning if kind == WARNING else KindConverter.kinds.get(kind)
    if model is None or about is None or not access.sees(model.domain):
        return None
    return model.domain if access.rows(model).filter(uid=about).exists() else None


def say(access: Access, comment: Comment) -> Comment:
    """Save a comment once, however often it is sent, and tell the other members by mail."""
    with transaction.atomic():
        known = Comment.objects.filter(uid=comment.uid).first()
        if known is not None:
            return known
        comment.patient, comment.author = access.patient, access.actor
        comment.save()
        _note(access)
        subject, link = _("CareLog: a new comment"), reverse("talk", args=[access.patient.uid])
        for member in _readers(access, comment.domain):
            _tell(access, member, f"comment {comment.uid} {member.pk}", subject, link)
    return comment


def take_back(access: Access, comment: Comment) -> None:
    """Remove one's own comment; the owner of the record may remove any.

    Raises PermissionDenied for anyone else.
    """
    if comment.author != access.actor and not access.is_owner:
        raise PermissionDenied
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk, removed_at=None).update(removed_at=timezone.now())
        _note(access)


def mark_read(access: Access, comments: Iterable[Comment]) -> None:
    """Note that this person has read some comments of others."""
    CommentRead.objects.bulk_create(
        [CommentRead(comment=one, user=access.actor) for one in comments if one.author_id],
        ignore_conflicts=True,
    )


def unread_by(access: Access) -> QuerySet[Comment]:
    """Return comments of others in scope that this person has not marked as read."""
    others = comments_of(access).exclude(author=access.actor)
    return others.exclude(reads__user=access.actor)


def tasks_of(access: Access) -> QuerySet[Task]:
    """Return the open tasks, the earliest day first, with who has taken each on."""
    tasks = Task.objects.filter(patient=access.patient, done_at=None)
    return tasks.select_related("owner", "created_by")


def give_task(access: Access, task: Task) -> Task:
    """Save a task once, however often it is sent, and tell whoever is to do it."""
    with transaction.atomic():
        known = Task.objects.filter(uid=task.uid).first()
        if known is not None:
            return known
        task.patient, task.created_by = access.patient, access.actor
        task.save()
        _note(access)
        if task.owner != access.actor:
            link = reverse("talk", args=[access.patient.uid])
            _tell(access, task.owner, f"task {task.uid}", _("CareLog: a new task"), link)
    return task


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


def _tell(access: Access, user: User, key: str, subject: str, link: str) -> None:
    if not settings.HAS_MAIL or access.patient.messages_stopped_at:
        return
    said = _("There is something new for you in CareLog. Sign in to read it:")
    outbox.put(
        key=key,
        to=user.email,
        subject=subject,
        body=f"{said}\n\n{urljoin(settings.PUBLIC_URL, link)}\n",
        quiet_zone=access.patient.zone,
    )


def _note(access: Access) -> None:
    keys = {"actor": access.actor.access_key, "record": access.patient.access_key}
    AccessEvent.note(**keys, act="changed", page="talk")
