"""The few pages and files that are the same for everyone."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from carelog import readiness
from carelog.accounts import look
from carelog.faults import RETRY_AFTER

logger = logging.getLogger(__name__)

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
    """Say whether the database has its tables and can be written, and whether files are in place.

    What is wrong stands in the log, and `manage.py doctor` says it.
    """
    trouble = readiness.first_trouble()
    status, word = (503, "not ready") if trouble else (200, "ready")
    response = HttpResponse(word, content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    if trouble:
        logger.error("Not ready. %s", trouble)
        response["Retry-After"] = RETRY_AFTER
    return response


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Keep search engines to the public pages."""
    lines = "User-agent: *\n" + "".join(f"Disallow: /{path}/\n" for path in PRIVATE)
    return HttpResponse(lines, content_type="text/plain")
