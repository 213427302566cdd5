"""What a calendar app asks for, again and again: the visits of a link made for it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from carelog.patients.access import get_patient
from carelog.sharing import links
from carelog.sharing.calendar import calendar_of
from carelog.sharing.calm import is_calm
from carelog.sharing.models import ShareLink
from carelog.sharing.open_views import dead, wait


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the visits of a link for a calendar; each time counts as an opening."""
    if not is_calm(request):
        return wait(request)
    try:
        opening, _secret = links.open_link(token, kind=ShareLink.Kind.CALENDAR)
    except links.Dead:
        return dead(request)
    links.close(opening)
    link = opening.link
    access = get_patient(links.grant_of(opening), link.patient.uid, page="shared calendar")
    visits = calendar_of(access, link, timezone.now())
    return HttpResponse(visits, content_type="text/calendar; charset=utf-8")
