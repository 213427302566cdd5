"""The few pages and files that are the same for everyone."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from carelog.accounts import look
from carelog.faults import RETRY_AFTER

#: Where no search engine looks.
PRIVATE = ("patients", "account", "invited", "s", "shared")


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what CareLog is; lead people whose browser knows them to their record."""
    if look.of(request)["signed_in"]:
        return redirect("home")
    return render(request, "welcome.html", {"signup": settings.SIGNUP})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show the intended purpose, whole."""
    return render(request, "about.html")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers, may be written, and has the tables this version needs."""
    try:
        executor = MigrationExecutor(connection)
        is_waiting = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        # No session has this key; a database that may only be read refuses all the same.
        Session.objects.filter(session_key="").update(session_data="")
    except Error:
        is_waiting = True
    status, word = (503, "not ready") if is_waiting else (200, "ready")
    response = HttpResponse(word, content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    if is_waiting:
        response["Retry-After"] = RETRY_AFTER
    return response


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Keep search engines to the public pages."""
    lines = "User-agent: *\n" + "".join(f"Disallow: /{path}/\n" for path in PRIVATE)
    return HttpResponse(lines, content_type="text/plain")
