"""Reauthentication before an act that changes who may see a record."""

import time

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from carelog.accounts.requests import AuthenticatedRequest


def require_recent_sign_in(request: AuthenticatedRequest) -> None:
    """Go on only where the person proved who they are within the last ten minutes.

    Otherwise the account library asks for the password or passkey and then comes back; a form
    that was sent is sent again by itself. Call it after the permission check. Someone who signs in
    by link alone, as in the demo, has nothing to prove it with and goes on.
    """
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    if time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return
    if request.user.has_usable_password() or is_mfa_enabled(request.user):
        raise ReauthenticationRequired


def forget_recent_sign_in(request: HttpRequest) -> None:
    """Ask for the proof anew before the next such act, however lately it was given."""
    request.session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
