"""Links without an account: made, opened by token and passcode, ended.

A token is 256 random bits. In the link of a page it stands after the #, which no log and no
referrer ever sees; apps and calendars take an address only. Token, passcode and the secret of an
open view are stored as hashes only. What must be exact (tries, openings) is counted by one UPDATE
each, whatever happens at the same time.
"""

import secrets
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from carelog.accounts.invitations import hash_of
from carelog.compiled import CompiledQuery, Parameter
from carelog.links.models import MOST_TRIES, OPEN_MINUTES, Opening, ShareLink
from carelog.outbox.telling import tell
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Patient
from carelog.patients.models.access_event import NOBODY
from carelog.patients.rights import changing_rights

DIGITS, NEWEST = 6, 10
_LINK = CompiledQuery(
    ShareLink,
    lambda: ShareLink.objects.select_related("patient").filter(
        token_hash=Parameter("token_hash", models.CharField()),
        kind=Parameter("kind", models.CharField()),
    ),
)


class Made(NamedTuple):
    """What is shown once, and never again: the token of a link, and its passcode or ""."""

    token: str
    passcode: str


class AlreadyMade(Exception):
    """The same form was sent twice. What the first answer showed cannot be shown again."""


class Dead(Exception):
    """A link is unknown, past its time, taken back, used up or ended by wrong passcodes."""


class WrongPasscode(Exception):
    """A live link was asked for with a wrong passcode; `left` more tries end it."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class NoPasscode(Exception):
    """A live link asks for a passcode and none was given, which is no try: `left` are left."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


def make(access: Access, link: ShareLink, *, with_passcode: bool = True) -> Made:
    """Save a filled-in link of a record and return what its holder needs, which is shown once.

    A link of a calendar never has a passcode: no calendar can type it.

    Raises AlreadyMade for a form sent twice, PermissionDenied for anyone but the owner.
    """
    token = secrets.token_urlsafe(32)
    with_passcode = with_passcode and link.kind != ShareLink.Kind.CALENDAR
    passcode = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" if with_passcode else ""
    link.patient, link.created_by = access.patient, access.actor
    link.key_salt = secrets.token_hex(32) if link.kind == ShareLink.Kind.APP else ""
    link.token_hash = hash_of(token)
    link.passcode_hash = make_password(passcode) if passcode else ""
    try:
        with changing_rights(access, "link made", link.access_key):
            link.save(force_insert=True)
    except IntegrityError as error:
        if ShareLink.objects.filter(uid=link.uid).exists():
            raise AlreadyMade from error
        raise
    return Made(token, passcode)


def revoke(access: Access, link: ShareLink) -> None:
    """End a link: it and every view of it are dead from the next request on."""
    with changing_rights(access, "link ended", link.access_key):
        end(link)


def end(link: ShareLink) -> bool:
    """End a link while rights are held; False where somebody has ended it before."""
    # A clock that was set back must not keep a link alive.
    ended_at = max(timezone.now(), link.created_at)
    standing = ShareLink.objects.filter(pk=link.pk, revoked_at=None)
    return bool(standing.update(revoked_at=ended_at))


def living(patient: Patient) -> QuerySet[ShareLink]:
    """Return the links of a record by which something can be read, of every kind."""
    standing = patient.share_links.filter(revoked_at=None, wrong_tries__lt=MOST_TRIES)
    return standing.filter(expires_at__gt=timezone.now())


def open_link(
    token: str, passcode: str = "", *, kind: str = ShareLink.Kind.PAGE, recipient: str = ""
) -> tuple[Opening, str]:
    """Open a link of a kind once: return the new view and the secret that its reader is to hold.

    A right passcode counts against the openings, a wrong one against the ten tries of the link's
    life. `recipient` is who a health app says that it asks for.

    Raises Dead, WrongPasscode or NoPasscode; the first and second are noted in the access log,
    the same for links that are there and those that are not.
    """
    link = _LINK.row_or_none(token_hash=hash_of(token), kind=kind)
    if link is None or not link.can_be_opened:
        _note_denied(link)
        raise Dead
    if link.passcode_hash:
        if not passcode:
            raise NoPasscode(MOST_TRIES - link.wrong_tries)
        if not check_password(digits_of(passcode), link.passcode_hash):
            _note_denied(link)
            raise WrongPasscode(_count_try(link))
    return _open(link, recipient)


