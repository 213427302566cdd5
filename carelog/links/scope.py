"""What a share link may reach: the domains and days of its link, asked anew at each request."""

from uuid import UUID

from django.db import models

from carelog.accounts.invitations import hash_of
from carelog.compiled import CompiledQuery, Parameter
from carelog.links.models import Opening
from carelog.patients.access import Grant

_OPENING = CompiledQuery(
    Opening,
    lambda: Opening.objects.select_related("link__patient").filter(
        uid=Parameter("uid", models.UUIDField()),
        session_hash=Parameter("session_hash", models.CharField()),
    ),
)


def view_of(uid: UUID, secret: str) -> Opening | None:
    """Return an open view for the browser that holds its secret, while it and its link live."""
    opening = _OPENING.row_or_none(uid=uid, session_hash=hash_of(secret))
    return opening if opening and opening.is_live else None


def grant_of(opening: Opening) -> Grant:
    """Return what a view may read."""
    link = opening.link
    domains = frozenset(link.domains)
    return Grant(link.patient, domains, opening.access_key, starts=link.starts, ends=link.ends)
