"""What a health app asks for: the manifest of a SMART Health Link, and the files it names.

No cookie counts here, so pages of any origin may ask: the token, the passcode and the key in the
link decide.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from carelog.exchange.fhir.bundle import Made
from carelog.exchange.fhir.views import JSON
from carelog.links import actions as links
from carelog.links import scope
from carelog.links.health_link import made_record, sealed_files
from carelog.links.models import Opening, ShareLink
from carelog.links.rate_limit import is_within_limit
from carelog.patients.access import open_record
from carelog.site_address import link_to
from carelog.text import LINE_LENGTH, ODD, clean_line

MOST_BYTES = 10_000
#: What the address of a waiting file says behind the token.
WAITING = re.compile(r"(?P<secret>[\w-]+)\.(?P<number>\d{1,4})\.(?P<state>[0-9a-f]{8})", re.ASCII)
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
    """Open a link for an app: answer with the manifest, which holds files or says where they are.

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
    return JsonResponse({"files": _manifest(opening, token, secret, asked.most_embedded)})


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


def _manifest(opening: Opening, token: str, secret: str, most_embedded: int | None) -> list[dict]:
    """Return the entries of a manifest, the file to read first first.

    A file too long for the app waits for one call, an hour.
    """
    made = _made(opening)
    sealed = sealed_files(made, opening.link, token)
    about = {
        "contentType": JSON,
        "lastUpdated": made.doc.generated_at.isoformat(timespec="seconds"),
        "status": "can-change",
        "fhirVersion": "4.0.1",
    }
    waits = [most_embedded is not None and len(one) > most_embedded for one in sealed]
    if not any(waits):
        links.close(opening)
    return [
        about | {"location": _location(made, token, secret, n)}
        if waits[n]
        else about | {"embedded": one}
        for n, one in enumerate(sealed)
    ]


def _location(made: Made, token: str, secret: str, number: int) -> str:
    """Return where a file waits: it names the state of the record that its manifest was made of."""
    return link_to("health_link_file", token, f"{secret}.{number}.{_state(made)}")


def _state(made: Made) -> str:
    return made.name[:8]


def _made(opening: Opening) -> Made:
    access = open_record(scope.grant_of(opening), opening.link.patient.uid, page="shared download")
    return made_record(access, timezone.now())


@require_http_methods(["GET", "OPTIONS"])
@from_anywhere
def health_link_file(request: HttpRequest, token: str, secret: str) -> HttpResponse:
    """Send one file of a manifest, once, as long as its link lives.

    404 also once the record has changed: its files would no longer be those of the manifest, which
    has to be asked for again.
    """
    found = WAITING.fullmatch(secret)
    opening = links.take(token, found["secret"], int(found["number"])) if found else None
    if found is None or opening is None:
        return _refused(404, "not_found")
    made = _made(opening)
    files = sealed_files(made, opening.link, token) if _state(made) == found["state"] else []
    if int(found["number"]) >= len(files):
        return _refused(404, "not_found")
    return HttpResponse(files[int(found["number"])], content_type="application/jose")
