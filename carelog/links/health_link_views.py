"""What a health app asks for: the manifest of a SMART Health Link, and the file it names.

No cookie counts here, so pages of any origin may ask: the token, the passcode and the key in the
link decide.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from carelog.exchange.fhir.views import JSON
from carelog.links import actions as links
from carelog.links import scope
from carelog.links.health_link import sealed_record
from carelog.links.models import Opening, ShareLink
from carelog.links.rate_limit import is_within_limit
from carelog.patients.access import open_record
from carelog.site_address import link_to
from carelog.text import LINE_LENGTH, ODD, clean_line

MOST_BYTES = 10_000
ANYONE = {"Access-Control-Allow-Origin": "*"}
MAY_ASK = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "3600",
}
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Asked:
    """What an app sends: who it asks for, the passcode, the longest file it takes inline."""

    recipient: str
    passcode: str
    most_embedded: int | None


def from_anywhere(view: View) -> View:
    """Allow CORS for a view, within the rate limit."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ANYONE | MAY_ASK)
        if is_within_limit(request):
            response = view(request, **kwargs)
        else:
            response = _refused(429, "too_many_requests")
            response["Retry-After"] = "60"
        for name, value in ANYONE.items():
            response[name] = value
        return response

    return answer


def _refused(status: int, error: str) -> JsonResponse:
    return JsonResponse({"error": error}, status=status)


@require_http_methods(["POST", "OPTIONS"])
@from_anywhere
def health_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link for an app: answer with the manifest, which holds the file or says where it is.

    400 for a malformed request, 401 with the tries left for a missing or wrong passcode, 404
    for a link that is not, or no longer, there.
    """
    asked = _asked(request)
    if asked is None:
        return _refused(400, "invalid_request")
    how = {"kind": ShareLink.Kind.APP, "recipient": asked.recipient}
    try:
        opening, secret = links.open_link(token, asked.passcode, **how)
    except links.Dead:
        return _refused(404, "not_found")
    except (links.NoPasscode, links.WrongPasscode) as wrong:
        return JsonResponse({"remainingAttempts": wrong.left}, status=401)
    return JsonResponse({"files": [_file(opening, token, secret, asked.most_embedded)]})


def _asked(request: HttpRequest) -> Asked | None:
    """Return what an app sent, or None. What it does not have to send is not looked at."""
    if request.content_type != "application/json" or len(request.body) > MOST_BYTES:
        return None
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict):
        return None
    recipient, passcode = sent.get("recipient"), sent.get("passcode", "")
    most = sent.get("embeddedLengthMax")
    is_number = most is None or (type(most) is int and most >= 0)
    if not (isinstance(recipient, str) and isinstance(passcode, str) and is_number):
        return None
    if ODD.search(passcode):
        return None
    name = _name(recipient)
    return Asked(name, passcode, most) if name else None


def _name(recipient: str) -> str:
    """Return who asks, as a line that a page can show."""
    return clean_line(ODD.sub("", recipient))[:LINE_LENGTH].strip()


def _file(opening: Opening, token: str, secret: str, most_embedded: int | None) -> dict:
    """Return one entry of a manifest. A file too long for the app waits for one call, an hour."""
    sealed = _sealed(opening, token)
    about = {
        "contentType": JSON,
        "lastUpdated": timezone.now().isoformat(timespec="seconds"),
        "status": "can-change",
        "fhirVersion": "4.0.1",
    }
    if most_embedded is not None and len(sealed) > most_embedded:
        return about | {"location": link_to("health_link_file", token, secret)}
    links.close(opening)
    return about | {"embedded": sealed}


def _sealed(opening: Opening, token: str) -> str:
    link = opening.link
    access = open_record(scope.grant_of(opening), link.patient.uid, page="shared download")
    return sealed_record(access, link, token, timezone.now())


@require_http_methods(["GET", "OPTIONS"])
@from_anywhere
def health_link_file(request: HttpRequest, token: str, secret: str) -> HttpResponse:
    """Send the file of a manifest, once, as long as its link lives."""
    opening = links.take(token, secret)
    if opening is None:
        return _refused(404, "not_found")
    return HttpResponse(_sealed(opening, token), content_type="application/jose")
