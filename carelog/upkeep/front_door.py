"""The site asked by the address that people type, as a browser would, to see what a proxy does."""

import http.client
from urllib.parse import urlsplit

from django.conf import settings

from carelog.in_front import IS_NOT_COUNTED, SETS_NO_HEADER
from carelog.site_address import link_to

SECONDS = 5
KEEPS_NO_HOST = "The web server in front changes Host: let it pass on the name that was asked for."
BELIEVES = "The web server in front believes what a browser says: let it set X-Forwarded-Proto."


def reached() -> str:
    """Ask for a page of the site."""
    address = link_to("about")
    try:
        status, _secure, page = ask(address)
    except (OSError, http.client.HTTPException) as error:
        why = type(error).__name__
        return f"{address} was not reached from here ({why}): does the server run?"
    if status == 200:
        return ""
    told = [mend for mend in (SETS_NO_HEADER, IS_NOT_COUNTED) if mend in page]
    told += [KEEPS_NO_HOST] if status == 400 else []
    return next(iter(told), f"{address} answered {status} instead of a page: look at its log.")


def headers() -> str:
    """Look whether the proxy overwrites what a browser says of itself; "" where none is asked."""
    if not settings.SECURE_SSL_REDIRECT:
        return ""
    try:
        status, is_secure, _page = ask(link_to("about"), {"X-Forwarded-Proto": "http"})
    except (OSError, http.client.HTTPException):
        return "They can only be looked at once the web address is reached."
    return "" if status == 200 and is_secure else BELIEVES


def ask(address: str, more: dict[str, str] | None = None) -> tuple[int, bool, str]:
    """Return the status, whether CareLog knew that it was asked by HTTPS, and the page.

    Raises OSError or HTTPException where there is no answer; redirects are not followed.
    """
    parts = urlsplit(address)
    kind = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}[parts.scheme]
    line = kind(parts.netloc, timeout=SECONDS)
    try:
        line.request("GET", parts.path, headers={"Sec-Fetch-Site": "none"} | (more or {}))
        answer = line.getresponse()
        page = answer.read().decode(errors="replace")
    finally:
        line.close()
    return answer.status, "Strict-Transport-Security" in answer.headers, page
