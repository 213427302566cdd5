"""The owner's side of links without an account: which there are, making one, ending one."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.step_up import require_recent_sign_in
from carelog.form_data import form_data
from carelog.links import actions as links
from carelog.links import health_link
from carelog.links.addresses import address_of
from carelog.links.forms import CalendarLinkForm, LinkForm, TimedLinkForm
from carelog.links.models import ShareLink
from carelog.links.qr import qr_svg
from carelog.patients import clock
from carelog.patients.access import Access, open_own_record

ENDED_A_PAGE = 20


@require_safe
def link_list(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show which links there are and were, and when each was opened."""
    access = open_own_record(request.user, patient_id, page="sharing")
    now = timezone.now()
    alive = {"revoked_at": None, "expires_at__gt": now}
    # What wrong passcodes have ended stays among these until its time is over, so it is seen.
    standing = list(links.links_of(access).filter(**alive))
    guessed = [link for link in standing if link.is_guessed_to_death]
    ended = Paginator(links.links_of(access).exclude(**alive), ENDED_A_PAGE)
    page = ended.get_page(request.GET.get("page"))
    context = {"access": access, "guessed": guessed, "page": page}
    context["standing"] = [link for link in standing if link not in guessed]
    context["has_apps"] = health_link.fits()
    return render(request, "links/link_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def link_new(
    request: AuthenticatedRequest, patient_id: uuid.UUID, kind: str = ShareLink.Kind.PAGE
) -> HttpResponse:
    """Make a link; the answer shows it, its passcode and its code for a camera, once.

    Before it is made a page says what it will show: a day of which half is missing comes as none.
    """
    access = open_own_record(request.user, patient_id, page="sharing")
    require_recent_sign_in(request)
    link = ShareLink(patient=access.patient, kind=kind)
    link_form: type[TimedLinkForm] = LinkForm
    if kind == ShareLink.Kind.CALENDAR:
        link.domains, link_form = ["visits"], CalendarLinkForm
    own = {"is_own": access.is_own} if link_form is LinkForm else {}
    form = link_form(form_data(request), instance=link, today=clock.today(access.patient), **own)
    context = {"access": access, "form": form, "link": link}
    is_valid = form.is_valid()
    if is_valid and "sure" in request.POST:
        return _made(request, access, form)
    if is_valid and "change" not in request.POST:
        context["has_passcode"] = not (kind == link.Kind.CALENDAR or form.leaves_passcode_out)
        return render(request, "links/link_check.html", context)
    status = 422 if form.errors else 200
    return render(request, "links/link_new.html", context, status=status)


def link_new_app(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Make a link that a health app reads, where this site's address is short enough for one."""
    if not health_link.fits():
        raise Http404
    return link_new(request, patient_id, ShareLink.Kind.APP)


def link_new_calendar(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Make a link that a calendar reads."""
    return link_new(request, patient_id, ShareLink.Kind.CALENDAR)


def _made(request: HttpRequest, access: Access, form: TimedLinkForm) -> HttpResponse:
    link, with_passcode = form.instance, not form.leaves_passcode_out
    try:
        made = links.make(access, link, with_passcode=with_passcode)
    except links.AlreadyMade:
        messages.info(
            request,
            _("This link was made already, and cannot be shown again. Without it, make a new one."),
        )
        return redirect("link_list", access.patient.uid)
    address = address_of(link, made.token)
    code = qr_svg(address, _("Picture of the link, for the camera of a phone"))
    context = {"access": access, "link": link, "address": address, "code": code}
    context["passcode"] = " ".join((made.passcode[:3], made.passcode[3:])).strip()
    return render(request, "links/link_made.html", context)


@require_POST
def link_revoke(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """End a link at once. No reauthentication: it only takes access away, often in a hurry."""
    access = open_own_record(request.user, patient_id, page="sharing")
    links.revoke(access, access.find(ShareLink, uid))
    messages.success(request, _("The link is dead. Nobody can read anything by it any more."))
    return redirect("link_list", patient_id)
