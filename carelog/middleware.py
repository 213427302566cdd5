"""What every answer and every request body must keep to, whatever the view."""

from collections.abc import Callable
from functools import cache
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_resolver, resolve

from carelog import errors, faults, waiting
from carelog.accounts.requests import SeenRequest
from carelog.ceilings import TooMany
from carelog.policy import ROUTES, Policy, route_of

Handler = Callable[[SeenRequest], HttpResponse]
TOKEN_ROUTES = (
    "signup_invitation",
    "demo_sign_in",
    "invitation_open",
    "share_open",
    "shared_",
    "health_link",
    "calendar_feed",
    "account_reset_password",
    "account_confirm_email",
)
#: One request at a time tries a database that does not answer.
_trying = Lock()
FEATURES = ("camera", "microphone", "geolocation", "payment", "usb", "midi", "display-capture")


def headers(get_response: Handler) -> Handler:
    """Set the headers that keep an answer private, public pages cacheable, and say whose it is."""

    def answer(request: SeenRequest) -> HttpResponse:
        response = get_response(request)
        # What a proxy says in our place has not got it: static/js/carelog.js keeps the form then.
        response["X-CareLog"] = "1"
        response["Permissions-Policy"] = ", ".join(f"{name}=()" for name in FEATURES)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if holds_token(request):
            # With no-referrer a browser posts the page's own form as from nowhere: refused.
            response["Referrer-Policy"] = "strict-origin"
            response["X-Robots-Tag"] = "noindex"
        if "Cache-Control" not in response:
            response["Cache-Control"] = cache_control(request, response)
        return response

    return answer


def holds_token(request: HttpRequest) -> bool:
    """Say whether the URL holds a token, which no Referer header may pass on."""
    return route_of(request).startswith(TOKEN_ROUTES)


def cache_control(request: HttpRequest, response: HttpResponse) -> str:
    """Return the caching rule: only pages that are the same for everyone may be kept."""
    is_theirs = {settings.SESSION_COOKIE_NAME, settings.LOOK_COOKIE_NAME} & request.COOKIES.keys()
    asks_nothing = getattr(request, "asks_nothing", False)
    if asks_nothing and not is_theirs and response.status_code == 200:
        return "public, max-age=300"
    return "no-store, private"


def asks_nothing(get_response: Handler) -> Handler:
    """Hide the session cookie from pages that are the same for everyone.

    They are then answered without session and database, whoever asks.
    The browser keeps its cookie, and what is noted in the session waits for the next page.
    """

    def answer(request: SeenRequest) -> HttpResponse:
        cookies = request.COOKIES
        request.asks_nothing = is_same_for_all(request.path_info)
        if request.asks_nothing:
            hidden = settings.SESSION_COOKIE_NAME
            request.COOKIES = {name: cookies[name] for name in cookies if name != hidden}
        try:
            return get_response(request)
        finally:
            request.COOKIES = cookies

    return answer


def is_same_for_all(path: str) -> bool:
    """Say whether a path is a STATIC route, also without its trailing slash."""
    if path.strip("/").partition("/")[0] not in _first_words(settings.ROOT_URLCONF):
        return False
    for address in (path, f"{path}/"):
        try:
            return ROUTES.get(resolve(address).view_name) is Policy.STATIC
        except Resolver404:
            continue
    return False


@cache
def _first_words(urlconf: str) -> frozenset[str]:
    """Return what the addresses of STATIC routes begin with: looking each address up is dear."""
    patterns = get_resolver(urlconf).reverse_dict
    static = [name for name, policy in ROUTES.items() if policy is Policy.STATIC]
    ways = [way for name in static for found in patterns.getlist(name) for way, _names in found[0]]
    return frozenset(way.partition("/")[0] for way in ways)


def patience(get_response: Handler) -> Handler:
    """Set the database timeout of a request."""

    def answer(request: SeenRequest) -> HttpResponse:
        with waiting.of_a_request():
            return get_response(request)

    return answer


def one_tries(get_response: Handler) -> Handler:
    """While the database does not answer, let one request try it; the others get 503 at once.

    So threads stay free for the pages that need none, and the first answer opens the way for all.
    Requests that queued behind those that waited get 503, too, without waiting again.
    """

    def answer(request: SeenRequest) -> HttpResponse:
        if request.asks_nothing or not waiting.is_silent():
            return get_response(request)
        if not (waiting.may_try() and _trying.acquire(blocking=False)):
            return faults.unavailable(request)
        try:
            return get_response(request)
        finally:
            _trying.release()

    return answer


def ceilings(get_response: Handler) -> Handler:
    """Answer a member who has sent others as much as one may in an hour."""

    def answer(request: SeenRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: SeenRequest, error: Exception) -> HttpResponse | None:
        return errors.too_many(request) if isinstance(error, TooMany) else None

    # Django asks a middleware for this by its name.
    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def body_size(get_response: Handler) -> Handler:
    """Refuse a body that says it is too large before a byte of it is read."""

    def answer(request: SeenRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > 12:
            return errors.bad_request(request, is_read=False)
        if int(length) > settings.MAX_BODY_BYTES:
            return errors.too_large(request)
        return get_response(request)

    return answer


def first_value(get_response: Handler) -> Handler:
    """Keep only the first value of a repeated query parameter."""

    def answer(request: SeenRequest) -> HttpResponse:
        if any(len(values) > 1 for _key, values in request.GET.lists()):
            query = request.GET.copy()
            for key, values in request.GET.lists():
                query[key] = values[0]
            # The stubs hold that an address never changes.
            request.GET = query  # type: ignore[assignment]
        return get_response(request)

    return answer


def redirects_for_scripts(get_response: Handler) -> Handler:
    """Tell our own script where to go next instead of redirecting it.

    A script that followed the redirect itself would load the next page twice.
    """

    def answer(request: SeenRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("X-CareLog-Save") and response.status_code in (302, 303):
            go = HttpResponse(status=204, headers={"X-CareLog-Go": response["Location"]})
            go.cookies = response.cookies
            return go
        return response

    return answer
