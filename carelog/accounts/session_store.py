"""Sessions in the database under a hash of their key: a copy of it lets nobody in.

The browser alone holds the key. It is 32 letters and digits from the system's random numbers, so
that one round of SHA-256 without salt cannot be turned back.
"""

import hashlib
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import models
from django.utils import timezone

from carelog.accounts.models import Session, User
from carelog.compiled import CompiledQuery, Parameter

_LIVE = CompiledQuery(
    Session,
    lambda: Session.objects.filter(
        session_key=Parameter("key", models.CharField()),
        expire_date__gt=Parameter("now", models.DateTimeField()),
    ),
)


def stored(key: str | None) -> str:
    """Return the form in which the key of a session is kept; "" is nobody's."""
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


def live_sessions_of(user: User) -> models.QuerySet[Session]:
    """Return the sessions of a person that have not ended."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now())


class SessionStore(db.SessionStore):
    """Django's, but for hashed keys, whose session it is, and the look-up of every request."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return where sessions are kept."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of this session, with the person who is signed in by it."""
        row = cast(Session, super().create_model_instance(data))
        row.session_key = stored(row.session_key)
        row.user_id = data.get(SESSION_KEY)
        return row

    def exists(self, session_key: str) -> bool:
        """Say whether a key is taken."""
        return bool(super().exists(stored(session_key)))

    def delete(self, session_key: str | None = None) -> None:
        """Remove this session, or that of another key."""
        Session.objects.filter(session_key=stored(session_key or self.session_key)).delete()

    def _get_session_from_db(self) -> Session | None:
        session = _LIVE.row_or_none(key=stored(self.session_key), now=timezone.now())
        if session is None:
            self._session_key = None
        return session