def digits_of(passcode: str) -> str:
    """Return the digits of a passcode, of any script, whatever stands between and around them."""
    return "".join(str(unicodedata.digit(c)) for c in passcode if c.isdigit())


def _openable(link: ShareLink, now: datetime) -> QuerySet[ShareLink]:
    """Return the link for an UPDATE that holds only if it can be opened at that very moment."""
    rows = ShareLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=now)
    is_left = Q(max_opens=None) | Q(opens__lt=F("max_opens"))
    return rows.filter(is_left, wrong_tries__lt=MOST_TRIES)


def _count_try(link: ShareLink) -> int:
    """Count a wrong passcode; return how many tries are left. Raises Dead for one too many."""
    rows = _openable(link, timezone.now())
    if not rows.update(wrong_tries=F("wrong_tries") + 1):
        raise Dead
    link.refresh_from_db(fields=("wrong_tries",))
    if link.is_guessed_to_death:
        _tell_owner(link)
    return MOST_TRIES - link.wrong_tries


def _tell_owner(link: ShareLink) -> None:
    """Tell the owner that a link has ended by wrong passcodes; of each link once."""
    patient = link.patient
    place = patient.memberships.select_related("user").get(role="owner", state="active")
    subject, path = _("CareLog: a link has ended"), reverse("link_list", args=[patient.uid])
    tell(patient, place.user, key=f"link ended {link.uid}", subject=subject, link=path)


@transaction.atomic
def _open(link: ShareLink, recipient: str) -> tuple[Opening, str]:
    now, secret = timezone.now(), secrets.token_urlsafe(32)
    if not _openable(link, now).update(opens=F("opens") + 1):
        raise Dead
    opening = link.openings.create(
        opened_at=now,
        expires_at=min(now + timedelta(minutes=OPEN_MINUTES), link.expires_at),
        session_hash=hash_of(secret),
        recipient=recipient,
    )
    keys = {"actor": opening.access_key, "record": link.patient.access_key}
    AccessEvent.note(**keys, act="opened", page="link", about=link.access_key)
    return opening, secret


def _note_denied(link: ShareLink | None) -> None:
    record, about = (link.patient.access_key, link.access_key) if link else (NOBODY, NOBODY)
    AccessEvent.note(actor=NOBODY, record=record, act="denied", page="link", about=about)


@transaction.atomic
def take(token: str, secret: str, number: int) -> Opening | None:
    """Return an opening of an app's link for one of its files, which is good for one call."""
    found = Opening.objects.select_for_update(of=("self",)).select_related("link__patient")
    its_link = {"link__kind": ShareLink.Kind.APP, "link__token_hash": hash_of(token)}
    opening = found.filter(session_hash=hash_of(secret), **its_link).first()
    if opening is None or not opening.is_live or number in opening.taken:
        return None
    Opening.objects.filter(pk=opening.pk).update(taken=[*opening.taken, number])
    return opening


def close(opening: Opening) -> bool:
    """End one view, and say whether it was open till now. Its link stays."""
    closed_at = max(timezone.now(), opening.opened_at)
    return bool(Opening.objects.filter(pk=opening.pk, closed_at=None).update(closed_at=closed_at))


def links_of(access: Access) -> QuerySet[ShareLink]:
    """Return the links of a record with how often, and when last, each was opened."""
    newest = Opening.objects.order_by("-opened_at", "-pk")[:NEWEST]
    found = access.rows(ShareLink).annotate(n=Count("openings"), last=Max("openings__opened_at"))
    found = found.prefetch_related(Prefetch("openings", newest, to_attr="newest"))
    return found.select_related("created_by").order_by("-created_at", "-pk")


def guessed_to_death(access: Access) -> QuerySet[ShareLink]:
    """Return the links that wrong passcodes have ended before their time was over."""
    found = access.rows(ShareLink).filter(wrong_tries__gte=MOST_TRIES, revoked_at=None)
    return found.filter(expires_at__gt=timezone.now())


def names_of(patient: Patient, keys: Collection[UUID]) -> dict[UUID, str]:
    """Return what the access log calls links of a record, and who opened them, by their keys."""
    links = ShareLink.objects.filter(patient=patient, access_key__in=keys)
    found = {link.access_key: str(link) for link in links}
    openings = Opening.objects.select_related("link")
    for opening in openings.filter(link__patient=patient, access_key__in=keys):
        found[opening.access_key] = _("someone with the link: %(link)s") % {"link": opening.link}
    return found
