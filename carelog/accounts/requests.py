"""What a request carries once the middleware has seen it."""

from django.http import HttpRequest

from carelog.accounts.models import User


class SeenRequest(HttpRequest):
    """A request with what our own middleware notes on it."""

    #: Whether it is answered without session and database, as to a stranger.
    asks_nothing: bool
    #: Whether only who is signed in gets an answer.
    is_private: bool
    #: What stands on the page of an error, and in the log.
    error_reference: str


class AuthenticatedRequest(SeenRequest):
    """The request of a signed-in person: `policy` lets no other reach such a view."""

    user: User
