"""Comments beside what they are about."""

from collections.abc import Iterable

from django import template

from carelog.entries.models import Recorded
from carelog.patients.access import Access
from carelog.safety.models import RaisedWarning
from carelog.safety.warnings import Told
from carelog.talk import actions as talk
from carelog.talk.forms import CommentForm
from carelog.talk.since import sources

register = template.Library()
#: So many stand beside a subject; all of them stand among the comments of the record.
NEWEST = 5


@register.simple_tag
def is_commented(access: Access, told: Iterable[Told]) -> bool:
    """Say whether anyone has written a comment on one of some warnings."""
    keys = [one.warning.uid for one in told]
    return talk.comments_of(access).filter(kind=talk.WARNING, about__in=keys).exists()


@register.simple_tag
def new_talk(access: Access) -> int:
    """Return how many comments and tasks of others are new to the reader, in one query."""
    first, *rest = (source.rows.order_by().values_list("pk") for source in sources(access))
    return first.union(*rest, all=True).count()


@register.inclusion_tag("talk/_comments.html", takes_context=True)
def comments_on(
    context: dict,
    access: Access,
    kind: str = "",
    row: Recorded | RaisedWarning | None = None,
    named: str = "",
) -> dict:
    """Show the newest comments on a row, or on the record as a whole, and a field for another.

    `named` tells several subjects on one page apart.
    """
    about = row.uid if row else None
    found = list(talk.comments_of(access).filter(kind=kind, about=about)[: NEWEST + 1])
    key = about or "record"
    form = CommentForm(
        access=access, initial={"kind": kind, "about": about}, auto_id=f"comment_{key}_%s"
    )
    return {
        "access": access,
        "comments": found[:NEWEST],
        "has_more": len(found) > NEWEST,
        "form": form,
        "key": key,
        "named": named,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }
