"""What is answered when the database fails: 503, calmly, and what was typed is not lost."""

import sqlite3
import sys

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import Error, InterfaceError, InternalError, OperationalError
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from carelog import errors, waiting
from carelog.accounts import look
from carelog.accounts.requests import SeenRequest
from carelog.lazy import LazyStr
from carelog.patients.models import Number
from carelog.policy import FROM_ANYWHERE, route_of

#: After how many seconds a browser, an app or a proxy may ask again.
RETRY_AFTER = "10"
#: SQLite has one class of error for these and for statements that are wrong.
OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
#: PostgreSQL's code for a database that may only be read, which is no OperationalError.
READ_ONLY = "25006"


def is_fault(error: BaseException | None) -> bool:
    """Say whether an error is of the database itself, and not of what it was asked."""
    if isinstance(error, UpdateError | TransactionManagementError):
        # The first takes the place of any error; the second speaks of one before it.
        return is_fault(error.__cause__ or error.__context__)
    if not isinstance(error, Error):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in OF_SQLITE
    if isinstance(error, InternalError):
        return getattr(cause, "sqlstate", None) == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError)


def server_error(request: SeenRequest) -> HttpResponse:
    """Answer 503 to a fault of the database, anywhere in view or middleware; 500 to all else."""
    # Django calls this while it handles the error, and does not hand it over.
    error = sys.exc_info()[1]
    if error is None or not is_fault(error):
        return errors.server_error(request)
    if getattr(error.__cause__, "sqlstate", "") is None:
        # No word of PostgreSQL's: it is the way to it that failed.
        waiting.note(silent=True)
    return unavailable(request)


def site_numbers() -> list[tuple[LazyStr, str]]:
    """Return the numbers to call that are the site's, with what each is."""
    labels = dict(Number.Role.choices)
    return [(labels[role], number) for role, number in settings.SITE_NUMBERS.items() if number]


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 with a page that needs neither database nor session."""
    context = {"request": request, "numbers": site_numbers(), "is_sent": request.method == "POST"}
    context |= look.of(request)
    if context["is_sent"] and (kept := errors.all_fields(request)):
        context |= {"kept": kept, "csrf_token": get_token(request)}
    page = render_to_string("errors/unavailable.html", context)
    response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})
    if route_of(request) in FROM_ANYWHERE:
        response["Access-Control-Allow-Origin"] = "*"
    return response
