"""What the web server in front says of a request, and what is answered where it says too little."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from carelog import faults, site_address

logger = logging.getLogger(__name__)
#: Asked for by the machine itself, which knows an IP address and no certificate.
PROBES = frozenset({"/healthz/", "/readyz/"})
SETS_NO_HEADER = (
    "The web server in front does not say how a page was asked for: let it set X-Forwarded-Proto."
)
IS_NOT_COUNTED = "A web server stands in front: set CARELOG_TRUSTED_PROXY_COUNT=1."


def in_front(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Answer probes whatever host they name, and end what would be a redirect without an end."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            request.META["HTTP_HOST"] = site_address.netloc()
        elif mend := what_is_untold(request):
            logger.error("%s See docs/deploy/README.md.", mend)
            context = {"mend": mend, "numbers": faults.site_numbers()}
            return HttpResponse(render_to_string("errors/set_up.html", context), status=400)
        return get_response(request)

    return answer


def what_is_untold(request: HttpRequest) -> str:
    """Return what to mend where the way to HTTPS would only lead here again; "" elsewhere.

    A browser sends `Sec-Fetch-Site` by HTTPS alone, so whoever gets it by HTTP was not told.
    """
    if not settings.SECURE_SSL_REDIRECT or request.is_secure():
        return ""
    proto, by_browser = (
        request.headers.get("X-Forwarded-Proto"),
        "Sec-Fetch-Site" in request.headers,
    )
    if settings.TRUSTED_PROXY_COUNT:
        return SETS_NO_HEADER if proto is None or by_browser else ""
    return IS_NOT_COUNTED if proto == "https" or by_browser else ""
