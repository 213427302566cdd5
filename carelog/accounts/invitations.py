"""One-time links to make an account. Only the hash of a link is ever stored."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from carelog.accounts.models import SignupInvitation
from carelog.site_address import link_to

DAYS = 7
SESSION_KEY = "signup_invitation"


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token or of another random secret, as stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link() -> str:
    """Return a new link: 256 random bits, good for one account within seven days."""
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(days=DAYS)
    SignupInvitation.objects.create(token_hash=hash_of(token), expires_at=expires_at)
    return link_to("signup_invitation", token)


def is_open(token_hash: str) -> bool:
    """Say whether a link is known, unused and not expired."""
    return SignupInvitation.objects.filter(
        token_hash=token_hash, used_at=None, expires_at__gt=timezone.now()
    ).exists()


def open_for(token_hash: str, until: datetime) -> None:
    """Let a link made elsewhere, known by its hash, make one account until a moment."""
    SignupInvitation.objects.create(token_hash=token_hash, expires_at=until)


def use(token_hash: str) -> bool:
    """Mark a link as used; False when it was used meanwhile or has expired."""
    now = timezone.now()
    links = SignupInvitation.objects.filter(token_hash=token_hash, used_at=None)
    return links.filter(expires_at__gt=now).update(used_at=now) == 1
