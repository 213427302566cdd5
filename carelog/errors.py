"""The answers to what went wrong: one calm page each, and nothing a person typed is lost."""

import logging
import uuid

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, REASON_NO_REFERER, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.accounts.requests import SeenRequest
from carelog.lazy import LazyStr
from carelog.site_address import link_for

logger = logging.getLogger(__name__)
# Whatever route was asked for, what went wrong is not its page.
BEHIND_NO_DOOR = {"door": ""}
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code", "credential")
#: Before the name of a number, where a form says in which unit it asks.
UNIT_OF = "unit-of-"
#: What a page sends by itself: nobody typed it, and nobody needs it to copy.
SENT_BY_THE_PAGE = ("uid", "version", "next", "about", "asked", "sent", "until", "order", "more")
#: The page to which a route that only takes forms belongs, by the first word of its name.
BELONGS_TO = {
    "number": "number_list",
    "link": "link_list",
    "invitation": "sharing",
    "person": "sharing",
    "leave": "sharing",
    "comment": "talk",
    "comments": "talk",
    "task": "talk",
    "entry": "timeline",
}


def bad_request(
    request: HttpRequest, exception: Exception | None = None, *, is_read: bool = True
) -> HttpResponse:
    """Answer 400: the address or the request itself cannot be understood, or not even be read."""
    title, words = _("This address does not work"), _("Something in it is not right.")
    return _page(request, 400, title, words, is_read=is_read)


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


def not_a_page(request: HttpRequest) -> HttpResponse:
    """Answer 405: the address takes a form, or only shows a page; lead to where it belongs."""
    match = request.resolver_match
    there, named = "", match.kwargs if match else {}
    if "patient_id" in named and match and match.url_name:
        page = BELONGS_TO.get(match.url_name.partition("_")[0], "today")
        there = reverse(page, args=[named["patient_id"]])
    elif "opening" in named:
        there = reverse("shared_summary", args=[named["opening"]])
    words = _("Its buttons stand on another page. Nothing was changed.")
    return _page(request, 405, _("Nothing to see at this address"), words, there=there)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413: the form is larger than the largest form CareLog has."""
    words = _("What was sent is too large. Go back and make the text shorter.")
    return _page(request, 413, _("That is too much at once"), words, is_read=False)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer 429: something was asked for more often than it may be."""
    words = _("Wait a few minutes, then go back and try again. Nothing was changed.")
    return _page(request, 429, _("Too many tries at once"), words)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429: a member has sent others as much as one may in an hour."""
    words = _("So much in one hour is more than anyone can read. Send this one in an hour.")
    response = _page(request, 429, _("That is a lot for one hour"), words)
    response["Retry-After"] = "3600"
    return response


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


def _page(
    request: HttpRequest,
    status: int,
    title: LazyStr,
    words: LazyStr,
    there: str = "",
    *,
    is_read: bool = True,
) -> HttpResponse:
    context: dict[str, object] = {"title": title, "words": words, "there": there, **BEHIND_NO_DOOR}
    context["typed"] = typed(request) if is_read else []
    return render(request, "errors/error.html", context, status=status)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what somebody typed into a form that is refused, to be copied: its names and values.

    It is the sender's own, so the page says nothing of what is there; it is read from our own
    pages alone, and without what is secret or was sent by the page itself.
    """
    try:
        fields = _fields(request)
    except (SuspiciousOperation, BadRequest, OSError):
        return []  # What is refused is the form itself.
    return [
        (capfirst(name.rpartition("-")[2].replace("_", " ")), value)
        for name, value in fields
        if value.strip() and _is_typed(name)
    ]


def _is_typed(name: str) -> bool:
    is_sent = name in SENT_BY_THE_PAGE or name.startswith(UNIT_OF)
    return not is_sent and not _is_secret(name)


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
