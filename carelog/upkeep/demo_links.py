"""One-time links that sign in a demo user. Only the hash of a link is ever stored."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from carelog.accounts.invitations import hash_of
from carelog.accounts.models import User
from carelog.site_address import link_to
from carelog.upkeep.models import DemoLink, DemoUser

MINUTES = 15


def make_link(user: User) -> str:
    """Return a new link: 256 random bits, good for one sign-in within 15 minutes.

    Raises DemoUser.DoesNotExist for anyone the demo did not make.
    """
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + timedelta(minutes=MINUTES)
    demo_user = DemoUser.objects.get(user=user)
    demo_user.links.create(token_hash=hash_of(token), expires_at=expires_at)
    return link_to("demo_sign_in", token)


def is_open(token: str) -> bool:
    """Say whether a link is known, unused and in time, on a site that shows demos."""
    return _open(token).exists()


def use(token: str) -> User | None:
    """Use a link up and return whom it signs in; None when it is not open or someone was faster."""
    if _open(token).update(used_at=timezone.now()) != 1:
        return None
    link = DemoLink.objects.select_related("demo_user__user").get(token_hash=hash_of(token))
    return link.demo_user.user


def _open(token: str) -> QuerySet[DemoLink]:
    """Return the open link of a token. Off this machine no link is ever open."""
    if not settings.PLAIN_HTTP:
        return DemoLink.objects.none()
    return DemoLink.objects.filter(
        token_hash=hash_of(token), used_at=None, expires_at__gt=timezone.now()
    )
