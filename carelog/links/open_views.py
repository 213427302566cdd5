"""The holder's side of links without an account: opening one, holding the view, closing it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from carelog.links import actions as links
from carelog.links import scope
from carelog.links.forms import OpenForm
from carelog.links.models import Opening
from carelog.links.rate_limit import is_within_limit
from carelog.patients.access import open_record

View = Callable[..., HttpResponseBase]


@require_http_methods(["GET", "HEAD", "POST"])
def share_open(request: HttpRequest) -> HttpResponse:
    """Ask for a link and its passcode; only a press opens it, so that a preview uses nothing."""
    if request.method != "POST":
        return _ask(request, OpenForm())
    if not is_within_limit(request):
        return wait(request)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        opening, secret = links.open_link(form.token(), form.cleaned_data["passcode"])
    except links.Dead:
        return dead(request)
    except links.NoPasscode:
        return _ask(request, form, status=401, missing=True)
    except links.WrongPasscode as wrong:
        return _ask(request, form, status=401, left=wrong.left)
    return _opened(opening, secret)


def _ask(request: HttpRequest, form: OpenForm, status: int = 200, **said) -> HttpResponse:
    if form.is_bound:
        # The link is kept for the next press; a passcode stands on no page.
        data = request.POST.copy()
        data["passcode"] = ""
        form.data = data
    return render(request, "links/shared_open.html", {"form": form, **said}, status=status)


def wait(request: HttpRequest) -> HttpResponse:
    """Answer 429 to an address that asked too often."""
    response = render(request, "links/shared_wait.html", status=429)
    response["Retry-After"] = "60"
    return response


def dead(request: HttpRequest, typed: str = "") -> HttpResponse:
    """Answer 404, the same for unknown and ended links; what was typed is shown."""
    return render(request, "links/shared_dead.html", {"typed": typed}, status=404)


def _cookie() -> str:
    # Not __Host-, which asks for the path "/": this one goes to its own view and nowhere else.
    return "carelog_shared" if settings.PLAIN_HTTP else "__Secure-carelog_shared"


def _opened(opening: Opening, secret: str) -> HttpResponse:
    address = reverse("shared_summary", args=[opening.uid])
    response = redirect(address)
    response.set_cookie(
        _cookie(),
        secret,
        max_age=opening.expires_at - opening.opened_at,
        path=address,
        secure=not settings.PLAIN_HTTP,
        httponly=True,
        # The page that sets it and the pages that get it are ours; nobody else leads there.
        samesite="Strict",
    )
    return response


def held_by(request: HttpRequest, uid: uuid.UUID) -> Opening | None:
    """Return the view this browser holds, read anew with its link at each request."""
    return scope.view_of(uid, request.COOKIES.get(_cookie(), ""))


def of_a_link(page: str) -> Callable[[View], View]:
    """Give a view of a record the opening and the access of whoever holds its cookie.

    Without it, or once view or link have ended, the answer is the 404 of a dead link. `page` is
    the word of the access log.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, opening: uuid.UUID, **kwargs: Any) -> HttpResponseBase:
            held = held_by(request, opening)
            if held is None:
                return dead(request)
            access = open_record(scope.grant_of(held), held.link.patient.uid, page=page)
            return view(request, held, access, **kwargs)

        return answer

    return decorate


@require_POST
def shared_close(request: HttpRequest, opening: uuid.UUID) -> HttpResponse:
    """End this view of a link, on this device, before its hour is over."""
    held = held_by(request, opening)
    if held is None:
        return dead(request)
    links.close(held)
    response = render(request, "links/shared_closed.html")
    response.delete_cookie(
        _cookie(), path=reverse("shared_summary", args=[opening]), samesite="Strict"
    )
    return response
