"""How a person likes pages to look, kept in their browser too.

Pages that are the same for everyone ask neither session nor database. This cookie tells them the
colours, the text size, and that someone signed in here, so that they show the way back. It opens
nothing: every other page asks the session.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from carelog.accounts.models import User
from carelog.accounts.requests import SeenRequest

NOBODYS = {"theme": "auto", "text_size": "normal", "signed_in": False}


def of(request: HttpRequest) -> dict[str, object]:
    """Return the values of the cookie; unknown ones count as absent."""
    theme, _dash, text_size = request.COOKIES.get(settings.LOOK_COOKIE_NAME, "").partition("-")
    if theme not in User.Theme or text_size not in User.TextSize:
        return NOBODYS
    return {"theme": theme, "text_size": text_size, "signed_in": True}


def remember(request: SeenRequest, response: HttpResponse) -> None:
    """Keep the look of who is signed in for as long as the session; forget it once they left."""
    if request.asks_nothing:
        return
    name, user = settings.LOOK_COOKIE_NAME, request.user
    if not user.is_authenticated:
        if name in request.COOKIES:
            response.delete_cookie(name, samesite="Lax")
        return
    value = f"{user.theme}-{user.text_size}"
    if request.COOKIES.get(name) != value:
        own = request.session.get("own_device")
        age = settings.OWN_DEVICE_ABSOLUTE_SECONDS if own else None
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, value, age, secure=secure, httponly=True, samesite="Lax")
