"""What others said and took on since this person last looked."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from carelog.dashboard.looks import Look
from carelog.diary.since_last import Happening, Source
from carelog.patients.access import Access
from carelog.talk.actions import comments_of
from carelog.talk.models import Comment, Task

SAID, TO_DO = Look("mail", "care"), Look("clipboard-list", "care")
LONGEST = 300


def sources(access: Access) -> list[Source]:
    """Return comments, tasks that were given, and tasks that were done, of others."""
    since, me = access.seen_until, access.actor
    comments = comments_of(access).filter(created_at__gt=since).exclude(author=me)
    given = access.rows(Task).filter(created_at__gt=since).exclude(created_by=me)
    done = access.rows(Task).filter(done_at__gt=since).exclude(done_by=me)
    return [
        Source(comments, "created_at", "author", lambda keys: _comments(access, comments, keys)),
        Source(given, "created_at", "created_by", lambda keys: _tasks(access, given, keys)),
        Source(done, "done_at", "done_by", lambda keys: _tasks(access, done, keys, is_done=True)),
    ]


def _comments(
    access: Access, rows: QuerySet[Comment], keys: Collection[int]
) -> dict[int, Happening]:
    to = reverse("talk", args=[access.patient.uid])
    return {
        row.pk: Happening(
            at=row.created_at,
            by=row.author,
            act=_("Written"),
            group=_("Comments"),
            title=_title(row),
            said=Truncator(row.text).chars(LONGEST),
            to=to,
            is_removed=False,
            look=SAID,
        )
        for row in rows.filter(pk__in=keys)
    }


def _title(comment: Comment) -> str:
    if not comment.by_link:
        return _("Comment")
    who = {"name": comment.by_name, "role": comment.by_role}
    return _("Comment by link, not verified: %(name)s, %(role)s") % who


def _tasks(
    access: Access, rows: QuerySet[Task], keys: Collection[int], *, is_done: bool = False
) -> dict[int, Happening]:
    to = reverse("talk", args=[access.patient.uid])
    people = rows.select_related("owner", "created_by", "done_by").filter(pk__in=keys)
    return {
        row.pk: Happening(
            at=row.done_at if is_done and row.done_at else row.created_at,
            by=row.done_by if is_done else row.created_by,
            act=_("Done") if is_done else _("Given"),
            group=_("Tasks"),
            title=row.text,
            said=_for(row),
            to=to,
            is_removed=False,
            look=TO_DO,
        )
        for row in people
    }


def _for(task: Task) -> str:
    words = {
        "who": (task.owner.name if task.owner else "") or "–",
        "day": date_format(task.due_on, "j F Y"),
    }
    return _("for %(who)s, by %(day)s") % words
