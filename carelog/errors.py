"""The answers to what went wrong: one calm page each, and nothing a person typed is lost."""

import logging
import uuid

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, REASON_NO_REFERER, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from carelog.accounts.requests import SeenRequest
from carelog.lazy import LazyStr
from carelog.site_address import link_for

logger = logging.getLogger(__name__)
# Whatever route was asked for, what went wrong is not its page.
BEHIND_NO_DOOR = {"door": ""}
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code", "credential")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the address or the request itself cannot be understood."""
    return _page(request, 400, _("This address does not work"), _("Something in it is not right."))


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: the reader may see this record, but not do this."""
    words = _(
        "You can read this record, but you cannot do this in it. Ask the person who shares it."
    )
    return _page(request, 403, _("You cannot do this here"), words)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: the same for what is not there and for what is not the reader's."""
    words = _("It may have been removed, or the address may be wrong.")
    return _page(request, 404, _("This page is not here"), words)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413: the form is larger than the largest form CareLog has."""
    words = _("What was sent is too large. Go back and make the text shorter.")
    return _page(request, 413, _("That is too much at once"), words)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer 429: what changes a sign-in was asked for more often than it may be."""
    words = _("Wait a few minutes, then go back and try again. Nothing was changed.")
    return _page(request, 429, _("Too many tries at once"), words)


def server_error(request: SeenRequest) -> HttpResponse:
    """Answer 500 with a reference that stands in the log too, and nothing else."""
    request.error_reference = uuid.uuid4().hex[:12]
    words = _("It was our fault. What you sent may not be saved. Go back and try again.")
    context = {
        "title": _("Something went wrong"),
        "words": words,
        "reference": request.error_reference,
    }
    # Without the request: what failed may be what a whole page needs, such as the database.
    return HttpResponse(render_to_string("errors/bare.html", context), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that may not be ours, with why, holding what was typed if it is ours."""
    why, title, words = _why(request, reason)
    logger.warning("A form was refused: %s", why)
    return _again(request, 403, title, words)


def _why(request: HttpRequest, reason: str) -> tuple[str, LazyStr, LazyStr]:
    """Return why Django refused a form: for the log, and as title and words of a page."""
    words: LazyStr = ""
    if reason == REASON_NO_CSRF_COOKIE and not request.COOKIES:
        words = _("CareLog needs them to know that a form is yours. Allow cookies for this site.")
        return "no cookie came with it", _("Your browser sent no cookies"), words
    if reason == REASON_NO_REFERER or request.headers.get("Origin") == "null":
        words = _(
            "CareLog needs to know that a form comes from its own page. Turn off for this site what"
            " hides that: a setting or an add-on of the browser. Or use another browser."
        )
        return "where it came from is hidden", _("Your browser hides which page was sent"), words
    if not reason.startswith("CSRF "):
        here = {"address": link_for("/")}
        words = _("Open CareLog at %(address)s and send it from there.") % here
        return "it came from another address", _("This form came from another address"), words
    return "its token is old", _("This page was open for a long time"), words


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer 401 to a form sent after signing out, holding what was typed."""
    return _again(request, 401, _("You have been signed out"), "")


def _page(request: HttpRequest, status: int, title: LazyStr, words: LazyStr) -> HttpResponse:
    context = {"title": title, "words": words, **BEHIND_NO_DOOR}
    return render(request, "errors/error.html", context, status=status)


def _again(request: HttpRequest, status: int, title: LazyStr, words: LazyStr) -> HttpResponse:
    """Show the posted fields as hidden ones, without what is secret."""
    kept = [field for field in _fields(request) if not _is_secret(field[0])]
    get_token(request)
    context = {"title": title, "words": words, "kept": kept, "needs_sign_in": status == 401}
    context |= BEHIND_NO_DOOR
    response = render(request, "errors/again.html", context, status=status)
    # Our script then keeps the form on the page and offers to send it again.
    response["X-CareLog-Again"] = "1"
    return response


def all_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what our own page posted, to be sent again whole; [] where a part is secret."""
    fields = [field for field in _fields(request) if field[0] != "csrfmiddlewaretoken"]
    return [] if any(_is_secret(name) for name, _value in fields) else fields


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the posted fields, but only when our own page sent them."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or not _own(request):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


def _is_secret(name: str) -> bool:
    return any(secret in name.lower() for secret in SECRET_FIELDS)


def _own(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
