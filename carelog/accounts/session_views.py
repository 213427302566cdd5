"""Where a person is signed in, and signing out the others."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from carelog.accounts.models import User
from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.session_store import live_sessions_of, stored


@dataclass(frozen=True)
class Device:
    """A browser that can open CareLog in a person's name."""

    agent: str
    signed_in_at: datetime
    is_current: bool


@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show where a person is signed in; a press signs out all but this device."""
    current = stored(request.session.session_key)
    if request.method == "POST":
        live_sessions_of(request.user).exclude(session_key=current).delete()
        messages.success(request, _("The others are signed out."))
        return redirect("session_list")
    devices = _devices(request.user, current)
    return render(request, "accounts/session_list.html", {"devices": devices})


def _devices(user: User, current: str) -> list[Device]:
    """Return the devices of sessions that still open something, the newest sign-in first."""
    found = []
    for row in live_sessions_of(user):
        said = row.get_decoded()
        # Since the password was changed, it opens nothing.
        if not constant_time_compare(said.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            continue
        at = datetime.fromtimestamp(said.get("signed_in_at", 0), UTC)
        found.append(Device(said.get("agent", ""), at, row.session_key == current))
    return sorted(found, key=lambda one: one.signed_in_at, reverse=True)
