"""One line from whoever holds a link, where its owner allows it: no sign-in, and little at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from carelog.links.models import MOST_TRIES, Opening, ShareLink
from carelog.patients.access import Access
from carelog.talk import actions as talk
from carelog.talk.models import Comment

#: One line of a link in so long, and so many in a day.
PAUSE, DAY, MOST_A_DAY = timedelta(minutes=10), timedelta(days=1), 5


class TooSoon(Exception):
    """A line was left by this link lately, or as many as a day may have; wait until then."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class Ended(Exception):
    """The link has ended since its page was opened."""


@transaction.atomic
def leave(opening: Opening, access: Access, line: Comment) -> None:
    """Leave a line by a link that may be answered, once, however often its form is sent.

    Raises TooSoon, Ended, or talk.SaidOtherwise where its key stands for another line.
    """
    now, link = timezone.now(), opening.link
    # Locked, so that two lines at one moment are counted one after the other.
    rows = ShareLink.objects.select_for_update().filter(pk=link.pk, revoked_at=None)
    if rows.filter(expires_at__gt=now, wrong_tries__lt=MOST_TRIES).first() is None:
        raise Ended
    if talk.has_left(access, line):
        return
    free_at = _free_at(link, now)
    if free_at > now:
        raise TooSoon(free_at)
    talk.leave(access, line, opening.access_key)


def _free_at(link: ShareLink, now: datetime) -> datetime:
    """Return from when a link may be answered: now, or when enough time has gone by."""
    left = Comment._base_manager.filter(by_link=link.uid, created_at__gt=now - DAY)
    times = [*left.order_by("-created_at").values_list("created_at", flat=True)[:MOST_A_DAY]]
    pauses = [times[0] + PAUSE] if times else []
    days = [times[-1] + DAY] if len(times) == MOST_A_DAY else []
    return max([now, *pauses, *days])
