"""How long the pages of private answers stay open in a session: until one tap leaves them.

They open by a button alone. After leaving, the browser's *back* and the addresses lead to Today,
and whoever wants to see old answers proves once more who they are. No address names an answer that
was just given: the session knows which it was.
"""

import time
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from carelog.accounts.step_up import forget_recent_sign_in

_KEY = "for_you"


def open_questions(request: HttpRequest) -> None:
    """Open the questions; what is open stays open, for as long as it was."""
    if not asks(request):
        _set(request, is_all=False, answer="", until=_soon())


def open_answer(request: HttpRequest, answer: uuid.UUID) -> None:
    """Open the page of an answer just given, which is no proof of who one is."""
    is_all, soon = shows_all(request), _soon()
    until = _state(request)["until"] if is_all else soon
    _set(request, is_all=is_all, answer=str(answer), until=until)


def open_all(request: HttpRequest) -> None:
    """Open all of them, to someone who has just proven who they are."""
    answer = _state(request).get("answer", "")
    _set(request, is_all=True, answer=answer, until=_soon())


def asks(request: HttpRequest) -> bool:
    """Say whether the questions may be shown."""
    return bool(_state(request))


def shows_all(request: HttpRequest) -> bool:
    """Say whether the page of all of them may be shown."""
    return bool(_state(request).get("is_all"))


def just_given(request: HttpRequest) -> uuid.UUID | None:
    """Return the key of the answer just given, or None."""
    answer = _state(request).get("answer")
    return uuid.UUID(answer) if answer else None


def leave(request: HttpRequest) -> None:
    """Close what was open, and forget that somebody has just proven who they are."""
    request.session.pop(_KEY, None)
    forget_recent_sign_in(request)


def _soon() -> float:
    return time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _set(request: HttpRequest, *, is_all: bool, answer: str, until: float) -> None:
    request.session[_KEY] = {"is_all": is_all, "answer": answer, "until": until}


def _state(request: HttpRequest) -> dict[str, Any]:
    state: dict[str, Any] = request.session.get(_KEY) or {}
    return state if state.get("until", 0) > time.time() else {}
