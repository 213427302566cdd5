"""How long the pages of private answers stay open in a session: until one tap leaves them.

They open by a button alone. After leaving, the browser's *back* and the address lead to Today; to
see old answers again, one proves who one is.
"""

import time
import uuid

from django.conf import settings
from django.http import HttpRequest

_KEY = "for_you"
QUESTIONS, ALL = "questions", "all"


def open_pages(request: HttpRequest, shows: uuid.UUID | str = QUESTIONS) -> None:
    """Open the questions, the page of one answer just given, or all; what is open stays open."""
    until = time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    kept = ALL if _shows(request) == ALL else str(shows)
    request.session[_KEY] = {"shows": kept, "until": until}


def asks(request: HttpRequest) -> bool:
    """Say whether the questions may be shown."""
    return bool(_shows(request))


def shows(request: HttpRequest, answer: uuid.UUID | str = ALL) -> bool:
    """Say whether the page of an answer, or that of all of them, may be shown."""
    return _shows(request) in (ALL, str(answer))


def leave(request: HttpRequest) -> None:
    """Close what was open."""
    request.session.pop(_KEY, None)


def _shows(request: HttpRequest) -> str:
    state = request.session.get(_KEY, {})
    return state["shows"] if state and state["until"] > time.time() else ""
