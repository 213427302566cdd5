"""Sessions in the database, as Django keeps them, found by a compiled query."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from carelog.compiled import CompiledQuery, Parameter

_LIVE = CompiledQuery(
    Session,
    lambda: Session.objects.filter(
        session_key=Parameter("key", models.CharField()),
        expire_date__gt=Parameter("now", models.DateTimeField()),
    ),
)


class SessionStore(db.SessionStore):
    """Django's, but for the look-up that every request of a signed-in person makes."""

    def _get_session_from_db(self) -> Session | None:
        session = _LIVE.row_or_none(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None
        return session
