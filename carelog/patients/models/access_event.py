"""Who opened or changed a record, when: written once, never changed, free of names.

It holds the random keys of reader and record, not their rows: erasing a person or a record
erases the key, and the events become nobody's. The database refuses UPDATE and DELETE.
"""

import uuid
from datetime import datetime
from functools import partial

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.compiled import insert

NOBODY = uuid.UUID(int=0)
MINUTES = 15
MOST_KEPT = 20_000
#: Actor, record, act, page, and whom or what it is about.
Written = tuple[uuid.UUID, uuid.UUID, str, str, uuid.UUID]


def quarter_of(moment: datetime) -> datetime:
    """Return the start of the quarter of an hour a moment lies in."""
    return moment.replace(minute=moment.minute // MINUTES * MINUTES, second=0, microsecond=0)


# Cache of what this process has written in this quarter of an hour.
_standing: dict[datetime, set[Written]] = {}


def _keep(quarter: datetime, key: Written) -> None:
    if quarter not in _standing or len(_standing[quarter]) >= MOST_KEPT:
        _standing.clear()
    _standing.setdefault(quarter, set()).add(key)


def forget() -> None:
    """Clear the cache of written events, as a new process begins."""
    _standing.clear()


class AccessEvent(models.Model):
    """One row per reader, record, act and page in a quarter of an hour.

    A change of rights is a row of its own each time: its `quarter` is the very moment.
    """

    class Act(models.TextChoices):
        READ = "read", _("opened")
        CHANGED = "changed", _("changed")
        DENIED = "denied", _("was refused")
        RIGHTS = "rights", _("changed who may see it")
        OPENED = "opened", _("opened by a link")

    at = models.DateTimeField()
    quarter = models.DateTimeField()
    actor = models.UUIDField()
    record = models.UUIDField()
    act = models.CharField(max_length=7, choices=Act)
    page = models.CharField(max_length=40)
    # The random key of whom or what a change of rights is about.
    about = models.UUIDField(default=NOBODY)

    class Meta:
        indexes = (models.Index(fields=("record", "-at"), name="event_by_record"),)
        constraints = (
            models.UniqueConstraint(
                fields=("record", "actor", "act", "page", "about", "quarter"),
                name="one_event_per_quarter",
            ),
            models.CheckConstraint(
                condition=Q(act__in=("read", "changed", "denied", "rights", "opened")),
                name="event_act_is_known",
            ),
        )

    @classmethod
    def note(
        cls,
        *,
        actor: uuid.UUID,
        record: uuid.UUID,
        act: str,
        page: str,
        about: uuid.UUID = NOBODY,
    ) -> None:
        """Write the event unless it stands already. One statement, or none."""
        now = timezone.now()
        is_each = act == cls.Act.RIGHTS
        quarter = now if is_each else quarter_of(now)
        key = (actor, record, act, page, about)
        if key in _standing.get(quarter, ()):
            return
        event = AccessEvent(
            at=now, quarter=quarter, actor=actor, record=record, act=act, page=page, about=about
        )
        insert(event, unless_there=True)
        if not is_each:
            # What is written inside a transaction may still be taken back with it.
            transaction.on_commit(partial(_keep, quarter, key))
