"""What a request carries once the middleware has seen it, for the views behind a sign-in."""

from django.http import HttpRequest

from carelog.accounts.models import User


class AuthenticatedRequest(HttpRequest):
    """The request of a signed-in person: `policy` lets no other reach such a view."""

    user: User
