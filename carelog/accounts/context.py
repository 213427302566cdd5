"""What every page needs to know about its reader."""

from django.conf import settings
from django.http import HttpRequest

from carelog.accounts import look, sessions


def preferences(request: HttpRequest) -> dict:
    """Return how a page looks, and who reads it.

    `reader` and `idle_seconds` are there where the session was asked; `signed_in` is true on pages
    that are the same for everyone too, where the browser says so.
    """
    if getattr(request, "asks_nothing", False):
        return look.of(request) | {"reader": None}
    user = getattr(request, "user", None)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or user is None:
        return look.NOBODYS | {"reader": None}
    if not user.is_authenticated:
        return look.NOBODYS | {"reader": None}
    return {
        "theme": user.theme,
        "text_size": user.text_size,
        "signed_in": True,
        "reader": user,
        "idle_seconds": sessions.idle_seconds(request),
    }
