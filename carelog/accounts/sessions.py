"""How long a sign-in lasts: short on a shared device, long on one's own.

Shared: 30 minutes idle, 12 hours in all. Own: 14 days idle, 30 days in all.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import Error
from django.http import HttpRequest, HttpResponse

from carelog.accounts import look
from carelog.accounts.requests import SeenRequest

TOUCH_SECONDS = 60
#: So many letters of what a browser calls itself are kept, to name it among one's devices.
AGENT_LENGTH = 200
logger = logging.getLogger(__name__)


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's, but a session that cannot be written does not replace the response.

    The view is done by then, and what it saved is committed: a page that says otherwise would be
    wrong. What is lost is a note such as *Saved*, or when the person was last seen.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Write the session; the answer stands, whether or not that works."""
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, Error) as error:
            # Signed out elsewhere meanwhile, or the database failed. The cookie stays as it was.
            logger.warning("A session could not be written: %s", type(error).__name__)
            return response


def idle_seconds(request: HttpRequest) -> int:
    """Return the idle timeout of this session in seconds."""
    own = request.session.get("own_device")
    return settings.OWN_DEVICE_IDLE_SECONDS if own else settings.IDLE_SECONDS


def absolute_seconds(request: HttpRequest) -> int:
    """Return the absolute timeout of this session in seconds."""
    own = request.session.get("own_device")
    return settings.OWN_DEVICE_ABSOLUTE_SECONDS if own else settings.ABSOLUTE_SECONDS


def has_ended(request: HttpRequest, now: float) -> bool:
    """Say whether a signed-in session is past its idle or absolute timeout."""
    session = request.session
    idle = now - session.get("seen_at", now) > idle_seconds(request)
    return idle or now - session.get("signed_in_at", now) > absolute_seconds(request)


def limits(
    get_response: Callable[[SeenRequest], HttpResponse],
) -> Callable[[SeenRequest], HttpResponse]:
    """Middleware: sign out sessions past their time, note when the others were last seen."""

    def answer(request: SeenRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = time.time()
            if has_ended(request, now):
                logout(request)
            elif now - request.session.get("seen_at", 0) > TOUCH_SECONDS:
                request.session["seen_at"] = now
                request.session.setdefault("signed_in_at", now)
        response = get_response(request)
        # After a failure who it was may not be known, and asking may fail once more.
        if response.status_code < 500:
            if request.user.is_authenticated:
                remember_device(request)
            look.remember(request, response)
        return response

    return answer


def remember_device(request: HttpRequest) -> None:
    """Right after sign-in, let the session last as the answer to "my own device" says."""
    if "signed_in_at" not in request.session:
        request.session["signed_in_at"] = request.session["seen_at"] = time.time()
        request.session["agent"] = request.headers.get("User-Agent", "")[:AGENT_LENGTH]
        own = request.session.get("own_device")
        request.session.set_expiry(settings.OWN_DEVICE_ABSOLUTE_SECONDS if own else 0)
