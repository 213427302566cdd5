"""What a share link may reach: the domains and days of its link, asked anew at each request."""

from uuid import UUID

from carelog.accounts.invitations import hash_of
from carelog.links.models import Opening
from carelog.patients.access import Grant


def view_of(uid: UUID, secret: str) -> Opening | None:
    """Return an open view for the browser that holds its secret, while it and its link live."""
    found = Opening.objects.select_related("link__patient")
    opening = found.filter(uid=uid, session_hash=hash_of(secret)).first()
    return opening if opening and opening.is_live else None


def grant_of(opening: Opening) -> Grant:
    """Return what a view may read."""
    link = opening.link
    domains = frozenset(link.domains)
    return Grant(link.patient, domains, opening.access_key, starts=link.starts, ends=link.ends)
