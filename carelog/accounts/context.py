"""What every page needs to know about its reader."""

from django.conf import settings
from django.http import HttpRequest

from carelog.accounts import sessions


def preferences(request: HttpRequest) -> dict:
    """Return theme, text size and, signed in, after how many idle seconds the session ends."""
    user = getattr(request, "user", None)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or user is None:
        return {"theme": "auto", "text_size": "normal", "reader": None}
    if not user.is_authenticated:
        return {"theme": "auto", "text_size": "normal", "reader": None}
    return {
        "theme": user.theme,
        "text_size": user.text_size,
        "reader": user,
        "idle_seconds": sessions.idle_seconds(request),
    }
